import { imageSize } from 'image-size'
import { fileLimits, maxUploadBytes } from '../../shared/assets.ts'
import { coloursOf, formatOf, headBytes, type Format } from './formats.ts'

/** A still picture as the library and every model take it: upright, in sRGB, not larger than allowed. */
export interface Prepared {
  file: Blob
  width: number
  height: number
  /** What was changed, each a sentence. */
  notes: string[]
}

/** Nothing can be done with this picture. `cut`: a cut-out of what is to be seen of it may still do. */
export class UnfitPicture extends Error {
  readonly remedy: string
  readonly cut: boolean
  constructor(why: string, remedy: string, cut = false) {
    super(why)
    this.remedy = remedy
    this.cut = cut
  }
}

const pickAnother = 'Pick another picture.'
const count = (number: number) => number.toLocaleString('en')
const typeOf: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
}

/** Formats the library takes as they are. */
const kept: readonly Format[] = ['png', 'jpeg', 'gif', 'webp', 'avif']
/** A drawing without pixels of its own is given this many on its longer side, at least. */
const vectorSide = 1024

function refuseSize({ width, height }: { width: number; height: number }): void {
  const { side, pixels } = fileLimits.image
  if (width > side || height > side || width * height > pixels)
    throw new UnfitPicture(
      `This picture has ${count(width)} × ${count(height)} pixels; a picture may have ${count(side)} a side and ${count(pixels / 1_000_000)} million in all.`,
      'Pick a smaller one, or cut out what is to be seen of it.',
      true,
    )
  if (width <= 2 && height <= 2)
    throw new UnfitPicture(
      `This picture is ${width} × ${height} pixels: a dot of the kind pages count their visitors with. There is nothing to see on it.`,
      pickAnother,
    )
}

/** Size and turning from the header, before anything is decoded; null where it has none. */
function headerOf(bytes: Uint8Array): { width: number; height: number; turned: boolean } | null {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes)
    return { width, height, turned: orientation > 1 }
  } catch {
    return null
  }
}

async function isMoving(bytes: Uint8Array<ArrayBuffer>, format: Format): Promise<boolean> {
  if (format === 'jpeg' || !kept.includes(format)) return false
  const decoder = new ImageDecoder({ data: bytes, type: `image/${format}` })
  try {
    await decoder.tracks.ready
    return [...decoder.tracks].some(({ animated, frameCount }) => animated && frameCount > 1)
  } catch {
    return false
  } finally {
    decoder.close()
  }
}

/** A vector drawing as pixels. Nothing in it is run, and nothing else is loaded. */
async function rasterOf(file: Blob): Promise<ImageBitmap> {
  const address = URL.createObjectURL(
    file.type === typeOf['svg'] ? file : new Blob([file], { type: typeOf['svg']! }),
  )
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const width = image.naturalWidth || vectorSide
    const height = image.naturalHeight || vectorSide
    const scale = Math.max(1, vectorSide / Math.max(width, height))
    const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return canvas.transferToImageBitmap()
  } finally {
    URL.revokeObjectURL(address)
  }
}

/**
 * Makes a file from anywhere fit for the library. Unchanged where nothing speaks against it. Throws `UnfitPicture`
 * with a sentence for what is no picture, broken, too large, or a dot.
 */
export async function prepare(file: Blob): Promise<Prepared> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const format = formatOf(bytes.subarray(0, headBytes))
  if (bytes.length === 0) throw new UnfitPicture('This picture’s file is empty.', pickAnother)
  if (format === 'web page' || format === 'PDF' || format === 'video')
    throw new UnfitPicture(`Its address holds a ${format}, not a picture.`, pickAnother)
  if (!format)
    throw new UnfitPicture('Its file is not a kind of picture this browser knows.', pickAnother, true)

  const header = format === 'svg' ? null : headerOf(bytes)
  if (header) refuseSize(header)
  const bitmap = await (format === 'svg' ? rasterOf(file) : createImageBitmap(new Blob([bytes]))).catch(
    () => {
      throw new UnfitPicture(
        'This picture is broken: its file cannot be read to its end.',
        'Load the page again, or pick another picture.',
      )
    },
  )
  try {
    const { width, height } = bitmap
    refuseSize(bitmap)
    const colours = format === 'jpeg' ? coloursOf(bytes) : { cmyk: false, profile: false }
    const changes: [boolean, string][] = [
      [
        format === 'svg',
        `It is a vector drawing: it was drawn at ${count(width)} × ${count(height)} pixels.`,
      ],
      [await isMoving(bytes, format), 'It moves: its first frame is used.'],
      [header?.turned ?? false, 'It was turned upright.'],
      [colours.cmyk, 'Its printing colours (CMYK) were turned into those of screens.'],
      [colours.profile && !colours.cmyk, 'Its colours were turned into sRGB.'],
      [format === 'bmp' || format === 'ico', `It was turned from ${format.toUpperCase()} into PNG.`],
      [bytes.length > maxUploadBytes, 'It was saved anew, for its file was too large.'],
    ]
    const notes = changes.filter(([is]) => is).map(([, note]) => note)
    if (notes.length === 0)
      return { file: new Blob([bytes], { type: `image/${format}` }), width, height, notes }
    const large = bytes.length > maxUploadBytes
    return { file: await saved(bitmap, format === 'jpeg' || large), width, height, notes }
  } finally {
    bitmap.close()
  }
}

/** A bitmap as a file: PNG, or JPEG of high quality where pixels were photographed or PNG would be too large. */
async function saved(bitmap: ImageBitmap, asJpeg: boolean): Promise<Blob> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  const png = asJpeg ? null : await canvas.convertToBlob({ type: 'image/png' })
  if (png && png.size <= maxUploadBytes) return png
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 })
}
