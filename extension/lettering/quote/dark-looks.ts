import { apartFrom, black, cssOf, rgbOf, white } from '../contrast.ts'
import { diamond, divider, fill, frame, glow, grain, linear, mixed, stars } from './grounds.ts'
import { all, type Look } from './look.ts'

const night = rgbOf('#0c1224')
export const midnight: Look = {
  accent: '#d3b06a',
  words: { font: 'garamond', weight: 500, italic: true, leading: 1.22 },
  author: { font: 'inter', weight: 500, leading: 1.3, tracking: 0.24, capitals: true },
  align: { words: 'center', author: 'center' },
  vertical: 0.5,
  pad: all(15),
  most: 11.4,
  gap: 12,
  ink: () => rgbOf('#f6eedb'),
  nameInk: (accent) => apartFrom(night, accent),
  veil: '#0c1224',
  soft: true,
  ground(card) {
    fill(card, linear(card, ['#0a0f1f', '#101a36']))
    glow(card, 0.5, 0, 0.75, rgbOf('#31477f'), 0.75)
    stars(card, 90)
    grain(card, 0.04)
  },
  before(card, { author }) {
    const { pen, size, unit } = card
    const gold = apartFrom(night, card.accent)
    frame(card, 5, 0.16, cssOf(gold, 0.75))
    pen.fillStyle = cssOf(gold)
    for (const x of [5 * unit, size.width - 5 * unit])
      for (const y of [5 * unit, size.height - 5 * unit]) diamond(pen, x, y, 0.9 * unit)
    if (author) divider(pen, author.x + author.block.width / 2, author.y - 6 * unit, unit, 9, cssOf(gold))
  },
}

export const aurora: Look = {
  accent: '#8b5cf6',
  words: { font: 'rubik', weight: 600, leading: 1.2, tracking: -0.012 },
  author: { font: 'rubik', weight: 500, leading: 1.3 },
  align: { words: 'center', author: 'center' },
  vertical: 0.5,
  pad: all(11),
  most: 10.6,
  gap: 9,
  ink: () => white,
  nameInk: () => white,
  veil: '#150f2e',
  restless: true,
  soft: true,
  ground(card) {
    fill(card, '#150f2e')
    glow(card, 0.1, 0.05, 0.75, card.accent, 0.95)
    glow(card, 0.95, 0.2, 0.65, rgbOf('#ec4899'), 0.75)
    glow(card, 0.85, 1, 0.75, rgbOf('#0ea5e9'), 0.8)
    glow(card, 0, 1, 0.55, rgbOf('#14b8a6'), 0.7)
    grain(card, 0.045)
  },
  before({ pen, unit }, { author }) {
    if (!author) return
    const [across, down] = [3.6 * unit, 2.3 * unit]
    const { x, y, block } = author
    pen.fillStyle = cssOf(rgbOf('#150f2e'), 0.45)
    pen.strokeStyle = cssOf(white, 0.35)
    pen.lineWidth = 0.15 * unit
    pen.beginPath()
    pen.roundRect(x - across, y - down, block.width + 2 * across, block.height + 2 * down, 10 * unit)
    pen.fill()
    pen.stroke()
  },
}

const screen = rgbOf('#141b19')
export const terminal: Look = {
  accent: '#4ade80',
  words: { font: 'jetbrains', weight: 500, leading: 1.42, tracking: -0.01 },
  author: { font: 'jetbrains', weight: 400, leading: 1.4 },
  align: { words: 'start', author: 'start' },
  vertical: 0.45,
  pad: () => [22, 13, 14, 13],
  most: 7.6,
  gap: 7,
  ink: () => rgbOf('#e3f6ea'),
  nameInk: (accent) => mixed(apartFrom(screen, accent), 0.75, rgbOf('#9fb5ab')),
  veil: '#141b19',
  soft: true,
  ground(card) {
    fill(card, '#0b100f')
    glow(card, 0.5, 1.05, 0.7, card.accent, 0.2)
    grain(card, 0.03)
  },
  panel({ pen, size, unit }) {
    const edge = 6 * unit
    const [width, height] = [size.width - 2 * edge, size.height - 2 * edge]
    pen.save()
    pen.shadowColor = cssOf(black, 0.6)
    pen.shadowBlur = 6 * unit
    pen.fillStyle = cssOf(screen)
    pen.beginPath()
    pen.roundRect(edge, edge, width, height, 2.4 * unit)
    pen.fill()
    pen.restore()
    pen.strokeStyle = cssOf(white, 0.12)
    pen.lineWidth = 0.15 * unit
    pen.stroke()
    pen.fillStyle = cssOf(white, 0.07)
    pen.fillRect(edge, edge + 7.5 * unit, width, 0.15 * unit)
    for (const [at, colour] of ['#ff5f57', '#febc2e', '#28c840'].entries()) {
      pen.fillStyle = colour
      pen.beginPath()
      pen.arc(edge + (4 + 3.4 * at) * unit, edge + 3.8 * unit, 1.05 * unit, 0, 2 * Math.PI)
      pen.fill()
    }
  },
  after({ pen, accent }, { words: { block, x, y } }) {
    const last = block.lines.at(-1)
    if (!last) return
    pen.fillStyle = cssOf(apartFrom(screen, accent))
    const width = 0.55 * block.size
    const from = last.rtl
      ? x + last.left - 0.25 * block.size - width
      : x + last.left + last.width + 0.25 * block.size
    pen.fillRect(from, y + last.baseline - 0.8 * block.size, width, 1.02 * block.size)
  },
}
