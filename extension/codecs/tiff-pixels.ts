import { viewOf } from '../../shared/metadata/bytes.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'

/** How the numbers of a picture are to be understood. */
export interface Samples {
  width: number
  height: number
  /** Numbers of a pixel, and bits of a number. */
  count: number
  bits: number
  /** TIFF's PhotometricInterpretation. */
  colors: number
  float: boolean
  little: boolean
  /** Where the opaqueness stands in a pixel, if anywhere, and whether the colours are multiplied by it. */
  alpha: { at: number; multiplied: boolean } | null
  /** Reds, then greens, then blues, 16 bits each. */
  palette: readonly number[] | null
}

/** Photometric interpretations. */
export const whiteIsZero = 0
export const rgb = 2
export const inPalette = 3
export const cmyk = 5

/** Numbers of a TIFF as red, green, blue and opaqueness, 8 bits each. CMYK is mixed plainly. */
export function pixelsOf(data: Uint8Array, how: Samples): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, count, bits, colors, alpha, palette } = how
  const out = new Uint8ClampedArray(width * height * 4)
  if (colors === rgb && bits === 8 && !alpha?.multiplied) {
    for (let to = 0, from = 0; to < out.length; to += 4, from += count) {
      out[to] = data[from]!
      out[to + 1] = data[from + 1]!
      out[to + 2] = data[from + 2]!
      out[to + 3] = alpha ? data[from + alpha.at]! : 255
    }
    return out
  }
  const read = reader(data, how)
  const full = colors === inPalette ? 1 : 255
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to += 4) {
      const first = x * count
      const value = (at: number) => read(y, first + at) * full
      if (colors === rgb) for (let c = 0; c < 3; c++) out[to + c] = value(c)
      else if (colors === cmyk)
        for (let c = 0; c < 3; c++) out[to + c] = ((255 - value(c)) * (255 - value(3))) / 255
      else if (colors === inPalette) {
        const place = value(0)
        const each = palette!.length / 3
        for (let c = 0; c < 3; c++) out[to + c] = (palette![c * each + place] ?? 0) / 257
      } else out.fill(colors === whiteIsZero ? 255 - value(0) : value(0), to, to + 3)
      out[to + 3] = alpha ? value(alpha.at) : 255
      if (alpha?.multiplied && out[to + 3]! > 0)
        for (let c = 0; c < 3; c++) out[to + c] = (out[to + c]! * 255) / out[to + 3]!
    }
  return out
}

/** The four inks of each pixel, 8 bits each, without whatever else a pixel has. */
export function inksOf(data: Uint8Array, how: Samples): Uint8Array {
  const { width, height, count } = how
  const read = reader(data, how)
  const inks = new Uint8Array(width * height * 4)
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let ink = 0; ink < 4; ink++) inks[to++] = Math.round(read(y, x * count + ink) * 255)
  return inks
}

/** Gives one number: 0 to 1, or a place in the palette. */
function reader(data: Uint8Array, { width, count, bits, float, little, colors }: Samples) {
  const row = Math.ceil((width * count * bits) / 8)
  const most = colors === inPalette ? 1 : 2 ** bits - 1
  const view = viewOf(data)
  if (float && bits === 32)
    return (y: number, at: number) => Math.max(0, Math.min(1, view.getFloat32(y * row + at * 4, little)))
  if (bits === 8) return (y: number, at: number) => data[y * row + at]! / most
  if (bits === 16) return (y: number, at: number) => view.getUint16(y * row + at * 2, little) / most
  if (bits === 32) return (y: number, at: number) => view.getUint32(y * row + at * 4, little) / most
  if (bits === 1 || bits === 2 || bits === 4)
    return (y: number, at: number) => {
      const bit = at * bits
      return ((data[y * row + (bit >> 3)]! >> (8 - bits - (bit & 7))) & (2 ** bits - 1)) / most
    }
  throw new UnfitFile(
    `This TIFF has ${bits} bits a colour, which is not read here. Save it with 8 or 16 bits.`,
  )
}

/** Undoes "each number is its difference from the one a pixel before" in rows that lie one after another. */
export function addUp(data: Uint8Array, row: number, { count, bits, little }: Samples): void {
  const view = viewOf(data)
  for (let start = 0; start < data.length; start += row) {
    const end = Math.min(data.length, start + row)
    if (bits === 8) for (let at = start + count; at < end; at++) data[at] = data[at]! + data[at - count]!
    else if (bits === 16)
      for (let at = start + count * 2; at + 2 <= end; at += 2)
        view.setUint16(at, view.getUint16(at, little) + view.getUint16(at - count * 2, little), little)
    else
      for (let at = start + count * 4; at + 4 <= end; at += 4)
        view.setUint32(at, view.getUint32(at, little) + view.getUint32(at - count * 4, little), little)
  }
}
