import { quantize } from 'gifenc'

// A picture drawn with few colours, its steps spread so that the eye does not see them: what makes a PNG much smaller.

/** How many colours a share of all quality, 0 to 1, leaves: 2 to 256. */
export const colorsAt = (share: number): number => Math.round(2 ** (1 + 7 * share))

/** So many pixels tell enough of which colours there are. */
const sampled = 300_000

/**
 * Changes RGBA bytes in place so that no more than `most` colours are left. Exact where there are no more anyway.
 * `finely`, 0 to 1, says how much of what a palette lacks is made up for by mixing: it costs bytes.
 */
export function fewerColors(data: Uint8ClampedArray, width: number, most: number, finely = 0): void {
  if (countColors(data, most) <= most) return
  const palette = paletteOf(data, most)
  const nearest = nearestIn(palette)
  const height = data.length / 4 / width
  // What was drawn too light or too dark is made up for by the neighbours that come next.
  const spread = leastSpread + (1 - leastSpread) * finely
  const unseen = mostUnseen * (1 - finely)
  let owed = new Float32Array((width + 2) * 4)
  let next = new Float32Array((width + 2) * 4)
  for (let y = 0; y < height; y++) {
    const step = y % 2 === 0 ? 1 : -1
    for (let n = 0; n < width; n++) {
      const x = step === 1 ? n : width - 1 - n
      const at = (y * width + x) * 4
      const slot = (x + 1) * 4
      const wanted = [0, 0, 0, 0]
      for (let c = 0; c < 4; c++) wanted[c] = clamp(data[at + c]! + spread * owed[slot + c]!)
      const drawn = nearest(wanted[0]!, wanted[1]!, wanted[2]!, wanted[3]!) * 4
      for (let c = 0; c < 4; c++) {
        const value = palette[drawn + c]!
        const error = wanted[c]! - value
        data[at + c] = value
        if (Math.abs(error) < unseen) continue
        owed[slot + 4 * step + c]! += (error * 7) / 16
        next[slot - 4 * step + c]! += (error * 3) / 16
        next[slot + c]! += (error * 5) / 16
        next[slot + 4 * step + c]! += error / 16
      }
    }
    ;[owed, next] = [next, owed]
    next.fill(0)
  }
}

/** Less than all of an error is passed on: noise costs bytes. */
const leastSpread = 0.85
/** What nobody sees is not passed on: what is flat stays flat. */
const mostUnseen = 4
const clamp = (value: number) => (value < 0 ? 0 : value > 255 ? 255 : value)

/** How many colours there are; stops counting beyond `most`. What cannot be seen is one colour. */
function countColors(data: Uint8ClampedArray, most: number): number {
  const seen = new Set<number>()
  const pixels = new Uint32Array(data.buffer, data.byteOffset, data.length / 4)
  for (const pixel of pixels) {
    seen.add(pixel >>> 24 === 0 ? 0 : pixel)
    if (seen.size > most) break
  }
  return seen.size
}

function paletteOf(data: Uint8ClampedArray, most: number): Uint8ClampedArray {
  const pixels = data.length / 4
  const every = Math.max(1, Math.floor(pixels / sampled))
  const sample = new Uint8Array(Math.ceil(pixels / every) * 4)
  let transparent = false
  for (let from = 0, to = 0; from < data.length; from += every * 4, to += 4) {
    sample.set(data.subarray(from, from + 4), to)
    transparent ||= data[from + 3]! < 255
  }
  const colors = quantize(sample, most, { format: transparent ? 'rgba4444' : 'rgb565' })
  return Uint8ClampedArray.from(
    colors.flatMap(([red = 0, green = 0, blue = 0, alpha = 255]) => [red, green, blue, alpha]),
  )
}

/** Finds the colour of a palette that looks most like another; each answer is found once. */
function nearestIn(palette: Uint8ClampedArray) {
  const known = new Int16Array(1 << 20).fill(-1)
  return (red: number, green: number, blue: number, alpha: number): number => {
    const key = ((alpha >> 3) << 15) | ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)
    const before = known[key]!
    if (before >= 0) return before
    let best = 0
    let least = Infinity
    for (let at = 0; at < palette.length; at += 4) {
      const seen = Math.min(alpha, palette[at + 3]!) / 255
      const distance =
        seen *
          ((red - palette[at]!) ** 2 +
            1.5 * (green - palette[at + 1]!) ** 2 +
            (blue - palette[at + 2]!) ** 2) +
        3 * (alpha - palette[at + 3]!) ** 2
      if (distance < least) [least, best] = [distance, at / 4]
    }
    known[key] = best
    return best
  }
}
