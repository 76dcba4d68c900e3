import sharp from 'sharp'
import { encode, type PictureFormat } from '../pictures.ts'
import type { Size } from '../pixels.ts'

/** The size of a picture that stands upright. Throws when it is none. */
export async function sizeOfPicture(bytes: Uint8Array): Promise<Size> {
  const { width, height } = (await sharp(bytes).metadata()).autoOrient
  return { width, height }
}

/** The picture enlarged to exactly this size, with its edges kept crisp. */
export function enlarged(bytes: Uint8Array, { width, height }: Size, format: PictureFormat): Promise<Buffer> {
  const image = sharp(bytes, { limitInputPixels: false })
    .autoOrient()
    .resize(width, height, { fit: 'fill', kernel: 'lanczos3' })
  return encode(format === 'jpeg' ? image.flatten() : image, format, width * height > 6_000_000)
}

/** The size with the longer side of so many pixels, in the same shape. */
export function withLonger({ width, height }: Size, longer: number): Size {
  const scale = longer / Math.max(width, height)
  return sized(width * scale, height * scale)
}

/** The size with the shorter side of so many pixels, in the same shape. */
export function withShorter({ width, height }: Size, shorter: number): Size {
  const scale = shorter / Math.min(width, height)
  return sized(width * scale, height * scale)
}

/** The size with about so many pixels in all, in a shape (width by height); sides divide by `step`. */
export function withPixels(shape: number, pixels: number, step = 16): Size {
  const side = (length: number) => Math.max(step, Math.round(length / step) * step)
  return { width: side(Math.sqrt(pixels * shape)), height: side(Math.sqrt(pixels / shape)) }
}

/** A shape written `W:H` as width by height; null for anything else. */
export function shapeOf(ratio: string): number | null {
  const sides = /^(\d+):(\d+)$/.exec(ratio)
  return sides ? Number(sides[1]) / Number(sides[2]) : null
}

function sized(width: number, height: number): Size {
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
}
