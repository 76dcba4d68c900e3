import { deepActive } from './deep.ts'

/** Notes where the focus is, and what is selected there. What comes back brings both to where they were. */
export function rememberFocus(): () => void {
  const element = deepActive()
  if (!element || element === document.body) return () => undefined
  const root = element.getRootNode() as (Document | ShadowRoot) & { getSelection?: () => Selection | null }
  const selection = root.getSelection?.() ?? document.getSelection()
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {}
  return () => {
    // Whoever has taken the focus meanwhile keeps it.
    const now = deepActive()
    if (!element.isConnected || (now && now !== document.body && now !== element)) return
    element.focus({ preventScroll: true })
    // A field keeps its own selection; an editor's is the document's.
    if (!element.isContentEditable || !anchorNode?.isConnected || !focusNode?.isConnected) return
    try {
      selection?.setBaseAndExtent(anchorNode, anchorOffset ?? 0, focusNode, focusOffset ?? 0)
    } catch {
      // The editor's text is another by now; its caret is for the editor to place.
    }
  }
}
