import type { Rect, Size } from '../../shared/crop.ts'
import { newCanvas } from './canvas.ts'
import type { Rows, Sheet } from './resample.ts'

/** How many pixels a sample of colour stands for, across and down. */
const shares = { I420: [2, 2], I422: [2, 1], I444: [1, 1] } as const

/** A picture as JPEGs have it: brightness, and two differences of colour that may have fewer pixels (BT.601, full range). */
export interface Planes extends Size {
  format: keyof typeof shares
  bytes: Uint8ClampedArray<ArrayBuffer>
  layout: readonly PlaneLayout[]
  colorSpace: VideoColorSpaceInit
}

/** The planes of a picture that the browser has read; null where it has them otherwise. Its colours are those of sRGB. */
export async function planesOf(image: VideoFrame): Promise<Planes | null> {
  const { format, displayWidth: width, displayHeight: height } = image
  const colorSpace = image.colorSpace.toJSON()
  if (!format || !(format in shares) || colorSpace.matrix !== 'smpte170m' || !colorSpace.fullRange)
    return null
  const bytes = new Uint8ClampedArray(image.allocationSize())
  const layout = await image.copyTo(bytes)
  return { format: format as Planes['format'], width, height, bytes, layout, colorSpace }
}

/** Draws them, as the browser does it. */
export function drawPlanes({ format, bytes, width, height, layout, colorSpace }: Planes): OffscreenCanvas {
  const { canvas, pen } = newCanvas({ width, height }, 'srgb', false)
  const size = { codedWidth: width, codedHeight: height }
  const image = new VideoFrame(bytes, { format, ...size, layout: [...layout], colorSpace, timestamp: 0 })
  pen.drawImage(image, 0, 0)
  image.close()
  return canvas
}

/** What is needed of each plane for a part of the picture: each is brought to another size from all the pixels it has. */
export function sheetsOf({ format, bytes, width, height, layout }: Planes, part: Rect): Rows['sheets'] {
  const sheetOf = (plane: number): Sheet => {
    const { offset, stride } = layout[plane]!
    const [across, down] = plane === 0 ? [1, 1] : shares[format]
    const [x, y] = [Math.floor(part.x / across), Math.floor(part.y / down)]
    const from = {
      width: Math.min(Math.ceil(width / across), Math.ceil((part.x + part.width) / across)) - x,
      height: Math.min(Math.ceil(height / down), Math.ceil((part.y + part.height) / down)) - y,
    }
    return {
      bytes: 1,
      from,
      part: {
        x: part.x / across - x,
        y: part.y / down - y,
        width: part.width / across,
        height: part.height / down,
      },
      read(top, into) {
        for (let at = 0, start = offset + (y + top) * stride + x; at < into.length; at += from.width) {
          into.set(bytes.subarray(start, start + from.width), at)
          start += stride
        }
      },
    }
  }
  return [sheetOf(0), sheetOf(1), sheetOf(2)]
}
