import { join } from './bytes.ts'

const encoder = new TextEncoder()
const nameAt = (bytes: Uint8Array, at: number, length = 4) =>
  String.fromCharCode(...bytes.subarray(at, at + length))

/** A number of ID3: seven bits a byte. */
const syncsafe = (number: number) => [21, 14, 7, 0].map((bits) => (number >> bits) & 0x7f)
const readSyncsafe = (bytes: Uint8Array, at: number) =>
  [0, 1, 2, 3].reduce((sum, n) => sum * 128 + (bytes[at + n] ?? 0), 0)

/** The frame of an ID3 tag that carries XMP (XMP specification, part 3): private, its owner "XMP". */
function xmpFrame(xmp: Uint8Array, version: number): Uint8Array {
  const body = join([encoder.encode('XMP\0'), xmp])
  const length = new Uint8Array(4)
  if (version === 4) length.set(syncsafe(body.byteLength))
  else new DataView(length.buffer).setUint32(0, body.byteLength)
  return join([encoder.encode('PRIV'), length, new Uint8Array(2), body])
}

/**
 * An MP3 with the mark in its ID3 tag, which it gets where it has none. A tag of an older kind, or one that is packed
 * in a way of its own, is left alone.
 */
export function markMp3(bytes: Uint8Array<ArrayBuffer>, xmp: Uint8Array): Uint8Array<ArrayBuffer> {
  if (nameAt(bytes, 0, 3) !== 'ID3') {
    const frame = xmpFrame(xmp, 4)
    return join([encoder.encode('ID3\x04\0\0'), Uint8Array.from(syncsafe(frame.byteLength)), frame, bytes])
  }
  const [version, flags] = [bytes[3]!, bytes[5]!]
  if ((version !== 3 && version !== 4) || (flags & 0xf0) !== 0) return bytes
  const frame = xmpFrame(xmp, version)
  const end = 10 + readSyncsafe(bytes, 6)
  if (
    String.fromCharCode(...bytes.subarray(10, Math.min(end, 65_536))).includes(String.fromCharCode(...frame))
  )
    return bytes
  const length = Uint8Array.from(syncsafe(end - 10 + frame.byteLength))
  return join([bytes.subarray(0, 6), length, frame, bytes.subarray(10)])
}

/** A WAV with the mark as its last chunk (`_PMX`, XMP specification, part 3); one of unsaid length is left alone. */
export function markWav(bytes: Uint8Array<ArrayBuffer>, xmp: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(4, true) + 8 !== bytes.byteLength) return bytes
  for (let at = 12; at + 8 <= bytes.byteLength;) {
    if (nameAt(bytes, at) === '_PMX') return bytes
    const length = view.getUint32(at + 4, true)
    at += 8 + length + (length % 2)
  }
  const head = new Uint8Array(8)
  head.set(encoder.encode('_PMX'))
  new DataView(head.buffer).setUint32(4, xmp.byteLength, true)
  const marked = join([bytes, head, xmp, new Uint8Array(xmp.byteLength % 2)])
  new DataView(marked.buffer).setUint32(4, marked.byteLength - 8, true)
  return marked
}
