import { join } from './bytes.ts'

const signature = new TextEncoder().encode('http://ns.adobe.com/xap/1.0/\0')

const startsWith = (bytes: Uint8Array, at: number, prefix: Uint8Array) =>
  prefix.every((byte, i) => bytes[at + i] === byte)

function xmpSegment(xmp: Uint8Array): Uint8Array {
  const head = new Uint8Array([0xff, 0xe1, 0, 0])
  new DataView(head.buffer).setUint16(2, 2 + signature.byteLength + xmp.byteLength)
  return join([head, signature, xmp])
}

const isApp = (marker: number) => marker >= 0xe0 && marker <= 0xef

/**
 * Puts the XMP packet into an APP1 segment behind the leading JFIF and Exif ones, which readers want first;
 * packets that were there make way. Throws on a broken file.
 */
export function markJpeg(bytes: Uint8Array, xmp: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const before: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  while (view.getUint8(at) === 0xff && isApp(view.getUint8(at + 1))) {
    const end = at + 2 + view.getUint16(at + 2)
    const isXmp = view.getUint8(at + 1) === 0xe1 && startsWith(bytes, at + 4, signature)
    if (!isXmp) before.push(bytes.subarray(at, end))
    at = end
  }
  return join([...before, xmpSegment(xmp), bytes.subarray(at)])
}
