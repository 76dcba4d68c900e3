import type QuillEditor from 'quill'
import { variant } from './media.ts'

declare const Quill: typeof QuillEditor

/** The true editor, labelled as the real site labels it. The holder must stand in the page already. */
export function mountEditor(holder: HTMLElement): QuillEditor {
  const quill = new Quill(holder, { placeholder: 'What do you want to talk about?', formats: [] })
  for (const [name, value] of Object.entries({
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': 'Text editor for creating content',
    'aria-placeholder': 'What do you want to talk about?',
    'data-test-ql-editor-contenteditable': 'true',
  }))
    quill.root.setAttribute(name, value)
  settleInShadowRoot(quill)
  if (variant === 'refuses') refuseForgeries(quill)
  return quill
}

/** Quill asks the document for the selection; in a shadow root that is the wrong one, and typing goes astray. */
export function settleInShadowRoot(quill: QuillEditor): void {
  const root = quill.root.getRootNode() as ShadowRoot & { getSelection(): Selection | null }
  const { selection } = quill
  selection.hasFocus = () => root.activeElement === quill.root
  selection.getNativeRange = () => {
    const found = root.getSelection()
    return found?.rangeCount ? selection.normalizeNative(found.getRangeAt(0)) : null
  }
  selection.setNativeRange = (start, startOffset = 0, end = start, endOffset = startOffset) => {
    if (!start || !end) return quill.root.blur()
    if (!selection.hasFocus()) quill.root.focus({ preventScroll: true })
    root.getSelection()?.setBaseAndExtent(...inside(start, startOffset), ...inside(end, endOffset))
  }
}

/** A line break holds no caret: its place in its parent does. */
function inside(node: Node, offset: number): [Node, number] {
  const parent = node.parentNode
  return node.nodeName === 'BR' && parent
    ? [parent, [...parent.childNodes].indexOf(node as ChildNode)]
    : [node, offset]
}

/** Keeps only what followed a real key or paste, as a site may that looks at `isTrusted`. */
export function refuseForgeries(quill: QuillEditor): void {
  let lastHand = -Infinity
  const hand = (event: Event) => {
    if (!event.isTrusted) {
      event.preventDefault()
      event.stopImmediatePropagation()
    } else if (!(event instanceof KeyboardEvent) || writes(event)) lastHand = performance.now()
  }
  for (const type of ['keydown', 'paste', 'drop', 'compositionend'])
    quill.root.addEventListener(type, hand, true)
  quill.on('text-change', (_, before) => {
    if (performance.now() - lastHand < 50) return
    const caret = quill.getSelection()?.index ?? 0
    quill.setContents(before, 'silent')
    quill.setSelection(Math.min(caret, quill.getLength() - 1), 'silent')
  })
}

const writes = ({ key, altKey }: KeyboardEvent) =>
  !altKey && (key.length === 1 || ['Enter', 'Backspace', 'Delete'].includes(key))
