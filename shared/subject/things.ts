import type { Part } from '../subject.ts'
import { blurred, shrunk, threshold, type Planes } from './planes.ts'
import { regionsOf } from './regions.ts'

interface Colour {
  light: number
  red: number
  yellow: number
}

/** So many colours of the edge are told apart. */
const edgeColours = 8
/** A colour that covers less of the edge is a thing that touches it. */
const leastOfEdge = 0.06
/** Thing and background differ by at least this much, of 100. */
const leastContrast = 4

/** Lightness counts less than colour: shadows and light fall on everything. */
const lightness = 0.6

/** Things that stand out: by a colour that the edge of the picture does not have. */
export function findThings(planes: Planes): Part[] {
  const small = halved(planes)
  const { width, height, solid } = small
  const standing = solid ? Float32Array.from(solid) : standingOut(small)
  if (!standing) return []
  const limit = solid ? 0.5 : threshold(standing)
  const mask = new Uint8Array(standing.length)
  for (let at = 0; at < mask.length; at++) mask[at] = standing[at]! > limit ? 1 : 0
  const parts: Part[] = []
  for (const region of regionsOf(mask, width, height, 0.0015 * mask.length)) {
    const across = region.right - region.left + 1
    const down = region.bottom - region.top + 1
    if (across > 0.95 * width && down > 0.95 * height) continue
    let sum = 0
    for (let y = region.top; y <= region.bottom; y++)
      for (let x = region.left; x <= region.right; x++) {
        const at = y * width + x
        if (mask[at]) sum += standing[at]!
      }
    const sides = [
      region.left === 0,
      region.top === 0,
      region.right === width - 1,
      region.bottom === height - 1,
    ]
    const touching = sides.filter(Boolean).length
    parts.push({
      kind: 'thing',
      sure: sum / region.area,
      box: { x: region.left / width, y: region.top / height, width: across / width, height: down / height },
      weight:
        0.9 * (sum / region.area) * Math.min(1, 2 * Math.sqrt(region.area / mask.length)) * 0.6 ** touching,
    })
  }
  return parts
}

type Tones = Pick<Planes, 'width' | 'height' | 'light' | 'red' | 'yellow' | 'solid'>

/** Things are large: half the size shows them as well. */
function halved(planes: Planes): Tones {
  const { width, height } = planes
  const by = Math.min(width, height) < 64 ? 1 : 2
  const size = [width, Math.floor(width / by), Math.floor(height / by), by] as const
  return {
    width: size[1],
    height: size[2],
    light: shrunk(planes.light, ...size),
    red: shrunk(planes.red, ...size),
    yellow: shrunk(planes.yellow, ...size),
    solid: planes.solid && Uint8Array.from(shrunk(Float32Array.from(planes.solid), ...size), Math.round),
  }
}

/** 0 to 1 for each pixel; null for a picture in which nothing does. */
function standingOut({ width, height, light, red, yellow }: Tones): Float32Array | null {
  const radius = Math.round(Math.max(width, height) / 100)
  const softLight = blurred(light, width, height, radius)
  const softRed = blurred(red, width, height, radius)
  const softYellow = blurred(yellow, width, height, radius)
  const edge = coloursOf(
    edgeOf(width, height).map((at) => ({
      light: softLight[at]!,
      red: softRed[at]!,
      yellow: softYellow[at]!,
    })),
  )
  const apart = new Float32Array(width * height)
  const counts = new Uint32Array(200)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      let nearest = Infinity
      for (const other of edge) {
        const byLight = softLight[at]! - other.light
        const byRed = softRed[at]! - other.red
        const byYellow = softYellow[at]! - other.yellow
        nearest = Math.min(nearest, lightness * byLight * byLight + byRed * byRed + byYellow * byYellow)
      }
      const right = (x + 0.5) / width - 0.5
      const down = (y + 0.5) / height - 0.5
      apart[at] = Math.sqrt(nearest) * (1 - 0.5 * (right * right + down * down))
      counts[Math.min(199, Math.floor(apart[at]!))]!++
    }
  // One small glaring spot is not to hide everything else.
  let high = 199
  for (let above = counts[high]!; high > 0 && above < 0.005 * apart.length;) above += counts[--high]!
  if (high < leastContrast) return null
  for (let at = 0; at < apart.length; at++) apart[at] = Math.min(1, apart[at]! / (high + 1))
  return apart
}

/** The pixels along the edge of the picture. */
function edgeOf(width: number, height: number): number[] {
  const band = Math.max(1, Math.round(0.03 * Math.min(width, height)))
  const found: number[] = []
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (x === band && y >= band && y < height - band) x = Math.max(x, width - band)
      found.push(y * width + x)
    }
  return found
}

const distance = (a: Colour, b: Colour) =>
  Math.sqrt(lightness * (a.light - b.light) ** 2 + (a.red - b.red) ** 2 + (a.yellow - b.yellow) ** 2)

/** The colours that many have, at most `edgeColours`: each time the one farthest from those chosen, then their means. */
function coloursOf(all: readonly Colour[]): Colour[] {
  let centres: Colour[] = [all[0]!]
  const nearest = new Float32Array(all.length).fill(Infinity)
  while (centres.length < edgeColours) {
    let farthest = 0
    for (const [at, colour] of all.entries()) {
      nearest[at] = Math.min(nearest[at]!, distance(colour, centres.at(-1)!))
      if (nearest[at]! > nearest[farthest]!) farthest = at
    }
    if (nearest[farthest]! < 2) break
    centres.push(all[farthest]!)
  }
  let counts: number[] = []
  for (let round = 0; round < 4; round++) {
    const sums = centres.map(() => ({ light: 0, red: 0, yellow: 0, count: 0 }))
    for (const colour of all) {
      let best = 0
      for (let at = 1; at < centres.length; at++)
        if (distance(colour, centres[at]!) < distance(colour, centres[best]!)) best = at
      const sum = sums[best]!
      sum.light += colour.light
      sum.red += colour.red
      sum.yellow += colour.yellow
      sum.count++
    }
    counts = sums.map(({ count }) => count)
    centres = sums.map(({ light, red, yellow, count }, at) =>
      count === 0 ? centres[at]! : { light: light / count, red: red / count, yellow: yellow / count },
    )
  }
  const common = centres.filter((_, at) => counts[at]! >= leastOfEdge * all.length)
  return common.length > 0 ? common : centres
}
