import { coloursOf } from '../pictures/formats.ts'
import { lettersAt, type Bytes } from '../../shared/metadata/bytes.ts'
import { mixed } from './cmyk.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'

/** The part of utif2 that reads JPEGs; its types do not name it. */
interface JpegReader {
  width: number
  height: number
  parse(bytes: Uint8Array): void
  /** Four inks of each pixel. `isSourcePDF` leaves them as they are stored; otherwise they are turned over. */
  getData(how: { width: number; height: number; forceRGB: false; isSourcePDF: boolean }): Uint8Array
}

/** Whether a JPEG is one of four inks whose profile says how they look: there browsers are off by far. */
export const isProfiledCmyk = (jpeg: Bytes, icc: Bytes | null): icc is Bytes =>
  icc !== null && coloursOf(jpeg).cmyk && lettersAt(icc, 16, 4) === 'CMYK'

/** Pixels of such a JPEG, as it lies; null where its profile is of a kind that is not read. Throws UnfitFile. */
export async function readCmykJpeg(
  bytes: Bytes,
  icc: Bytes,
  colors: PredefinedColorSpace,
): Promise<ImageData | null> {
  const loaded = (await import('utif2')) as unknown as { default?: object }
  const { JpegDecoder } = (loaded.default ?? loaded) as { JpegDecoder: new () => JpegReader }
  const reader = new JpegDecoder()
  let inks: Uint8Array
  try {
    reader.parse(bytes)
    const { width, height } = reader
    // Adobe stores inks upside down, and leaves its mark where it does.
    const isSourcePDF = !hasAdobeMark(bytes)
    inks = reader.getData({ width, height, forceRGB: false, isSourcePDF })
  } catch {
    throw new UnfitFile('This JPEG is broken: its pixels cannot be read. Copy or download it again.')
  }
  const pixels = mixed(inks, icc, colors)
  return pixels && new ImageData(pixels, reader.width, reader.height, { colorSpace: colors })
}

function hasAdobeMark(bytes: Bytes): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 9 <= bytes.byteLength && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (bytes[at + 1] === 0xee && lettersAt(bytes, at + 4, 5) === 'Adobe') return true
    if (bytes[at + 1] === 0xda) break
  }
  return false
}
