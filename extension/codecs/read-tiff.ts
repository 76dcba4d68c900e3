import { join, unpacked, type Bytes } from '../../shared/metadata/bytes.ts'
import { mixed } from './cmyk.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'
import { addUp, cmyk, inksOf, inPalette, pixelsOf, rgb, type Samples } from './tiff-pixels.ts'
import { tagsOf, type Tags } from './tiff-tags.ts'
import { unpackBits, unpackLzw } from './tiff-unpack.ts'

/** A TIFF's first picture, as it lies in the file. */
export interface TiffPicture {
  pixels: ImageData
  /** 1 to 8, as EXIF counts. */
  orientation: number
  alpha: boolean
  /** Whether its colours are those of its profile already, or none is to be minded. */
  managed: boolean
}

const packings = { none: 1, oldJpeg: 6, lzw: 5, jpeg: 7, deflate: 8, oldDeflate: 32946, packBits: 32773 }

const broken = () =>
  new UnfitFile(
    'This TIFF is broken or cut off: a part of its picture is missing. Save it anew, then try again.',
  )

/** Pixels and opaqueness by a TIFF's tags; null where it holds no picture. */
export function tiffHeader(bytes: Bytes): { width: number; height: number; alpha: boolean } | null {
  const tags = tagsOf(bytes)
  const [width, height] = [tags?.one(256, 0) ?? 0, tags?.one(257, 0) ?? 0]
  return tags && width > 0 && height > 0 ? { width, height, alpha: samplesOf(tags).alpha !== null } : null
}

/** Reads the first picture of a TIFF. Throws UnfitFile. */
export async function readTiff(
  bytes: Bytes,
  icc: Bytes | null,
  colorSpace: PredefinedColorSpace,
): Promise<TiffPicture> {
  const tags = tagsOf(bytes)
  if (!tags || !tiffHeader(bytes)) throw broken()
  // A TIFF of the old JPEG kind is given back as red, green and blue.
  const how = tags.one(259, 1) === packings.oldJpeg ? { ...samplesOf(tags), colors: rgb } : samplesOf(tags)
  const { width, height } = how
  const orientation = tags.one(274, 1)
  const packing = tags.one(259, 1)
  if (packing === packings.jpeg) {
    const pixels = await ofJpegs(bytes, tags, how)
    return { pixels, orientation, alpha: false, managed: false }
  }
  const known = Object.values(packings).includes(packing) && packing !== packings.oldJpeg
  const data = known ? await unpackParts(bytes, tags, how) : await byUtif(bytes, tags)
  const readable = [0, 1, rgb, inPalette, cmyk].includes(how.colors)
  if (!readable || (how.colors === inPalette && !how.palette))
    throw new UnfitFile('The colours of this TIFF are of a kind that is not read here. Save it as RGB.')
  const alpha = how.alpha !== null
  const inks = icc && how.colors === cmyk ? mixed(inksOf(data, how), icc, colorSpace) : null
  const pixels = inks
    ? new ImageData(inks, width, height, { colorSpace })
    : new ImageData(pixelsOf(data, how), width, height)
  return { pixels, orientation, alpha, managed: how.colors === cmyk }
}

function samplesOf(tags: Tags): Samples {
  const colors = tags.one(262, 1)
  const count = tags.one(277, 1)
  const own = colors === rgb || colors === 6 ? 3 : colors === cmyk ? 4 : 1
  // 1: the colours are multiplied by it, 2: they are not; 0 says nothing, and is mostly meant as 2.
  const more = tags.all(338)?.[0] ?? 2
  return {
    width: tags.one(256, 0),
    height: tags.one(257, 0),
    count,
    bits: tags.one(258, 1),
    colors,
    float: tags.one(339, 1) === 3,
    little: tags.little,
    alpha: count > own ? { at: own, multiplied: more === 1 } : null,
    palette: tags.all(320),
  }
}

interface Part {
  data: Bytes
  x: number
  y: number
  width: number
  height: number
  /** Which of the planes, where each colour lies on its own. */
  plane: number
}

/** The packed strips or tiles of a picture. */
function partsOf(bytes: Bytes, tags: Tags, { width, height, count }: Samples): Part[] {
  const tiled = tags.all(324) !== null
  const offsets = tags.all(tiled ? 324 : 273)
  const lengths = tags.all(tiled ? 325 : 279)
  if (!offsets) throw broken()
  const across = tiled ? tags.one(322, width) : width
  const down = tiled ? tags.one(323, height) : Math.min(height, tags.one(278, height))
  if (across < 1 || down < 1) throw broken()
  const columns = Math.ceil(width / across)
  const rows = Math.ceil(height / down)
  const planes = tags.one(284, 1) === 2 ? count : 1
  if (offsets.length < columns * rows * planes) throw broken()
  return offsets.slice(0, columns * rows * planes).map((offset, index) => {
    const place = index % (columns * rows)
    const y = Math.floor(place / columns) * down
    const length = lengths?.[index] ?? bytes.length - offset
    if (offset + length > bytes.length) throw broken()
    return {
      data: bytes.subarray(offset, offset + length),
      x: (place % columns) * across,
      y,
      width: across,
      height: tiled ? down : Math.min(down, height - y),
      plane: Math.floor(index / (columns * rows)),
    }
  })
}

/** All numbers of a picture, row by row and pixel by pixel. */
async function unpackParts(bytes: Bytes, tags: Tags, how: Samples): Promise<Uint8Array> {
  const { width, height, count, bits } = how
  const parts = partsOf(bytes, tags, how)
  const planar = tags.one(284, 1) === 2
  const inPart = planar ? 1 : count
  const predictor = tags.one(317, 1)
  if (predictor > 2 || (planar && bits < 8))
    throw new UnfitFile(
      'This TIFF is packed in a way that is not read here. Save it with LZW or ZIP packing.',
    )
  const rowBytes = (pixels: number, numbers: number) => Math.ceil((pixels * numbers * bits) / 8)
  const out = new Uint8Array(rowBytes(width, count) * height)
  for (const part of parts) {
    const row = rowBytes(part.width, inPart)
    const needed = row * part.height
    const data = await unpack(part.data, tags.one(259, 1), needed)
    if (data.length < needed) throw broken()
    if (predictor === 2) addUp(data, row, { ...how, count: inPart })
    const rows = Math.min(part.height, height - part.y)
    const pixels = Math.min(part.width, width - part.x)
    for (let y = 0; y < rows; y++) {
      const to = (part.y + y) * rowBytes(width, count)
      if (!planar) {
        const start = to + Math.floor((part.x * count * bits) / 8)
        out.set(data.subarray(y * row, y * row + rowBytes(pixels, count)), start)
        continue
      }
      const size = bits / 8
      for (let x = 0; x < pixels; x++)
        for (let byte = 0; byte < size; byte++)
          out[to + ((part.x + x) * count + part.plane) * size + byte] = data[y * row + x * size + byte]!
    }
  }
  return out
}

async function unpack(data: Bytes, packing: number, most: number): Promise<Uint8Array> {
  if (packing === packings.lzw) return unpackLzw(data, most)
  if (packing === packings.packBits) return unpackBits(data, most)
  if (packing === packings.none) return data.slice(0, most)
  // Some writers pad: a little more than needed is no bomb.
  const whole = await unpacked(data, most + 4096)
  if (!whole) throw broken()
  return whole.subarray(0, most)
}

/** Strips that are JPEGs, joined with the tables they share and read by the browser. */
async function ofJpegs(bytes: Bytes, tags: Tags, how: Samples): Promise<ImageData> {
  const { width, height, colors, count } = how
  if (count > 3 || tags.one(284, 1) === 2)
    throw new UnfitFile(
      'This TIFF holds JPEGs with more than three colours, which are not read here. Save it as RGB.',
    )
  const shared = tags.all(347)
  const tables = shared ? Uint8Array.from(shared).subarray(2, -2) : new Uint8Array()
  // Says that the colours are red, green and blue: a JPEG's would be brightness and two differences.
  const adobe = Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0)
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) throw broken()
  for (const { data, x, y } of partsOf(bytes, tags, how)) {
    const whole = [data.subarray(0, 2), ...(colors === rgb ? [adobe] : []), tables, data.subarray(2)]
    const bitmap = await createImageBitmap(new Blob([join(whole)], { type: 'image/jpeg' })).catch(() => null)
    if (!bitmap) throw broken()
    pen.drawImage(bitmap, x, y)
    bitmap.close()
  }
  return pen.getImageData(0, 0, width, height)
}

/** Fax packings and other rare ones. */
async function byUtif(bytes: Bytes, tags: Tags): Promise<Uint8Array> {
  const utif = await import('utif2')
  const numbers = [256, 257, 258, 259, 262, 266, 273, 277, 278, 279, 284, 292, 317, 322, 323, 324, 325]
  const rest = [338, 512, 513, 514, 515, 519, 520, 521, 529, 530, 532]
  const image: Record<string, number[]> = {}
  for (const tag of [...numbers, ...rest]) {
    const values = tags.all(tag)
    if (values) image[`t${tag}`] = [...values]
  }
  try {
    utif.decodeImage(bytes.buffer, image as never)
  } catch {
    throw broken()
  }
  const { data } = image as unknown as { data?: Uint8Array }
  if (!data) throw broken()
  return data
}
