import { signal } from '@preact/signals'
import { convert } from '../../shared/tools/convert.ts'
import { defaultsOf } from '../../shared/fields.ts'
import { runTools } from '../tools/runner.ts'
import { takeFiles } from './bench-files.ts'
import { know, library } from './library.ts'
import { troubleOf } from './loaded.ts'
import { downloadPiece, type Piece } from './piece.ts'
import { preview, type Made } from './preview.ts'
import { uploadFile } from './upload.ts'

/** What is being done with the result, and what came of it. */
export interface Handing {
  busy: 'download' | 'copy' | 'save' | null
  said: string
  went: 'calm' | 'well' | 'badly'
  /** The result that is in the library. */
  saved: File | null
}

const idle: Handing = { busy: null, said: '', went: 'calm', saved: null }
export const handingMade = signal<Handing>(idle)

const kinds = { image: 'image', video: 'video', audio: 'audio', model: 'model3d' } as const

/** A result as a finished thing like any other; null for what has no place in a post or the library. */
export function pieceOfMade({ file, seen }: Made): Piece | null {
  const [family = ''] = file.type.split('/')
  if (!(family in kinds)) return null
  return {
    key: `${file.name} ${file.size} ${file.lastModified}`,
    kind: kinds[family as keyof typeof kinds],
    name: file.name,
    src: seen?.src ?? '',
    width: seen?.width ?? null,
    height: seen?.height ?? null,
    durationMs: null,
    text: null,
    consent: null,
    prompt: '',
    jobId: null,
    open: () => Promise.resolve(file),
  }
}

async function hand(busy: Handing['busy'], said: string, act: () => Promise<void>): Promise<void> {
  const { saved } = handingMade.peek()
  handingMade.value = { busy, said: '', went: 'calm', saved }
  try {
    await act()
    handingMade.value = { ...handingMade.peek(), busy: null, said, went: 'well' }
  } catch (cause) {
    const { detail, remedy } = troubleOf(cause)
    handingMade.value = { busy: null, said: `${detail} ${remedy}`, went: 'badly', saved }
  }
}

/** Hands the result to the browser's downloads: one file as it is, several in one ZIP. */
export const downloadMade = (made: readonly Made[]): Promise<void> =>
  hand(
    'download',
    made.length === 1
      ? `Downloaded as ${made[0]?.file.name}.`
      : `${made.length} files downloaded as ${zipName(made)}.`,
    async () => {
      const [first, another] = made
      if (!first) return
      await save(another ? await zipped(made) : first.file)
    },
  )

const save = (file: File): Promise<void> =>
  downloadPiece({ name: file.name, open: () => Promise.resolve(file) })

/** What their names begin with alike: "cup-instagram-story.jpg" and "cup-x-header.jpg" lie in "cup.zip". */
function zipName(made: readonly Made[]): string {
  const pictures = made.filter(({ file }) => file.type.startsWith('image/'))
  const [first = '', ...others] = pictures.map(({ file }) => file.name.replace(/\.[^.]+$/, ''))
  let length = first.length
  for (const name of others) while (!name.startsWith(first.slice(0, length))) length--
  return `${first.slice(0, length).replace(/[-_ .]+$/, '') || 'pictures'}.zip`
}

/** Pictures do not get smaller in a ZIP: they are only put into it. */
async function zipped(made: readonly Made[]): Promise<File> {
  const { BlobReader, BlobWriter, ZipWriter } = await import('@zip.js/zip.js/index-native.js')
  const zip = new ZipWriter(new BlobWriter('application/zip'), { level: 0, useWebWorkers: false })
  for (const { file } of made) await zip.add(file.name, new BlobReader(file))
  return new File([await zip.close()], zipName(made), { type: 'application/zip' })
}

/** Copies a picture as PNG, the one type every editor takes. Call it inside the press. */
export const copyMade = ({ file }: Made): Promise<void> =>
  hand('copy', 'Copied. Paste it where you want it.', () =>
    navigator.clipboard.write([new ClipboardItem({ 'image/png': asPng(file) })]),
  )

async function asPng(file: File): Promise<Blob> {
  if (file.type === 'image/png') return file
  const values = { ...defaultsOf(convert.fields), to: 'png', effort: 1 }
  const [png = file] = await runTools([{ tool: 'convert', values }], [file], {
    signal: new AbortController().signal,
  })
  return png
}

/** Saves the result to the library: only now does it leave this machine. */
export const saveMade = (made: readonly Made[]): Promise<void> => {
  const pictures = made.filter((each) => pieceOfMade(each))
  const said =
    pictures.length === 1 ? 'It is in your library.' : `${pictures.length} files are in your library.`
  return hand('save', said, async () => {
    for (const { file } of pictures) {
      know(await uploadFile(file, { name: file.name.slice(0, 200) }))
      handingMade.value = { ...handingMade.peek(), saved: file }
    }
    void library.refresh()
  })
}

/** Goes on with the result as what is in hand. */
export function goOnWithMade(): void {
  const { made } = preview.peek()
  takeFiles(made.map(({ file }) => file))
  handingMade.value = idle
}

export const forgetHanding = () => (handingMade.value = idle)
