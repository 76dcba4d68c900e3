import {
  __unstableUseRichText as useRichText,
  create,
  getTextContent,
  insert,
  toHTMLString,
  type RichTextValue,
} from '@wordpress/rich-text'
import { createElement as h, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { arrived } from '../linkedin/arrived.ts'
import { make } from '../linkedin/dom.ts'
import { previewOf, take } from './media.ts'

// WordPress' block editor: each paragraph is an editor of its own, in a frame of the same origin. Pasting one text of
// several paragraphs makes several blocks; pasting or dropping a picture makes a picture's block.

interface Block {
  id: number
  /** HTML of a paragraph, or a picture. */
  content: string | File
}

let next = 1
const paragraph = (content = ''): Block => ({ id: next++, content })
const plain = (html: string) => getTextContent(create({ html }))

interface EditableProps {
  html: string
  write(html: string): void
  paste(event: ClipboardEvent, value: RichTextValue): void
  attributes: object
  tag: string
}

function Editable({ html, write, paste, attributes, tag }: EditableProps) {
  const [[start, end], select] = useState<[number | undefined, number | undefined]>([undefined, undefined])
  const rich = useRichText({
    value: html,
    onChange: write,
    selectionStart: start,
    selectionEnd: end,
    onSelectionChange: (from: number, to: number) => select([from, to]),
    __unstableIsSelected: start !== undefined,
  }) as unknown as { ref(element: HTMLElement | null): void; getValue(): RichTextValue }
  const held = useRef<HTMLElement | null>(null)
  const latest = useRef(paste)
  latest.current = paste
  useEffect(() => {
    const pasted = (event: ClipboardEvent) => latest.current(event, rich.getValue())
    held.current?.addEventListener('paste', pasted)
    return () => held.current?.removeEventListener('paste', pasted)
  }, [])
  const hold = (element: HTMLElement | null) => {
    held.current = element
  }
  const both = useRef((element: HTMLElement | null) => {
    hold(element)
    rich.ref(element)
  })
  return h(tag, {
    ...attributes,
    ref: both.current,
    contentEditable: true,
    suppressContentEditableWarning: true,
  })
}

function Picture({ file }: { file: File }) {
  const holder = useRef<HTMLElement | null>(null)
  useEffect(() => holder.current?.replaceChildren(previewOf(file)), [file])
  return h('figure', {
    ref: holder,
    className: 'wp-block wp-block-image',
    'data-type': 'core/image',
    tabIndex: 0,
  })
}

function Canvas({ body }: { body: HTMLElement }) {
  const [title, setTitle] = useState('')
  const [blocks, setBlocks] = useState<Block[]>(() => [paragraph()])
  const texts = blocks.flatMap(({ content }) => (typeof content === 'string' ? [plain(content)] : []))
  Object.assign(arrived, { title: plain(title), text: texts.join('\n\n') })

  const addAfter = (id: number | null, added: Block[]) =>
    setBlocks((now) => {
      const at = id === null ? now.length : now.findIndex((block) => block.id === id) + 1
      return [...now.slice(0, at), ...added, ...now.slice(at)]
    })
  const write = (id: number, content: string) =>
    setBlocks((now) => now.map((block) => (block.id === id ? { id, content } : block)))
  const pasteInto = (id: number) => (event: ClipboardEvent, value: RichTextValue) => {
    event.preventDefault()
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length > 0) {
      void take(files, 'paste').then((taken) =>
        addAfter(
          id,
          taken.map((content) => ({ id: next++, content })),
        ),
      )
      return
    }
    const [first = '', ...more] = (event.clipboardData?.getData('text/plain') ?? '').split(/\n{2,}/)
    const withFirst = insert(value, create({ text: first }), value.start, value.end)
    write(id, toHTMLString({ value: withFirst }))
    addAfter(
      id,
      more.map((text) => paragraph(toHTMLString({ value: create({ text }) }))),
    )
  }
  useEffect(() => {
    body.addEventListener('dragover', (event) => event.preventDefault())
    body.addEventListener('drop', (event) => {
      event.preventDefault()
      void take(event.dataTransfer?.files, 'drop').then((taken) =>
        addAfter(
          null,
          taken.map((content) => ({ id: next++, content })),
        ),
      )
    })
  }, [])
  return h(
    'div',
    { className: 'editor-styles-wrapper' },
    h(Editable, {
      tag: 'h1',
      html: title,
      write: setTitle,
      paste: () => {},
      attributes: {
        className: 'wp-block wp-block-post-title editor-post-title__input rich-text',
        'aria-label': 'Add title',
        role: 'textbox',
      },
    }),
    h(
      'div',
      { className: 'is-root-container wp-block-post-content block-editor-block-list__layout' },
      blocks.map(({ id, content }) =>
        typeof content === 'string'
          ? h(Editable, {
              key: id,
              tag: 'p',
              html: content,
              write: (html: string) => write(id, html),
              paste: pasteInto(id),
              attributes: {
                'data-block': String(id),
                'data-type': 'core/paragraph',
                className:
                  'block-editor-rich-text__editable block-editor-block-list__block wp-block wp-block-paragraph rich-text',
                'aria-label': 'Empty block; start writing or type forward slash to choose a block',
                role: 'document',
              },
            })
          : h(Picture, { key: id, file: content }),
      ),
    ),
  )
}

const source =
  '<!doctype html><html><head><style>[contenteditable]{min-height:1.5em;white-space:pre-wrap}img{max-width:240px}</style></head><body class="block-editor-iframe__body"></body></html>'
const canvas = make('iframe', {
  name: 'editor-canvas',
  title: 'Editor canvas',
  src: URL.createObjectURL(new Blob([source], { type: 'text/html' })),
})
canvas.addEventListener('load', () => {
  const { body } = canvas.contentDocument!
  createRoot(make('div')).render(createPortal(h(Canvas, { body }), body))
})
document
  .querySelector('#app')!
  .append(make('div', { id: 'editor', class: 'block-editor__container' }, canvas))
