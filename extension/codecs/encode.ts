import { aiMarkOf } from '../../shared/metadata/ai-mark.ts'
import type { Bytes } from '../../shared/metadata/bytes.ts'
import { newCanvas, tooLarge } from '../raster/canvas.ts'
import type { Moment, Moments, Write } from './codec.ts'
import { heldPixels } from '../raster/held.ts'
import { chosen } from '../../shared/metadata/choice.ts'
import { profileOf } from '../../shared/metadata/icc.ts'
import { writeMetadata } from '../../shared/metadata/file.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'
import {
  sizeOf,
  writtenTypes,
  type Frame,
  type Output,
  type Picture,
  type WrittenType,
} from '../raster/picture.ts'
import { orientationOf } from './upright.ts'

const isWritten = (type: string): type is WrittenType => type in writtenTypes

/** The type a picture is written in: the one that was asked for, or its own, or PNG where that is not written here. */
export const typeOf = ({ source, output }: Picture): WrittenType =>
  output.type ?? (isWritten(source.type) ? source.type : 'image/png')

/** The bytes of a written picture as a file with its name. */
export const asFile = ({ name }: Picture, type: WrittenType, bytes: Bytes): File =>
  new File([bytes], `${name}.${writtenTypes[type]}`, { type })

/** What may differ from one writing of a picture to the next. */
export type Again = Partial<Pick<Output, 'quality' | 'lossless' | 'effort'>>

/** Writes one picture as often as it is called: the bytes of a whole file, with what it says beside its pixels. */
export type Writer = (again?: Again) => Promise<Bytes>

/** The codecs, each loaded when it is first needed. */
const codecs: Record<WrittenType, () => Promise<Write>> = {
  'image/jpeg': () => import('./write-jpeg.ts').then(({ writeJpeg }) => writeJpeg),
  'image/png': () => import('./write-png.ts').then(({ writePng }) => writePng),
  'image/webp': () => import('./write-webp.ts').then(({ writeWebp }) => writeWebp),
  'image/avif': () => import('./write-avif.ts').then(({ writeAvif }) => writeAvif),
  'image/gif': () => import('./write-gif.ts').then(({ writeGif }) => writeGif),
  'image/bmp': () => import('./write-bmp.ts').then(({ writeBmp }) => writeBmp),
  'image/tiff': () => import('./write-tiff.ts').then(({ writeTiff }) => writeTiff),
}
const moves = (type: WrittenType) => type === 'image/gif' || type === 'image/webp'
/** Types that can say of wide colours what they are. */
const says = (type: WrittenType) => type !== 'image/gif' && type !== 'image/bmp'
const isOpaque = (type: WrittenType) => type === 'image/jpeg'
const words = (type: WrittenType) => type.slice('image/'.length).toUpperCase()

/** Makes a picture ready to be written in a type; its pixels are read once, however often it is then written. */
export async function writerOf(picture: Picture, type: WrittenType): Promise<Writer> {
  const { output, source, metadata } = picture
  const now = sizeOf(picture)
  const isFile = picture.untouched && type === source.type && now.width === source.width
  // A PNG that lies on its side, or in colours that are not wanted, has other pixels than the picture.
  const isSame = type !== 'image/png' || (orientationOf(metadata.exif) === 1 && hasColors(picture))
  const colors = output.colors === 'keep' && says(type) ? picture.colorSpace : 'srgb'
  const anew = chosen(metadata, output.metadata, output.edits, { ...now, icc: profileOf(colors) })
  const what = momentsOf(picture, type, colors)
  return async (again) => {
    const how = { ...output, ...again }
    if (isFile && isSame && how.lossless) return asItCame(picture, type, how)
    tellLosses(picture, type)
    const write = await codecs[type]()
    const bytes = await write(what, how).catch((cause) => otherwise(picture, type, how, colors, cause))
    return writeMetadata(bytes, type, anew)
  }
}

const hasColors = ({ output, source }: Picture) => output.lossless || output.colors === 'keep' || source.srgb

const historyLost = 'Its signed history (C2PA) speaks of the file it was in, and is left out.'

/** What is lost where a file's own bytes are not kept. */
const lossesOf = ({ source, metadata }: Picture, type: WrittenType): string[] => [
  ...(source.depth > 8 ? [`It had ${source.depth} bits a colour; what is written anew here has 8.`] : []),
  ...(type === 'image/bmp' && aiMarkOf(metadata)
    ? ['That AI made this picture cannot be said in a BMP, which has no place for it.']
    : []),
  ...(metadata.c2pa ? [historyLost] : []),
]

function tellLosses(picture: Picture, type: WrittenType): void {
  const { notes } = picture
  notes.push(...lossesOf(picture, type).filter((each) => !notes.includes(each)))
}

/** Takes back what was said when another way of writing was tried. */
function forgetLosses(picture: Picture, type: WrittenType): void {
  for (const loss of lossesOf(picture, type)) {
    const at = picture.notes.indexOf(loss)
    if (at >= 0) picture.notes.splice(at, 1)
  }
}

/** The pixels of the file as they lie in it, byte for byte; a PNG's are packed better. */
async function asItCame(picture: Picture, type: WrittenType, how: Output): Promise<Bytes> {
  const { source, metadata, output, notes } = picture
  const bytes = new Uint8Array(await source.file.arrayBuffer())
  const says = chosen(metadata, output.metadata, output.edits, null)
  const whole = type === 'image/png' ? await smallerPngOf(bytes, how) : bytes
  const written = whole === bytes && says === metadata ? bytes : await writeMetadata(whole, type, says)
  forgetLosses(picture, type)
  const kept = `Every pixel of the ${words(type)} stays as it was, byte for byte.`
  if (type !== 'image/png' && !notes.includes(kept)) notes.push(kept)
  if (metadata.c2pa && written !== bytes) notes.push(historyLost)
  return written
}

async function smallerPngOf(bytes: Bytes, { effort }: Output): Promise<Bytes> {
  const { smallerPng } = await import('./write-png.ts')
  return smallerPng(bytes, effort)
}

function momentsOf(picture: Picture, type: WrittenType, colors: PredefinedColorSpace): Moments {
  const { frames, plays, transparent, output, notes } = picture
  const shown = moves(type) ? frames : ([frames[0]] as const)
  if (shown.length < frames.length) {
    const still = `A ${words(type)} made here does not move: it shows the first of ${frames.length} frames.`
    if (!notes.includes(still)) notes.push(still)
  }
  const flat = transparent && isOpaque(type) ? output.background : null
  const [first, ...later] = shown.map((frame) => momentOf(frame, flat, shown.length === 1, colors))
  return { ...sizeOf(picture), moments: [first!, ...later], plays, transparent: transparent && !flat }
}

function momentOf(
  frame: Frame,
  flat: string | null,
  keep: boolean,
  colorSpace: PredefinedColorSpace,
): Moment {
  let kept: ImageData | null = null
  const pixels = () => {
    if (kept) return kept
    const held = heldPixels(frame)
    if (held && held.colorSpace === colorSpace && !flat) return held
    const { canvas } = frame
    const read = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height, { colorSpace })
    if (!read) throw tooLarge()
    if (flat) flatten(read.data, numbersOf(flat, colorSpace))
    if (keep) kept = read
    return read
  }
  return { pixels, durationMs: frame.durationMs }
}

/** Red, green and blue of a colour that was chosen in sRGB. */
function numbersOf(color: string, colorSpace: PredefinedColorSpace): Uint8ClampedArray {
  const { pen } = newCanvas({ width: 1, height: 1 }, colorSpace, false)
  pen.fillStyle = color
  pen.fillRect(0, 0, 1, 1)
  return pen.getImageData(0, 0, 1, 1, { colorSpace }).data
}

/** Lays pixels on a colour. */
function flatten(data: Uint8ClampedArray, below: Uint8ClampedArray): void {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]!
    if (alpha === 255) continue
    for (let c = 0; c < 3; c++) data[at + c] = (data[at + c]! * alpha + below[c]! * (255 - alpha)) / 255
    data[at + 3] = 255
  }
}

/** What a codec has no memory for, the browser may still write itself. */
async function otherwise(
  picture: Picture,
  type: WrittenType,
  how: Output,
  colorSpace: PredefinedColorSpace,
  cause: unknown,
): Promise<Bytes> {
  const { width, height } = sizeOf(picture)
  const { frames, transparent, output } = picture
  const tooLarge = new UnfitFile(
    `${width} x ${height} pixels are too many for a ${words(type)} made here. Make the picture smaller first, or take another type.`,
  )
  if (frames.length > 1 || (how.lossless && type !== 'image/png')) throw tooLarge
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d', { colorSpace, alpha: transparent })
  if (!pen) throw tooLarge
  if (transparent && isOpaque(type)) {
    pen.fillStyle = output.background
    pen.fillRect(0, 0, width, height)
  }
  pen.drawImage(frames[0].canvas, 0, 0)
  const blob = await canvas.convertToBlob({ type, quality: (how.quality ?? 86) / 100 }).catch(() => null)
  if (blob?.type !== type) throw new UnfitFile(tooLarge.message, { cause })
  return new Uint8Array(await blob.arrayBuffer())
}
