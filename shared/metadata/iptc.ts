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

/** One record of IPTC-IIM: its kind, such as "2:80" for the author, and its bytes from first to last. */
export interface IptcRecord {
  kind: string
  whole: Bytes
  value: Bytes
}

/** The whole records; ends where they are broken. */
export function recordsOf(iptc: Bytes): IptcRecord[] {
  const view = viewOf(iptc)
  const records: IptcRecord[] = []
  for (let at = 0; at + 5 <= iptc.byteLength && iptc[at] === 0x1c;) {
    const length = view.getUint16(at + 3)
    // The highest bit says that the length is longer than this: no words are.
    const end = at + 5 + length
    if (length > 0x7fff || end > iptc.byteLength) break
    const value = iptc.subarray(at + 5, end)
    records.push({ kind: `${iptc[at + 1]}:${iptc[at + 2]}`, whole: iptc.subarray(at, end), value })
    at = end
  }
  return records
}

/** The records of these kinds, or without them; null where none is left but those that say how the rest is written. */
export function iptcWith(iptc: Bytes | null, isKept: (kind: string) => boolean): Bytes | null {
  const kept = iptc ? recordsOf(iptc).filter(({ kind }) => isKept(kind)) : []
  const says = kept.some(({ kind }) => kind.startsWith('2:') && kind !== '2:0')
  return says ? join(kept.map(({ whole }) => whole)) : null
}

export const iptcKinds = {
  /** How the rest is written. */
  form: ['1:0', '1:90', '2:0'],
  title: ['2:5'],
  author: ['2:80', '2:85', '2:122'],
  description: ['2:120', '2:105'],
  rights: ['2:110', '2:115', '2:116'],
  place: ['2:26', '2:27', '2:90', '2:92', '2:95', '2:100', '2:101'],
}
