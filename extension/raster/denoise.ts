import { lightOf, meansOf, type Plane, type Rows } from './light.ts'

/**
 * Pixels that are looked at on each side: the colour of noise is coarser than its light, and is evened out at half the
 * size.
 */
const lightRadius = 3
const colourRadius = 3
export const denoiseMargin = 4 * colourRadius

const block = 16

/**
 * How strong the noise of a picture is: the standard deviation of its light, 0 to 255. From how much each pixel differs
 * from the plane through its neighbours (Immerkaer 1996), in the quieter blocks of the picture: in the others it is the
 * picture itself that differs.
 */
export function noiseOf(rows: Rows): number {
  const { width, height } = rows
  const light = lightOf(rows)
  const line = (at: number) => light[at - 1]! - 2 * light[at]! + light[at + 1]!
  const blocks: number[] = []
  for (let top = 1; top + block < height; top += block)
    for (let left = 1; left + block < width; left += block) {
      let sum = 0
      let count = 0
      for (let y = top; y < top + block; y++)
        for (let x = left; x < left + block; x++) {
          const at = y * width + x
          // What is burnt out or drowned hides its noise.
          if (light[at]! < 6 || light[at]! > 249) continue
          count++
          sum += Math.abs(line(at - width) - 2 * line(at) + line(at + width))
        }
      if (count > (block * block) / 2) blocks.push(sum / count)
    }
  const quiet = Float64Array.from(blocks).sort()[Math.floor(blocks.length * 0.15)] ?? 0
  return (quiet * Math.sqrt(Math.PI / 2)) / 6
}

/** Where each pixel goes: so many times the guide, and that much. */
interface Lines {
  slope: Plane
  rest: Plane
}

/**
 * What of a plane stays where the guide has edges, and is evened out where it has none (He, Sun and Tang 2013), for
 * each plane.
 */
function guided(
  guide: Plane,
  planes: readonly Plane[],
  width: number,
  height: number,
  radius: number,
  eps: number,
): Lines[] {
  const { length } = guide
  const means = (plane: Plane) => meansOf(plane, width, height, radius)
  const product = new Float32Array(length)
  const meanGuide = means(guide)
  for (let at = 0; at < length; at++) product[at] = guide[at]! * guide[at]!
  const spreads = means(product)
  for (let at = 0; at < length; at++) spreads[at]! -= meanGuide[at]! * meanGuide[at]!
  return planes.map((plane) => {
    const own = plane === guide
    const mean = own ? meanGuide : means(plane)
    if (!own) for (let at = 0; at < length; at++) product[at] = guide[at]! * plane[at]!
    const slopes = own ? new Float32Array(length) : means(product)
    const rests = new Float32Array(length)
    for (let at = 0; at < length; at++) {
      const common = own ? spreads[at]! : slopes[at]! - meanGuide[at]! * mean[at]!
      const slope = common / (spreads[at]! + eps)
      slopes[at] = slope
      rests[at] = mean[at]! - slope * meanGuide[at]!
    }
    return { slope: means(slopes), rest: means(rests) }
  })
}

/** The means of squares of two pixels; at an odd edge of what there is of them. */
function halved(plane: Plane, width: number, height: number): Plane {
  const [across, down] = [(width + 1) >> 1, (height + 1) >> 1]
  const small = new Float32Array(across * down)
  for (let y = 0; y < down; y++) {
    const upper = 2 * y * width
    const lower = Math.min(2 * y + 1, height - 1) * width
    for (let x = 0; x < across; x++) {
      const left = 2 * x
      const right = Math.min(left + 1, width - 1)
      small[y * across + x] =
        (plane[upper + left]! + plane[upper + right]! + plane[lower + left]! + plane[lower + right]!) / 4
    }
  }
  return small
}

/**
 * Evens out noise of this strength (see `noiseOf`) and keeps edges, in place. `amount` from 0 to 1; a half is as much
 * as there is. The first row has an even number in its picture, so that the halves fall together everywhere.
 */
export function denoise(rows: Rows, noise: number, amount: number): void {
  const { width, height, data } = rows
  const eps = (3 * amount * Math.max(noise, 0.4)) ** 2
  const light = lightOf(rows)
  const reds = new Float32Array(light.length)
  const blues = new Float32Array(light.length)
  for (let pixel = 0, at = 0; pixel < light.length; pixel++, at += 4) {
    const seen = data[at + 3] === 0 ? 0 : 1
    reds[pixel] = seen * (data[at]! - light[pixel]!)
    blues[pixel] = seen * (data[at + 2]! - light[pixel]!)
  }
  const [own] = guided(light, [light], width, height, lightRadius, eps)
  if (!own) return
  for (let at = 0; at < light.length; at++) light[at] = own.slope[at]! * light[at]! + own.rest[at]!
  const across = (width + 1) >> 1
  const halves = [reds, blues].map((plane) => halved(plane, width, height))
  const guide = halved(light, width, height)
  const [red, blue] = guided(guide, halves, across, (height + 1) >> 1, colourRadius, eps)
  if (!red || !blue) return
  for (let y = 0, pixel = 0, at = 0; y < height; y++) {
    const start = (y >> 1) * across
    for (let x = 0; x < width; x++, pixel++, at += 4) {
      const half = start + (x >> 1)
      const calm = light[pixel]!
      const moreRed = red.slope[half]! * calm + red.rest[half]!
      const moreBlue = blue.slope[half]! * calm + blue.rest[half]!
      data[at] = calm + moreRed
      // What is not of red and blue in the light is of green.
      data[at + 1] = calm - (0.2126 * moreRed + 0.0722 * moreBlue) / 0.7152
      data[at + 2] = calm + moreBlue
    }
  }
}
