import type { Bytes } from './bytes.ts'
import { asFile, typeOf, writerOf, type Again, type Writer } from './encode.ts'
import { colorsAt, fewerColors } from './fewer-colors.ts'
import { likenessOf } from './likeness.ts'
import { sizeOf, UnfitFile, type Picture, type WrittenType } from './picture.ts'
import { searchQuality, type Searched } from '../../shared/quality-search.ts'
import { resizePicture } from './resize.ts'

/** Writes a picture as its `output` says, within its bytes, in the smallest type where that is asked. Throws UnfitFile. */
export async function encode(picture: Picture): Promise<File> {
  const own = typeOf(picture)
  if (!picture.output.smallest) return asFile(picture, own, await bytesOf(picture, own))
  const type = await smallestType(picture)
  const bytes = await bytesOf(picture, type)
  if (!picture.untouched || bytes.length < picture.source.file.size) return asFile(picture, type, bytes)
  return asFile(picture, own, await bytesOf(picture, own))
}

async function bytesOf(picture: Picture, type: WrittenType): Promise<Bytes> {
  const { output, source, untouched, notes } = picture
  const { maxBytes, neverLarger, lossless } = output
  const same = untouched && type === source.type
  if (maxBytes === null) {
    const written = await (await finerWriter(picture, type))()
    if (!neverLarger || !same || written.length < source.file.size) return written
    const kept = await asItCame(picture, type)
    if (kept.length >= written.length) return written
    notes.push('It does not get smaller this way, so its pixels stay as they were.')
    return kept
  }
  if (lossless || (same && source.file.size <= nearly * maxBytes)) {
    const kept = same ? await asItCame(picture, type) : await losslessly(picture, type)
    if (kept.length <= maxBytes) return kept
  }
  return within(picture, type, maxBytes)
}

/** Metadata left out, or better packing without loss, makes a file about so much smaller. */
const nearly = 1.2

const losslessly = async (picture: Picture, type: WrittenType) =>
  (await writerOf(picture, type))({ lossless: true })

/** The pixels of the file itself, in as few bytes as they can have. */
async function asItCame(picture: Picture, type: WrittenType): Promise<Bytes> {
  const packed = await losslessly(picture, type)
  const { file } = picture.source
  if (picture.output.metadata !== 'keep' || packed.length <= file.size) return packed
  return new Uint8Array(await file.arrayBuffer())
}

/** Qualities below `least` look bad: rather a smaller picture, at about `fair`. Types that are not here have none. */
const qualities: Partial<Record<WrittenType, { least: number; fair: number }>> = {
  'image/jpeg': { least: 40, fair: 72 },
  'image/webp': { least: 35, fair: 70 },
  'image/avif': { least: 30, fair: 52 },
  'image/png': { least: 40, fair: 75 },
}

/** The best that has no more than `max` bytes: less quality first, then less size. */
async function within(picture: Picture, type: WrittenType, max: number): Promise<Bytes> {
  const { output, notes } = picture
  const range = qualities[type]
  const most = range ? (output.quality ?? 100) : 100
  const full = sizeOf(picture)
  const first = range
    ? await bestQuality(picture, type, max, output.keepSize ? 1 : range.least, most)
    : await asIs(picture, type, max)
  if (first.bytes) {
    if (first.quality < most) notes.push(`Written at quality ${first.quality} to fit in ${sizeWords(max)}.`)
    return first.bytes
  }
  if (output.keepSize)
    throw new UnfitFile(
      `${full.width} x ${full.height} pixels do not fit in ${sizeWords(max)} as ${typeWords(type)}. Allow more bytes or fewer pixels, or take another type.`,
    )
  let scale = Math.min(0.97, (max / (await first.guess(Math.min(range?.fair ?? most, most)))) ** 0.55)
  for (let tries = 0; tries < maxSizes; tries++) {
    const size = { width: scaled(full.width, scale), height: scaled(full.height, scale) }
    const smaller = await resizePicture(picture, size)
    const made = range
      ? await bestQuality(smaller, type, max, Math.min(range.least, most), most)
      : await asIs(smaller, type, max)
    if (made.bytes && (range || made.bytes.length >= max * 0.95 || tries >= maxSizes - 3)) {
      const words = `${count(size.width)} x ${count(size.height)}`
      notes.push(`Made smaller, to ${words} pixels, to fit in ${sizeWords(max)}.`)
      return made.bytes
    }
    if (size.width === 1 && size.height === 1) break
    scale *= Math.min(
      made.bytes ? 1.2 : 0.95,
      (0.98 * (max / (await made.guess(range?.least ?? 100)))) ** 0.52,
    )
  }
  throw new UnfitFile(
    `Not even a very small picture fits in ${sizeWords(max)} as ${typeWords(type)}. Allow more bytes${output.metadata === 'keep' ? ', or let what the file says be removed' : ''}.`,
  )
}

/** So many sizes are tried before it is said that nothing fits. */
const maxSizes = 12

interface Made extends Pick<Searched, 'guess'> {
  bytes: Bytes | null
  quality: number
}

async function bestQuality(
  picture: Picture,
  type: WrittenType,
  max: number,
  least: number,
  most: number,
): Promise<Made> {
  const writer = await finerWriter(picture, type)
  let best: Bytes | null = null
  const weigh = async (quality: number) => {
    const bytes = await writer({ quality })
    if (bytes.length <= max && (!best || bytes.length > best.length)) best = bytes
    return bytes.length
  }
  const likeness = await likenessOf(picture, (small) => finerWriter(small, type))
  const { found, guess } = await searchQuality(max, { least: Math.min(least, most), most }, weigh, likeness)
  return { bytes: best, quality: found?.quality ?? least, guess }
}

/** A type without qualities, written once. */
async function asIs(picture: Picture, type: WrittenType, max: number): Promise<Made> {
  const bytes = await (await writerOf(picture, type))()
  return {
    bytes: bytes.length <= max ? bytes : null,
    quality: 100,
    guess: () => Promise.resolve(bytes.length),
  }
}

/** As `writerOf`, but a PNG has qualities too: below 100 it is drawn with fewer colours. */
async function finerWriter(picture: Picture, type: WrittenType): Promise<Writer> {
  if (type !== 'image/png' || picture.output.lossless) return writerOf(picture, type)
  return async (again: Again = {}) => {
    const quality = again.quality ?? picture.output.quality ?? 100
    const drawn = quality < 100 ? withFewerColors(picture, colorsAt(quality)) : picture
    return (await writerOf(drawn, type))({ ...again, lossless: true })
  }
}

function withFewerColors(picture: Picture, colors: number): Picture {
  const { canvas, durationMs } = picture.frames[0]
  const { width, height } = canvas
  const few = new OffscreenCanvas(width, height)
  const from = canvas.getContext('2d')
  const to = few.getContext('2d', { colorSpace: picture.colorSpace })
  if (!from || !to) throw new Error('This browser has no memory left to draw with.')
  const pixels = from.getImageData(0, 0, width, height, { colorSpace: picture.colorSpace })
  fewerColors(pixels.data, width, colors)
  to.putImageData(pixels, 0, 0)
  return { ...picture, frames: [{ canvas: few, durationMs }], untouched: false }
}

/** The type in which a likeness of the picture has the fewest bytes. */
async function smallestType(picture: Picture): Promise<WrittenType> {
  const types: WrittenType[] = ['image/webp', 'image/avif', 'image/png']
  const weighed = types.map(async (type) => {
    const weigh = await likenessOf(picture, (small) => finerWriter(small, type), 'always')
    return { type, bytes: await weigh(picture.output.quality ?? 80) }
  })
  return (await Promise.all(weighed)).reduce((a, b) => (b.bytes < a.bytes ? b : a)).type
}

const scaled = (length: number, scale: number) => Math.max(1, Math.round(length * scale))
const count = (number: number) => number.toLocaleString('en')
const sizeWords = (bytes: number) =>
  bytes < 1_000_000
    ? `${count(Math.round(bytes / 100) / 10)} KB`
    : `${count(Math.round(bytes / 10_000) / 100)} MB`
const typeWords = (type: WrittenType) => type.slice('image/'.length).toUpperCase()
