import type Quill from 'quill'
import { createElement as h, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { arrived } from './arrived.ts'
import { later, make } from './dom.ts'
import { refuseForgeries } from './editor.ts'
import { engines, type Mounted } from './engines.ts'
import { drawPreview } from './media.ts'
import { listenForFiles, mediaButton, noted, type Take } from './shape-media.ts'
import { button, marked, shape, words } from './shape-parts.ts'

const face =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** Builds the composer of this shape in an element of the page; `stage` is where its media step stands. */
export async function buildComposer(box: HTMLElement, stage = box): Promise<void> {
  const holder = make('div', { ...marked('editor-container') })
  const preview = make('div', { ...marked('share-creation-state__preview-container'), hidden: '' })
  const send = button(words.send, null, {
    ...marked(
      shape.spot === 'message' ? 'msg-form__send-button' : 'share-actions__primary-action',
      shape.spot === 'comment' ? { 'data-view-name': 'comment-post' } : {},
    ),
    disabled: '',
  })
  let files: File[] = []
  let commit: ReturnType<typeof setTimeout> | undefined
  const changed = (read: () => string) => {
    clearTimeout(commit)
    // The site learns of the text only a while after the editor shows it.
    commit = setTimeout(() => {
      arrived.text = read()
      send.disabled = arrived.text === '' && files.length === 0
    }, 300)
  }
  const take: Take = async (more, by) => {
    await noted(more, by)
    preview.hidden = false
    preview.append(make('span', {}, '…'))
    await later(350)
    files = [...files, ...more]
    preview.replaceChildren(...files.map(drawPreview))
    send.disabled = false
  }
  const avatar = make('img', { alt: '', width: '40', height: '40' })
  // Faces come late, and are no proof of anything.
  setTimeout(() => (avatar.src = face), 700)
  const tools = make(
    'div',
    { ...marked('share-creation-state__additional-toolbar') },
    button(words.emoji, 'emoji', marked('emoji-hoverable')),
  )
  if (!['paste', 'drop'].includes(shape.media)) tools.append(mediaButton(box, () => stage, take))
  const compose = make(
    'div',
    { ...marked(shape.spot === 'post' ? 'share-creation-state' : '') },
    make('header', {}, avatar, 'Mara Lindqvist'),
  )
  if (shape.spot === 'article') compose.append(titleField())
  compose.append(holder, preview, tools, make('footer', {}, send))
  box.append(compose)
  const listening = shape.engine.startsWith('quill') || shape.engine === 'plain'
  listenForFiles(box, take, listening)

  const mount = () => {
    const mounted = engines[shape.engine](holder, {
      changed,
      ...(listening
        ? {}
        : { files: (found) => void (shape.media === 'paste' && !shape.refuses && take(found, 'paste')) }),
    })
    label(mounted.root)
    if (shape.refuses) refuse(holder, mounted)
    if (shape.lateMs) delay(mounted.root, shape.lateMs)
    return mounted
  }
  let mounted = mount()
  mounted.root.focus()
  if (!shape.rebuilt) return
  const rebuild = () => {
    mounted.destroy()
    mounted = mount()
    changed(() => '')
  }
  await later(150)
  rebuild()
  mounted.root.addEventListener('focus', () => setTimeout(rebuild, 80), { once: true })
}

/** The role and the label of the real ones, and what else they carry in this shape. */
function label(root: HTMLElement): void {
  root.setAttribute('role', 'textbox')
  root.setAttribute('aria-multiline', 'true')
  root.setAttribute('aria-label', words.editor)
  if (shape.marks === 'classes' && shape.spot === 'post')
    root.setAttribute('data-test-ql-editor-contenteditable', 'true')
  if (shape.marks === 'classes' && shape.spot === 'message') root.classList.add('msg-form__contenteditable')
  if (shape.spot === 'article') root.setAttribute('data-test-article-editor-content-textbox', '')
}

/** A field that React holds: what is not told to it is gone at the next stroke. */
function titleField(): HTMLElement {
  const holder = make('div')
  const Title = () => {
    const [value, setValue] = useState('')
    return h('textarea', {
      id: 'article-editor-headline__textarea',
      'aria-label': words.title,
      rows: 1,
      value,
      onChange: (event: { target: HTMLTextAreaElement }) => {
        setValue(event.target.value)
        arrived.title = event.target.value
      },
    })
  }
  createRoot(holder).render(h(Title))
  return holder
}

/** Pasted text is taken at once and stands there only later. */
function delay(root: HTMLElement, ms: number): void {
  const own = new WeakSet<Event>()
  root.parentElement?.addEventListener(
    'paste',
    (event) => {
      const text = event.clipboardData?.getData('text/plain')
      if (!text || own.has(event)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      setTimeout(() => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text)
        const again = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
        own.add(again)
        root.dispatchEvent(again)
      }, ms)
    },
    true,
  )
}

/** Throws away what no real hand did. */
function refuse(holder: HTMLElement, { model }: Mounted): void {
  if (shape.engine === 'quill-2') return refuseForgeries(model as Quill)
  for (const type of ['paste', 'drop', 'beforeinput'])
    holder.addEventListener(
      type,
      (event) => {
        if (event.isTrusted) return
        event.preventDefault()
        event.stopImmediatePropagation()
      },
      true,
    )
}
