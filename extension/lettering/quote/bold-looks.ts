import type { Size } from '../../../shared/crop.ts'
import { contrast, cssOf, apartFrom, inkOn, readable, rgbOf, type Rgb } from '../contrast.ts'
import { fill, shapes } from './grounds.ts'
import { all, dark, type Look } from './look.ts'

const light = rgbOf('#fff7ea')
const inkOf = (accent: Rgb) => (contrast(light, accent) >= readable ? light : dark)
export const poster: Look = {
  accent: '#c9301c',
  words: { font: 'oswald', weight: 700, leading: 1.16, tracking: -0.005, capitals: true },
  author: { font: 'oswald', weight: 400, leading: 1.3, tracking: 0.12, capitals: true },
  align: { words: 'start', author: 'start' },
  vertical: 1,
  pad: all(9),
  most: 15,
  gap: 6,
  head: 8,
  ink: (accent) => inkOf(accent),
  nameInk: (accent) => inkOf(accent),
  veil: '#c9301c',
  ground(card) {
    fill(card, cssOf(apartFrom(inkOf(card.accent), card.accent)))
  },
  after({ pen, unit, accent }, { words, room, rtl }) {
    pen.fillStyle = cssOf(inkOf(accent))
    const width = 14 * unit
    pen.fillRect(rtl ? room.x + room.width - width : room.x, words.y - 7 * unit, width, 1.8 * unit)
  },
}

const plain = rgbOf('#f3f1ec')
export const swiss: Look = {
  accent: '#ff5a2b',
  words: { font: 'inter', weight: 800, leading: 1.1, tracking: -0.035 },
  author: { font: 'inter', weight: 500, leading: 1.3, tracking: -0.01 },
  align: { words: 'start', author: 'start' },
  vertical: 1,
  pad: all(8),
  most: 13,
  gap: 6,
  ink: () => dark,
  nameInk: () => dark,
  veil: '#f3f1ec',
  ground(card) {
    const { pen, size, unit, accent } = card
    fill(card, cssOf(plain))
    pen.fillStyle = cssOf(apartFrom(dark, accent))
    pen.beginPath()
    pen.arc(size.width - 22 * unit, 20 * unit, 36 * unit, 0, 2 * Math.PI)
    pen.fill()
  },
}

export const marker: Look = {
  accent: '#ffe066',
  words: { font: 'inter', weight: 700, leading: 1.42, tracking: -0.02 },
  author: { font: 'inter', weight: 500, leading: 1.3 },
  align: { words: 'start', author: 'start' },
  vertical: 0.5,
  pad: all(11),
  most: 10.4,
  gap: 8,
  ink: (accent) => inkOn(accent),
  nameInk: () => rgbOf('#4a4a4a'),
  veil: '#ffffff',
  ground: (card) => fill(card, '#ffffff'),
  before({ pen, accent }, { words: { block, x, y } }) {
    pen.fillStyle = cssOf(accent)
    for (const line of block.lines) {
      if (!line.words) continue
      pen.beginPath()
      const reach = 0.2 * block.size
      pen.roundRect(
        x + line.left - reach,
        y + line.baseline - 0.98 * block.size,
        line.width + 2 * reach,
        1.3 * block.size,
        0.1 * block.size,
      )
      pen.fill()
    }
  },
}

const cream = rgbOf('#f4ead7')
const navy = '#1d2f4f'
export const bauhaus: Look = {
  accent: '#d8412f',
  words: { font: 'rubik', weight: 700, leading: 1.14, tracking: -0.02 },
  author: { font: 'rubik', weight: 400, leading: 1.3 },
  align: { words: 'start', author: 'start' },
  vertical: 0,
  pad: ({ wide, unit, size, safe }) => {
    const { side, columns, rows } = tiles(size)
    // The row may reach into what is to be kept free: words keep away from both.
    const taken = wide
      ? columns * side - (size.width - safe.x - safe.width)
      : rows * side - (size.height - safe.y - safe.height)
    const band = Math.max(0, taken) / unit + 7
    return wide ? [10, band, 10, 9] : [10, 9, band, 9]
  },
  most: 12,
  gap: 6,
  ink: () => rgbOf(navy),
  nameInk: () => rgbOf(navy),
  veil: '#f4ead7',
  ground: (card) => fill(card, cssOf(cream)),
  before({ pen, size, accent }) {
    const palette = [navy, cssOf(accent), '#f0a92b', '#2b7f79', '#e9dcc2']
    const { side, columns, rows } = tiles(size)
    shapes(pen, size.width - columns * side, size.height - rows * side, side, columns, rows, palette)
  },
}

/** A row of shapes along the longer side: at the right of a wide card, at the foot of any other. */
function tiles({ width, height }: Size) {
  const share = 0.3
  const [along, across] = width > 1.15 * height ? [height, width] : [width, height]
  const side = along / (along === width ? 5 : 4)
  const thick = Math.max(1, Math.round((share * across) / side))
  return along === width ? { side, columns: 5, rows: thick } : { side, columns: thick, rows: 4 }
}
