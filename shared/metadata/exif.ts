import { fromUtf8, join, letters, lettersAt, number, utf8, viewOf, type Bytes } from './bytes.ts'

/** One line of an EXIF table. */
export interface Entry {
  tag: number
  /** What kind of numbers its value is made of; TIFF 6.0, section 2. */
  type: number
  count: number
  /** In the byte order of the whole. */
  value: Bytes
  /** Where its value stood in the block it was read from. */
  at: number
}

/** What EXIF says, table by table. Its thumbnail is not read: it shows a picture that may be no more. */
export interface Exif {
  little: boolean
  /** Of the picture: author, description, camera. */
  image: readonly Entry[]
  /** Of how it was taken. */
  photo: readonly Entry[]
  /** Of where. */
  place: readonly Entry[]
  /** By what rules its colours are to be read. */
  interop: readonly Entry[]
}

export const tags = {
  description: 0x010e,
  make: 0x010f,
  model: 0x0110,
  orientation: 0x0112,
  software: 0x0131,
  artist: 0x013b,
  copyright: 0x8298,
  photo: 0x8769,
  place: 0x8825,
  taken: 0x9003,
  makerNote: 0x927c,
  windowsTitle: 0x9c9b,
  windowsAuthor: 0x9c9d,
  windowsSubject: 0x9c9f,
  colorSpace: 0xa001,
  width: 0xa002,
  height: 0xa003,
  interop: 0xa005,
} as const

/** Bytes of one number of each type. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]
const [ascii, short, long] = [2, 3, 4]

/** How the pixels lie in a TIFF, where other tables are, and what other parts say: nothing that EXIF is asked for. */
export const structural: ReadonlySet<number> = new Set([
  ...[0x00fe, 0x00ff, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0107, 0x010a, 0x010d, 0x0111, 0x0115, 0x0116],
  ...[0x0117, 0x0118, 0x0119, 0x011c, 0x011d, 0x0120, 0x0121, 0x0122, 0x0123, 0x0129, 0x012d, 0x013d, 0x013e],
  ...[0x013f, 0x0140, 0x0141, 0x0142, 0x0143, 0x0144, 0x0145, 0x014a, 0x014c, 0x0151, 0x0152, 0x0153, 0x0154],
  ...[0x0155, 0x0156, 0x015b, 0x0200, 0x0201, 0x0202, 0x0203, 0x0205, 0x0206, 0x0207, 0x0208, 0x0209, 0x0211],
  ...[0x0212, 0x0213, 0x0214, 0x02bc, 0x83bb, 0x8649, 0x8773, 0x935c, 0xcd41],
  ...[tags.photo, tags.place, tags.interop],
])

/** Where the first table of a TIFF is, and in what byte order; null where it is none. */
export function tiffHead(bytes: Bytes): { little: boolean; first: number } | null {
  if (bytes.byteLength < 8) return null
  const order = lettersAt(bytes, 0, 2)
  if (order !== 'II' && order !== 'MM') return null
  const little = order === 'II'
  const view = viewOf(bytes)
  return view.getUint16(2, little) === 42 ? { little, first: view.getUint32(4, little) } : null
}

/** The whole entries of the table at a place; those whose values lie outside the bytes are left out. */
export function entriesAt(bytes: Bytes, at: number, little: boolean): Entry[] {
  if (at < 8 || at + 2 > bytes.byteLength) return []
  const view = viewOf(bytes)
  const count = Math.min(view.getUint16(at, little), Math.floor((bytes.byteLength - at - 2) / 12))
  return Array.from({ length: count }, (_, index): Entry | null => {
    const line = at + 2 + 12 * index
    const [tag, type] = [view.getUint16(line, little), view.getUint16(line + 2, little)]
    const numbers = view.getUint32(line + 4, little)
    const length = numbers * (typeBytes[type] ?? 0)
    const value = length <= 4 ? line + 8 : view.getUint32(line + 8, little)
    if (length === 0 || value + length > bytes.byteLength) return null
    return { tag, type, count: numbers, value: bytes.slice(value, value + length), at: value }
  }).filter((entry) => entry !== null)
}

/** The first number of an entry of whole numbers; null where it has none. */
export function numberOf({ type, value }: Entry, little: boolean): number | null {
  const view = viewOf(value)
  if (type === short && value.byteLength >= 2) return view.getUint16(0, little)
  return (type === long || type === 13) && value.byteLength >= 4 ? view.getUint32(0, little) : null
}

/** What an EXIF block, or the first picture of a TIFF file, says; null where it is no TIFF structure. */
export function parseExif(bytes: Bytes): Exif | null {
  const head = tiffHead(bytes)
  if (!head) return null
  const { little, first } = head
  const table = (entries: readonly Entry[], tag: number): Entry[] => {
    const pointer = entries.find((each) => each.tag === tag)
    return pointer ? entriesAt(bytes, numberOf(pointer, little) ?? 0, little) : []
  }
  const plain = (entries: readonly Entry[]) => entries.filter(({ tag }) => !structural.has(tag))
  const image = entriesAt(bytes, first, little)
  const photo = table(image, tags.photo)
  return {
    little,
    image: plain(image),
    photo: plain(photo),
    place: table(image, tags.place),
    interop: table(photo, tags.interop),
  }
}

/** An entry of letters, in UTF-8 as everybody writes them. */
export function textEntry(tag: number, text: string): Entry {
  const value = join([utf8(text), new Uint8Array(1)])
  return { tag, type: ascii, count: value.byteLength, value, at: 0 }
}

export const numberEntry = (tag: number, value: number, little: boolean): Entry =>
  value > 0xffff
    ? { tag, type: long, count: 1, value: number(value, 4, little), at: 0 }
    : { tag, type: short, count: 1, value: number(value, 2, little), at: 0 }

/** What an entry of letters says: EXIF's own, or Windows' in UTF-16. */
export function textOf({ tag, type, value }: Entry): string | null {
  if (tag >= tags.windowsTitle && tag <= tags.windowsSubject)
    return new TextDecoder('utf-16le').decode(value).replace(/\0+$/, '').trim() || null
  return type === ascii
    ? fromUtf8(value)
        .replace(/\0[^]*$/, '')
        .trim() || null
    : null
}

/** These entries in place of those of the same tags; in rising order, as TIFF asks. */
export const withEntries = (entries: readonly Entry[], ...added: readonly Entry[]): Entry[] =>
  [...entries.filter(({ tag }) => !added.some((each) => each.tag === tag)), ...added].sort(
    (a, b) => a.tag - b.tag,
  )

export const isEmpty = ({ image, photo, place, interop }: Exif) =>
  image.length + photo.length + place.length + interop.length === 0

/**
 * The bytes of a table, to stand at a place, its values behind it. A value that is `fixed` stands elsewhere; `next` is
 * where the table after it is.
 */
export function tableBytes(
  entries: readonly Entry[],
  at: number,
  little: boolean,
  { fixed, next: following = 0 }: { fixed?: Entry | undefined; next?: number } = {},
): Bytes {
  const lines: Uint8Array[] = [number(entries.length, 2, little)]
  const values: Uint8Array[] = []
  let next = at + 2 + 12 * entries.length + 4
  for (const entry of entries) {
    const { tag, type, count, value } = entry
    lines.push(number(tag, 2, little), number(type, 2, little), number(count, 4, little))
    if (value.byteLength <= 4) {
      lines.push(value, new Uint8Array(4 - value.byteLength))
      continue
    }
    lines.push(number(entry === fixed ? entry.at : next, 4, little))
    if (entry === fixed) continue
    const even = value.byteLength % 2
    values.push(value, new Uint8Array(even))
    next += value.byteLength + even
  }
  return join([...lines, number(following, 4, little), ...values])
}

/** Tables one after another from a place on, each known to those that point to it. */
export function tablesFrom(
  exif: Exif,
  from: number,
  options: { fixed?: Entry | undefined; next?: number } = {},
): { first: number; bytes: Bytes } {
  const { little } = exif
  const parts: Uint8Array[] = []
  let end = from
  const put = (entries: readonly Entry[], next = 0): number => {
    const at = end
    const bytes = tableBytes(entries, at, little, { fixed: options.fixed, next })
    parts.push(bytes)
    end += bytes.byteLength
    return at
  }
  const pointTo = (tag: number, entries: readonly Entry[]): Entry[] =>
    entries.length === 0 ? [] : [{ tag, type: long, count: 1, value: number(put(entries), 4, little), at: 0 }]
  const photo = withEntries(exif.photo, ...pointTo(tags.interop, exif.interop))
  const image = withEntries(exif.image, ...pointTo(tags.photo, photo), ...pointTo(tags.place, exif.place))
  const first = put(image, options.next)
  return { first, bytes: join(parts) }
}

/** Beyond this a camera's notes lie in a file of pixels, and no block of EXIF may be so long. */
const maxNotesAt = 60_000

/** The block as bytes; null where it says nothing. */
export function writeExif(exif: Exif): Bytes | null {
  if (isEmpty(exif)) return null
  const { little } = exif
  // A camera's own notes point into the whole block, in ways only it knows: they stay where they were.
  const fixed = exif.photo.find(
    ({ tag, at, value }) => tag === tags.makerNote && at >= 8 && at <= maxNotesAt && value.byteLength > 4,
  )
  const end = fixed ? fixed.at + fixed.value.byteLength : 8
  const front = new Uint8Array(end + (end % 2))
  const { first, bytes } = tablesFrom(exif, front.byteLength, { fixed })
  front.set(join([letters(little ? 'II' : 'MM'), number(42, 2, little), number(first, 4, little)]))
  if (fixed) front.set(fixed.value, fixed.at)
  return join([front, bytes])
}

/** Bytes of the numbers within a value: each half of a fraction is one. */
const wordBytes = [0, 1, 1, 2, 4, 4, 1, 1, 2, 4, 4, 4, 8, 4]

/** The same in the other byte order. A camera's own notes cannot be turned, and are left out. */
export function inOrder(exif: Exif, little: boolean): Exif {
  if (exif.little === little) return exif
  const turn = (entry: Entry): Entry => {
    const width = wordBytes[entry.type] ?? 1
    const value = entry.value.slice()
    for (let at = 0; at + width <= value.byteLength; at += width) value.subarray(at, at + width).reverse()
    return { ...entry, value }
  }
  return {
    little,
    image: exif.image.map(turn),
    photo: exif.photo.filter(({ tag }) => tag !== tags.makerNote).map(turn),
    place: exif.place.map(turn),
    interop: exif.interop.map(turn),
  }
}
