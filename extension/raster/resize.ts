import { sizeOf, type Frame, type Picture } from './picture.ts'

/** Whole pixels. */
interface Size {
  width: number
  height: number
}
interface Rect extends Size {
  x: number
  y: number
}

/**
 * The picture at another size, in whole pixels; of it only `crop`, where one is given (in pixels of the picture as it
 * is). Every frame of what moves is made alike.
 */
export async function resizePicture(picture: Picture, size: Size, crop?: Rect): Promise<Picture> {
  const from = crop ?? { x: 0, y: 0, ...sizeOf(picture) }
  const resized = picture.frames.map(({ canvas, durationMs }): Frame => {
    const smaller = new OffscreenCanvas(size.width, size.height)
    const pen = smaller.getContext('2d', { colorSpace: picture.colorSpace })
    if (!pen) throw new Error('This browser has no memory left to draw with.')
    pen.imageSmoothingQuality = 'high'
    pen.drawImage(canvas, from.x, from.y, from.width, from.height, 0, 0, size.width, size.height)
    return { canvas: smaller, durationMs }
  })
  const [first, ...later] = resized
  return first ? { ...picture, frames: [first, ...later], untouched: false } : picture
}
