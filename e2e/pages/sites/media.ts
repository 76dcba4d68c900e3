import { noteFile, type Arrived } from '../linkedin/arrived.ts'
import { make } from '../linkedin/dom.ts'

/** What a composer shows of a file it has taken. */
export function previewOf(file: File): HTMLElement {
  const src = URL.createObjectURL(file)
  return file.type.startsWith('video/') ? make('video', { src, muted: '' }) : make('img', { src, alt: '' })
}

/** Notes files as the page got them, and gives those back that it takes. */
export async function take(
  files: FileList | readonly File[] | null | undefined,
  by: Arrived['files'][number]['by'],
): Promise<File[]> {
  const wanted = [...(files ?? [])].filter(({ type }) => /^(image|video)\//.test(type))
  for (const file of wanted) await noteFile(file, by)
  return wanted
}

/** A file field as sites have it: unseen, pressed by a button of theirs. It forgets what it handed over. */
export function fileField(attributes: Record<string, string>, taken: (files: File[]) => void) {
  const field = make('input', { type: 'file', class: 'unseen', tabindex: '-1', ...attributes })
  field.addEventListener('change', async () => {
    const files = await take([...(field.files ?? [])], 'field')
    field.value = ''
    taken(files)
  })
  return field
}
