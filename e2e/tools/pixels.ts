import sharp from 'sharp'

/** The pixels of a written picture. */
export interface Pixels {
  width: number
  height: number
  /** Red, green, blue of each, row by row. */
  data: Buffer
  at(x: number, y: number): number[]
}

/** Reads one page of a picture; what is transparent is read as it is beneath. */
export async function pixelsOf(bytes: Buffer, page = 0): Promise<Pixels> {
  const plain = sharp(bytes, { page }).toColorspace('srgb').removeAlpha().raw()
  const { data, info } = await plain.toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  if (channels !== 3) throw new Error(`${channels} channels were read`)
  return {
    width,
    height,
    data,
    at: (x, y) => [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)],
  }
}

/** The box of all pixels that differ between two pictures; null where none does. */
export function changed(a: Pixels, b: Pixels, by = 6) {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1]
  for (let at = 0; at < a.data.length; at++) {
    if (Math.abs(a.data[at]! - b.data[at]!) <= by) continue
    const pixel = Math.floor(at / 3)
    const [x, y] = [pixel % a.width, Math.floor(pixel / a.width)]
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    if (y > bottom) bottom = y
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

const linear = (value: number) =>
  value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
const light = ([r, g, b]: readonly number[]) =>
  0.2126 * linear(r!) + 0.7152 * linear(g!) + 0.0722 * linear(b!)
/** 1 to 21, as WCAG 2 has it. */
export function contrast(a: readonly number[], b: readonly number[]): number {
  const [low, high] = [light(a), light(b)].toSorted((x, y) => x - y)
  return (high! + 0.05) / (low! + 0.05)
}
