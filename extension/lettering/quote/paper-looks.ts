import { apartFrom, black, cssOf, rgbOf, white } from '../contrast.ts'
import { drawText, setText, type Style } from '../typesetting.ts'
import type { Card, Composed } from './card.ts'
import { diamond, fill, glow, grain, linear } from './grounds.ts'
import { all, capitals, ink, type Look } from './look.ts'

const paper = rgbOf('#f5eee1')
const mark: Style = { font: 'playfair', weight: 900, leading: 1 }

export const letterpress: Look = {
  accent: '#b9341a',
  words: { font: 'playfair', weight: 500, leading: 1.24, tracking: -0.005 },
  author: capitals,
  align: { words: 'start', author: 'start' },
  vertical: 0.5,
  pad: all(11),
  most: 11,
  gap: 12,
  head: 15,
  sign: { text: '“', style: mark },
  ink: () => ink,
  nameInk: (accent) => apartFrom(paper, accent),
  veil: '#f5eee1',
  soft: true,
  ground(card) {
    fill(card, cssOf(paper))
    glow(card, 0.2, 0.1, 0.8, white, 0.5)
    glow(card, 1, 1, 0.7, rgbOf('#d9c7a6'), 0.35)
    grain(card, 0.05)
  },
  after({ pen, unit, accent }, { words, author, room, rtl }) {
    const sign = setText('“', mark, 24 * unit, Infinity, 'start')
    pen.fillStyle = cssOf(accent)
    drawText(pen, sign, rtl ? room.x + room.width - sign.width : room.x, words.y - 15 * unit)
    if (!author) return
    const x = rtl ? author.x + author.block.width - 9 * unit : author.x
    pen.fillRect(x, author.y - 6 * unit, 9 * unit, 0.5 * unit)
  },
}

export const gazette: Look = {
  accent: '#1c1814',
  words: { font: 'garamond', weight: 600, leading: 1.16, tracking: -0.008 },
  author: { font: 'garamond', weight: 500, leading: 1.3, tracking: 0.2, capitals: true },
  align: { words: 'center', author: 'center' },
  vertical: 0.5,
  pad: () => [17, 11, 17, 11],
  most: 12.5,
  gap: 13,
  ink: (accent) => apartFrom(rgbOf('#efe7d6'), accent),
  nameInk: (accent) => apartFrom(rgbOf('#efe7d6'), accent),
  veil: '#efe7d6',
  soft: true,
  ground(card) {
    fill(card, '#efe7d6')
    glow(card, 0.5, 0.5, 0.9, white, 0.35)
    grain(card, 0.07)
  },
  before({ pen, size, unit, accent }, { author }) {
    pen.fillStyle = cssOf(accent)
    const [from, width] = [7 * unit, size.width - 14 * unit]
    pen.fillRect(from, 7 * unit, width, 0.9 * unit)
    pen.fillRect(from, 8.8 * unit, width, 0.18 * unit)
    pen.fillRect(from, size.height - 7.9 * unit, width, 0.9 * unit)
    pen.fillRect(from, size.height - 8.98 * unit, width, 0.18 * unit)
    if (!author) return
    const middle = author.x + author.block.width / 2
    for (const at of [-3.4, 0, 3.4]) diamond(pen, middle + at * unit, author.y - 6.5 * unit, 0.85 * unit)
  },
}

export const notebook: Look = {
  accent: '#21397f',
  words: { font: 'caveat', weight: 700, leading: 1.22 },
  author: { font: 'caveat', weight: 600, leading: 1.2 },
  align: { words: 'start', author: 'end' },
  vertical: 0.45,
  pad: () => [14, 9, 12, 20],
  turns: true,
  most: 14,
  name: 7,
  gap: 6,
  ink: (accent) => apartFrom(rgbOf('#fdfaf1'), accent),
  nameInk: (accent) => apartFrom(rgbOf('#fdfaf1'), accent),
  veil: '#fdfaf1',
  soft: true,
  ground(card, composed) {
    fill(card, '#fdfaf1')
    lines(card, composed)
    grain(card, 0.035)
  },
}

/** The words stand on the lines of the page. */
function lines({ pen, size, unit }: Card, { words: { block, y }, rtl }: Composed): void {
  const step = block.style.leading * block.size
  const first = y + (block.lines[0]?.baseline ?? 0) + 0.14 * block.size
  pen.fillStyle = cssOf(rgbOf('#7fa3d1'), 0.5)
  for (let at = first - Math.floor((first - 9 * unit) / step) * step; at < size.height; at += step)
    pen.fillRect(0, at, size.width, 0.2 * unit)
  pen.fillStyle = cssOf(rgbOf('#d9534f'), 0.55)
  const edge = 14 * unit
  pen.fillRect(rtl ? size.width - edge : edge, 0, 0.24 * unit, size.height)
  for (const share of [0.14, 0.5, 0.86]) {
    const [x, hole] = [rtl ? size.width - 6.5 * unit : 6.5 * unit, 1.9 * unit]
    pen.fillStyle = '#e3dccb'
    pen.beginPath()
    pen.arc(x, share * size.height, hole, 0, 2 * Math.PI)
    pen.fill()
    pen.strokeStyle = cssOf(black, 0.12)
    pen.lineWidth = 0.16 * unit
    pen.stroke()
  }
}

const rose = rgbOf('#fff7f0')
const wine = rgbOf('#4a2a28')
export const arch: Look = {
  accent: '#a8563f',
  words: { font: 'playfair', weight: 500, italic: true, leading: 1.28 },
  author: { font: 'inter', weight: 500, leading: 1.3, tracking: 0.2, capitals: true },
  align: { words: 'center', author: 'center' },
  vertical: 0.55,
  pad: ({ wide }) => (wide ? [22, 34, 14, 34] : [30, 19, 14, 19]),
  most: 8.8,
  gap: 10,
  ink: () => wine,
  nameInk: (accent) => apartFrom(rose, accent),
  veil: '#fff7f0',
  soft: true,
  ground(card) {
    fill(card, linear(card, ['#f3d5c6', '#e7b9a6'], 70))
    glow(card, 0.1, 0.1, 0.6, white, 0.35)
    grain(card, 0.04)
  },
  panel({ pen, size, unit, accent }) {
    const wide = size.width > 1.15 * size.height
    const across = (wide ? 22 : 9) * unit
    const top = 8 * unit
    const width = size.width - 2 * across
    const curve = Math.min(width / 2, 0.55 * size.height)
    const path = (inset: number) => {
      pen.beginPath()
      pen.roundRect(
        across + inset,
        top + inset,
        width - 2 * inset,
        size.height + 2 * curve,
        Math.max(0, curve - inset),
      )
    }
    pen.save()
    pen.shadowColor = cssOf(wine, 0.18)
    pen.shadowBlur = 5 * unit
    pen.fillStyle = cssOf(rose)
    path(0)
    pen.fill()
    pen.restore()
    pen.strokeStyle = cssOf(accent, 0.45)
    pen.lineWidth = 0.16 * unit
    path(1.8 * unit)
    pen.stroke()
    pen.fillStyle = cssOf(accent, 0.9)
    pen.beginPath()
    pen.arc(size.width / 2, top + 9 * unit, 1.5 * unit, 0, 2 * Math.PI)
    pen.fill()
  },
  after({ pen, unit, accent }, { author }) {
    if (!author) return
    pen.fillStyle = cssOf(accent, 0.7)
    pen.fillRect(author.x + author.block.width / 2 - 4 * unit, author.y - 5.2 * unit, 8 * unit, 0.18 * unit)
  },
}
