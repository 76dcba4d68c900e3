/** What a file is by its own first bytes: names and headers are never believed. */
export type Format =
  'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'bmp' | 'ico' | 'svg' | 'web page' | 'PDF' | 'video' | null

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length))

/** How many first bytes `formatOf` wants to see. */
export const headBytes = 1024

export function formatOf(head: Uint8Array): Format {
  if (ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (ascii(head, 0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (/^GIF8[79]a/.test(ascii(head, 0, 6))) return 'gif'
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WEBP') return 'webp'
  if (ascii(head, 4, 4) === 'ftyp') return /^avi[fs]/.test(ascii(head, 8, 4)) ? 'avif' : 'video'
  if (ascii(head, 0, 2) === 'BM') return 'bmp'
  if (ascii(head, 0, 4) === '\0\0\x01\0') return 'ico'
  if (ascii(head, 0, 4) === '%PDF') return 'PDF'
  if (ascii(head, 0, 4) === '\x1aE\xdf\xa3') return 'video'
  const text = new TextDecoder().decode(head.subarray(0, headBytes)).trimStart().toLowerCase()
  if (/^(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!doctype svg[^>]*>\s*)*<svg[\s>]/s.test(text)) return 'svg'
  if (/^(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<!doctype html)/.test(text)) return 'web page'
  return null
}

/** What a JPEG says of its colours, in the segments before its pixels. */
export function coloursOf(jpeg: Uint8Array): { cmyk: boolean; profile: boolean } {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  const found = { cmyk: false, profile: false }
  for (let at = 2; at + 10 < jpeg.byteLength && jpeg[at] === 0xff;) {
    const code = jpeg[at + 1] ?? 0
    // A frame header says how many components there are; C4, C8 and CC are no frame headers.
    if (code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code)) found.cmyk = jpeg[at + 9] === 4
    if (code === 0xda) break
    const length = view.getUint16(at + 2)
    if (code === 0xe2 && ascii(jpeg, at + 4, 11) === 'ICC_PROFILE')
      found.profile = !/s\0?R\0?G\0?B/.test(ascii(jpeg, at + 18, Math.min(length, 600)))
    at += 2 + length
  }
  return found
}
