import { lightOf, meansOf, type Plane, type Rows } from './light.ts'

/** Pixels that are looked at on each side: the colour of noise is coarser than its light. */
const lightRadius = 3
const colourRadius = 5
export const denoiseMargin = 2 * colourRadius

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

/** What of a plane stays where the guide has edges, and is evened out where it has none (He, Sun and Tang 2013). */
function guided(
  guide: Plane,
  planes: readonly Plane[],
  { width, height }: Rows,
  radius: number,
  eps: number,
) {
  const { length } = guide
  const product = new Float32Array(length)
  const meanGuide = meansOf(guide, width, height, radius)
  for (let at = 0; at < length; at++) product[at] = guide[at]! * guide[at]!
  const spreads = meansOf(product, width, height, radius)
  for (let at = 0; at < length; at++) spreads[at]! -= meanGuide[at]! * meanGuide[at]!
  return planes.map((plane) => {
    const own = plane === guide
    const means = own ? meanGuide : meansOf(plane, width, height, radius)
    if (!own) for (let at = 0; at < length; at++) product[at] = guide[at]! * plane[at]!
    const together = own ? null : meansOf(product, width, height, radius)
    const slopes = new Float32Array(length)
    const rests = new Float32Array(length)
    for (let at = 0; at < length; at++) {
      const common = together ? together[at]! - meanGuide[at]! * means[at]! : spreads[at]!
      slopes[at] = common / (spreads[at]! + eps)
      rests[at] = means[at]! - slopes[at]! * meanGuide[at]!
    }
    const slope = meansOf(slopes, width, height, radius)
    const rest = meansOf(rests, width, height, radius)
    for (let at = 0; at < length; at++) rest[at]! += slope[at]! * guide[at]!
    return rest
  })
}

/**
 * Evens out noise of this strength (see `noiseOf`) and keeps edges, in place. `amount` from 0 to 1; a half is as much
 * as there is.
 */
export function denoise(rows: Rows, noise: number, amount: number): void {
  const { data } = rows
  const eps = (3 * amount * Math.max(noise, 0.4)) ** 2
  const light = lightOf(rows)
  const [calm = light] = guided(light, [light], rows, lightRadius, eps)
  const blues = new Float32Array(light.length)
  const reds = new Float32Array(light.length)
  for (let pixel = 0, at = 0; pixel < light.length; pixel++, at += 4) {
    reds[pixel] = data[at + 3] === 0 ? 0 : data[at]! - light[pixel]!
    blues[pixel] = data[at + 3] === 0 ? 0 : data[at + 2]! - light[pixel]!
  }
  const [calmReds = reds, calmBlues = blues] = guided(calm, [reds, blues], rows, colourRadius, eps)
  for (let pixel = 0, at = 0; pixel < light.length; pixel++, at += 4) {
    const [own, red, blue] = [calm[pixel]!, calmReds[pixel]!, calmBlues[pixel]!]
    data[at] = own + red
    // What is not of red and blue in the light is of green.
    data[at + 1] = own - (0.2126 * red + 0.0722 * blue) / 0.7152
    data[at + 2] = own + blue
  }
}
