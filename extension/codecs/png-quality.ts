import { writerOf, type Again, type Writer } from './encode.ts'
import { colorsAt, fewerColors } from './fewer-colors.ts'
import { nearColors } from './near-colors.ts'
import type { Picture, WrittenType } from '../raster/picture.ts'

/** From here up to 99 colours only come near what they were: the higher, the nearer. Below, there are fewer of them. */
const near = 81
/** From here up to that there are as many colours as a palette holds, mixed the more finely. */
const most = near - 1

/**
 * As `writerOf`, but a PNG has qualities too, though the type itself loses nothing: below 100 the picture is drawn so
 * that it packs better.
 */
export async function finerWriter(picture: Picture, type: WrittenType): Promise<Writer> {
  if (type !== 'image/png' || picture.output.lossless) return writerOf(picture, type)
  const exact = await writerOf(picture, type)
  return async (again: Again = {}) => {
    const quality = again.quality ?? picture.output.quality ?? 100
    if (quality >= 100) return exact({ ...again, lossless: true })
    return (await writerOf(redrawn(picture, quality), type))({ ...again, lossless: true })
  }
}

function redrawn(picture: Picture, quality: number): Picture {
  const { canvas, durationMs } = picture.frames[0]
  const { width, height } = canvas
  const made = new OffscreenCanvas(width, height)
  const from = canvas.getContext('2d')
  const to = made.getContext('2d', { colorSpace: picture.colorSpace })
  if (!from || !to) throw new Error('This browser has no memory left to draw with.')
  const pixels = from.getImageData(0, 0, width, height, { colorSpace: picture.colorSpace })
  if (quality >= near) nearColors(pixels.data, width, Math.round(101 - quality))
  else {
    const share = Math.min(1, quality / most)
    fewerColors(pixels.data, width, colorsAt(share), Math.max(0, quality - most))
  }
  to.putImageData(pixels, 0, 0)
  return { ...picture, frames: [{ canvas: made, durationMs }], untouched: false }
}
