import sharp from 'sharp'
import { brightness, meanColour, type Mask, type Pixels } from '../pixels.ts'
import { filled } from './fill.ts'
import { emptyMask, partsOf, shapeMask, united, type Box, type Part } from './masks.ts'
import { greyOf, shrunk } from './subject.ts'

const cell = 4

/**
 * Where lettering stands: bands wider than tall in which strong steps of brightness follow each other closely.
 * Lines that stand under each other count as one place. Empty when there is none.
 */
export function letteringOf(pixels: Pixels): Box[] {
  const small = shrunk(pixels, 480)
  const cells = busyCells(small)
  const scale = (pixels.width / small.width) * cell
  const lines = partsOf(joined(cells)).filter((part) => isLine(part, cells))
  const places: Box[] = []
  for (const { box } of lines) {
    const near = places.find((place) => overlaps(place, box))
    if (near) places[places.indexOf(near)] = around(near, box)
    else places.push(box)
  }
  return places.map((box) => ({
    left: Math.max(0, Math.round((box.left - 0.5) * scale)),
    top: Math.max(0, Math.round((box.top - 0.5) * scale)),
    width: Math.round((box.width + 1) * scale),
    height: Math.round((box.height + 1) * scale),
  }))
}

/** Cells in which at least two strong steps of brightness lie in most rows. */
function busyCells(small: Pixels): Mask {
  const grey = greyOf(small)
  const cells = emptyMask({ width: Math.floor(small.width / cell), height: Math.floor(small.height / cell) })
  for (let at = 0; at < cells.data.length; at++) {
    const left = (at % cells.width) * cell
    const top = Math.floor(at / cells.width) * cell
    let steps = 0
    for (let y = top; y < top + cell; y++)
      for (let x = Math.max(1, left); x < Math.min(left + cell, small.width); x++)
        if (Math.abs((grey[y * small.width + x] ?? 0) - (grey[y * small.width + x - 1] ?? 0)) > 42) steps++
    if (steps >= 3) cells.data[at] = 255
  }
  return cells
}

/** Gaps between letters and words closed, along the line only. */
function joined(cells: Mask): Mask {
  const out = { ...cells, data: Uint8Array.from(cells.data) }
  for (let y = 0; y < cells.height; y++) {
    let last = -9
    for (let x = 0; x < cells.width; x++)
      if ((cells.data[y * cells.width + x] ?? 0) > 0) {
        if (x - last <= 4) for (let gap = last + 1; gap < x; gap++) out.data[y * cells.width + gap] = 255
        last = x
      }
  }
  return out
}

function isLine({ box }: Part, cells: Mask): boolean {
  if (box.width < box.height * 1.6 || box.width < 5 || box.height > cells.height * 0.34) return false
  let busy = 0
  for (let y = box.top; y < box.top + box.height; y++)
    for (let x = box.left; x < box.left + box.width; x++)
      busy += (cells.data[y * cells.width + x] ?? 0) > 0 ? 1 : 0
  return busy / (box.width * box.height) > 0.38
}

const overlaps = (a: Box, b: Box) =>
  a.left < b.left + b.width + 2 &&
  b.left < a.left + a.width + 2 &&
  a.top < b.top + b.height + 4 &&
  b.top < a.top + a.height + 4

function around(a: Box, b: Box): Box {
  const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)]
  const right = Math.max(a.left + a.width, b.left + b.width)
  return { left, top, width: right - left, height: Math.max(a.top + a.height, b.top + b.height) - top }
}

/** The picture with its lettering filled in from around it. */
export async function withoutLettering(pixels: Pixels): Promise<Pixels> {
  const mask = united(letteringOf(pixels).map((box) => shapeMask(pixels, box, 'box')))
  return mask ? filled(pixels, mask) : pixels
}

/** The picture with these words in place of its lettering; without any lettering they stand at its foot. */
export async function relettered(pixels: Pixels, words: string): Promise<Pixels> {
  const { width, height } = pixels
  const foot = { left: width * 0.06, top: height * 0.8, width: width * 0.88, height: height * 0.13 }
  const place = letteringOf(pixels)[0] ?? foot
  const clean = await withoutLettering(pixels)
  const light = brightness(meanColour(clean, shapeMask(pixels, place, 'box')))
  const lines = place.height > place.width * 0.22 ? split(words) : [words]
  const longest = Math.max(1, ...lines.map((line) => line.length))
  const size = Math.max(6, Math.min((place.height / lines.length) * 0.86, (place.width / longest) * 1.65))
  const rows = lines.map(
    (line, at) =>
      `<text x="${place.left.toFixed(1)}" y="${(place.top + size * (at * 1.14 + 0.92)).toFixed(1)}" font-family="'DejaVu Sans', 'Noto Sans', Arial, sans-serif" font-weight="700" font-size="${size.toFixed(1)}" fill="${light > 128 ? '#11141c' : '#fff6e0'}">${escaped(line)}</text>`,
  )
  // The bar is there on a machine without any font too.
  const bar = `<rect x="${place.left.toFixed(1)}" y="${(place.top + place.height * 0.97).toFixed(1)}" width="${(place.width * 0.3).toFixed(1)}" height="${Math.max(2, size * 0.09).toFixed(1)}" fill="${light > 128 ? '#11141c' : '#fff6e0'}"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${rows.join('')}${bar}</svg>`
  const data = await sharp(clean.data, { raw: { width, height, channels: 4 } })
    .composite([{ input: Buffer.from(svg) }])
    .ensureAlpha()
    .raw()
    .toBuffer()
  return { width, height, data }
}

function split(words: string): string[] {
  const list = words.split(' ')
  const half = Math.ceil(list.length / 2)
  return list.length < 2 ? [words] : [list.slice(0, half).join(' '), list.slice(half).join(' ')]
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
