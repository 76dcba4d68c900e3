import { boxesIn, Cursor, type Box } from './boxes.ts'
import { join, lettersAt, type Bytes } from './bytes.ts'

/** One item of a HEIF file (AVIF, HEIC): a picture, or what is said of it (ISO 23008-12). */
export interface Item {
  id: number
  type: string
  /** Of a "mime" item. */
  contentType: string
}
/** Where an item's bytes lie: in the file (0), or in the box "idat" (1). */
export interface Location {
  id: number
  method: number
  extents: readonly { at: number; length: number }[]
}

/** Boxes whose bytes begin with a version and flags. */
export const versioned = (bytes: Bytes, box: Box) => ({ version: bytes[box.data] ?? 0, from: box.data + 4 })

export interface Items {
  meta: Box
  /** The boxes within "meta". */
  parts: readonly Box[]
  primary: number
  items: readonly Item[]
  locations: readonly Location[]
}

/** Null where the file has none, or they are broken. */
export function itemsOf(bytes: Bytes): Items | null {
  const meta = boxesIn(bytes).find(({ type }) => type === 'meta')
  if (!meta) return null
  const parts = boxesIn(bytes, meta.data + 4, meta.end)
  const part = (name: string) => parts.find(({ type }) => type === name)
  const [pitm, iinf, iloc] = [part('pitm'), part('iinf'), part('iloc')]
  if (!pitm || !iinf || !iloc) return null
  const primary = new Cursor(bytes, { data: pitm.data + 4, end: pitm.end }).next(
    bytes[pitm.data] === 0 ? 2 : 4,
  )
  const locations = locationsIn(bytes, iloc)
  return locations && { meta, parts, primary, items: itemsIn(bytes, iinf), locations }
}

function itemsIn(bytes: Bytes, iinf: Box): Item[] {
  const { version, from } = versioned(bytes, iinf)
  return boxesIn(bytes, from + (version === 0 ? 2 : 4), iinf.end).flatMap((infe) => {
    const version = bytes[infe.data] ?? 0
    if (infe.type !== 'infe' || version < 2) return []
    const cursor = new Cursor(bytes, { data: infe.data + 4, end: infe.end })
    const id = cursor.next(version === 2 ? 2 : 4)
    cursor.next(2)
    const type = lettersAt(bytes, cursor.at, 4)
    cursor.next(4)
    cursor.word()
    return [{ id, type, contentType: type === 'mime' ? cursor.word() : '' }]
  })
}

function locationsIn(bytes: Bytes, iloc: Box): Location[] | null {
  const { version, from } = versioned(bytes, iloc)
  const cursor = new Cursor(bytes, { data: from, end: iloc.end })
  const [first, second] = [cursor.next(1), cursor.next(1)]
  const [offsetBytes, lengthBytes, baseBytes] = [first >> 4, first & 15, second >> 4]
  const indexBytes = version > 0 ? second & 15 : 0
  if ([offsetBytes, lengthBytes, baseBytes, indexBytes].some((each) => each > 8)) return null
  const idBytes = version < 2 ? 2 : 4
  const count = cursor.next(idBytes)
  const locations: Location[] = []
  while (locations.length < count && !cursor.failed) {
    const id = cursor.next(idBytes)
    const method = version > 0 ? cursor.next(2) & 15 : 0
    cursor.next(2)
    const base = cursor.next(baseBytes)
    const extents: { at: number; length: number }[] = []
    const many = cursor.next(2)
    while (extents.length < many && !cursor.failed) {
      cursor.next(indexBytes)
      const at = base + cursor.next(offsetBytes)
      extents.push({ at, length: cursor.next(lengthBytes) })
    }
    locations.push({ id, method, extents })
  }
  return cursor.failed ? null : locations
}

/** The places of an item's bytes in the file, from first to last; none where they are not all there. */
export function rangesOf(
  bytes: Bytes,
  { parts, locations }: Items,
  id: number,
): [from: number, to: number][] {
  const found = locations.find((each) => each.id === id)
  const idat = parts.find(({ type }) => type === 'idat')
  if (!found || found.method > 1) return []
  const start = found.method === 1 ? idat?.data : 0
  const end = found.method === 1 ? idat?.end : bytes.byteLength
  if (start === undefined || end === undefined) return []
  const ranges = found.extents.map(({ at, length }): [number, number] => [
    start + at,
    length === 0 ? end : start + at + length,
  ])
  return ranges.every(([from, to]) => from <= to && to <= end) ? ranges : []
}

/** An item's bytes; null where they are not all there. */
export function bytesOf(bytes: Bytes, items: Items, id: number): Bytes | null {
  const ranges = rangesOf(bytes, items, id)
  // Ranges may overlap: a small file must not become a large part.
  const sum = ranges.reduce((all, [from, to]) => all + to - from, 0)
  if (sum === 0 || sum > bytes.byteLength) return null
  return join(ranges.map(([from, to]) => bytes.subarray(from, to)))
}
