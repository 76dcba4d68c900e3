import { deepActive } from './deep.ts'

/** Notes where the focus is. What comes back brings it there again, and keeps what is selected there. */
export function rememberFocus(): () => void {
  const element = deepActive()
  if (!element || element === document.body) return () => undefined
  return () => {
    // Whoever has taken the focus meanwhile keeps it.
    const now = deepActive()
    if (!element.isConnected || (now && now !== document.body)) return
    const root = element.getRootNode() as (Document | ShadowRoot) & { getSelection?: () => Selection | null }
    const selection = root.getSelection?.() ?? document.getSelection()
    const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = selection ?? {}
    element.focus({ preventScroll: true })
    // A field keeps its selection by itself; in an editor it is the document's, and the focus may move it.
    if (element.isContentEditable && element.contains(anchorNode ?? null) && anchorNode && focusNode)
      selection?.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset)
  }
}
