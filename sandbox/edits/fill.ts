import { blended, scaled, type Mask, type Pixels } from '../pixels.ts'
import { scaledMask } from './masks.ts'

/** Above so many pixels a smaller copy is filled: what is smooth loses nothing by it. */
const mostPixels = 1_200_000

/** Colours with a weight each: red, green, blue, weight, as parts of one. */
interface Level {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/**
 * Fills what the mask means from what is around it, as smoothly as it goes: each place takes the nearest known
 * colours, found on ever smaller copies of the picture. Outside the mask nothing changes.
 */
export async function filled(pixels: Pixels, mask: Mask): Promise<Pixels> {
  const scale = Math.sqrt(mostPixels / (pixels.width * pixels.height))
  if (scale >= 1) return blended(pixels, guessed(pixels, mask), mask)
  const size = { width: Math.round(pixels.width * scale), height: Math.round(pixels.height * scale) }
  const small = guessed(await scaled(pixels, size, 'fill'), scaledMask(mask, size))
  return blended(pixels, await scaled(small, pixels, 'fill'), mask)
}

/** The whole picture with what the mask means guessed from the rest. */
function guessed(pixels: Pixels, mask: Mask): Pixels {
  const levels = [known(pixels, mask)]
  for (let last = levels[0]; last && (last.width > 1 || last.height > 1);) {
    last = halved(last)
    levels.push(last)
  }
  let guess = levels.at(-1)
  for (const level of levels.slice(0, -1).toReversed()) if (guess) guess = completed(level, guess)
  if (!guess) return pixels
  const data = Uint8Array.from(pixels.data)
  for (let at = 0; at < data.length; at += 4) {
    const weight = guess.data[at + 3] ?? 0
    for (let channel = 0; channel < 3; channel++)
      data[at + channel] = weight > 0 ? Math.round((guess.data[at + channel] ?? 0) / weight) : 128
    data[at + 3] = 255
  }
  return { ...pixels, data }
}

function known({ width, height, data }: Pixels, mask: Mask): Level {
  const out = new Float32Array(data.length)
  for (let at = 0, byte = 0; byte < data.length; at++, byte += 4) {
    // Half a mask is no knowledge: its edge would bleed what is to go.
    const weight = mask.data[at] === 0 && (data[byte + 3] ?? 0) > 0 ? 1 : 0
    for (let channel = 0; channel < 3; channel++) out[byte + channel] = (data[byte + channel] ?? 0) * weight
    out[byte + 3] = weight
  }
  return { width, height, data: out }
}

function halved({ width, height, data }: Level): Level {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const out = new Float32Array(half.width * half.height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      const to = ((y >> 1) * half.width + (x >> 1)) * 4
      for (let channel = 0; channel < 4; channel++)
        out[to + channel] = (out[to + channel] ?? 0) + (data[from + channel] ?? 0)
    }
  for (let at = 0; at < out.length; at += 4) {
    const weight = out[at + 3] ?? 0
    if (weight > 1)
      for (let channel = 0; channel < 4; channel++) out[at + channel] = (out[at + channel] ?? 0) / weight
  }
  return { ...half, data: out }
}

/** The level with its gaps closed from the coarser one, between whose places colours flow over. */
function completed(level: Level, coarse: Level): Level {
  const { width, height } = level
  const data = Float32Array.from(level.data)
  for (let y = 0; y < height; y++) {
    const fromY = Math.max(0, Math.min(y / 2 - 0.25, coarse.height - 1))
    const top = Math.floor(fromY)
    const bottom = Math.min(top + 1, coarse.height - 1)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      const missing = 1 - (data[at + 3] ?? 0)
      if (missing <= 0) continue
      const fromX = Math.max(0, Math.min(x / 2 - 0.25, coarse.width - 1))
      const left = Math.floor(fromX)
      const right = Math.min(left + 1, coarse.width - 1)
      const [a, b, c, d] = [
        (top * coarse.width + left) * 4,
        (top * coarse.width + right) * 4,
        (bottom * coarse.width + left) * 4,
        (bottom * coarse.width + right) * 4,
      ]
      for (let channel = 0; channel < 4; channel++) {
        const upper = mixed(coarse.data[a + channel], coarse.data[b + channel], fromX - left)
        const lower = mixed(coarse.data[c + channel], coarse.data[d + channel], fromX - left)
        data[at + channel] = (data[at + channel] ?? 0) + missing * mixed(upper, lower, fromY - top)
      }
    }
  }
  return { width, height, data }
}

const mixed = (a: number | undefined, b: number | undefined, share: number) =>
  (a ?? 0) + ((b ?? 0) - (a ?? 0)) * share
