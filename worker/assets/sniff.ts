import type { FileType } from '../../shared/assets.ts'

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length))

/** Brands of the MP4 family that browsers play as MP4. */
const mp4Brands = /^(iso[0-9m]|mp4[12v]|avc1|M4V |dash|cmf[c2]|MSNV|f4v )$/

function sniffBoxes(head: Uint8Array): FileType | null {
  const brand = ascii(head, 8, 4)
  if (brand === 'avif' || brand === 'avis') return 'image/avif'
  return mp4Brands.test(brand) ? 'video/mp4' : null
}

/** How many first bytes `sniff` wants to see. */
export const sniffBytes = 64

/** What a file is, by its own first bytes: headers and names are never believed. Null: nothing the library takes. */
export function sniff(head: Uint8Array): FileType | null {
  if (ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (ascii(head, 0, 3) === '\xff\xd8\xff') return 'image/jpeg'
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WEBP') return 'image/webp'
  if (/^GIF8[79]a$/.test(ascii(head, 0, 6))) return 'image/gif'
  if (ascii(head, 4, 4) === 'ftyp') return sniffBoxes(head)
  if (ascii(head, 0, 4) === '\x1aE\xdf\xa3' && ascii(head, 0, sniffBytes).includes('webm'))
    return 'video/webm'
  return null
}
