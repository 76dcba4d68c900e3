import type { Part } from '../subject.ts'
import { shrunk, threshold, type Planes } from './planes.ts'
import { regionsOf, type Region } from './regions.ts'
import { sumIn, sumsOf, type Sums } from './sums.ts'

type Bounds = Omit<Region, 'area'>

/** In pixels of the thumbnail. */
interface Line {
  left: number
  top: number
  right: number
  bottom: number
  /** How high one line of it is. */
  high: number
  /** How often its longest line is as long as it is high. */
  long: number
  /** How high each line is that it was made of: the same may have been seen in several sizes. */
  seen: readonly number[]
  /** 0 to 1. */
  sure: number
}

/** The thumbnail is looked at in these sizes: small letters in the first, headlines in the last. */
const shrunkBy = [1, 2, 4] as const
/** Letters of one line stand nearer than this many pixels, in the size where they are about ten pixels high. */
const gap = 5
/** A stroke differs from its ground by at least this much, of 100: bold print stands out even among leaves. */
const contrasts = [9, 30] as const
/** Where strokes are all over, they are leaves, not letters: only those of more contrast are looked at. */
const busy = 0.2
/** Of the pixels in the upper and in the lower quarter of print, no more differ in tone than this share. */
const skyline = 0.5
/** A block as wide as this share of the picture reaches from edge to edge. */
const fromEdgeToEdge = 0.94
/** Columns are rare: those that are less sure are rows of windows. */
const sureColumn = 0.85
/** In a square as high as the line there are no more strokes beside each other than this: pickets stand closer. */
const mostStrokes = 4

/**
 * Lines of text: strokes close beside each other, in two tones, in a band that is much longer than high; and columns of
 * characters, which are lines on their side.
 */
export function findText(planes: Planes): Part[] {
  // Several beside each other, or of pieces alone, are more often windows, twigs and stems.
  const columns = blocksIn(onSide(planes)).filter(
    (block) => block.bottom - block.top < 1.5 * block.high && block.sure * likePrint(block) > sureColumn,
  )
  return [
    ...blocksIn(planes).map((block) => partOf(block, planes)),
    ...columns.map(({ left, top, right, bottom, ...rest }) =>
      partOf({ ...rest, left: top, top: left, right: bottom, bottom: right }, planes),
    ),
  ]
}

function onSide(planes: Planes): Planes {
  const { width, height } = planes
  const turned = (plane: Float32Array) => {
    const out = new Float32Array(plane.length)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) out[x * height + y] = plane[y * width + x]!
    return out
  }
  const [light, red, yellow] = [planes.light, planes.red, planes.yellow].map(turned) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  return { ...planes, width: height, height: width, light, red, yellow }
}

const blocksIn = (planes: Planes): Line[] => blocksOf(shrunkBy.flatMap((by) => linesOf(planes, by)))

function partOf(line: Line, { width, height }: Planes): Part {
  const box = {
    x: line.left / width,
    y: line.top / height,
    width: (line.right - line.left) / width,
    height: (line.bottom - line.top) / height,
  }
  return {
    kind: 'text',
    box,
    // Print keeps away from the edges; fences and lights do not.
    sure: line.sure * likePrint(line) * (box.width > fromEdgeToEdge ? 0.75 : 1),
    weight: line.sure * (0.8 + Math.min(0.6, 2 * Math.sqrt(box.width * box.height))),
  }
}

/** 0 to 1: short pieces seen once are chance, and what looks like lines in every size at once is a grain. */
function likePrint({ long, seen }: Line): number {
  const sizes = seen.toSorted((a, b) => a - b)
  const usual = sizes[sizes.length >> 1]!
  const grain = (4 * usual) / sizes.at(-1)!
  return Math.min(1, grain) * Math.max(0, Math.min(1, (long - 2) / 2 + 0.2 * (seen.length - 1)))
}

function linesOf(planes: Planes, by: number): Line[] {
  const width = Math.floor(planes.width / by)
  const height = Math.floor(planes.height / by)
  if (width < 12 || height < 8) return []
  const light = shrunk(planes.light, planes.width, width, height, by)
  const red = shrunk(planes.red, planes.width, width, height, by)
  const yellow = shrunk(planes.yellow, planes.width, width, height, by)
  const steps = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const byLight = light[at + 1]! - light[at - 1]!
      const byRed = red[at + 1]! - red[at - 1]!
      const byYellow = yellow[at + 1]! - yellow[at - 1]!
      steps[at] = Math.sqrt(byLight * byLight + 0.4 * (byRed * byRed + byYellow * byYellow))
    }
  return contrasts.flatMap((contrast) => {
    const strokes = new Uint8Array(steps.length)
    let count = 0
    for (let at = 0; at < steps.length; at++) if (steps[at]! > contrast) count += strokes[at] = 1
    if (count > busy * steps.length) return []
    const sums = sumsOf(strokes, width, height)
    return regionsOf(joined(strokes, width, height), width, height, 12).flatMap((region): Line[] => {
      const { left, top, right, bottom } = region
      const across = right - left + 1
      const down = bottom - top + 1
      if (down < (by === 1 ? 4 : 6) || down > 22 || across < 1.6 * down) return []
      const quiet = alone(sums, region, width, height)
      const sure = written([light, red, yellow], strokes, width, region) * quiet
      if (sure <= 0) return []
      const ends = quiet > 0.9 ? endsOf(sums, region, width, height) : region
      return [
        {
          // A step shows one pixel before and one after it.
          left: (ends.left + 1) * by,
          top: top * by,
          right: ends.right * by,
          bottom: (bottom + 1) * by,
          high: down * by,
          long: across / down,
          seen: [down * by],
          sure,
        },
      ]
    })
  })
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

/** How sure it is, to 1, that this is print: many strokes all along, and two tones, ink and ground. */
function written(
  planes: readonly Float32Array[],
  strokes: Uint8Array,
  width: number,
  { left, top, right, bottom }: Bounds,
): number {
  const across = right - left + 1
  const down = bottom - top + 1
  let turns = 0
  const columns = new Uint8Array(across)
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const at = y * width + x
      if (strokes[at]) columns[x - left] = 1
      if (strokes[at] && !strokes[at - 1]) turns++
    }
  const perRow = turns / down
  if (perRow < Math.max(3, (0.8 * across) / down) || perRow > (mostStrokes * across) / down) return 0
  if (columns.reduce((sum, value) => sum + value, 0) < 0.5 * across) return 0
  const { tones, contrast } = planes
    .map((plane) => tonesOf(plane, width, { left, top, right, bottom }))
    .reduce((most, one) => (one.contrast > most.contrast ? one : most))
  if (contrast < contrasts[0] || isSkyline(tones, across)) return 0
  return Math.min(1, (twoTones(tones) - 0.7) / 0.12) * (0.6 + 0.4 * Math.min(1, contrast / 40))
}

/** One tone above and the other below: the tops of hills, roofs or heads. Print has both in all its rows. */
function isSkyline(tones: Float32Array, across: number): boolean {
  const limit = threshold(tones)
  const rows = Math.max(1, Math.floor(tones.length / across / 4)) * across
  const bright = (part: Float32Array) =>
    part.reduce((sum, tone) => sum + Number(tone > limit), 0) / part.length
  return Math.abs(bright(tones.subarray(0, rows)) - bright(tones.subarray(-rows))) > skyline
}

/** The values of one region, from 0 to 1, and how far apart they were. */
function tonesOf(plane: Float32Array, width: number, { left, top, right, bottom }: Bounds) {
  const across = right - left + 1
  const tones = new Float32Array(across * (bottom - top + 1))
  let least = Infinity
  let most = -Infinity
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const tone = plane[y * width + x]!
      tones[(y - top) * across + x - left] = tone
      least = Math.min(least, tone)
      most = Math.max(most, tone)
    }
  const contrast = most - least
  if (contrast > 0) for (let at = 0; at < tones.length; at++) tones[at] = (tones[at]! - least) / contrast
  return { tones, contrast }
}

/** 1 where a line stands with nothing around it, less where there are as many strokes beside it as in it. */
function alone(sums: Sums, { left, top, right, bottom }: Bounds, width: number, height: number): number {
  const down = bottom - top + 1
  const inside = { left, top, right: right + 1, bottom: bottom + 1 }
  const around = {
    left: Math.max(0, left - down),
    top: Math.max(0, top - down),
    right: Math.min(width, right + 1 + down),
    bottom: Math.min(height, bottom + 1 + down),
  }
  const area = (box: typeof inside) => (box.right - box.left) * (box.bottom - box.top)
  const within = sumIn(sums, inside)
  const beside = (sumIn(sums, around) - within) / Math.max(1, area(around) - area(inside))
  return Math.max(0, 1 - (0.45 * beside * area(inside)) / within)
}

/** Where a line ends when a letter stands apart, before or after a space; what is longer is something else. */
function endsOf(sums: Sums, { left, top, right, bottom }: Bounds, width: number, height: number) {
  const down = bottom - top + 1
  // Commas and low lines reach below the others.
  const below = Math.min(height, bottom + 3)
  const isInk = (x: number) => sumIn(sums, { left: x, top, right: x + 1, bottom: below }) > 0
  const last = (end: number, by: 1 | -1) => {
    let found = end
    for (let x = end + by; x >= 0 && x < width && Math.abs(x - found) <= 1.2 * down; x += by)
      if (isInk(x)) found = x
    return Math.abs(found - end) <= 2.4 * down ? found : end
  }
  return { left: last(left, -1), right: last(right, 1) }
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
        one.long = Math.max(one.long, other.long)
        one.seen = [...one.seen, ...other.seen]
        one.sure = Math.max(one.sure, other.sure)
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
