import type { FileType } from '../../shared/assets.ts'

/** What a picture's own structure says of it. */
export interface Structure {
  /** Does the file go on to its own end? Half a download opens in many programs, and fails at the vendor. */
  whole: boolean
  /** More than one picture, shown one after the other. */
  animated: boolean
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const nameAt = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))

/** Chunks of length, name, data and checksum; the end is a chunk of its own, `acTL` counts the frames (APNG). */
function png(bytes: Uint8Array): Structure {
  const view = viewOf(bytes)
  let animated = false
  for (let at = 8; at + 12 <= bytes.byteLength; at += 12 + view.getUint32(at)) {
    const name = nameAt(bytes, at + 4)
    if (name === 'acTL' && at + 12 <= bytes.byteLength) animated = view.getUint32(at + 8) > 1
    if (name === 'IEND') return { whole: true, animated }
  }
  return { whole: false, animated }
}

/** Segments of marker, length and data; the picture data itself follows a start of scan, up to the next marker. */
function jpeg(bytes: Uint8Array): Structure {
  const view = viewOf(bytes)
  const isMarker = (code: number) => code !== 0 && code !== 0xff && !(code >= 0xd0 && code <= 0xd7)
  let at = 2
  while (at + 4 <= bytes.byteLength + 2) {
    if (bytes[at] !== 0xff) return { whole: false, animated: false }
    const code = bytes[at + 1]
    if (code === 0xd9) return { whole: true, animated: false }
    if (code === 0xff) {
      at += 1
      continue
    }
    if (at + 4 > bytes.byteLength) break
    at += 2 + view.getUint16(at + 2)
    if (code !== 0xda) continue
    while (at + 1 < bytes.byteLength && !(bytes[at] === 0xff && isMarker(bytes[at + 1]!))) at += 1
  }
  return { whole: false, animated: false }
}

/** A RIFF file tells its length at its head; a flag of the extended header says that it moves. */
function webp(bytes: Uint8Array): Structure {
  if (bytes.byteLength < 21) return { whole: false, animated: false }
  const length = viewOf(bytes).getUint32(4, true)
  const animated = nameAt(bytes, 12) === 'VP8X' && (bytes[20]! & 0x02) !== 0
  return { whole: bytes.byteLength >= length + 8, animated }
}

/** Blocks up to a trailer; a colour table follows the screen and any frame that has one of its own. */
function gif(bytes: Uint8Array): Structure {
  const table = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0)
  let frames = 0
  let at = 13 + table(bytes[10] ?? 0)
  while (at < bytes.byteLength) {
    const kind = bytes[at]
    if (kind === 0x3b) return { whole: true, animated: frames > 1 }
    if (kind === 0x2c) {
      frames += 1
      at += 11 + table(bytes[at + 9] ?? 0)
    } else if (kind === 0x21) at += 2
    else break
    while (at < bytes.byteLength && bytes[at] !== 0) at += 1 + bytes[at]!
    at += 1
  }
  return { whole: false, animated: frames > 1 }
}

/** Boxes of length, name and data (ISO 14496-12); the picture's own is `mdat`. */
function avif(bytes: Uint8Array): Structure {
  const view = viewOf(bytes)
  let data = false
  let at = 0
  while (at + 8 <= bytes.byteLength) {
    const short = view.getUint32(at)
    const long = short === 1 && at + 16 <= bytes.byteLength ? Number(view.getBigUint64(at + 8)) : short
    const length = short === 0 ? bytes.byteLength - at : long
    if (length < 8) break
    data ||= nameAt(bytes, at + 4) === 'mdat'
    at += length
  }
  return { whole: data && at === bytes.byteLength, animated: nameAt(bytes, 8) === 'avis' }
}

const readers: Partial<Record<FileType, (bytes: Uint8Array) => Structure>> = {
  'image/png': png,
  'image/jpeg': jpeg,
  'image/webp': webp,
  'image/gif': gif,
  'image/avif': avif,
}

/** Reads a picture's structure and none of its pixels. Never throws, whatever the bytes. */
export const structureOf = (type: FileType, bytes: Uint8Array): Structure =>
  readers[type]?.(bytes) ?? { whole: true, animated: false }
