import { join, type Pieces } from './bytes.ts'

/** The box type that says "XMP" in the MP4 family (XMP specification, part 3). */
const xmpUuid = new Uint8Array([
  0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf, 0xac,
])

const same = (a: Uint8Array, b: Uint8Array) =>
  a.byteLength === b.byteLength && a.every((byte, i) => byte === b[i])

function xmpBox(xmp: Uint8Array): Uint8Array {
  const head = new Uint8Array(8)
  new DataView(head.buffer).setUint32(0, 24 + xmp.byteLength)
  head.set(new TextEncoder().encode('uuid'), 4)
  return join([head, xmpUuid, xmp])
}

/** Bytes of a top-level box's size, type and, where there is one, its 64-bit size. */
const headBytes = 16

/** Length of the top-level box at the start of `head`: infinite for one that goes on to the end of the file. */
function boxLength(head: Uint8Array): number {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const size = view.getUint32(0)
  if (size === 0) return Infinity
  return size === 1 ? Number(view.getBigUint64(8)) : size
}

/**
 * Appends the XMP box to an MP4 as it passes. A clip that ends with this very box is passed as it is, and so is
 * one whose last box does not end with the file: whatever followed would become part of it.
 */
export async function* markClip(pieces: Pieces, xmp: Uint8Array): AsyncGenerator<Uint8Array> {
  const box = xmpBox(xmp)
  let tail: Uint8Array = new Uint8Array(0)
  let head: Uint8Array = new Uint8Array(0)
  let skip = 0
  for await (const piece of pieces) {
    tail = join([tail, piece.subarray(-box.byteLength)]).subarray(-box.byteLength)
    for (let at = 0; at < piece.byteLength;) {
      if (skip > 0) {
        const step = Math.min(skip, piece.byteLength - at)
        skip -= step
        at += step
        continue
      }
      const more = piece.subarray(at, at + headBytes - head.byteLength)
      head = join([head, more])
      at += more.byteLength
      if (head.byteLength < headBytes) break
      const length = boxLength(head)
      // A box of 8 to 15 bytes: what was read behind it is the beginning of the next head.
      if (length < headBytes) {
        head = head.subarray(Math.max(length, 8))
        continue
      }
      skip = length - headBytes
      head = new Uint8Array(0)
    }
    yield piece
  }
  if (skip === 0 && head.byteLength === 0 && !same(tail, box)) yield box
}
