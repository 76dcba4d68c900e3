import { noMetadata } from './metadata.ts'
import { plainOutput, UnfitFile, type Picture } from './picture.ts'

/** The smallest size that may be read, in pixels: what comes after makes it that small anyway. */
export interface Wanted {
  width: number
  height: number
}

/** Reads a picture file. Throws UnfitFile. */
export async function decode(file: File, _wanted: Wanted | null = null): Promise<Picture> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new UnfitFile(`${file.name || 'This file'} cannot be read as a picture.`)
  })
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  bitmap.close()
  const { width, height } = canvas
  return {
    name: file.name.replace(/\.[^.]+$/, ''),
    source: { file, type: file.type, width, height },
    frames: [{ canvas, durationMs: 0 }],
    plays: 0,
    colorSpace: 'srgb',
    transparent: file.type !== 'image/jpeg',
    metadata: noMetadata,
    focal: null,
    untouched: true,
    output: plainOutput,
    notes: [],
  }
}
