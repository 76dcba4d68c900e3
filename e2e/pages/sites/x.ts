import { Editor, EditorState } from 'draft-js'
import { createElement as h, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { arrived } from '../linkedin/arrived.ts'
import { make } from '../linkedin/dom.ts'
import { fileField, previewOf } from './media.ts'

// X: Draft.js in React. Text pasted after a picture is lost; "n" typed outside of any field opens the composer.

const shortcuts: string[] = []
Object.assign(arrived, { shortcuts })
document.addEventListener('keydown', ({ key, target }) => {
  const written = (target as HTMLElement).closest('[contenteditable], input, textarea')
  if (key.length === 1 && !written) shortcuts.push(key)
})

const attachments = make('div', { 'data-testid': 'attachments', hidden: '' })
const post = make('button', { type: 'button', 'data-testid': 'tweetButtonInline', disabled: '' }, 'Post')
const field = fileField(
  {
    'data-testid': 'fileInput',
    accept: 'image/jpeg,image/png,image/webp,image/gif,video/mp4,video/quicktime',
    multiple: '',
  },
  (files) => {
    attachments.hidden = false
    for (const file of files)
      attachments.append(make('div', { 'data-testid': 'tweetPhoto' }, previewOf(file)))
    post.disabled = false
  },
)
const add = make('button', { type: 'button', 'aria-label': 'Add photos or video' }, '🖼')
add.addEventListener('click', () => field.click())

function Composer() {
  const [state, setState] = useState(() => EditorState.createEmpty())
  const change = (next: EditorState) => {
    setState(next)
    arrived.text = next.getCurrentContent().getPlainText()
    post.disabled = arrived.text === '' && attachments.childElementCount === 0
  }
  return h(Editor, {
    editorState: state,
    onChange: change,
    placeholder: 'What is happening?!',
    ariaLabel: 'Post text',
    role: 'textbox',
    webDriverTestID: 'tweetTextarea_0',
    handlePastedText: () => (attachments.childElementCount === 0 ? 'not-handled' : 'handled'),
  })
}

const holder = make('div')
document
  .querySelector('#app')!
  .append(
    make(
      'main',
      { role: 'main' },
      make('h1', {}, 'Home'),
      make(
        'div',
        { 'data-testid': 'primaryColumn' },
        holder,
        attachments,
        make('div', { 'data-testid': 'toolBar', role: 'group' }, field, add, post),
      ),
    ),
  )
createRoot(holder).render(h(Composer))
