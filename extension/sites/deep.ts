/** Looking through open shadow roots and frames of the same origin, where sites hide their composers. */

type Root = Document | ShadowRoot | Element

/** The document in a frame; null where it belongs to somebody else. Frames are told by name: theirs is another realm. */
const documentIn = (element: Element): Document | null =>
  element.localName === 'iframe' ? (element as HTMLIFrameElement).contentDocument : null

// To find all trees every element is looked at: once for the many selectors of one look, which ends with its task.
const walked = new Map<Root, Root[]>()

/** The trees in and below one, itself first. */
function treesOf(root: Root): Root[] {
  const known = walked.get(root)
  if (known) return known
  const trees = [root]
  for (const element of root.querySelectorAll('*')) {
    const inner = element.shadowRoot ?? documentIn(element)
    if (inner) trees.push(...treesOf(inner))
  }
  if (walked.size === 0) queueMicrotask(() => walked.clear())
  walked.set(root, trees)
  return trees
}

/**
 * All elements that match, tree by tree. `a >>> b` is a `b` somewhere inside an `a`, whatever shadow roots and
 * frames lie between the two.
 */
export function findAll(root: Root, selector: string): HTMLElement[] {
  const [last = '', ...around] = selector.split(' >>> ').reverse()
  return treesOf(root)
    .flatMap((tree) => [...tree.querySelectorAll<HTMLElement>(last)])
    .filter((element) => standsIn(element, around))
}

/** `around`: the innermost first. */
function standsIn(element: Element, around: readonly string[]): boolean {
  let at: Element | null = element
  for (const selector of around) {
    const outer: Element | null = at && outerOf(at)
    at = outer && closestDeep(outer, selector)
  }
  return at !== null
}

/** The first visible match of the first selector that has one. */
export function findVisible(root: Root, selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors) {
    const found = findAll(root, selector).find(isVisible)
    if (found) return found
  }
  return null
}

/** The element around one: its parent, else what carries its shadow root or frame. */
function outerOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement
  const root = element.getRootNode() as Partial<ShadowRoot> & Partial<Document>
  return root.host ?? root.defaultView?.frameElement ?? null
}

/** Like `closest`, but going on from a shadow root or frame to the element that carries it. */
export function closestDeep(from: Element, selector: string): HTMLElement | null {
  for (let at: Element | null = from; at;) {
    const found: HTMLElement | null = at.closest<HTMLElement>(selector)
    if (found) return found
    const root = at.getRootNode() as Partial<ShadowRoot> & Partial<Document>
    at = root.host ?? root.defaultView?.frameElement ?? null
  }
  return null
}

/** The element that has the focus, however deep. */
export function deepActive(): HTMLElement | null {
  let active = document.activeElement
  for (;;) {
    const inner = active && (active.shadowRoot ?? documentIn(active))?.activeElement
    if (!inner) return active as HTMLElement | null
    active = inner
  }
}

export const isVisible = (element: Element): boolean =>
  element.isConnected && element.checkVisibility() && element.getClientRects().length > 0

/** Whether a person could press it now. */
export const isPressable = (element: Element): boolean =>
  isVisible(element) && !element.matches(':disabled, [aria-disabled="true"]')
