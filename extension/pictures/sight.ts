import type { PictureNews } from './line.ts'
import { boxOf, hideOurs } from './look.ts'
import type { Shown } from './shown.ts'

type InSight = Extract<PictureNews, { type: 'in-sight' }>

const nextPaint = () =>
  new Promise<void>((done) => {
    const late = setTimeout(done, 400)
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        clearTimeout(late)
        done()
      }),
    )
  })

function* scrollersAround(element: Element): Generator<Element> {
  for (let each: Element | null = element; each;) {
    yield each
    const root = each.getRootNode()
    each =
      each.parentElement ??
      (root instanceof ShadowRoot ? root.host : (each.ownerDocument.defaultView?.frameElement ?? null))
  }
}

/** Scrolls a picture into sight, and gives the way to put everything back. */
export async function bringIntoSight(shown: Shown): Promise<{ seen: InSight; putBack: () => void }> {
  const places = [...scrollersAround(shown.element)].map(
    (each) => [each, each.scrollLeft, each.scrollTop] as const,
  )
  const showOurs = hideOurs()
  const putBack = () => {
    showOurs()
    for (const [each, left, top] of places) each.scrollTo({ left, top, behavior: 'instant' })
  }
  const view = new DOMRect(0, 0, innerWidth, innerHeight)
  if (!isInside(boxOf(shown), view))
    shown.element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
  await nextPaint()
  const { x, y, width, height } = boxOf(shown)
  const left = Math.max(0, x)
  const top = Math.max(0, y)
  const across = Math.min(x + width, innerWidth) - left
  const down = Math.min(y + height, innerHeight) - top
  const box =
    shown.element.isConnected && across >= 1 && down >= 1
      ? { x: left, y: top, width: across, height: down }
      : null
  return {
    seen: {
      type: 'in-sight',
      box,
      view: { x: 0, y: 0, width: innerWidth, height: innerHeight },
      cut: across < width - 1 || down < height - 1,
    },
    putBack,
  }
}

const isInside = (box: DOMRect, view: DOMRect) =>
  box.left >= view.left && box.top >= view.top && box.right <= view.right && box.bottom <= view.bottom
