import type { Bytes } from '../../shared/metadata/bytes.ts'

const headBytes = 6
const entryBytes = 16

/** An icon file of square pictures, each a PNG of at most 256 pixels a side. */
export function icoOf(pictures: readonly { side: number; png: Bytes }[]): Bytes {
  const ico = new Uint8Array(pictures.reduce((sum, { png }) => sum + entryBytes + png.length, headBytes))
  const view = new DataView(ico.buffer)
  view.setUint16(2, 1, true)
  view.setUint16(4, pictures.length, true)
  let at = headBytes + entryBytes * pictures.length
  for (const [n, { side, png }] of pictures.entries()) {
    const entry = headBytes + entryBytes * n
    // 0 says 256.
    view.setUint8(entry, side % 256)
    view.setUint8(entry + 1, side % 256)
    view.setUint16(entry + 4, 1, true)
    view.setUint16(entry + 6, 32, true)
    view.setUint32(entry + 8, png.length, true)
    view.setUint32(entry + 12, at, true)
    ico.set(png, at)
    at += png.length
  }
  return ico
}
