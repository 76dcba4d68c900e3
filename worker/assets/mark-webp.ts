import { join } from './bytes.ts'

const ascii = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))

interface Chunk {
  name: string
  data: Uint8Array
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  for (let at = 12; at + 8 <= bytes.byteLength;) {
    const size = view.getUint32(at + 4, true)
    chunks.push({ name: ascii(bytes, at), data: bytes.subarray(at + 8, at + 8 + size) })
    at += 8 + size + (size & 1)
  }
  return chunks
}

function write({ name, data }: Chunk): Uint8Array {
  const out = new Uint8Array(8 + data.byteLength + (data.byteLength & 1))
  out.set(new TextEncoder().encode(name))
  new DataView(out.buffer).setUint32(4, data.byteLength, true)
  out.set(data, 8)
  return out
}

const flag = { xmp: 0x04, alpha: 0x10 }

function sizeAndAlpha({ name, data }: Chunk): { width: number; height: number; alpha: boolean } {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  if (name === 'VP8L') {
    const bits = view.getUint32(1, true)
    return {
      width: (bits & 0x3fff) + 1,
      height: ((bits >> 14) & 0x3fff) + 1,
      alpha: (bits & 0x10000000) !== 0,
    }
  }
  if (name !== 'VP8 ') throw new Error(`a WebP that begins with ${name}`)
  return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff, alpha: false }
}

/** The header that lets a simple WebP carry more than its picture. */
function extendedHeader(picture: Chunk): Chunk {
  const { width, height, alpha } = sizeAndAlpha(picture)
  const data = new Uint8Array(10)
  const view = new DataView(data.buffer)
  data[0] = alpha ? flag.alpha : 0
  view.setUint16(4, (width - 1) & 0xffff, true)
  view.setUint16(7, (height - 1) & 0xffff, true)
  return { name: 'VP8X', data }
}

/** Puts the XMP packet at the end of a WebP, as its format asks; packets that were there make way. */
export function markWebp(bytes: Uint8Array, xmp: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunks = chunksOf(bytes).filter(({ name }) => name !== 'XMP ')
  const [first] = chunks
  if (!first) throw new Error('an empty WebP')
  const header = first.name === 'VP8X' ? first : extendedHeader(first)
  const rest = first.name === 'VP8X' ? chunks.slice(1) : chunks
  const flags = header.data.slice()
  flags[0] = flags[0]! | flag.xmp
  const body = join([{ name: 'VP8X', data: flags }, ...rest, { name: 'XMP ', data: xmp }].map(write))
  const riff = new Uint8Array(12)
  riff.set(new TextEncoder().encode('RIFF'))
  new DataView(riff.buffer).setUint32(4, body.byteLength + 4, true)
  riff.set(new TextEncoder().encode('WEBP'), 8)
  return join([riff, body])
}
