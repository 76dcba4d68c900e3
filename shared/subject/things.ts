import type { Part } from '../subject.ts'
import { blurred, threshold, type Planes } from './planes.ts'
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
const leastContrast = 7

/** Things that stand out: by a colour that the edge of the picture does not have. */
export function findThings(planes: Planes): Part[] {
  const { width, height, solid } = planes
  const standing = solid ? Float32Array.from(solid) : standingOut(planes)
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
    const touching = Number(across > 0.95 * width) + Number(down > 0.95 * height)
    parts.push({
      kind: 'thing',
      box: { x: region.left / width, y: region.top / height, width: across / width, height: down / height },
      weight: (0.6 * (sum / region.area) * Math.sqrt(region.area / mask.length)) / (1 + touching),
    })
  }
  return parts
}

/** 0 to 1 for each pixel; null for a picture in which nothing does. */
function standingOut({ width, height, light, red, yellow }: Planes): Float32Array | null {
  const radius = Math.round(Math.max(width, height) / 100)
  const soft = {
    light: blurred(light, width, height, radius),
    red: blurred(red, width, height, radius),
    yellow: blurred(yellow, width, height, radius),
  }
  const colourAt = (at: number): Colour => ({
    light: soft.light[at]!,
    red: soft.red[at]!,
    yellow: soft.yellow[at]!,
  })
  const edge = coloursOf(edgeOf(width, height).map(colourAt))
  const apart = new Float32Array(width * height)
  let most = 0
  for (let at = 0; at < apart.length; at++) {
    const colour = colourAt(at)
    let nearest = Infinity
    for (const other of edge) nearest = Math.min(nearest, distance(colour, other))
    const x = ((at % width) + 0.5) / width - 0.5
    const y = (Math.floor(at / width) + 0.5) / height - 0.5
    const value = nearest * (1 - 0.5 * (x * x + y * y))
    apart[at] = value
    if (value > most) most = value
  }
  if (most < leastContrast) return null
  // One small glaring spot is not to hide everything else.
  const high = Math.max(leastContrast, apart.toSorted()[Math.floor(0.995 * (apart.length - 1))]!)
  for (let at = 0; at < apart.length; at++) apart[at] = Math.min(1, apart[at]! / high)
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

/** Lightness counts less than colour: shadows and light fall on everything. */
const distance = (a: Colour, b: Colour) =>
  Math.sqrt(0.6 * (a.light - b.light) ** 2 + (a.red - b.red) ** 2 + (a.yellow - b.yellow) ** 2)

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
