import { join } from './bytes.ts'

const keyword = 'XML:com.adobe.xmp'

/** Some writers put the packet into the older kinds of text chunk. */
const textChunk = /^[iz]TXt$|^tEXt$/

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1
  return n
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ crcTable[(crc ^ byte) & 0xff]!
  return ~crc >>> 0
}

function chunk(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(data.byteLength + 12)
  const view = new DataView(out.buffer)
  view.setUint32(0, data.byteLength)
  out.set(new TextEncoder().encode(name), 4)
  out.set(data, 8)
  view.setUint32(8 + data.byteLength, crc32(out.subarray(4, 8 + data.byteLength)))
  return out
}

/** The XMP chunk: uncompressed international text, no language, no translated keyword (PNG 1.2, iTXt). */
const xmpChunk = (xmp: Uint8Array) =>
  chunk('iTXt', join([new TextEncoder().encode(keyword), new Uint8Array(5), xmp]))

const text = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length))

/** Puts the XMP packet behind the header of a PNG; packets that were there make way. Throws on a broken file. */
export function markPng(bytes: Uint8Array, xmp: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerEnd = 8 + 12 + view.getUint32(8)
  const kept = [bytes.subarray(0, headerEnd), xmpChunk(xmp)]
  for (let at = headerEnd; at + 12 <= bytes.byteLength;) {
    const end = at + 12 + view.getUint32(at)
    const isXmp = textChunk.test(text(bytes, at + 4, 4)) && text(bytes, at + 8, keyword.length) === keyword
    if (!isXmp) kept.push(bytes.subarray(at, end))
    at = end
  }
  return join(kept)
}
