import { join, letters, lettersAt, number, viewOf, type Bytes } from './bytes.ts'

const iptcResource = 0x0404

/** The IPTC records among Photoshop's resources; null where there are none. */
export function iptcOfResources(bytes: Bytes): Bytes | null {
  const view = viewOf(bytes)
  for (let at = 0; at + 12 <= bytes.byteLength && lettersAt(bytes, at, 4) === '8BIM';) {
    const id = view.getUint16(at + 4)
    // A name that says its own length; both together are even.
    const name = bytes[at + 6]! + 1
    const start = at + 6 + name + (name % 2) + 4
    if (start > bytes.byteLength) return null
    const end = start + view.getUint32(start - 4)
    if (end > bytes.byteLength) return null
    if (id === iptcResource && end > start) return bytes.slice(start, end)
    at = end + ((end - start) % 2)
  }
  return null
}

export const resourceOfIptc = (iptc: Bytes): Bytes =>
  join([
    letters('8BIM'),
    number(iptcResource, 2),
    new Uint8Array(2),
    number(iptc.byteLength, 4),
    iptc,
    new Uint8Array(iptc.byteLength % 2),
  ])
