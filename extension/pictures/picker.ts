import { findAll } from '../sites/deep.ts'
import { rememberFocus } from '../sites/focus.ts'
import { allPictures, boxOf, hideOurs, picturesAt } from './look.ts'
import type { Shown } from './shown.ts'

/** The mode in which a person points at a picture. It lies over the page and leaves nothing behind. */
export interface Picker {
  /** What was picked; null when the person would rather not. */
  picked: Promise<Shown | null>
  key(name: string, shift: boolean): void
  stop(): void
}

const place: Readonly<Record<string, string>> = {
  all: 'initial',
  position: 'fixed',
  inset: '0',
  width: '100vw',
  height: '100vh',
  margin: '0',
  border: '0',
  padding: '0',
  'max-width': 'none',
  'max-height': 'none',
  overflow: 'hidden',
  background: 'transparent',
  cursor: 'crosshair',
  'touch-action': 'none',
  'z-index': '2147483647',
}

const inside = `
  :host { outline: none }
  .frame { position: absolute; border: 3px solid #ff6a45; border-radius: 4px; background: rgb(255 106 69 / .14);
           box-shadow: 0 0 0 1px rgb(0 0 0 / .55), inset 0 0 0 1px rgb(255 255 255 / .6) }
  .words { position: absolute; max-width: min(360px, 90vw); padding: 5px 10px; border-radius: 8px; color: #fff;
           background: rgb(24 20 16 / .94); font: 500 13px/1.4 system-ui, sans-serif; pointer-events: none }
  .words small { display: block; font-size: 12px; color: #d9cfc0 }
  [hidden] { display: none }
  @media (forced-colors: active) { .frame { border-color: Highlight } .words { border: 1px solid CanvasText } }
`

const hint = 'Click a picture, or drag around one. Arrow keys move, Enter takes it, Escape ends.'
/** How far the pointer moves before it draws instead of pointing, in CSS pixels. */
const dragFrom = 8

const sizeWords = ({ width, height }: Shown) => (width && height ? `, ${width} × ${height}` : '')

/** Starts picking. `say` hears in words what a press would take, whenever that changes. */
export function startPicking(say: (words: string) => void): Picker {
  const focusBack = rememberFocus()
  const showOurs = hideOurs()
  const host = document.createElement('div')
  for (const [name, value] of Object.entries(place)) host.style.setProperty(name, value, 'important')
  host.tabIndex = 0
  host.setAttribute('role', 'application')
  host.setAttribute('aria-label', `Pick a picture. ${hint}`)
  // Above dialogs and everything else; an element of a modal dialog, for the rest of the page cannot be used.
  host.popover = 'manual'
  const root = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(inside)
  root.adoptedStyleSheets = [sheet]
  const frame = document.createElement('div')
  frame.className = 'frame'
  const words = document.createElement('div')
  words.className = 'words'
  root.append(frame, words)

  let all: Shown[] = []
  let here: Shown[] = []
  let now: Shown | null = null
  let from: { x: number; y: number } | null = null
  let done: (picked: Shown | null) => void = () => {}
  const picked = new Promise<Shown | null>((resolve) => (done = resolve))

  const draw = (box: DOMRect | null, said: string) => {
    frame.hidden = !box
    if (box) {
      frame.style.translate = `${box.x - 3}px ${box.y - 3}px`
      frame.style.width = `${box.width}px`
      frame.style.height = `${box.height}px`
    }
    const under = document.createElement('small')
    under.textContent = hint
    words.replaceChildren(said || 'No picture here', under)
    const top = box ? box.y - words.offsetHeight - 8 : 12
    const left = box ? box.x : 12
    const lowest = innerHeight - words.offsetHeight - 8
    words.style.translate = `${Math.max(8, Math.min(left, innerWidth - words.offsetWidth - 8))}px ${Math.max(8, Math.min(top, lowest))}px`
  }
  const point = (to: Shown | null) => {
    now = to
    const others =
      here.length > 1 && to && here.includes(to) ? ` (${here.indexOf(to) + 1} of ${here.length} here)` : ''
    const said = to ? `${to.what}${sizeWords(to)}${others}` : ''
    draw(to && boxOf(to), said)
    say(said)
  }
  const finish = (what: Shown | null) => {
    removeEventListener('resize', redraw)
    host.remove()
    showOurs()
    focusBack()
    done(what)
  }
  const redraw = () => {
    all = allPictures(host)
    point(now && all.find(({ element, what }) => element === now?.element && what === now.what) ? now : null)
  }
  /** To another picture of the page, brought into sight. */
  const step = (by: number) => {
    all = allPictures(host)
    const pictures = all.filter(({ element }) => element.isConnected)
    const at = pictures.findIndex(({ element, what }) => element === now?.element && what === now.what)
    const next = pictures.at((at === -1 && by < 0 ? 0 : at) + by) ?? pictures[0] ?? null
    next?.element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
    here = next ? [next] : []
    point(next)
  }
  /** To what lies under or over it at the same place. */
  const dig = (by: number) => {
    const box = now && boxOf(now)
    if (box && here.length < 2) here = picturesAt(box.x + box.width / 2, box.y + box.height / 2, all, host)
    if (here.length > 0) point(here.at(((now ? here.indexOf(now) : -1) + by) % here.length) ?? null)
  }
  const key = (name: string, shift: boolean) => {
    if (name === 'Escape') finish(null)
    else if (name === 'Enter' || name === ' ') now && finish(now)
    else if (name === 'ArrowRight' || (name === 'Tab' && !shift)) step(1)
    else if (name === 'ArrowLeft' || name === 'Tab') step(-1)
    else if (name === 'ArrowDown') dig(1)
    else if (name === 'ArrowUp') dig(-1)
  }
  const drawn = ({ clientX, clientY }: PointerEvent): DOMRect | null => {
    if (!from || Math.hypot(clientX - from.x, clientY - from.y) < dragFrom) return null
    const { x, y } = from
    return new DOMRect(
      Math.min(x, clientX),
      Math.min(y, clientY),
      Math.abs(x - clientX),
      Math.abs(y - clientY),
    )
  }

  // All on our own element: the page's keys, clicks and pointer stay its own.
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    act: (event: HTMLElementEventMap[Name]) => void,
  ) =>
    host.addEventListener(name, (event) => {
      event.stopPropagation()
      event.preventDefault()
      act(event)
    })
  on('pointermove', (event) => {
    const box = drawn(event)
    if (box) return draw(box, 'Cut this out')
    here = picturesAt(event.clientX, event.clientY, all, host)
    const first = here[0] ?? null
    if (first !== now) point(first)
  })
  on('pointerdown', (event) => {
    if (event.button !== 0) return
    from = { x: event.clientX, y: event.clientY }
    host.setPointerCapture(event.pointerId)
  })
  on('pointerup', (event) => {
    const box = drawn(event)
    from = null
    if (box) return finish(areaAt(box))
    here = picturesAt(event.clientX, event.clientY, all, host)
    if (here[0]) finish(here[0])
  })
  for (const name of ['click', 'dblclick', 'contextmenu', 'mousedown', 'mouseup'] as const)
    on(name, () => undefined)
  // What scrolls away is pointed at no more.
  host.addEventListener('wheel', () => point(null), { passive: true })
  on('keydown', (event) => key(event.key, event.shiftKey))
  on('keyup', () => undefined)
  addEventListener('resize', redraw)

  const dialog = findAll(document, 'dialog:modal').at(-1)
  ;(dialog ?? document.documentElement).append(host)
  host.showPopover()
  host.focus({ preventScroll: true })
  all = allPictures(host)
  draw(null, 'Point at a picture')
  return { picked, key, stop: () => finish(null) }
}

/** A part of the window that was drawn around by hand: it can only be cut out. */
const areaAt = (box: DOMRect): Shown => ({
  element: document.documentElement,
  what: 'Cut-out',
  addresses: [],
  menuAddress: '',
  draw: null,
  width: 0,
  height: 0,
  box: () => box,
})
