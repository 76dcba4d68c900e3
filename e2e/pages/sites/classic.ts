import { arrived } from '../linkedin/arrived.ts'
import { make } from '../linkedin/dom.ts'
import { linesOf, mountTiny } from './tiny.ts'

// WordPress' older editor: a title and TinyMCE over the field "content". It takes no files but through its library.

const title = make('input', { type: 'text', name: 'post_title', id: 'title', spellcheck: 'true' })
title.addEventListener('input', () => Object.assign(arrived, { title: title.value }))
document
  .querySelector('#app')!
  .append(
    make(
      'form',
      { id: 'post' },
      title,
      make('textarea', { class: 'wp-editor-area', name: 'content', id: 'content' }),
    ),
  )
void mountTiny('#content', (editor) =>
  editor.on('change input', () => (arrived.text = linesOf(editor.getContent()))),
)
