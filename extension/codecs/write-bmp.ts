import { join, letters, number } from '../../shared/metadata/bytes.ts'
import type { Write } from './codec.ts'

/** Dots per metre: 72 an inch. */
const dots = 2835

/** 24 bits a pixel, or 32 with a mask for transparency (BITMAPV4HEADER) where anything is transparent. */
export const writeBmp: Write = async ({ width, height, moments: [first], transparent }) => {
  const { data } = first.pixels()
  const depth = transparent ? 4 : 3
  const row = Math.ceil((width * depth) / 4) * 4
  const head = transparent ? 108 : 40
  const pixels = new Uint8Array(row * height)
  for (let y = 0; y < height; y++) {
    // The lowest row stands first.
    let to = (height - 1 - y) * row
    for (let from = y * width * 4, end = from + width * 4; from < end; from += 4, to += depth) {
      pixels[to] = data[from + 2]!
      pixels[to + 1] = data[from + 1]!
      pixels[to + 2] = data[from]!
      if (transparent) pixels[to + 3] = data[from + 3]!
    }
  }
  const word = (value: number) => number(value, 4, true)
  const half = (value: number) => number(value, 2, true)
  const masks = [0x00ff0000, 0x0000ff00, 0x000000ff, 0xff000000].map(word)
  return join([
    letters('BM'),
    ...[14 + head + pixels.length, 0, 14 + head].map(word),
    ...[head, width, height].map(word),
    half(1),
    half(depth * 8),
    ...[transparent ? 3 : 0, pixels.length, dots, dots, 0, 0].map(word),
    // Where the masks stand, that the colours are sRGB, and nothing more of it.
    ...(transparent ? [...masks, letters('BGRs'), new Uint8Array(48)] : []),
    pixels,
  ])
}
