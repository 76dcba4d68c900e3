import { brightness, type Colour, type Mask, type Pixels, type Size } from '../pixels.ts'
import { apart } from './colours.ts'
import {
  blurredMask,
  coverage,
  emptyMask,
  grown,
  maskOfParts,
  partsOf,
  scaledMask,
  shapeMask,
  transparency,
  turned,
  united,
  type Part,
} from './masks.ts'

const longestSide = 256
/** How far the colours on both sides of a thing's edge are apart at least. */
const hardStep = 48

/** A copy no larger than `longest` pixels a side; each pixel the mean of what it stands for. */
export function shrunk(pixels: Pixels, longest = longestSide): Pixels {
  const scale = Math.min(1, longest / Math.max(pixels.width, pixels.height))
  const width = Math.max(1, Math.round(pixels.width * scale))
  const height = Math.max(1, Math.round(pixels.height * scale))
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    const [top, bottom] = span(y, height, pixels.height)
    for (let x = 0; x < width; x++) {
      const [left, right] = span(x, width, pixels.width)
      const sums = [0, 0, 0, 0]
      // At most 4 x 4 samples: enough for a mean, and quick for the largest picture.
      const stepY = Math.max(1, (bottom - top) >> 2)
      const stepX = Math.max(1, (right - left) >> 2)
      let count = 0
      for (let fromY = top; fromY < bottom; fromY += stepY)
        for (let fromX = left; fromX < right; fromX += stepX, count++)
          for (let channel = 0; channel < 4; channel++)
            sums[channel] =
              (sums[channel] ?? 0) + (pixels.data[(fromY * pixels.width + fromX) * 4 + channel] ?? 0)
      for (let channel = 0; channel < 4; channel++)
        data[(y * width + x) * 4 + channel] = Math.round((sums[channel] ?? 0) / count)
    }
  }
  return { width, height, data }
}

function span(at: number, count: number, source: number): [number, number] {
  const from = Math.floor((at * source) / count)
  return [from, Math.max(from + 1, Math.floor(((at + 1) * source) / count))]
}

export function colourAt({ data, width }: Pixels, x: number, y: number): Colour {
  const at = (y * width + x) * 4
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
}

/**
 * The thing a picture shows: what differs from the background, which is guessed from the picture's border.
 * A picture that is cut out already says it by its alpha. Where nothing stands out, the middle is meant.
 */
export function subjectOf(pixels: Pixels): Mask {
  const cut = transparency(pixels)
  if (coverage(cut) > 0.01) return turned(cut)
  const small = shrunk(pixels)
  const away = distances(small)
  const limit = Math.max(16, threshold(away) * 0.7)
  const reach = Math.max(1, Math.round(Math.max(small.width, small.height) / 60))
  const steps = sideSteps(small)
  const differing = {
    ...emptyMask(small),
    data: Uint8Array.from(away, (value, at) => (value > limit || (steps[at] ?? 0) > hardStep ? 255 : 0)),
  }
  // Bridged over gaps, so that light spots and shine do not tear one thing apart.
  const parts = partsOf(turned(grown(turned(grown(differing, reach)), reach)))
  const things = thingsAmong(parts).map((group) => solid(maskOfParts(small, group)))
  const main = withoutHoles(united(things) ?? differing)
  const share = coverage(main)
  if (share < 0.004 || share > 0.96) return middle(pixels)
  const soft = scaledMask(blurredMask(main, 1), pixels)
  // The scaled edge is a ramp over several pixels: made steeper, it is an edge again.
  return { ...soft, data: soft.data.map((value) => Math.max(0, Math.min(255, (value - 128) * 3 + 128))) }
}

/** An ellipse in the middle. */
export function middle({ width, height }: Size): Mask {
  const box = { left: width * 0.22, top: height * 0.16, width: width * 0.56, height: height * 0.7 }
  return shapeMask({ width, height }, box, 'ellipse', 0.08)
}

/** How far each pixel is from the background, guessed from left to right and from top to bottom. */
function distances(small: Pixels): Float32Array {
  const { width, height } = small
  const away = new Float32Array(width * height)
  const foot = (x: number) => colourAt(small, x, height - 1)
  // People stand on the lower edge: there it is no background.
  const isStoodOn = Array.from(
    { length: width },
    (_, x) => apart(foot(x), between(foot(0), foot(width - 1), x / Math.max(1, width - 1))) > 40,
  )
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const here = colourAt(small, x, y)
      const across = between(colourAt(small, 0, y), colourAt(small, width - 1, y), x / Math.max(1, width - 1))
      const down = isStoodOn[x]
        ? across
        : between(colourAt(small, x, 0), colourAt(small, x, height - 1), y / Math.max(1, height - 1))
      away[y * width + x] = Math.min(apart(here, across), apart(here, down))
    }
  return away
}

/** How hard the colour changes from left to right: things have such edges, a horizon has not. */
function sideSteps(small: Pixels): Float32Array {
  const { width, height } = small
  const steps = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 1; x < width - 1; x++)
      steps[y * width + x] = apart(colourAt(small, x - 1, y), colourAt(small, x + 1, y))
  return steps
}

const between = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
]

/** The value that parts a list into two kinds best (Otsu). */
function threshold(values: Float32Array): number {
  const counts = new Float64Array(256)
  for (const value of values) counts[Math.min(255, Math.floor(value / 2))]! += 1
  const sum = counts.reduce((total, count, at) => total + count * at, 0)
  let [best, bestAt, below, belowSum] = [-1, 0, 0, 0]
  for (let at = 0; at < 256; at++) {
    below += counts[at] ?? 0
    belowSum += at * (counts[at] ?? 0)
    const above = values.length - below
    if (below === 0 || above === 0) continue
    const gap = belowSum / below - (sum - belowSum) / above
    const spread = below * above * gap * gap
    if (spread > best) [best, bestAt] = [spread, at]
  }
  return (bestAt + 1) * 2
}

/** The largest part, those not much smaller, and with each the thin ones beside it: the far edge of a shiny thing. */
function thingsAmong(parts: readonly Part[]): Part[][] {
  const least = Math.max(4, (parts[0]?.places.length ?? 0) * 0.25)
  const things = parts.filter((part) => part.places.length >= least).map((part) => [part])
  for (const part of parts.filter(({ places }) => places.length < least)) {
    const beside = things.find(([thing]) => thing && isEdgeOf(part, thing))
    beside?.push(part)
  }
  return things
}

function isEdgeOf({ box }: Part, { box: thing }: Part): boolean {
  const gap = Math.max(box.left - thing.left - thing.width, thing.left - box.left - box.width)
  const shared = Math.min(box.top + box.height, thing.top + thing.height) - Math.max(box.top, thing.top)
  return gap < thing.width * 0.8 && box.height > thing.height * 0.3 && shared > box.height * 0.5
}

/** What lies between two places of one thing, across or down, belongs to it: few things have holes. */
function solid(mask: Mask): Mask {
  const { width, height } = mask
  const across = spanned(mask.data, width, height, 1, width)
  const down = spanned(mask.data, height, width, width, 1)
  return { width, height, data: across.map((value, at) => Math.max(value, down[at] ?? 0)) }
}

function spanned(data: Uint8Array, length: number, lines: number, along: number, across: number): Uint8Array {
  const out = new Uint8Array(data.length)
  for (let line = 0; line < lines; line++) {
    const at = (place: number) => line * across + place * along
    let [first, last] = [length, -1]
    for (let place = 0; place < length; place++)
      if ((data[at(place)] ?? 0) >= 128) [first, last] = [Math.min(first, place), place]
    for (let place = first; place <= last; place++) out[at(place)] = 255
  }
  return out
}

/** What cannot be reached from the border without crossing the mask belongs to it. */
function withoutHoles(mask: Mask): Mask {
  const { width, height } = mask
  const outside = partsOf(turned(mask)).filter(
    ({ box }) =>
      box.left === 0 || box.top === 0 || box.left + box.width === width || box.top + box.height === height,
  )
  return turned(maskOfParts(mask, outside))
}

/** How bright each pixel is, 0 to 255. */
export function greyOf({ width, height, data }: Pixels): Float32Array {
  const grey = new Float32Array(width * height)
  for (let at = 0; at < grey.length; at++)
    grey[at] = brightness([data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0])
  return grey
}
