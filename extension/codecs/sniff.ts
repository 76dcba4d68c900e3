import type { WrittenType } from '../raster/picture.ts'

/** The types of picture that are told apart here; whether each can be read is another question. */
export type FileType = WrittenType | 'image/jxl' | 'image/heic' | 'image/svg+xml' | 'image/x-icon'

/** How many first bytes are enough to tell. */
export const enoughToTell = 4096

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length))

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, at) => bytes[at] === byte)

/** What a file is by its first bytes, whatever its name says; null: no picture that is known here. */
export function sniff(head: Uint8Array): FileType | null {
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WEBP') return 'image/webp'
  if (/^GIF8[79]a$/.test(ascii(head, 0, 6))) return 'image/gif'
  if (ascii(head, 0, 2) === 'BM' && head.length >= 26) return 'image/bmp'
  if (startsWith(head, 0x49, 0x49, 0x2a, 0) || startsWith(head, 0x4d, 0x4d, 0, 0x2a)) return 'image/tiff'
  if (startsWith(head, 0xff, 0x0a)) return 'image/jxl'
  if (startsWith(head, 0, 0, 0, 12) && ascii(head, 4, 4) === 'JXL ') return 'image/jxl'
  if (startsWith(head, 0, 0, 1, 0) && head.length >= 22) return 'image/x-icon'
  return ofBrands(head) ?? (isSvg(head) ? 'image/svg+xml' : null)
}

/** AVIF and HEIC are one container; its brands say which. */
function ofBrands(head: Uint8Array): FileType | null {
  if (ascii(head, 4, 4) !== 'ftyp') return null
  const end = Math.min(head.length, new DataView(head.buffer, head.byteOffset).getUint32(0), 256)
  const brands = [ascii(head, 8, 4)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(head, at, 4))
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'image/avif'
  if (brands.some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))) return 'image/heic'
  return null
}

const beforeTheRoot =
  /^\uFEFF?(\s|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^[>]*(\[[^]*?\]\s*)?>)*<([\w-]+:)?svg[\s>/]/i

function isSvg(head: Uint8Array): boolean {
  const wide = startsWith(head, 0xff, 0xfe) ? 'utf-16le' : startsWith(head, 0xfe, 0xff) ? 'utf-16be' : null
  return beforeTheRoot.test(new TextDecoder(wide ?? 'utf-8').decode(head.subarray(0, enoughToTell)))
}
