import sharp from 'sharp'
import { caption } from '../pictures.ts'
import { blurred, brightness, painted, type Colour, type Pixels } from '../pixels.ts'
import { seededRandom } from '../random.ts'
import { coloursIn, dyed } from './colours.ts'
import { filled } from './fill.ts'
import { findNamed, namesPart } from './find.ts'
import { grown } from './masks.ts'

type Step = (pixels: Pixels, prompt: string) => Pixels | Promise<Pixels>

/** Words that change a picture, and what each does to it. */
const steps: readonly (readonly [RegExp, Step])[] = [
  [
    /\b(black and white|black-and-white|monochrome|greyscale|grayscale)\b/,
    (pixels) => painted(pixels, greyed),
  ],
  [/\bsepia\b/, (pixels) => painted(pixels, (colour) => dyed(greyed(colour), [150, 105, 60]))],
  [/\b(invert|inverted|negative)\b/, (pixels) => painted(pixels, ([r, g, b]) => [255 - r, 255 - g, 255 - b])],
  [/\b(brighter|brighten|lighter|sunny)\b/, (pixels) => painted(pixels, (colour) => lit(colour, 0.68))],
  [/\b(darker|darken|night|dark)\b/, (pixels) => painted(pixels, (colour) => lit(colour, 1.7))],
  [
    /\b(blur|blurred|blurry|soft focus)\b/,
    (pixels) => blurred(pixels, Math.max(4, Math.min(pixels.width, pixels.height) / 40)),
  ],
  [/\b(mirror|mirrored|flip|flipped)\b/, mirrored],
  [/\b(remove|erase|delete|without|get rid of)\b/, removed],
]

/** Left out where a picture is made black and white: then these words are no colours to dye it in. */
const greys = /\b(black and white|black-and-white|monochrome|greyscale|grayscale)\b/g

/**
 * The picture changed as the words say: colours, light, sharpness, mirrored, things taken away. Words that mean
 * nothing here are written on it. The seed moves a faint light over it, so that no two runs are the same.
 */
export async function editedByWords(pixels: Pixels, prompt: string, seed: string): Promise<Pixels> {
  const words = prompt.toLowerCase()
  const known = steps.filter(([pattern]) => pattern.test(words))
  let result = pixels
  for (const [, step] of known) result = await step(result, words)
  const [dye] = coloursIn(words.replaceAll(greys, ' '))
  const dyes = dye !== undefined && !known.some(([, step]) => step === removed)
  if (dyes) {
    const part = namesPart(words) ? findNamed(pixels, words.replaceAll(dye.name, ' ')) : undefined
    result = painted(result, (old) => mixed(old, dyed(old, dye.colour), part ? 0.85 : 0.6), part)
  }
  if (known.length === 0 && !dyes) result = await captioned(result, prompt)
  return glowing(result, seed)
}

const greyed = (colour: Colour): Colour => {
  const light = brightness(colour)
  return [light, light, light]
}

const lit = (colour: Colour, power: number): Colour =>
  colour.map((value) => 255 * (value / 255) ** power) as unknown as Colour

const mixed = (a: Colour, b: Colour, share: number): Colour =>
  a.map((value, channel) => value + ((b[channel] ?? 0) - value) * share) as unknown as Colour

function mirrored({ width, height, data }: Pixels): Pixels {
  const out = new Uint8Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      out.set(data.subarray(from, from + 4), (y * width + width - 1 - x) * 4)
    }
  return { width, height, data: out }
}

async function removed(pixels: Pixels, words: string): Promise<Pixels> {
  const part = findNamed(pixels, words)
  return filled(pixels, grown(part, Math.max(2, Math.round(Math.min(pixels.width, pixels.height) / 100))))
}

/** Writes words at the picture's foot, as on pictures drawn here. */
export async function captioned({ width, height, data }: Pixels, words: string): Promise<Pixels> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${caption(words, width, height, '#fff4d6', '#10131c')}</svg>`
  const out = await sharp(data, { raw: { width, height, channels: 4 } })
    .composite([{ input: Buffer.from(svg) }])
    .ensureAlpha()
    .raw()
    .toBuffer()
  return { width, height, data: out }
}

/** A faint warm light somewhere on the picture; where, the seed decides. */
function glowing(pixels: Pixels, seed: string): Pixels {
  const random = seededRandom(`light ${seed}`)
  const [left, top] = [random.between(0.1, 0.9) * pixels.width, random.between(0.1, 0.9) * pixels.height]
  const radius = Math.max(pixels.width, pixels.height) * 0.4
  return painted(pixels, (colour, at) => {
    const away = Math.hypot((at % pixels.width) - left, Math.floor(at / pixels.width) - top) / radius
    const gain = away >= 1 ? 0 : 16 * (1 - away) ** 2
    return [colour[0] + gain, colour[1] + gain * 0.9, colour[2] + gain * 0.6]
  })
}
