import type { Size } from '../../shared/crop.ts'
import type { Bytes } from '../../shared/metadata/bytes.ts'
import { newCanvas } from '../raster/canvas.ts'
import { numberOf, parseExif, tags } from '../../shared/metadata/exif.ts'

/** How a picture lies in its file, as EXIF counts: 1 is upright, 5 to 8 lie on their side. */
export function orientationOf(exif: Bytes | null): number {
  const read = exif && parseExif(exif)
  const entry = read?.image.find(({ tag }) => tag === tags.orientation)
  const value = entry && read ? (numberOf(entry, read.little) ?? 1) : 1
  return value >= 1 && value <= 8 ? value : 1
}

export const uprightSize = ({ width, height }: Size, orientation: number): Size =>
  orientation > 4 ? { width: height, height: width } : { width, height }

/** A picture that lies in some way, drawn upright at a size. */
export function drawUpright(
  picture: CanvasImageSource,
  lying: Size,
  size: Size,
  how: { orientation: number; colorSpace: PredefinedColorSpace; header: { alpha: boolean } },
): OffscreenCanvas {
  const { canvas, pen } = newCanvas(size, how.colorSpace, how.header.alpha)
  const full = uprightSize(lying, how.orientation)
  pen.scale(size.width / full.width, size.height / full.height)
  pen.transform(...turned(how.orientation, lying))
  pen.drawImage(picture, 0, 0, lying.width, lying.height)
  pen.resetTransform()
  return canvas
}

function turned(
  orientation: number,
  { width, height }: Size,
): [number, number, number, number, number, number] {
  switch (orientation) {
    case 2:
      return [-1, 0, 0, 1, width, 0]
    case 3:
      return [-1, 0, 0, -1, width, height]
    case 4:
      return [1, 0, 0, -1, 0, height]
    case 5:
      return [0, 1, 1, 0, 0, 0]
    case 6:
      return [0, 1, -1, 0, height, 0]
    case 7:
      return [0, -1, -1, 0, height, width]
    case 8:
      return [0, -1, 1, 0, 0, width]
    default:
      return [1, 0, 0, 1, 0, 0]
  }
}
