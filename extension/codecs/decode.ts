import type { Size } from '../../shared/crop.ts'
import type { Bytes } from '../../shared/metadata/bytes.ts'
import { newCanvas } from '../raster/canvas.ts'
import { headerOf, type Header } from './header.ts'
import type { Metadata } from '../../shared/metadata/metadata.ts'
import { readMetadata } from '../../shared/metadata/file.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'
import { plainOutput, type Picture } from '../raster/picture.ts'
import { readByBrowser, type Read, type Reading } from './read-by-browser.ts'
import { depthOf } from './depth.ts'
import { isProfiledCmyk } from './read-cmyk.ts'
import { isSrgb, readingColors } from './wide.ts'
import { drawUpright, orientationOf, uprightSize } from './upright.ts'
import { enoughToTell, sniff, type FileType } from './sniff.ts'

/** The smallest size that may be read, in pixels: what comes after makes it that small anyway. */
export type Wanted = Size

/** The most pixels of a picture, and of a side of it: what a browser can hold several times over. */
const mostPixels = 128_000_000
const longestSide = 32_767

const names: Record<FileType, string> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/avif': 'AVIF',
  'image/gif': 'GIF',
  'image/bmp': 'BMP',
  'image/tiff': 'TIFF',
  'image/jxl': 'JPEG XL',
  'image/heic': 'HEIC',
  'image/svg+xml': 'SVG',
  'image/x-icon': 'icon',
}

/**
 * Reads a picture file by what it is, whatever its name says. `wanted` tells the smallest size that is good enough, or
 * finds it for the upright size of the file. Throws UnfitFile.
 */
export async function decode(
  file: File,
  wanted: Wanted | ((size: Size) => Wanted | null) | null = null,
): Promise<Picture> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const type = sniff(bytes.subarray(0, enoughToTell))
  if (!type) throw unknown(file, bytes)
  const header = await checkedHeader(bytes, type)
  let upright: Size = header
  const sizeFor = (full: Size): Size => {
    upright = { width: full.width, height: full.height }
    const least = typeof wanted === 'function' ? wanted(upright) : wanted
    return least ? atLeast(upright, least) : upright
  }
  const metadata = await readMetadata(bytes, type)
  // Of WebP the browser leaves it to us; TIFF says it in its own tags.
  const lies = orientationOf(metadata.exif)
  const orientation = type === 'image/webp' ? lies : 1
  const colorSpace = readingColors(bytes, type, metadata)
  const reading = { bytes, type, header, lies, orientation, colorSpace, sizeFor }
  const read = await readAs(reading, metadata)
  return {
    name: file.name.replace(/\.[^.]+$/, ''),
    source: { file, type, ...upright, depth: depthOf(bytes, type), srgb: isSrgb(bytes, type, metadata) },
    ...read,
    colorSpace,
    transparent: header.alpha,
    metadata,
    focal: null,
    untouched: true,
    output: plainOutput,
    notes: [],
  }
}

/** The smallest size of the same shape that covers what is wanted, or the full size. */
function atLeast(full: Size, { width, height }: Wanted): Size {
  const share = Math.min(1, Math.max(width / full.width, height / full.height))
  return {
    width: Math.max(1, Math.round(full.width * share)),
    height: Math.max(1, Math.round(full.height * share)),
  }
}

async function readAs(reading: Reading, { exif, icc }: Metadata): Promise<Read> {
  const { bytes, type, header, colorSpace } = reading
  if (type === 'image/svg+xml')
    throw new UnfitFile(
      'An SVG is drawn by the page, and this one did not come through it. Choose the file again.',
    )
  if (type === 'image/tiff') {
    const { readTiff } = await import('./read-tiff.ts')
    const { pixels, orientation, managed } = await readTiff(bytes, icc, colorSpace)
    const lying = { ...reading, orientation }
    if (managed || !icc) return still(pixels, lying)
    const { profiled } = await import('./profiled.ts')
    const shown = await profiled(pixels, icc)
    return shown ? ofBitmap(shown, lying) : still(pixels, lying)
  }
  if (type === 'image/jxl') {
    const { readJxl } = await import('./read-jxl.ts')
    return still(await readJxl(bytes, header.width * header.height), reading)
  }
  if (type === 'image/jpeg' && isProfiledCmyk(bytes, icc)) {
    const { readCmykJpeg } = await import('./read-cmyk.ts')
    const pixels = await readCmykJpeg(bytes, icc, colorSpace)
    if (pixels) return still(pixels, { ...reading, orientation: orientationOf(exif) })
  }
  if (type !== 'image/heic') return readByBrowser(reading)
  return readByBrowser(reading).catch(() => {
    throw new UnfitFile(
      'HEIC is read only where the system has a decoder for it, and this one has none. ' +
        'Save the picture as JPG on your phone or computer: on an iPhone, Settings, Camera, Formats, Most Compatible.',
    )
  })
}

/** Pixels as a picture of one frame. */
function still(pixels: ImageData, reading: Reading): Read {
  const { canvas, pen } = newCanvas(pixels, pixels.colorSpace, reading.header.alpha)
  pen.putImageData(pixels, 0, 0)
  const size = uprightSize(pixels, reading.orientation)
  reading.sizeFor(size)
  const asItIs = reading.orientation === 1 && pixels.colorSpace === reading.colorSpace
  const upright = asItIs ? canvas : drawUpright(canvas, pixels, size, reading)
  return { frames: [{ canvas: upright, durationMs: 0 }], plays: 1 }
}

/** The same of a picture that the browser holds. */
function ofBitmap(bitmap: ImageBitmap, reading: Reading): Read {
  const { width, height } = bitmap
  const size = uprightSize(bitmap, reading.orientation)
  reading.sizeFor(size)
  const canvas = drawUpright(bitmap, { width, height }, size, reading)
  bitmap.close()
  return { frames: [{ canvas, durationMs: 0 }], plays: 1 }
}

/** What the file says of itself, if it is whole and not too large. Throws UnfitFile. */
async function checkedHeader(bytes: Bytes, type: FileType): Promise<Header> {
  const header = await headerAs(bytes, type)
  const name = names[type]
  if (!header)
    throw new UnfitFile(
      `This ${name} is broken: it does not say what is in it. Save it anew, then try again.`,
    )
  const { width, height, whole } = header
  if (width < 1 || height < 1)
    throw new UnfitFile(`This ${name} says that it has no pixels. Save it anew, then try again.`)
  if (width * height > mostPixels || Math.max(width, height) > longestSide)
    throw new UnfitFile(
      `This ${name} has ${width.toLocaleString('en')} x ${height.toLocaleString('en')} pixels, more than fit into the memory of a browser (${mostPixels / 1_000_000} megapixels). Make it smaller in another program first.`,
    )
  if (!whole) throw new UnfitFile(`This ${name} is cut off: its end is missing. Copy or download it again.`)
  return header
}

async function headerAs(bytes: Bytes, type: FileType): Promise<Header | null> {
  if (type === 'image/tiff') {
    const { tiffHeader } = await import('./read-tiff.ts')
    const header = tiffHeader(bytes)
    return header && { ...header, whole: true }
  }
  // The browser tells the size of these; an icon is never large, and a drawing has come as a picture.
  if (type === 'image/x-icon' || type === 'image/svg+xml')
    return { width: 1, height: 1, alpha: true, whole: true }
  return headerOf(bytes, type)
}

function unknown(file: File, bytes: Bytes): UnfitFile {
  const name = file.name || 'This file'
  if (bytes.length === 0) return new UnfitFile(`${name} is empty. Copy or download it again.`)
  return new UnfitFile(
    `${name} is no picture of a type that is read here: JPG, PNG, WebP, AVIF, GIF, BMP, TIFF, JPEG XL or SVG.`,
  )
}
