import { noteFile, type Arrived } from './arrived.ts'
import { later, make } from './dom.ts'
import { drawPreview } from './media.ts'
import { button, marked, shape, trapFocus, words } from './shape-parts.ts'

type By = Arrived['files'][number]['by']
export type Take = (files: readonly File[], by: By) => void

// Put aside before anybody could come: what is laid over it later is passed by.
const nativeClick = HTMLInputElement.prototype.click

/** Files noted as the page got them, before anything else is done with them. */
export async function noted(files: readonly File[], by: By): Promise<File[]> {
  for (const file of files) await noteFile(file, by)
  return [...files]
}

function fileField(heard: (files: File[]) => void): HTMLInputElement {
  const field = make('input', { type: 'file', accept: 'image/*,video/mp4', multiple: '', hidden: '' })
  if (shape.marks === 'classes') field.id = 'media-editor-file-selector__file-input'
  field.addEventListener('change', (event) => {
    if (shape.refuses && !event.isTrusted) return
    heard([...(field.files ?? [])])
  })
  return field
}

/** The button for media, and what comes of pressing it. `stage` is where a view of its own may stand. */
export function mediaButton(box: HTMLElement, stage: () => HTMLElement, take: Take): HTMLElement {
  const add = button(words.media, 'image', marked('share-promoted-detour-button', {}))
  const taken = (files: File[]) => take(files, 'field')
  let field: HTMLInputElement | null = null
  if (shape.media === 'field') {
    field = fileField(taken)
    box.append(field)
  }
  add.addEventListener('click', () => {
    switch (shape.media) {
      case 'field':
        return field?.click()
      case 'button':
        field?.remove()
        field = fileField(taken)
        box.append(field)
        return field.click()
      case 'detached':
        return fileField(taken).click()
      case 'detached-early':
        return nativeClick.call(fileField(taken))
      case 'step':
        return openStep(stage(), taken)
      default:
        return undefined
    }
  })
  return add
}

/** A view between choosing a file and its preview: choose, look, Next. */
function openStep(stage: HTMLElement, done: (files: File[]) => void): void {
  let chosen: File[] = []
  const canvas = make('div', marked('media-editor__canvas'))
  const next = button(words.next, null, {
    ...marked('share-box-footer__primary-btn', { 'data-test-modal-action-btn': 'NEXT' }),
    disabled: '',
  })
  const back = button(words.back, null, marked('share-box-footer__back'))
  const choose = button(words.choose, null, marked('media-editor-file-selector__button'))
  const field = fileField(async (files) => {
    chosen = [...chosen, ...files]
    await later(200)
    // More than one button wakes up or comes with the picture; one of them leads on.
    canvas.replaceChildren(...chosen.map(drawPreview), button(words.edit, null, marked('media-editor__edit')))
    await later(300)
    next.disabled = false
  })
  const own = shape.spot === 'article'
  const view = make(
    'div',
    { ...marked('media-editor'), ...(own ? { role: 'dialog', 'aria-modal': 'true', tabindex: '-1' } : {}) },
    make('h2', {}, words.media),
    canvas,
    choose,
    field,
    make('footer', {}, back, next),
  )
  const others = own ? [] : [...stage.children].filter((child) => !child.matches('[hidden]'))
  for (const other of others) (other as HTMLElement).hidden = true
  stage.append(view)
  if (own) trapFocus(view)
  const leave = (files: File[]) => {
    view.remove()
    for (const other of others) (other as HTMLElement).hidden = false
    if (files.length > 0) done(files)
  }
  next.addEventListener('click', () => leave(chosen))
  back.addEventListener('click', () => leave([]))
  choose.addEventListener('click', () => field.click())
  // As the real one does: the system's picker opens at once.
  field.click()
}

/** What the page itself does with files dropped on a composer, and with pasted ones where its editor has no ear for them. */
export function listenForFiles(box: HTMLElement, take: Take, pasted: boolean): void {
  const on = (event: ClipboardEvent | DragEvent, files: FileList | undefined, by: 'paste' | 'drop') => {
    if (!files?.length) return
    event.preventDefault()
    if (shape.refuses && !event.isTrusted) return
    if (by === shape.media || shape.media === 'paste') take([...files], by)
  }
  box.addEventListener('dragover', (event) => event.preventDefault())
  if (pasted) box.addEventListener('paste', (event) => on(event, event.clipboardData?.files, 'paste'))
  box.addEventListener('drop', (event) => on(event, event.dataTransfer?.files, 'drop'))
}
