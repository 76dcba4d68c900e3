import { decode } from './decode.ts'
import { sizeOf } from '../raster/picture.ts'

/** A picture of any type, made fit to be shown. */
export interface Look {
  /** Pixels of the file, upright. */
  width: number
  height: number
  /** More than one: it moves. */
  frames: number
  /** What the file truly is, whatever its name says: a MIME type. */
  type: string
  /** A still of it that any browser shows, at most as large as was asked for. */
  still: Blob
}

/** Reads a picture for showing, at most `side` pixels on its longer side. Throws UnfitFile. */
export async function lookAt(file: File, side: number): Promise<Look> {
  const picture = await decode(file, { width: side, height: side })
  const { width, height, type } = picture.source
  const now = sizeOf(picture)
  const share = Math.min(1, side / Math.max(now.width, now.height))
  const small = new OffscreenCanvas(
    Math.max(1, Math.round(now.width * share)),
    Math.max(1, Math.round(now.height * share)),
  )
  const pen = small.getContext('2d')
  if (!pen) throw new Error('This browser has no memory left to draw with.')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture.frames[0].canvas, 0, 0, small.width, small.height)
  const still = await small.convertToBlob(
    picture.transparent ? { type: 'image/webp', quality: 0.95 } : { type: 'image/jpeg', quality: 0.95 },
  )
  return { width, height, frames: picture.frames.length, type, still }
}
