import type { Mask, Pixels } from '../pixels.ts'
import { coloursIn, nameOf } from './colours.ts'
import { coverage, emptyMask, maskOfParts, partsOf, scaledMask, shapeMask, turned } from './masks.ts'
import { colourAt, shrunk, subjectOf } from './subject.ts'

const behind = /\b(background|backdrop|wall|behind|surroundings|scenery)\b/
const above = /\b(sky|ceiling|cloud|clouds|top)\b/
const below = /\b(ground|floor|table|sea|water|lake|grass|road|street|beach|bottom|foreground)\b/

/** Does the text name a part of a picture rather than a thing in it? */
export function namesPart(text: string): boolean {
  const words = text.toLowerCase()
  return [behind, above, below].some((names) => names.test(words))
}

/**
 * What a text names in a picture: the background, what is above or below, the largest things of a named colour,
 * else the thing the picture shows.
 */
export function findNamed(pixels: Pixels, text: string): Mask {
  const words = text.toLowerCase()
  const subject = subjectOf(pixels)
  const { width, height } = pixels
  if (behind.test(words)) return turned(subject)
  const colour = coloursIn(words)[0]
  const coloured = colour ? ofColour(pixels, colour.name) : null
  if (coloured) return coloured
  const half = { left: 0, width, height: Math.ceil(height * 0.45) }
  if (above.test(words)) return without(shapeMask(pixels, { ...half, top: 0 }, 'box'), subject)
  if (below.test(words))
    return without(shapeMask(pixels, { ...half, top: height - half.height }, 'box'), subject)
  return subject
}

/** Where things of this colour are: the largest and those not much smaller. Null when there are none. */
function ofColour(pixels: Pixels, name: string): Mask | null {
  const small = shrunk(pixels)
  const found = emptyMask(small)
  for (let at = 0; at < found.data.length; at++) {
    const x = at % small.width
    if (nameOf(colourAt(small, x, (at - x) / small.width)) === name) found.data[at] = 255
  }
  const parts = partsOf(found)
  const least = (parts[0]?.places.length ?? 0) * 0.2
  const main = maskOfParts(
    small,
    parts.filter((part) => part.places.length >= least),
  )
  return coverage(main) < 0.003 ? null : scaledMask(main, pixels)
}

function without(mask: Mask, other: Mask): Mask {
  return { ...mask, data: mask.data.map((value, at) => Math.min(value, 255 - (other.data[at] ?? 0))) }
}
