import { fitInside } from '../../shared/crop.ts'
import { newCanvas } from './canvas.ts'
import type { Rows } from './light.ts'
import { sizeOf, type Picture } from './picture.ts'
import { resizePicture } from './resize.ts'

/** A picture small enough to be looked at as a whole: its first frame, at most `side` pixels a side, in sRGB. */
export async function thumbnailOf(picture: Picture, side = 256): Promise<Rows> {
  const size = fitInside(sizeOf(picture), { width: side, height: side })
  // As the API makes it: a canvas would jump over pixels, and thin letters and eyes become chance.
  const { frames } = await resizePicture({ ...picture, frames: [picture.frames[0]] }, size)
  const { pen } = newCanvas(size, 'srgb', true)
  pen.drawImage(frames[0].canvas, 0, 0)
  return pen.getImageData(0, 0, size.width, size.height)
}
