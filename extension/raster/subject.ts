import { fitInside } from '../../shared/crop.ts'
import { findSubject, thumbSide, type Subject } from '../../shared/subject.ts'
import { sizeOf, type Picture } from './picture.ts'

/** What a picture is about, as it is now; of what moves, its first frame. */
export function subjectOf(picture: Picture): Subject {
  const size = fitInside(sizeOf(picture), { width: thumbSide, height: thumbSide })
  const pen = new OffscreenCanvas(size.width, size.height).getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('This browser has no memory left to draw with.')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture.frames[0].canvas, 0, 0, size.width, size.height)
  const { width, height, data } = pen.getImageData(0, 0, size.width, size.height)
  return findSubject({ width, height, data })
}
