import { brightness, blended, painted, type Colour, type Pixels } from '../pixels.ts'
import { subjectOf } from './subject.ts'

/** The picture's subject alone: all else is transparent. */
export function cutOut(pixels: Pixels): Pixels {
  const subject = subjectOf(pixels)
  const data = Uint8Array.from(pixels.data)
  for (let at = 0; at < subject.data.length; at++)
    data[at * 4 + 3] = Math.min(data[at * 4 + 3] ?? 255, subject.data[at] ?? 0)
  return { ...pixels, data }
}

/** The picture's subject before another background of the same size. */
export function before(background: Pixels, pixels: Pixels): Pixels {
  return blended(background, pixels, subjectOf(pixels))
}

/** Where light comes from. */
export const directions = ['left', 'right', 'above', 'below'] as const
export type Direction = (typeof directions)[number]

/** The picture in light from one side, by `strength` (0 to 1). */
export function litFrom(pixels: Pixels, direction: Direction, strength: number): Pixels {
  return painted(pixels, (colour, at) => {
    const x = (at % pixels.width) / pixels.width
    const y = Math.floor(at / pixels.width) / pixels.height
    const away = { left: x, right: 1 - x, above: y, below: 1 - y }[direction]
    const factor = 1 + strength * (0.9 - 1.6 * away)
    return [colour[0] * factor, colour[1] * factor, colour[2] * factor]
  })
}

/** The subject tinted by a light of this colour, by `strength` (0 to 1); the background stays. */
export function tinted(pixels: Pixels, subject: Pixels, light: Colour, strength: number): Pixels {
  const bright = Math.max(40, brightness(light))
  return painted(
    pixels,
    (colour) =>
      colour.map(
        (value, channel) => value * (1 - strength + (strength * (light[channel] ?? 0)) / bright),
      ) as unknown as Colour,
    subjectOf(subject),
  )
}
