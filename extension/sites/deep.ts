/** Looking through open shadow roots, where sites hide their composers. */

type Root = Document | ShadowRoot | Element

/** All elements that match, in the page's order, shadow roots included. */
export function findAll(root: Root, selector: string): HTMLElement[] {
  const found = [...root.querySelectorAll<HTMLElement>(selector)]
  for (const element of root.querySelectorAll('*'))
    if (element.shadowRoot) found.push(...findAll(element.shadowRoot, selector))
  return found
}

/** The first visible match of the first selector that has one. */
export function findVisible(root: Root, selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors) {
    const found = findAll(root, selector).find(isVisible)
    if (found) return found
  }
  return null
}

/** Like `closest`, but going on from a shadow root to the element that carries it. */
export function closestDeep(from: Element, selector: string): HTMLElement | null {
  const found = from.closest<HTMLElement>(selector)
  if (found) return found
  const root = from.getRootNode()
  return root instanceof ShadowRoot ? closestDeep(root.host, selector) : null
}

/** The element that has the focus, however deep. */
export function deepActive(): HTMLElement | null {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active instanceof HTMLElement ? active : null
}

export const isVisible = (element: Element): boolean =>
  element.isConnected && element.checkVisibility() && element.getClientRects().length > 0
