import sharp from 'sharp'
import { encode, type PictureFormat } from './pictures.ts'

/** Pixels, four bytes each (red, green, blue, alpha), row by row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** One byte for each pixel: 255 is fully meant, 0 is not. */
export interface Mask {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

export interface Size {
  readonly width: number
  readonly height: number
}

export type Colour = readonly [red: number, green: number, blue: number]

/** Reads a picture of any usual format, upright; with a size it is scaled to cover that. Throws when it is none. */
export async function readPixels(bytes: Uint8Array, size?: Size): Promise<Pixels> {
  const upright = sharp(bytes).autoOrient()
  const { data, info } = await (size ? upright.resize(size.width, size.height, { fit: 'cover' }) : upright)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

/** Reads a black-and-white picture as a mask of this size: white is 255. */
export async function readMask(
  bytes: Uint8Array,
  { width, height }: Size,
  fit: 'cover' | 'fill' = 'fill',
): Promise<Mask> {
  const data = await sharp(bytes)
    .autoOrient()
    .resize(width, height, { fit })
    .flatten()
    .greyscale()
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer()
  return { width, height, data }
}

/** Writes a picture; JPEG has no transparency, so there it becomes black. */
export function writePixels({ data, width, height }: Pixels, format: PictureFormat): Promise<Buffer> {
  const image = sharp(data, { raw: { width, height, channels: 4 } })
  return encode(format === 'jpeg' ? image.flatten() : image, format, width * height > 6_000_000)
}

/** Scales a picture to exactly this size. */
export async function scaled(pixels: Pixels, size: Size, fit: 'cover' | 'fill' = 'cover'): Promise<Pixels> {
  if (pixels.width === size.width && pixels.height === size.height) return pixels
  const data = await sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: 4 } })
    .resize(size.width, size.height, { fit })
    .raw()
    .toBuffer()
  return { ...size, data }
}

/** Softens a picture; `radius` in pixels. */
export async function blurred(pixels: Pixels, radius: number): Promise<Pixels> {
  const { width, height } = pixels
  const data = await sharp(pixels.data, { raw: { width, height, channels: 4 } })
    .blur(Math.max(0.3, radius / 2))
    .raw()
    .toBuffer()
  return { width, height, data }
}

/** A picture with each pixel's colour changed; what stands in `mask` weakly is changed weakly. */
export function painted(pixels: Pixels, paint: (colour: Colour, at: number) => Colour, mask?: Mask): Pixels {
  const data = Uint8Array.from(pixels.data)
  for (let at = 0, byte = 0; byte < data.length; at++, byte += 4) {
    const share = mask ? (mask.data[at] ?? 0) / 255 : 1
    if (share === 0) continue
    const old: Colour = [data[byte] ?? 0, data[byte + 1] ?? 0, data[byte + 2] ?? 0]
    const fresh = paint(old, at)
    for (let channel = 0; channel < 3; channel++) {
      const from = old[channel] ?? 0
      data[byte + channel] = clamped(from + ((fresh[channel] ?? 0) - from) * share)
    }
  }
  return { ...pixels, data }
}

/** `over` laid on `base` where the mask is; both of one size. Where the mask is 0, `base` stays to the bit. */
export function blended(base: Pixels, over: Pixels, mask: Mask): Pixels {
  const data = Uint8Array.from(base.data)
  for (let at = 0, byte = 0; byte < data.length; at++, byte += 4) {
    const share = (mask.data[at] ?? 0) / 255
    if (share === 0) continue
    for (let channel = 0; channel < 4; channel++) {
      const from = data[byte + channel] ?? 0
      data[byte + channel] = clamped(from + ((over.data[byte + channel] ?? 0) - from) * share)
    }
  }
  return { ...base, data }
}

/** `over` laid on `base` with its left upper corner at a place, respecting its alpha; what stands out is cut off. */
export function placed(base: Pixels, over: Pixels, left: number, top: number): Pixels {
  const data = Uint8Array.from(base.data)
  for (let y = Math.max(0, -top); y < over.height && y + top < base.height; y++)
    for (let x = Math.max(0, -left); x < over.width && x + left < base.width; x++) {
      const from = (y * over.width + x) * 4
      const to = ((y + top) * base.width + x + left) * 4
      const share = (over.data[from + 3] ?? 0) / 255
      for (let channel = 0; channel < 3; channel++) {
        const old = data[to + channel] ?? 0
        data[to + channel] = clamped(old + ((over.data[from + channel] ?? 0) - old) * share)
      }
      data[to + 3] = Math.max(data[to + 3] ?? 0, over.data[from + 3] ?? 0)
    }
  return { ...base, data }
}

/** The part of a picture within a box of whole pixels. */
export function cropped({ width, height, data }: Pixels, box: { left: number; top: number } & Size): Pixels {
  const left = Math.max(0, Math.min(width - 1, box.left))
  const top = Math.max(0, Math.min(height - 1, box.top))
  const size = { width: Math.min(box.width, width - left), height: Math.min(box.height, height - top) }
  const out = new Uint8Array(size.width * size.height * 4)
  for (let y = 0; y < size.height; y++) {
    const from = ((top + y) * width + left) * 4
    out.set(data.subarray(from, from + size.width * 4), y * size.width * 4)
  }
  return { ...size, data: out }
}

/** The mean colour, of the whole picture or as far as the mask means it. */
export function meanColour(pixels: Pixels, mask?: Mask): Colour {
  let [red, green, blue, weight] = [0, 0, 0, 0]
  for (let at = 0, byte = 0; byte < pixels.data.length; at++, byte += 4) {
    const share = mask ? (mask.data[at] ?? 0) : 255
    red += (pixels.data[byte] ?? 0) * share
    green += (pixels.data[byte + 1] ?? 0) * share
    blue += (pixels.data[byte + 2] ?? 0) * share
    weight += share
  }
  return weight === 0 ? [0, 0, 0] : [red / weight, green / weight, blue / weight]
}

/** How bright a colour seems, 0 to 255 (Rec. 709). */
export function brightness([red, green, blue]: Colour): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function clamped(value: number): number {
  return value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value)
}
