import type { Bytes } from '../../shared/metadata/bytes.ts'
import { asFile, typeOf, writerOf } from './encode.ts'
import { likenessOf } from './likeness.ts'
import { finerWriter } from './png-quality.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'
import { sizeOf, type Picture, type WrittenType } from '../raster/picture.ts'
import { searchQuality, usualGrowth, type QualityRange, type Searched } from '../../shared/quality-search.ts'
import { resizePicture } from '../raster/resize.ts'
import { softer } from '../raster/softer.ts'

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
    if (type === 'image/png' && !lossless && (output.quality ?? 100) < 100)
      notes.push('A PNG gets smaller by fewer colours. At quality 100 it keeps them all.')
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

/** Types whose encoders tell finer qualities apart. */
const steps: Partial<Record<WrittenType, number>> = {
  'image/webp': 0.25,
  'image/jpeg': 0.25,
  'image/png': 0.5,
}

/** The best that has no more than `max` bytes: less quality first, then less size. */
async function within(picture: Picture, type: WrittenType, max: number): Promise<Bytes> {
  const { output, notes } = picture
  const range = qualities[type]
  const most = range ? (output.quality ?? 100) : 100
  const least = Math.min(most, output.keepSize ? 1 : (range?.least ?? most))
  if (type === 'image/png' && most === 100) {
    // It may get larger when it is drawn anew, so it is first tried as it is.
    const exact = await attempt(picture, type, max, { least: 100, most: 100 })
    if (exact.bytes) return exact.bytes
  }
  const full = await attempt(picture, type, max, { least, most })
  if (full.bytes) {
    if (full.quality < most || full.soft)
      notes.push(
        `Written at quality ${Math.round(full.quality)}${full.soft ? ' with a little less grain' : ''} to fit in ${sizeWords(max)}.`,
      )
    return full.bytes
  }
  const size = sizeOf(picture)
  if (output.keepSize)
    throw new UnfitFile(
      `${count(size.width)} x ${count(size.height)} pixels do not fit in ${sizeWords(max)} as ${typeWords(type)}. Allow more bytes or fewer pixels, or take another type.`,
    )
  const expected = await full.guess(Math.min(range?.fair ?? most, most))
  const made = await smaller(picture, type, max, { least, most }, (max / expected) ** 0.55)
  if (!made)
    throw new UnfitFile(
      `Not even a very small picture fits in ${sizeWords(max)} as ${typeWords(type)}. Allow more bytes${output.metadata === 'keep' ? ', or let what the file says be removed' : ''}.`,
    )
  notes.push(
    `Made smaller, to ${count(made.width)} x ${count(made.height)} pixels, to fit in ${sizeWords(max)}.`,
  )
  return made.bytes
}

/** So many sizes are tried, and so many more once one fits. */
const maxSizes = 12
const moreSizes = 4
/** A size within this of the next one that does not fit is the largest. */
const sizeStep = 1.004

/** The largest size of a picture that fits at a quality that still looks well. */
async function smaller(picture: Picture, type: WrittenType, max: number, range: QualityRange, first: number) {
  const full = sizeOf(picture)
  const side = Math.max(full.width, full.height)
  let fits: { bytes: Bytes; width: number; height: number; scale: number } | null = null
  let over = 1
  let scale = Math.min(0.97, first)
  let { least, most } = range
  for (let tries = 0, left = maxSizes; tries < maxSizes && left > 0; tries++, left--) {
    const size = { width: scaled(full.width, scale), height: scaled(full.height, scale) }
    const made = await attempt(await resizePicture(picture, size), type, max, { least, most })
    if (made.bytes) {
      // From now on only the size is looked for.
      least = most = made.quality
      if (!fits) left = moreSizes
      if (!fits || scale > fits.scale) fits = { bytes: made.bytes, ...size, scale }
      if (made.bytes.length >= 0.95 * max) break
    } else over = scale
    const low = fits?.scale ?? 0
    if (over < low * sizeStep || (side * scale <= 1 && !made.bytes)) break
    const next = scale * ((0.985 * max) / (made.bytes?.length ?? (await made.guess(least)))) ** 0.52
    scale = next > low && next < over ? next : low === 0 ? Math.min(next, over * 0.9) : Math.sqrt(low * over)
  }
  return fits
}

interface Made extends Pick<Searched, 'guess'> {
  bytes: Bytes | null
  quality: number
  /** With less of its finest grain. */
  soft: boolean
}

interface Best {
  bytes: Bytes
  quality: number
  soft?: true
}

/** Where a pixel may have so many bytes, the quality that is wanted mostly fits, and nothing has to be searched. */
const ampleFor = (type: WrittenType) => (type === 'image/png' ? 0.4 : 0.2)

/** Guessed to be so many times too large, it is not written to be sure. */
const hopeless = 1.7

/** The best quality at which a picture fits, at the size it has. */
async function attempt(picture: Picture, type: WrittenType, max: number, range: QualityRange): Promise<Made> {
  const writer = await finerWriter(picture, type)
  let best: Best | null = null as Best | null
  const weigh = async (quality: number) => {
    const bytes = await writer({ quality })
    if (bytes.length <= max && quality > (best?.quality ?? 0)) best = { bytes, quality }
    return bytes.length
  }
  const { width, height } = sizeOf(picture)
  const isAmple = range.most < 100 && max > ampleFor(type) * width * height * picture.frames.length
  if (isAmple && (await weigh(range.most)) <= max) return { ...best!, soft: false, guess: usualGrowth }
  const likeness = await likenessOf(picture, (small) => finerWriter(small, type))
  if (likeness !== usualGrowth && (await likeness(range.least)) > hopeless * max)
    return { bytes: null, quality: range.least, soft: false, guess: likeness }
  const { guess } = await searchQuality(max, { ...range, step: steps[type] ?? 1 }, weigh, likeness)
  const exact = best as Best | null
  if (!exact) return { bytes: null, quality: range.least, soft: false, guess }
  const made = exact.quality < range.most ? await between(picture, type, max, exact) : exact
  return { bytes: made.bytes, quality: made.quality, soft: made.soft === true, guess }
}

/** So many degrees of softness are tried. */
const softTries = 4

/**
 * Where the next step of quality is much too large, it may fit with a little less grain: more of the picture than at
 * the quality that fits by itself.
 */
async function between(picture: Picture, type: WrittenType, max: number, exact: Best): Promise<Best> {
  const quality = exact.quality + (steps[type] ?? 1)
  let best = exact
  let over = 0
  let fits = 1
  for (let tries = 0; tries < softTries && best.bytes.length < 0.95 * max; tries++) {
    const share = (over + fits) / 2
    const bytes = await (await finerWriter(softer(picture, share), type))({ quality })
    if (bytes.length > max) over = share
    else fits = share
    if (bytes.length <= max && bytes.length > best.bytes.length) best = { bytes, quality, soft: true }
  }
  return best
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
