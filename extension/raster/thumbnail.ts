import type { Picture } from './picture.ts'
import type { Rows } from './light.ts'

/** A picture small enough to be looked at as a whole: its first frame, at most `side` pixels a side. */
export function thumbnailOf({ frames: [{ canvas }] }: Picture, side = 256): Rows {
  const scale = Math.min(1, side / Math.max(canvas.width, canvas.height))
  const [width, height] = [canvas.width, canvas.height].map((pixels) =>
    Math.max(1, Math.round(pixels * scale)),
  ) as [number, number]
  const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('This browser has no memory left to draw with.')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(canvas, 0, 0, width, height)
  return pen.getImageData(0, 0, width, height)
}
