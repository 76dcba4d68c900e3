import type { Part } from '../subject.ts'
import { threshold, type Planes } from './planes.ts'
import { regionsOf } from './regions.ts'

/** In pixels of the thumbnail. */
interface Line {
  left: number
  top: number
  right: number
  bottom: number
  /** How high one line of it is. */
  high: number
}

/** The thumbnail is looked at in these sizes: small letters in the first, headlines in the last. */
const shrunkBy = [1, 2, 4] as const
/** Letters of one line stand nearer than this many pixels, in the size where they are about ten pixels high. */
const gap = 5
/** A stroke differs from its ground by at least this much, of 100. */
const leastContrast = 9

/** Lines of text: strokes close beside each other, in two tones, in a band that is much longer than high. */
export function findText(planes: Planes, faces: readonly Part[]): Part[] {
  const lines = shrunkBy.flatMap((by) => linesOf(planes, by))
  const { width, height } = planes
  return blocksOf(lines)
    .map((line): Part => {
      const box = {
        x: line.left / width,
        y: line.top / height,
        width: (line.right - line.left) / width,
        height: (line.bottom - line.top) / height,
      }
      return { kind: 'text', box, weight: 0.8 + Math.min(0.6, 2 * Math.sqrt(box.width * box.height)) }
    })
    .filter(({ box }) => !faces.some((face) => covers(face.box, box)))
}

const covers = (face: Part['box'], box: Part['box']) => {
  const x = box.x + box.width / 2
  const y = box.y + box.height / 2
  const inside = x > face.x && x < face.x + face.width && y > face.y && y < face.y + face.height
  return inside && box.width < 1.3 * face.width
}

function linesOf(planes: Planes, by: number): Line[] {
  const width = Math.floor(planes.width / by)
  const height = Math.floor(planes.height / by)
  if (width < 12 || height < 8) return []
  const light = shrunk(planes.light, planes.width, width, height, by)
  const red = shrunk(planes.red, planes.width, width, height, by)
  const yellow = shrunk(planes.yellow, planes.width, width, height, by)
  const strokes = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const step = Math.hypot(
        light[at + 1]! - light[at - 1]!,
        0.6 * (red[at + 1]! - red[at - 1]!),
        0.6 * (yellow[at + 1]! - yellow[at - 1]!),
      )
      if (step > leastContrast) strokes[at] = 1
    }
  const lines: Line[] = []
  for (const { left, top, right, bottom } of regionsOf(joined(strokes, width, height), width, height, 12)) {
    const across = right - left + 1
    const down = bottom - top + 1
    if (down < 4 || down > 22 || across < 1.6 * down) continue
    if (!looksWritten(light, strokes, width, { left, top, right, bottom })) continue
    lines.push({
      left: left * by,
      top: top * by,
      right: (right + 1) * by,
      bottom: (bottom + 1) * by,
      high: down * by,
    })
  }
  return lines
}

/** The mean of each square of `by` pixels. */
function shrunk(
  plane: Float32Array,
  stride: number,
  width: number,
  height: number,
  by: number,
): Float32Array {
  if (by === 1 && stride === width) return plane
  const small = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let dy = 0; dy < by; dy++)
        for (let dx = 0; dx < by; dx++) sum += plane[(y * by + dy) * stride + x * by + dx]!
      small[y * width + x] = sum / (by * by)
    }
  return small
}

/** Strokes of one row that are near each other become one run. */
function joined(strokes: Uint8Array, width: number, height: number): Uint8Array {
  const out = strokes.slice()
  for (let y = 0; y < height; y++) {
    let last = -Infinity
    for (let x = 0; x < width; x++) {
      if (strokes[y * width + x] === 0) continue
      if (x - last <= gap) out.fill(1, y * width + last, y * width + x)
      last = x
    }
  }
  return out
}

/** Many strokes all along, and two tones: ink and ground. */
function looksWritten(
  light: Float32Array,
  strokes: Uint8Array,
  width: number,
  { left, top, right, bottom }: Omit<Line, 'high'>,
): boolean {
  const across = right - left + 1
  const down = bottom - top + 1
  let turns = 0
  const columns = new Uint8Array(across)
  const tones = new Float32Array(across * down)
  let darkest = Infinity
  let brightest = -Infinity
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const at = y * width + x
      if (strokes[at]) columns[x - left] = 1
      if (strokes[at] && !strokes[at - 1]) turns++
      const tone = light[at]!
      tones[(y - top) * across + x - left] = tone
      darkest = Math.min(darkest, tone)
      brightest = Math.max(brightest, tone)
    }
  if (brightest - darkest < leastContrast) return false
  const perRow = turns / down
  if (perRow < Math.max(2.2, (0.55 * across) / down)) return false
  if (columns.reduce((sum, value) => sum + value, 0) < 0.5 * across) return false
  for (let at = 0; at < tones.length; at++) tones[at] = (tones[at]! - darkest) / (brightest - darkest)
  return twoTones(tones) > 0.7
}

/** How much of the spread of values is explained by their being of two kinds: 0.64 for noise, near 1 for print. */
function twoTones(values: Float32Array): number {
  const limit = threshold(values)
  const low = { count: 0, sum: 0, squares: 0 }
  const high = { count: 0, sum: 0, squares: 0 }
  for (const value of values) {
    const group = value > limit ? high : low
    group.count++
    group.sum += value
    group.squares += value * value
  }
  const count = low.count + high.count
  const mean = (low.sum + high.sum) / count
  const spread = (low.squares + high.squares) / count - mean * mean
  if (spread <= 0 || low.count === 0 || high.count === 0) return 0
  const between =
    (low.count * (low.sum / low.count - mean) ** 2 + high.count * (high.sum / high.count - mean) ** 2) / count
  return between / spread
}

/** Lines that stand under or beside each other like one text become one block. */
function blocksOf(lines: readonly Line[]): Line[] {
  const blocks = lines.map((line) => ({ ...line }))
  for (let changed = true; changed;) {
    changed = false
    for (let a = 0; a < blocks.length && !changed; a++)
      for (let b = a + 1; b < blocks.length && !changed; b++) {
        const one = blocks[a]!
        const other = blocks[b]!
        if (!together(one, other)) continue
        one.high = Math.max(one.high, other.high)
        one.left = Math.min(one.left, other.left)
        one.top = Math.min(one.top, other.top)
        one.right = Math.max(one.right, other.right)
        one.bottom = Math.max(one.bottom, other.bottom)
        blocks.splice(b, 1)
        changed = true
      }
  }
  return blocks
}

function together(a: Line, b: Line): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  const high = Math.min(a.high, b.high)
  if (across > 0 && down > 0) return true
  const alike = Math.max(a.high, b.high) < 2.2 * high
  return alike && ((across > 0 && down > -1.1 * high) || (down > 0.5 * high && across > -1.5 * high))
}
