import { make } from './dom.ts'
import { labels, shapes, type Shape, type ShapeName } from './shapes.ts'

/** The shape this page has, and its words. */
export const shape: Shape = shapes[new URLSearchParams(location.search).get('shape') as ShapeName]
export const words = labels[shape.language]

let hashes = 7
/** What tells a part apart in this shape; hashed classes tell nothing. */
export function marked(classes: string, names: Record<string, string> = {}): Record<string, string> {
  hashes = (hashes * 48271) % 2147483647
  const hashed = `_${hashes.toString(16).padStart(8, '0')}`
  if (shape.marks === 'classes') return { class: classes }
  return shape.marks === 'names' ? { class: hashed, ...names } : { class: hashed }
}

const svg = 'http://www.w3.org/2000/svg'
const strokes: Readonly<Record<string, string>> = {
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9h.1',
  emoji: 'M12 3a9 9 0 1 0 .1 0M9 10h.1M15 10h.1M8 14q4 4 8 0',
  article: 'M5 4h14v16H5zM8 8h8M8 12h8M8 16h5',
  comment: 'M4 5h16v11H10l-4 4v-4H4z',
}

/** A button with a word or, as the real ones in a toolbar, an icon of the site's set and a label. */
export function button(said: string, icon: string | null, marks: Record<string, string>): HTMLButtonElement {
  const element = make('button', { type: 'button', ...marks })
  if (!icon) {
    element.append(said)
    return element
  }
  const picture = document.createElementNS(svg, 'svg')
  const use = document.createElementNS(svg, 'use')
  use.setAttribute('href', `#${icon}-medium`)
  const line = document.createElementNS(svg, 'path')
  line.setAttribute('d', strokes[icon] ?? '')
  picture.append(use, line)
  const drawn = { viewBox: '0 0 24 24', width: '24', height: '24', fill: 'none', stroke: 'currentColor' }
  for (const [name, value] of Object.entries(drawn)) picture.setAttribute(name, value)
  element.setAttribute('aria-label', said)
  element.append(picture)
  return element
}

/** Keeps the focus inside an element until it leaves the page, as most dialogs made by hand do. */
export function trapFocus(inside: HTMLElement): void {
  const trap = (event: FocusEvent) => {
    const target = event.composedPath()[0]
    if (!inside.isConnected) document.removeEventListener('focusin', trap, true)
    else if (target instanceof Node && !inside.contains(target)) inside.focus()
  }
  document.addEventListener('focusin', trap, true)
}
