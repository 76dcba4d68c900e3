import { picturesOf, type Shown } from './shown.ts'

// Looking at a whole page: through shadow roots, open and closed, and into frames of the same site.

type Root = Document | ShadowRoot

const shadowOf = (element: Element): ShadowRoot | null =>
  element instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(element) : element.shadowRoot

function hostOf(element: Element): Element | null {
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : null
}

/** The document in a frame of the same site; null in any other. */
function frameOf(element: Element): Document | null {
  if (element.localName !== 'iframe' && element.localName !== 'frame') return null
  const { contentDocument } = element as HTMLIFrameElement
  return contentDocument?.body ? contentDocument : null
}

/** Where the inside of a frame begins, in the window around it. */
function cornerOf(frame: Element): { x: number; y: number } {
  const { x, y } = frame.getBoundingClientRect()
  return { x: x + frame.clientLeft, y: y + frame.clientTop }
}

/** Where a picture stands in the outermost window of its site. */
export function boxOf({ element, box }: Shown): DOMRect {
  const { x, y, width, height } = box()
  const at = { x, y }
  for (let frame = element.ownerDocument.defaultView?.frameElement; frame;) {
    const corner = cornerOf(frame)
    at.x += corner.x
    at.y += corner.y
    frame = frame.ownerDocument.defaultView?.frameElement
  }
  return new DOMRect(at.x, at.y, width, height)
}

const smallest = 8

function isToBeSeen(picture: Shown): boolean {
  const { width, height } = picture.box()
  return (
    width >= smallest && height >= smallest && picture.element.checkVisibility({ visibilityProperty: true })
  )
}

const isOurs = (element: Element) =>
  element.localName === 'iframe' && (element as HTMLIFrameElement).src.startsWith('chrome-extension:')

/** Takes our own panel out of sight, where it stands in the page; gives the way to bring it back. */
export function hideOurs(): () => void {
  const hosts = [...document.querySelectorAll<HTMLElement>('div')].filter((each) => {
    const shadow = each.shadowRoot ? null : shadowOf(each)
    return shadow && [...shadow.querySelectorAll('iframe')].some(isOurs)
  })
  for (const host of hosts) host.style.setProperty('visibility', 'hidden', 'important')
  return () => {
    for (const host of hosts) host.style.removeProperty('visibility')
  }
}

function* elementsIn(root: Root): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    if (isOurs(element)) continue
    yield element
    const shadow = shadowOf(element)
    if (shadow) yield* elementsIn(shadow)
    const inside = frameOf(element)
    if (inside) yield* elementsIn(inside)
  }
}

const picturesIn = (element: Element) => (frameOf(element) ? [] : picturesOf(element))

/** Every picture of the page, in the page's order; those too small to be meant are left out. */
export function allPictures(ours: Element | null = null): Shown[] {
  return [...elementsIn(document)]
    .filter((element) => element !== ours)
    .flatMap(picturesIn)
    .filter(isToBeSeen)
}

/** Everything at a point of a window, the uppermost first. */
function stackAt(root: Root, x: number, y: number, seen: Set<Element>): Element[] {
  return root.elementsFromPoint(x, y).flatMap((element) => {
    if (seen.has(element)) return []
    seen.add(element)
    const shadow = shadowOf(element)
    const inside = frameOf(element)
    const corner = inside ? cornerOf(element) : { x: 0, y: 0 }
    return [
      ...(shadow ? stackAt(shadow, x, y, seen) : []),
      ...(inside ? stackAt(inside, x - corner.x, y - corner.y, seen) : []),
      element,
    ]
  })
}

/** Two pixels are what pages stretch over others, or count visitors with. */
const isDot = ({ width, height }: Shown) => width > 0 && width <= 2 && height <= 2

/**
 * The pictures at a point, the likeliest first: what lies uppermost, then what nothing can be clicked through to,
 * and at last what can only be cut out. `all` is what `allPictures` has found.
 */
export function picturesAt(x: number, y: number, all: readonly Shown[], ours: Element): Shown[] {
  const stack = stackAt(document, x, y, new Set([ours]))
  const places = new Map(stack.map((element, index) => [element, index]))
  const rank = ({ element }: Shown) => {
    const own = places.get(element)
    if (own !== undefined) return own
    const part = stack.findIndex((each) => element.localName === 'svg' && element.contains(each))
    if (part !== -1) return part + 0.25
    // The pointer goes through it: it lies upon the nearest thing around it that can be pointed at.
    let around: Element | null = element
    while (around && !places.has(around)) around = around.parentElement ?? hostOf(around)
    return around ? (places.get(around) ?? 0) - 0.5 : stack.length
  }
  const areaOf = (picture: Shown) => picture.box().width * picture.box().height
  const last = (picture: Shown) => (isDot(picture) || (!picture.addresses.length && !picture.draw) ? 1 : 0)
  return all
    .filter((picture) => {
      const { left, right, top, bottom } = boxOf(picture)
      return x >= left && x < right && y >= top && y < bottom
    })
    .toSorted((a, b) => last(a) - last(b) || rank(a) - rank(b) || areaOf(a) - areaOf(b))
}
