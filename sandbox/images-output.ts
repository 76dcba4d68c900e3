import sharp from 'sharp'
import type { Pixels } from './pixels.ts'

export const writtenFormats = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const
export type WrittenFormat = (typeof writtenFormats)[number]

/** AVIF is written up to this side; larger pictures come as WebP. */
const largestAvif = 1200

/** What the service takes where nobody says a quality. */
const usualQuality = 85

/** A picture as a file: PNG without a quality loses nothing, the others as much as the quality says. */
export async function written(
  { width, height, data }: Pixels,
  asked: WrittenFormat,
  wished: number | undefined,
  background = '#ffffff',
): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: WrittenFormat }> {
  const type = asked === 'image/avif' && Math.max(width, height) > largestAvif ? 'image/webp' : asked
  const quality = wished ?? usualQuality
  const picture = sharp(data, { raw: { width, height, channels: 4 } })
  const ways = {
    'image/jpeg': () => picture.flatten({ background }).jpeg({ quality, progressive: true }),
    // Asked for a quality, it is written with as few colours as that allows.
    'image/png': () =>
      picture.png(wished === undefined || wished === 100 ? {} : { palette: true, quality, effort: 2 }),
    'image/webp': () => picture.webp({ quality }),
    'image/avif': () => picture.avif({ quality, effort: 2 }),
    'image/gif': () => picture.gif(),
  }
  const bytes = await ways[type]().toBuffer()
  return { bytes: Uint8Array.from(bytes), type }
}
