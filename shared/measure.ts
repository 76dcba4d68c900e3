import type { Adjustment } from './recipe.ts'

/** A picture made small, at most 256 pixels a side, to be looked at: red, green, blue, alpha, a byte each. */
export interface Thumbnail {
  width: number
  height: number
  data: Uint8Array | Uint8ClampedArray
}

/** Shares of each component in how light a colour is (ITU-R BT.709). */
export const lightness = [0.2126, 0.7152, 0.0722] as const

const between = (least: number, value: number, most: number) => Math.min(most, Math.max(least, value))

/** Every pixel that shows, 0 to 1 each. */
function* seen({ data }: Thumbnail): Generator<readonly [number, number, number]> {
  for (let at = 0; at + 3 < data.length; at += 4)
    if (data[at + 3]! > 127) yield [data[at]! / 255, data[at + 1]! / 255, data[at + 2]! / 255]
}

const lightOf = ([red, green, blue]: readonly [number, number, number]) =>
  lightness[0] * red + lightness[1] * green + lightness[2] * blue

/** Neither burnt out nor drowned: these say something of the light a picture was taken in. */
const tells = (pixel: readonly [number, number, number]) =>
  Math.max(...pixel) < 0.985 && Math.max(...pixel) > 0.04

/** What this share of the values is below of. The values are in order. */
const at = (ordered: Float64Array, share: number) =>
  ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? 0

const ordered = (values: Iterable<number>) => Float64Array.from(values).sort()

/** How far it may go: more than this is no cast but a coloured light that belongs there. */
const maxGain = 2.2

/**
 * The cast of the light, taken out: on the whole, the lighter parts of a scene are grey ("shades of grey", Finlayson
 * and Trezzi 2004), and so are the steps between its parts ("grey edge", van de Weijer 2007), which a wide blue sky
 * does not lead astray. The strongest component stays, so that nothing that is white is lost.
 */
export function balanceOf(thumbnail: Thumbnail): readonly Adjustment[] {
  const { width, data } = thumbnail
  const lights = [0, 0, 0]
  const steps = [0, 0, 0]
  let count = 0
  for (let at = 0; at + 4 * width + 7 < data.length; at += 4) {
    if (data[at + 3]! < 128) continue
    const most = Math.max(data[at]!, data[at + 1]!, data[at + 2]!)
    if (most > 251 || most < 10) continue
    count++
    for (let n = 0; n < 3; n++) {
      const light = linear[data[at + n]!]!
      lights[n]! += light ** 4
      steps[n]! +=
        Math.abs(light - linear[data[at + 4 + n]!]!) + Math.abs(light - linear[data[at + 4 * width + n]!]!)
    }
  }
  if (count < data.length / 80) return []
  const gains = gainsOf(lights.map((sum) => (sum / count) ** 0.25))
  const edges = gainsOf(steps)
  const both = gains.map((gain, n) => Math.sqrt(gain * edges[n]!))
  const least = Math.min(...both)
  const gain = (n: number) => Math.min(maxGain, both[n]! / least)
  return [{ do: 'balance', gains: [gain(0), gain(1), gain(2)] }]
}

const linear = Float64Array.from({ length: 256 }, (_, byte) => (byte / 255) ** 2.2)

/** What makes these equal to the strongest of them. */
const gainsOf = (parts: readonly number[]) => parts.map((part) => Math.max(...parts) / Math.max(1e-6, part))

/**
 * Black and white points set where the picture's darkest and lightest parts are, or most of the way there. Nothing but
 * specks is cut off, of the strongest component as little as of the light.
 */
export function levelsOf(thumbnail: Thumbnail): readonly Adjustment[] {
  const pixels = [...seen(thumbnail)]
  const high = Math.max(0.5, at(ordered(pixels.map((pixel) => Math.max(...pixel))), 0.996))
  const dark = at(ordered(pixels.map(lightOf)), 0.004)
  // Fog lies over all of a picture; that one has no black is no fault of one that has everything else.
  const low = Math.min(0.32, dark * between(0.3, (1 - high + dark) * 1.5, 0.8))
  const slope = Math.min(2.2, 0.98 / Math.max(0.1, high - low))
  if (pixels.length === 0 || slope < 1.03) return []
  // (v - low) * slope, as a factor and a spread around the middle.
  const contrast = 1 + 2 * low * slope
  return [
    { do: 'brightness', by: slope / contrast },
    { do: 'contrast', by: contrast },
  ]
}

/**
 * The middle of the picture's light brought towards the middle of the scale; white and black stay. A light picture is
 * made darker for good only where much of it is burnt out: snow is no mistake.
 */
export function exposureOf(thumbnail: Thumbnail): readonly Adjustment[] {
  const pixels = [...seen(thumbnail)]
  const onLight = hasLightEdge(thumbnail)
  // What is burnt out counts, as it makes a picture too light; a light ground that something lies on does not.
  const counted = onLight ? pixels.filter((pixel) => lightOf(pixel) < 0.8) : pixels
  const lights = ordered(counted.map(lightOf))
  if (lights.length < pixels.length / 20) return []
  const burnt =
    pixels.filter((pixel) => lightOf(pixel) > 0.88 && Math.max(...pixel) > 0.985).length / pixels.length
  const middle = between(0.02, at(lights, 0.5), 0.97)
  const target = between(0.4, middle, 0.64)
  const least = !onLight && burnt > 0.03 ? 0.45 : 0.85
  const most = onLight ? 1.5 : 2.2
  return [{ do: 'gamma', by: between(least, Math.log(middle) / Math.log(target), most) }]
}

/** Whether the picture is light and without colour, or nothing, along most of its edge. */
function hasLightEdge({ width, height, data }: Thumbnail): boolean {
  let light = 0
  let count = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x += y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1)) {
      const at = (y * width + x) * 4
      const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!]
      count++
      if (data[at + 3]! < 128 || Math.min(red, green, blue) > Math.max(195, Math.max(red, green, blue) - 45))
        light++
    }
  return light > 0.7 * count
}

/** Pale colours made fuller, loud ones calmer. What has hardly any gets none. */
export function saturationOf(thumbnail: Thumbnail): readonly Adjustment[] {
  const strengths = [...seen(thumbnail)].filter(tells).map((pixel) => Math.max(...pixel) - Math.min(...pixel))
  const strong = at(ordered(strengths), 0.8)
  if (strong < 0.12) return []
  const wished = between(0.28, strong, 0.7)
  return [{ do: 'saturation', by: between(0.8, 1 + 0.7 * (wished / strong - 1), 1.3) }]
}
