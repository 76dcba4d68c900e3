import { blended, brightness, painted, type Colour, type Mask, type Pixels } from '../pixels.ts'
import { dyed } from './colours.ts'
import { greyOf } from './subject.ts'

/** The picture with what the mask means dyed in a colour; light and shade stay. */
export function recoloured(pixels: Pixels, mask: Mask, colour: Colour): Pixels {
  return painted(pixels, (old) => dyed(old, colour), mask)
}

/**
 * The picture in the colours of another: mean and spread of each channel move to the other's, by `share` (0 to 1).
 */
export function inColoursOf(pixels: Pixels, style: Pixels, share: number): Pixels {
  const own = spread(pixels)
  const other = spread(style)
  return painted(pixels, (colour) => {
    const moved = colour.map((value, channel) => {
      const [mean, width] = own[channel] ?? [0, 1]
      const [newMean, newWidth] = other[channel] ?? [0, 1]
      // A nearly even picture must not be blown up to noise.
      const stretch = Math.min(3, newWidth / Math.max(4, width))
      return value + share * (newMean + (value - mean) * stretch - value)
    })
    return moved as unknown as Colour
  })
}

/** Mean and standard deviation of red, green and blue. */
function spread({ data }: Pixels): [number, number][] {
  const count = data.length / 4
  return [0, 1, 2].map((channel) => {
    let [sum, squares] = [0, 0]
    for (let at = channel; at < data.length; at += 4) {
      const value = data[at] ?? 0
      sum += value
      squares += value * value
    }
    const mean = sum / count
    return [mean, Math.sqrt(Math.max(0, squares / count - mean * mean))]
  })
}

/** Where lines are: the stronger the step of brightness, the more. */
export function linesOf(pixels: Pixels): Mask {
  const { width, height } = pixels
  const grey = greyOf(pixels)
  const data = new Uint8Array(width * height)
  let peak = 40
  const steps = new Float32Array(width * height)
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const across =
        (grey[at + 1] ?? 0) * 2 +
        (grey[at + 1 - width] ?? 0) +
        (grey[at + 1 + width] ?? 0) -
        (grey[at - 1] ?? 0) * 2 -
        (grey[at - 1 - width] ?? 0) -
        (grey[at - 1 + width] ?? 0)
      const down =
        (grey[at + width] ?? 0) * 2 +
        (grey[at + width - 1] ?? 0) +
        (grey[at + width + 1] ?? 0) -
        (grey[at - width] ?? 0) * 2 -
        (grey[at - width - 1] ?? 0) -
        (grey[at - width + 1] ?? 0)
      steps[at] = Math.hypot(across, down) / 4
      peak = Math.max(peak, steps[at] ?? 0)
    }
  for (let at = 0; at < data.length; at++)
    data[at] = Math.round(Math.min(1, ((steps[at] ?? 0) / peak) * 1.6) * 255)
  return { width, height, data }
}

/** A painting laid out along the lines of a sketch, which stay visible by `strength` (0 to 1). */
export function alongLines(painting: Pixels, sketch: Pixels, strength: number): Pixels {
  const lines = linesOf(sketch)
  const ink = painted(painting, () => [16, 16, 22])
  const weak = { ...lines, data: lines.data.map((value) => value * strength) }
  return blended(painting, ink, weak)
}

/** A painting that takes light and shade, and so its structure, from another picture, by `strength` (0 to 1). */
export function inStructureOf(painting: Pixels, structure: Pixels, strength: number): Pixels {
  const light = greyOf(structure)
  return painted(painting, (colour, at) => {
    const own = brightness(colour)
    const wanted = own + ((light[at] ?? own) - own) * strength
    const factor = own < 1 ? 1 : wanted / own
    return own < 1 ? [wanted, wanted, wanted] : [colour[0] * factor, colour[1] * factor, colour[2] * factor]
  })
}
