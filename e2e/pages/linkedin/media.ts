import { noteFile, type Arrived } from './arrived.ts'
import { later, make } from './dom.ts'

export type Variant = 'open' | 'button' | 'refuses'
export const variant: Variant =
  (['button', 'refuses'] as const).find(
    (name) => name === new URLSearchParams(location.search).get('variant'),
  ) ?? 'open'

const accepted = ['image/jpeg', 'image/png', 'image/gif', 'video/mp4']

/** Draws the files of a post as the composer shows them. */
export function drawPreview(file: File): HTMLElement {
  const address = URL.createObjectURL(file)
  if (!file.type.startsWith('video/')) return make('img', { src: address, alt: '' })
  const video = make('video', { src: address, controls: '', playsinline: '' })
  video.muted = true
  return video
}

/** Pasted and dropped files go straight to the preview, as the real composer takes them. */
export function takePastedFiles(editor: HTMLElement, take: (files: File[]) => void): void {
  const on = (event: ClipboardEvent | DragEvent, files: FileList | undefined, by: 'paste' | 'drop') => {
    const wanted = [...(files ?? [])].filter((file) => accepted.includes(file.type))
    if (wanted.length === 0) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (variant === 'button' || (variant === 'refuses' && !event.isTrusted)) return
    void noteAll(wanted, by).then(() => take(wanted))
  }
  editor.addEventListener('paste', (event) => on(event, event.clipboardData?.files, 'paste'), true)
  editor.addEventListener('drop', (event) => on(event, event.dataTransfer?.files, 'drop'), true)
}

const noteAll = async (files: readonly File[], by: Arrived['files'][number]['by']) => {
  for (const file of files) await noteFile(file, by)
}

/** The step of its own between "Add media" and the preview. Answers with the files when Next is pressed, with none on Back. */
export function chooseMedia(stage: HTMLElement): Promise<File[]> {
  const input = make('input', {
    type: 'file',
    id: 'media-editor-file-selector__file-input',
    class: 'media-editor-file-selector__upload-media-input visually-hidden',
    accept: accepted.join(','),
    multiple: '',
  })
  const upload = make(
    'button',
    { type: 'button', class: 'media-editor-file-selector__button' },
    'Upload from computer',
  )
  const canvas = make(
    'div',
    { class: 'media-editor__canvas' },
    make('p', { class: 'media-editor-file-selector__title' }, 'Select files to begin'),
    make('p', { class: 'media-editor-file-selector__hint' }, 'Share images or a single video in your post.'),
    upload,
    input,
  )
  const next = make(
    'button',
    {
      type: 'button',
      class: 'share-box-footer__primary-btn',
      'data-test-modal-action-btn': 'NEXT',
      disabled: '',
    },
    'Next',
  )
  const back = make('button', { type: 'button', class: 'share-box-footer__back' }, 'Back')
  const element = make(
    'div',
    { class: 'media-editor' },
    make('h2', { class: 'media-editor__title' }, 'Editor'),
    canvas,
    make('footer', { class: 'share-box-footer' }, back, next),
  )
  stage.append(element)
  upload.addEventListener('click', () => input.click())
  // As the real one does: the system's picker opens at once.
  input.click()
  return new Promise((resolve) => {
    let files: File[] = []
    input.addEventListener('change', async (event) => {
      if (variant === 'refuses' && !event.isTrusted) return
      // The real field appends.
      const added = [...(input.files ?? [])]
      await noteAll(added, 'field')
      files = [...files, ...added]
      await later(200)
      canvas.replaceChildren(...files.map(drawPreview), input)
      await later(300)
      next.disabled = false
    })
    const leave = (chosen: File[]) => {
      element.remove()
      resolve(chosen)
    }
    next.addEventListener('click', () => leave(files))
    back.addEventListener('click', () => leave([]))
  })
}
