import { searchQuality } from '../../shared/quality-search.ts'
import { kilobyte } from '../../shared/tools/compress.ts'
import { Refusal } from '../problem.ts'
import type { Bytes, EditType } from './render.ts'

/** Below this a picture looks bad: rather a smaller one. GIF has no quality here. */
const least: Readonly<Record<EditType, number | null>> = {
  'image/jpeg': 40,
  'image/webp': 35,
  'image/avif': 30,
  'image/png': 40,
  'image/gif': null,
}

/** So many sizes are tried before it is said that nothing fits. */
const maxSizes = 6

export interface Wish {
  type: EditType
  /** The most bytes. */
  max: number
  /** The best quality that is of use. */
  most: number
  /** Width and height stay; only the quality may go down. */
  keepsSize: boolean
  /** Writes it at a share of its width and height, and a quality. */
  write(scale: number, quality: number): Promise<Bytes>
}

/** The best file that has no more than `max` bytes: less quality first, then less size. Refuses `bad-input`. */
export async function within(wish: Wish): Promise<Bytes> {
  let scale = 1
  for (let tries = 0; tries < maxSizes; tries++) {
    const { best, smallest } = await bestAt(wish, scale)
    if (best) return best
    if (wish.keepsSize) break
    scale *= Math.min(0.95, (0.95 * (wish.max / smallest)) ** 0.52)
  }
  throw new Refusal(
    'bad-input',
    `The picture does not fit in ${wish.max / kilobyte} KB as ${wish.type}${wish.keepsSize ? ' at its width and height' : ''}. Nothing was stored.`,
    wish.keepsSize
      ? 'Allow more bytes or fewer pixels, or take another type.'
      : 'Allow more bytes, or take WebP or JPG.',
    { fields: [{ path: 'target', message: 'too few bytes' }] },
  )
}

/** The best file of one size that fits, and how small the smallest was. */
async function bestAt(
  { type, max, most, keepsSize, write }: Wish,
  scale: number,
): Promise<{ best: Bytes | null; smallest: number }> {
  let best: Bytes | null = null
  let smallest = Infinity
  const weigh = async (quality: number) => {
    const bytes = await write(scale, quality)
    smallest = Math.min(smallest, bytes.byteLength)
    if (bytes.byteLength <= max && (!best || bytes.byteLength > best.byteLength)) best = bytes
    return bytes.byteLength
  }
  const worst = least[type]
  if (worst === null) await weigh(100)
  else await searchQuality(max, { least: Math.min(keepsSize ? 1 : worst, most), most }, weigh)
  return { best, smallest }
}
