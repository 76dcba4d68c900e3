import { arrived } from '../linkedin/arrived.ts'
import { later, make } from '../linkedin/dom.ts'
import { mountLexical } from './lexical.ts'
import { fileField, previewOf, take } from './media.ts'

// Facebook: Lexical in a dialog that keeps the focus; every class is a hash. Other file fields stand on the page.

const accept = 'image/*,image/heif,image/heic,video/*,video/mp4,video/x-m4v,.mkv'
const labels = {
  en: { open: 'Create a post', post: 'Post', ask: 'What’s on your mind, Ada?', comment: 'Comment as Ada' },
  de: {
    open: 'Beitrag erstellen',
    post: 'Posten',
    ask: 'Was machst du gerade, Ada?',
    comment: 'Kommentieren als Ada',
  },
}
const said = labels[new URLSearchParams(location.search).get('lang') === 'de' ? 'de' : 'en']

const story = fileField({ accept }, () => Object.assign(arrived, { strayed: true }))
const open = make('div', { role: 'button', tabindex: '0', class: 'x1i10hfl' }, said.ask)
const comment = make('div', {
  contenteditable: 'true',
  role: 'textbox',
  'aria-label': said.comment,
  class: 'xzsf02u',
})
const underComment = make('div')
document.querySelector('#app')!.append(
  make(
    'main',
    { role: 'main' },
    make('div', { 'aria-label': said.open, role: 'region', class: 'x1yztbdb' }, open, story),
    make(
      'div',
      { role: 'article', class: 'x1a2a7pz' },
      make('p', {}, 'A quiet Saturday.'),
      make(
        'form',
        { role: 'presentation' },
        comment,
        fileField({ accept }, (files) => underComment.append(...files.map(previewOf))),
        underComment,
      ),
    ),
  ),
)
mountLexical(comment, (text) => Object.assign(arrived, { comment: text }))
open.addEventListener('click', () => void openDialog())

async function openDialog(): Promise<void> {
  // The dialog comes first, and its editor a while later.
  const dialog = make('div', {
    role: 'dialog',
    'aria-modal': 'true',
    'aria-label': said.open,
    class: 'x1n2onr6',
  })
  document.body.append(dialog)
  await later(400)
  const editor = make('div', {
    contenteditable: 'true',
    role: 'textbox',
    spellcheck: 'true',
    'aria-placeholder': said.ask,
    class: 'notranslate _5rpu',
    tabindex: '0',
  })
  const preview = make('div', { class: 'x6s0dn4' })
  const post = make('div', { role: 'button', 'aria-label': said.post, 'aria-disabled': 'true' }, said.post)
  const allow = () => {
    if (arrived.text || preview.childElementCount) post.removeAttribute('aria-disabled')
    else post.setAttribute('aria-disabled', 'true')
  }
  const show = (files: File[]) => {
    preview.append(...files.map(previewOf))
    allow()
  }
  dialog.append(
    make('form', { method: 'POST' }, editor, preview, fileField({ accept, multiple: '' }, show), post),
  )
  mountLexical(
    editor,
    (text) => {
      arrived.text = text
      allow()
    },
    (files) => void take(files, 'paste').then(show),
  )
  editor.focus()
  document.addEventListener('focusin', (event) => {
    if (dialog.isConnected && !dialog.contains(event.target as Node)) editor.focus()
  })
}
