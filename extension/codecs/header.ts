import { lettersAt, viewOf, type Bytes } from '../../shared/metadata/bytes.ts'
import type { FileType } from './sniff.ts'

/** What a file's structure says before a pixel is read. */
export interface Header {
  /** Pixels, as they lie in the file. */
  width: number
  height: number
  /** Whether anything of it may be transparent. */
  alpha: boolean
  /** Whether the file goes on to its end; one that was cut off would show a part of its picture only. */
  whole: boolean
}

/** Null where the structure makes no sense. Never throws; types that are not told here give null too. */
export function headerOf(bytes: Bytes, type: FileType): Header | null {
  try {
    return readers[type]?.(bytes) ?? null
  } catch (cause) {
    // A number that lies beyond the last byte.
    if (cause instanceof RangeError) return null
    throw cause
  }
}

const readers: Partial<Record<FileType, (bytes: Bytes) => Header | null>> = {
  'image/jpeg': jpeg,
  'image/png': png,
  'image/webp': webp,
  'image/gif': gif,
  'image/bmp': bmp,
  'image/avif': boxed,
  'image/heic': boxed,
  'image/jxl': jxl,
}

/** The markers up to the end; between scans lie the pixels. */
function jpeg(bytes: Bytes): Header | null {
  const view = viewOf(bytes)
  let size: Pick<Header, 'width' | 'height'> | null = null
  let scans = 0
  for (let at = 2; at + 2 <= bytes.length;) {
    if (bytes[at] !== 0xff) {
      // Pixels, or bytes a camera left between segments.
      at = bytes.indexOf(0xff, at)
      if (at < 0) break
      continue
    }
    const marker = bytes[at + 1]!
    if (marker === 0xd9) return size && scans > 0 ? { ...size, alpha: false, whole: true } : null
    if (marker === 0xff) at++
    else if (marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else {
      if (at + 4 > bytes.length) break
      const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
      if (isFrame && !size) size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
      if (marker === 0xda) scans++
      at += 2 + Math.max(2, view.getUint16(at + 2))
    }
  }
  return size && { ...size, alpha: false, whole: false }
}

function png(bytes: Bytes): Header | null {
  if (lettersAt(bytes, 12, 4) !== 'IHDR') return null
  const view = viewOf(bytes)
  const header = { width: view.getUint32(16), height: view.getUint32(20) }
  let alpha = bytes[25] === 4 || bytes[25] === 6
  for (let at = 8; at + 12 <= bytes.length;) {
    const name = lettersAt(bytes, at + 4, 4)
    if (name === 'tRNS') alpha = true
    at += 12 + view.getUint32(at)
    if (name === 'IEND') return { ...header, alpha, whole: at <= bytes.length }
  }
  return { ...header, alpha, whole: false }
}

function webp(bytes: Bytes): Header | null {
  const view = viewOf(bytes)
  const name = lettersAt(bytes, 12, 4)
  const whole = 8 + view.getUint32(4, true) <= bytes.length + 1
  if (name === 'VP8X') {
    const at24 = (at: number) => view.getUint16(at, true) + bytes[at + 2]! * 0x10000 + 1
    return { width: at24(24), height: at24(27), alpha: (bytes[20]! & 0x10) !== 0, whole }
  }
  if (name === 'VP8L') {
    const bits = view.getUint32(21, true)
    const alpha = ((bits >>> 28) & 1) === 1
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, alpha, whole }
  }
  if (name !== 'VP8 ') return null
  const [width, height] = [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff]
  return { width, height, alpha: false, whole }
}

/** Blocks up to the trailer; some writers forget the trailer, which takes nothing from the picture. */
function gif(bytes: Bytes): Header | null {
  const view = viewOf(bytes)
  const header = { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  const table = (packed: number) => (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0)
  let at = 13 + table(bytes[10]!)
  let alpha = false
  let pictures = 0
  while (at < bytes.length && bytes[at] !== 0x3b) {
    const block = bytes[at]
    if (block === 0x21) {
      if (bytes[at + 1] === 0xf9 && bytes[at + 3]! & 1) alpha = true
      at += 2
    } else if (block === 0x2c) {
      const [left, top] = [view.getUint16(at + 1, true), view.getUint16(at + 3, true)]
      const [width, height] = [view.getUint16(at + 5, true), view.getUint16(at + 7, true)]
      if (left > 0 || top > 0 || width < header.width || height < header.height) alpha = true
      pictures++
      at += 11 + table(bytes[at + 9]!)
    } else break
    while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1
    at++
  }
  return pictures > 0 ? { ...header, alpha, whole: at <= bytes.length } : null
}

function bmp(bytes: Bytes): Header | null {
  const view = viewOf(bytes)
  const head = view.getUint32(14, true)
  if (head === 12) {
    const header = { width: view.getUint16(18, true), height: view.getUint16(20, true) }
    return { ...header, alpha: false, whole: true }
  }
  const width = view.getInt32(18, true)
  const height = Math.abs(view.getInt32(22, true))
  const bits = view.getUint16(28, true)
  const packing = view.getUint32(30, true)
  if (width <= 0 || height === 0) return null
  const plain = packing === 0 || packing === 3 || packing === 6
  const needed = view.getUint32(10, true) + Math.ceil((width * bits) / 32) * 4 * height
  const alpha = bits === 32 || (head >= 56 && view.getUint32(66, true) !== 0)
  return { width, height, alpha, whole: plain ? needed <= bytes.length : true }
}

const alphaPlanes = ['urn:mpeg:mpegB:cicp:systems:auxiliary:alpha', 'urn:mpeg:hevc:2015:auxid:1']

/** AVIF and HEIC: the largest size that their boxes speak of is the whole picture's. */
function boxed(bytes: Bytes): Header | null {
  const view = viewOf(bytes)
  let whole = true
  let pixels = false
  let header: Pick<Header, 'width' | 'height'> | null = null
  let alpha = false
  const walk = (from: number, to: number) => {
    for (let at = from; at + 8 <= to;) {
      const short = view.getUint32(at)
      const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short
      const name = lettersAt(bytes, at + 4, 4)
      if (size < 8) return
      if (at + size > to) whole = false
      const end = Math.min(to, at + size)
      if (name === 'mdat' || name === 'idat') pixels = true
      if (name === 'meta') walk(at + 12, end)
      else if (['iprp', 'ipco', 'moov', 'trak'].includes(name)) walk(at + 8, end)
      else if (name === 'ispe') {
        const [width, height] = [view.getUint32(at + 12), view.getUint32(at + 16)]
        if (!header || width * height > header.width * header.height) header = { width, height }
      } else if (name === 'auxC') {
        const urn = lettersAt(bytes, at + 12, end - at - 12)
        if (alphaPlanes.some((plane) => urn.startsWith(plane))) alpha = true
      }
      at += size
    }
  }
  walk(0, bytes.length)
  return header && { ...(header as Pick<Header, 'width' | 'height'>), alpha, whole: whole && pixels }
}

/** JPEG XL counts from the lowest bit; its decoder says itself whether the file is whole. */
function jxl(bytes: Bytes): Header | null {
  const start = jxlStream(bytes)
  if (start === null || bytes[start] !== 0xff || bytes[start + 1] !== 0x0a) return null
  let bit = (start + 2) * 8
  const read = (count: number) => {
    let value = 0
    for (let at = 0; at < count; at++, bit++) value |= ((bytes[bit >> 3]! >> (bit & 7)) & 1) << at
    return value >>> 0
  }
  const small = read(1) === 1
  const side = () => (small ? (read(5) + 1) * 8 : read([9, 13, 18, 30][read(2)]!) + 1)
  const height = side()
  const ratio = read(3)
  const [across, down] = [[], [1, 1], [12, 10], [4, 3], [3, 2], [16, 9], [5, 4], [2, 1]][ratio]!
  const width = ratio === 0 ? side() : Math.floor((height * across!) / down!)
  return { width, height, alpha: true, whole: true }
}

/** Where the picture begins: at once, or in a box of a container. */
function jxlStream(bytes: Bytes): number | null {
  if (bytes[0] === 0xff) return 0
  const view = viewOf(bytes)
  for (let at = 0; at + 8 <= bytes.length;) {
    const name = lettersAt(bytes, at + 4, 4)
    const short = view.getUint32(at)
    const head = short === 1 ? 16 : 8
    if (name === 'jxlc') return at + head
    if (name === 'jxlp') return at + head + 4
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short
    if (size < 8) return null
    at += size
  }
  return null
}
