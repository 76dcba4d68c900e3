import { cssOf, over, white, type Rgb } from '../contrast.ts'
import type { Card } from './card.ts'

type Pen = OffscreenCanvasRenderingContext2D

/** The same numbers every time, 0 to 1: a card looks the same whenever it is made. */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

export function fill({ pen, size }: Card, style: string | CanvasGradient): void {
  pen.fillStyle = style
  pen.fillRect(0, 0, size.width, size.height)
}

/** A fine grain, as paper and film have; it also hides the steps of a gradient. */
export function grain({ pen, size }: Card, strength: number): void {
  const side = 160
  const tile = new OffscreenCanvas(side, side)
  const own = tile.getContext('2d')
  if (!own) return
  const image = own.createImageData(side, side)
  const next = numbers(7)
  for (let at = 0; at < image.data.length; at += 4) {
    image.data.fill(next() < 0.5 ? 0 : 255, at, at + 3)
    image.data[at + 3] = next() * strength * 255
  }
  own.putImageData(image, 0, 0)
  const pattern = pen.createPattern(tile, 'repeat')
  if (!pattern) return
  pen.fillStyle = pattern
  pen.fillRect(0, 0, size.width, size.height)
}

export function linear({ pen, size }: Card, stops: readonly string[], degrees = 90): CanvasGradient {
  const angle = (degrees * Math.PI) / 180
  const [x, y] = [Math.cos(angle) * size.width, Math.sin(angle) * size.height]
  const [across, down] = [size.width / 2, size.height / 2]
  const flow = pen.createLinearGradient(across - x / 2, down - y / 2, across + x / 2, down + y / 2)
  for (const [at, stop] of stops.entries()) flow.addColorStop(at / (stops.length - 1), stop)
  return flow
}

/** A soft light at a share of the card, as wide as `reach` of its longer side. */
export function glow({ pen, size }: Card, x: number, y: number, reach: number, colour: Rgb, alpha = 1): void {
  const radius = reach * Math.max(size.width, size.height)
  const [across, down] = [x * size.width, y * size.height]
  const flow = pen.createRadialGradient(across, down, 0, across, down, radius)
  flow.addColorStop(0, cssOf(colour, alpha))
  flow.addColorStop(0.5, cssOf(colour, alpha * 0.45))
  flow.addColorStop(1, cssOf(colour, 0))
  fill({ pen, size } as Card, flow)
}

/** Small lights, each a little different. */
export function stars({ pen, size, unit }: Card, count: number): void {
  const next = numbers(11)
  for (let star = 0; star < count; star++) {
    pen.fillStyle = cssOf(white, 0.25 + 0.6 * next() ** 2)
    pen.beginPath()
    pen.arc(next() * size.width, next() * size.height, (0.08 + 0.2 * next() ** 2) * unit, 0, 2 * Math.PI)
    pen.fill()
  }
}

export function frame({ pen, size, unit }: Card, inset: number, width: number, colour: string): void {
  pen.strokeStyle = colour
  pen.lineWidth = width * unit
  const edge = inset * unit
  pen.strokeRect(edge, edge, size.width - 2 * edge, size.height - 2 * edge)
}

/** Squares of one size, each with a shape of its own, in the order they are read. */
export function shapes(
  pen: Pen,
  x: number,
  y: number,
  side: number,
  columns: number,
  rows: number,
  palette: readonly string[],
): void {
  const next = numbers(5)
  let before = -1
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let at = Math.floor(next() * palette.length)
      if (at === before) at = (at + 1) % palette.length
      before = at
      const other = palette[(at + 1 + Math.floor(next() * (palette.length - 1))) % palette.length]!
      const turn = Math.floor(next() * 4)
      const kind = Math.floor(next() * 5)
      pen.save()
      pen.translate(x + (column + 0.5) * side, y + (row + 0.5) * side)
      pen.rotate((turn * Math.PI) / 2)
      pen.fillStyle = palette[at]!
      // A hair wider, so that no seam is seen between two.
      pen.fillRect(-side / 2 - 0.5, -side / 2 - 0.5, side + 1, side + 1)
      pen.fillStyle = other
      pen.beginPath()
      if (kind === 0) {
        pen.moveTo(-side / 2, -side / 2)
        pen.arc(-side / 2, -side / 2, side, 0, Math.PI / 2)
      } else if (kind === 1) pen.arc(0, 0, side * 0.34, 0, 2 * Math.PI)
      else if (kind === 2) pen.arc(-side / 2, 0, side / 2, -Math.PI / 2, Math.PI / 2)
      else if (kind === 3) {
        pen.moveTo(-side / 2, side / 2)
        pen.lineTo(side / 2, side / 2)
        pen.lineTo(-side / 2, -side / 2)
      } else {
        pen.arc(0, side / 2, side / 2, Math.PI, 2 * Math.PI)
        pen.rect(-side / 2, -side / 2, side, side / 4)
      }
      pen.fill()
      pen.restore()
    }
}

/** A diamond between two hairlines. */
export function divider(pen: Pen, x: number, y: number, unit: number, reach: number, colour: string): void {
  pen.fillStyle = colour
  pen.fillRect(x - reach * unit, y - 0.08 * unit, (reach - 2) * unit, 0.16 * unit)
  pen.fillRect(x + 2 * unit, y - 0.08 * unit, (reach - 2) * unit, 0.16 * unit)
  diamond(pen, x, y, 0.8 * unit)
}

export function diamond(pen: Pen, x: number, y: number, half: number): void {
  pen.beginPath()
  pen.moveTo(x, y - half)
  pen.lineTo(x + half, y)
  pen.lineTo(x, y + half)
  pen.lineTo(x - half, y)
  pen.fill()
}

export const mixed = (one: Rgb, share: number, other: Rgb): Rgb => over(one, share, other)
