import { arrived } from './arrived.ts'
import { later, make } from './dom.ts'
import { mountEditor } from './editor.ts'
import { drawPreview, chooseMedia, takePastedFiles } from './media.ts'

/** What a finished post holds. */
export interface Post {
  text: string
  files: File[]
}

/** Opens the share box in the shadow root and keeps the focus in it until it is closed. */
export function openShareBox(root: ShadowRoot, person: string, published: (post: Post) => void): void {
  let files: File[] = []
  const editorHolder = make('div', { class: 'editor-container' })
  const preview = make('div', { class: 'share-creation-state__preview-container', hidden: '' })
  const post = make(
    'button',
    { type: 'button', class: 'share-actions__primary-action artdeco-button', disabled: '' },
    'Post',
  )
  const addMedia = make(
    'button',
    { type: 'button', class: 'share-promoted-detour-button', 'aria-label': 'Add media' },
    make('span', { class: 'picture-icon', 'aria-hidden': 'true' }),
  )
  const dismiss = make(
    'button',
    { type: 'button', class: 'artdeco-modal__dismiss', 'aria-label': 'Dismiss' },
    '×',
  )
  const compose = make(
    'div',
    { class: 'share-creation-state' },
    make(
      'header',
      { class: 'share-box__author' },
      make('span', { class: 'avatar', 'aria-hidden': 'true' }, person[0] ?? ''),
      make('div', {}, make('strong', {}, person), make('small', {}, 'Post to Anyone')),
    ),
    make('div', { class: 'share-creation-state__text-editor' }, editorHolder, preview),
    make('div', { class: 'share-creation-state__additional-toolbar' }, addMedia),
    make('footer', { class: 'share-box-footer' }, post),
  )
  const dialog = make(
    'div',
    {
      class: 'artdeco-modal share-box-v2__modal',
      'data-test-modal-id': 'sharebox',
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': 'Create post',
      tabindex: '-1',
    },
    dismiss,
    compose,
  )
  const overlay = make('div', { class: 'artdeco-modal-overlay', 'data-test-modal-container': '' }, dialog)
  root.append(overlay)
  const quill = mountEditor(editorHolder)

  const allow = () => (post.disabled = arrived.text === '' && files.length === 0)
  const take = async (more: File[]) => {
    preview.hidden = false
    const waiting = make('span', { class: 'share-creation-state__loading' }, 'Processing…')
    preview.append(waiting)
    await later(350)
    files = [...files, ...more]
    preview.replaceChildren(...files.map(drawPreview))
    allow()
  }
  // The site learns of the text only a while after the editor shows it.
  let commit: ReturnType<typeof setTimeout> | undefined
  quill.on('text-change', () => {
    clearTimeout(commit)
    commit = setTimeout(() => {
      arrived.text = quill.getText().replace(/\n$/, '')
      allow()
    }, 300)
  })
  takePastedFiles(quill.root, (added) => void take(added))
  addMedia.addEventListener('click', () => {
    compose.hidden = true
    void chooseMedia(dialog).then((chosen) => {
      compose.hidden = false
      if (chosen.length > 0) void take(chosen)
    })
  })

  const trap = (event: FocusEvent) => {
    const target = event.composedPath()[0]
    if (target instanceof Node && !dialog.contains(target)) dialog.focus()
  }
  document.addEventListener('focusin', trap, true)
  const close = () => {
    document.removeEventListener('focusin', trap, true)
    clearTimeout(commit)
    overlay.remove()
    arrived.text = ''
    arrived.files = []
  }
  dismiss.addEventListener('click', close)
  post.addEventListener('click', () => {
    const text = quill.getText().replace(/\n$/, '')
    arrived.posts.push({ text, files: files.length })
    close()
    published({ text, files })
  })
  quill.focus()
}
