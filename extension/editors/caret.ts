/** The selection in the tree an element belongs to: a shadow root has its own (Chromium). */
function selectionOf(element: Element): Selection | null {
  const root = element.getRootNode() as (Document | ShadowRoot) & { getSelection?: () => Selection | null }
  return root.getSelection?.() ?? element.ownerDocument.getSelection()
}

export const isField = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  element.matches('input, textarea')

export const isFileField = (element: Element): boolean => element.matches('input[type="file"]')

/** The user's own draft, as they see it; a file field holds none. */
export function textOf(editor: HTMLElement): string {
  if (isFileField(editor)) return ''
  return isField(editor) ? editor.value : editor.innerText
}

/**
 * Focuses the editor with the caret where the user left it, else at the end. A selection becomes a caret behind
 * it, so that nothing is replaced. Returns the character before the caret in its paragraph, '' where there is none.
 */
export function placeCaret(editor: HTMLElement): string {
  if (isField(editor)) {
    const at = editor.selectionEnd ?? editor.value.length
    editor.focus({ preventScroll: true })
    editor.setSelectionRange(at, at)
    return editor.value.slice(0, at).slice(-1)
  }
  const had = selectionOf(editor)
  const range = had?.rangeCount ? had.getRangeAt(0).cloneRange() : null
  const kept = range && editor.contains(range.endContainer) && range.endContainer !== editor ? range : null
  editor.focus({ preventScroll: true })
  const selection = selectionOf(editor)
  if (!selection) return ''
  if (kept) selection.collapse(kept.endContainer, kept.endOffset)
  else {
    selection.selectAllChildren(lastBlock(editor))
    selection.collapseToEnd()
  }
  return characterBefore(editor, selection)
}

/** The last paragraph: a caret in the editor itself, behind its paragraphs, is in none of them. */
const lastBlock = (editor: HTMLElement): Element =>
  editor.lastElementChild && editor.lastElementChild.tagName !== 'BR' ? editor.lastElementChild : editor

function characterBefore(editor: HTMLElement, selection: Selection): string {
  const { focusNode, focusOffset } = selection
  if (!focusNode || !editor.contains(focusNode)) return ''
  let block: Node = focusNode
  while (block !== editor && block.parentNode && block.parentNode !== editor) block = block.parentNode
  const before = editor.ownerDocument.createRange()
  before.setStart(block, 0)
  before.setEnd(focusNode, focusOffset)
  return before.toString().slice(-1)
}
