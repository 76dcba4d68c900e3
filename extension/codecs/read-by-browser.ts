import type { Size } from '../../shared/crop.ts'
import type { Bytes } from '../../shared/metadata/bytes.ts'
import { newCanvas, tooLarge } from '../raster/canvas.ts'
import { frameOf, frameOfPlanes } from '../raster/frame.ts'
import { planesOf } from '../raster/planes.ts'
import type { Header } from './header.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'
import { type Frame } from '../raster/picture.ts'
import type { FileType } from './sniff.ts'
import { drawUpright, uprightSize } from './upright.ts'

/** What was read: upright, one size, already as small as was allowed. */
export interface Read {
  frames: [Frame, ...Frame[]]
  /** 0: for ever. */
  plays: number
}

export interface Reading {
  bytes: Bytes
  type: FileType
  header: Header
  /** How the file says that it lies, as EXIF counts, and how what the browser gives of it still lies. */
  lies: number
  orientation: number
  colorSpace: PredefinedColorSpace
  /** The size to be read at, of the upright size of the file. */
  sizeFor(upright: Size): Size
}

/** All frames together may have so many pixels: four bytes each. */
export const mostMovingPixels = 160_000_000

const moving: readonly FileType[] = ['image/gif', 'image/webp', 'image/png', 'image/avif']

/** Reads what the browser itself can read. Throws UnfitFile. */
export async function readByBrowser(reading: Reading): Promise<Read> {
  const { bytes, type } = reading
  if (moving.includes(type)) {
    const decoder = new ImageDecoder({ data: bytes, type })
    try {
      await decoder.tracks.ready
      await decoder.completed
      if ((decoder.tracks.selectedTrack?.frameCount ?? 1) > 1) return await readMoments(decoder, reading)
    } catch (cause) {
      if (cause instanceof UnfitFile) throw cause
      throw unreadable()
    } finally {
      decoder.close()
    }
  }
  return { frames: [await readStill(reading)], plays: 1 }
}

const unreadable = () =>
  new UnfitFile(
    'This picture is broken, or of a kind this browser does not read. Save it anew, or as PNG or JPG.',
  )

async function readStill(reading: Reading): Promise<Frame> {
  const { bytes, type, orientation } = reading
  if (type === 'image/jpeg') {
    const small = await readSmaller(reading)
    if (small) return small
  }
  const bitmap = await createImageBitmap(new Blob([bytes], { type })).catch(() => {
    throw unreadable()
  })
  const { width, height } = bitmap
  const upright = uprightSize(bitmap, orientation)
  reading.sizeFor(upright)
  const canvas = drawUpright(bitmap, { width, height }, upright, reading)
  bitmap.close()
  return { canvas, durationMs: 0 }
}

/** At five eighths and more it takes longer than at full size. */
const quickEighths = [1, 2, 3, 4]

/**
 * What is made smaller anyway: a JPEG can be read at so many eighths of its size, and quicker so, or as it lies in the
 * file. Null where all its pixels are needed, or have to be drawn to be read.
 */
async function readSmaller(reading: Reading): Promise<Frame | null> {
  const { bytes, type, header, lies, sizeFor } = reading
  const full = uprightSize(header, lies)
  const share = sizeFor(full).width / full.width
  if (share >= 1) return null
  // A little more than is wanted, so that making it smaller still is all that softens it.
  const eighths = quickEighths.find((each) => each >= share * 8 * 1.1)
  const size = eighths && {
    desiredWidth: Math.ceil((header.width * eighths) / 8),
    desiredHeight: Math.ceil((header.height * eighths) / 8),
  }
  const decoder = new ImageDecoder({ data: bytes, type, ...size })
  try {
    const { image } = await decoder.decode()
    const frame = (await copied(image, reading)) ?? (eighths ? drawn(image, reading) : null)
    image.close()
    return frame
  } catch {
    return null
  } finally {
    decoder.close()
  }
}

/** Pixels that need not be turned or coloured otherwise are copied, which is quicker than drawing them. */
async function copied(image: VideoFrame, { lies, colorSpace }: Reading): Promise<Frame | null> {
  const { displayWidth: width, displayHeight: height } = image
  const { primaries, transfer } = image.colorSpace
  const isPlain = colorSpace === 'srgb' && primaries === 'bt709' && transfer === 'iec61966-2-1'
  if (!isPlain || lies !== 1 || image.codedWidth !== width || image.codedHeight !== height) return null
  const planes = await planesOf(image)
  if (planes) return frameOfPlanes(planes)
  const data = new Uint8ClampedArray(width * height * 4)
  await image.copyTo(data, { format: 'RGBA', colorSpace: 'srgb' })
  return frameOf(new ImageData(data, width, height), 0, false)
}

function drawn(image: VideoFrame, { colorSpace }: Reading): Frame {
  const { canvas, pen } = newCanvas(
    { width: image.displayWidth, height: image.displayHeight },
    colorSpace,
    false,
  )
  pen.drawImage(image, 0, 0)
  return { canvas, durationMs: 0 }
}

async function readMoments(decoder: ImageDecoder, reading: Reading): Promise<Read> {
  const { frameCount = 1, repetitionCount = 0 } = decoder.tracks.selectedTrack ?? {}
  const frames: Frame[] = []
  for (let frameIndex = 0; frameIndex < frameCount; frameIndex++) {
    const { image } = await decoder.decode({ frameIndex })
    const lying = { width: image.displayWidth, height: image.displayHeight }
    const size = reading.sizeFor(uprightSize(lying, reading.orientation))
    if (size.width * size.height * frameCount > mostMovingPixels) {
      image.close()
      throw new UnfitFile(
        `This picture moves through ${frameCount} frames, too many for its size. Make it smaller or shorter first.`,
      )
    }
    const canvas = drawUpright(image, lying, size, reading)
    frames.push({ canvas, durationMs: (image.duration ?? 100_000) / 1000 })
    image.close()
  }
  const [first, ...later] = frames
  if (!first) throw tooLarge()
  return { frames: [first, ...later], plays: Number.isFinite(repetitionCount) ? repetitionCount + 1 : 0 }
}
