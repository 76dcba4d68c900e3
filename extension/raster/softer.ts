import { newCanvas } from './canvas.ts'
import { sizeOf, type Frame, type Picture } from './picture.ts'

/** A picture with less of its finest grain: by a share of 0, as it is, to 1, as soft as one of half its size. */
export function softer(picture: Picture, share: number): Picture {
  const size = sizeOf(picture)
  const half = { width: Math.ceil(size.width / 2), height: Math.ceil(size.height / 2) }
  const soften = ({ canvas, durationMs }: Frame): Frame => {
    const small = newCanvas(half, picture.colorSpace, true)
    small.pen.imageSmoothingQuality = 'high'
    small.pen.drawImage(canvas, 0, 0, half.width, half.height)
    const made = newCanvas(size, picture.colorSpace, true)
    made.pen.drawImage(canvas, 0, 0)
    // Only where something is, and no less of it.
    made.pen.globalCompositeOperation = 'source-atop'
    made.pen.globalAlpha = share
    made.pen.drawImage(small.canvas, 0, 0, size.width, size.height)
    return { canvas: made.canvas, durationMs }
  }
  const [first, ...later] = picture.frames
  return { ...picture, frames: [soften(first), ...later.map(soften)], untouched: false }
}
