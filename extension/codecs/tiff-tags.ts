import { viewOf, type Bytes } from '../../shared/metadata/bytes.ts'

/** The numbers of a picture's tags; text and what is not a number is left out. */
export interface Tags {
  little: boolean
  /** The numbers of a tag, as many as there are. */
  all(tag: number): readonly number[] | null
  /** A tag's only number. */
  one(tag: number, otherwise: number): number
}

/** Single bytes beyond this are a profile or a note, which nobody reads number by number. */
const mostBytes = 65_536

/** How many bytes a number of each kind takes. */
const widths: Record<number, number> = { 1: 1, 3: 2, 4: 4, 7: 1, 13: 4 }

/** The tags of the first picture in a TIFF; null where they cannot be read. */
export function tagsOf(bytes: Bytes): Tags | null {
  if (bytes.length < 8) return null
  const view = viewOf(bytes)
  const little = bytes[0] === 0x49
  const start = view.getUint32(4, little)
  if (start + 2 > bytes.length) return null
  const count = view.getUint16(start, little)
  const found = new Map<number, number[]>()
  for (let at = start + 2, entry = 0; entry < count && at + 12 <= bytes.length; entry++, at += 12) {
    const kind = view.getUint16(at + 2, little)
    const width = widths[kind]
    const length = view.getUint32(at + 4, little)
    if (!width || length > bytes.length || (width === 1 && length > mostBytes)) continue
    const from = length * width > 4 ? view.getUint32(at + 8, little) : at + 8
    if (from + length * width > bytes.length) continue
    const numberAt = (place: number) =>
      width === 1
        ? bytes[place]!
        : width === 2
          ? view.getUint16(place, little)
          : view.getUint32(place, little)
    found.set(
      view.getUint16(at, little),
      Array.from({ length }, (_, index) => numberAt(from + index * width)),
    )
  }
  return {
    little,
    all: (tag) => found.get(tag) ?? null,
    one: (tag, otherwise) => found.get(tag)?.[0] ?? otherwise,
  }
}
