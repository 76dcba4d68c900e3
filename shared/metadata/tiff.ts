import { join, number, viewOf, type Bytes } from './bytes.ts'
import {
  entriesAt,
  inOrder,
  numberOf,
  parseExif,
  structural,
  tablesFrom,
  tags,
  tiffHead,
  withEntries,
  writeExif,
  type Entry,
} from './exif.ts'
import { iptcOfResources } from './iptc.ts'
import { noMetadata, type Metadata } from './metadata.ts'
import { UnfitFile } from './unfit-file.ts'

/** Where a TIFF keeps what other types keep in parts of their own. */
const parts = { xmp: 0x02bc, iptc: 0x83bb, photoshop: 0x8649, icc: 0x8773, layers: 0x935c, c2pa: 0xcd41 }
const [bytesType, undefinedType] = [1, 7]

function firstTable(bytes: Bytes) {
  const head = tiffHead(bytes)
  return head && { ...head, entries: entriesAt(bytes, head.first, head.little) }
}

export function readTiff(bytes: Bytes): Metadata {
  const table = firstTable(bytes)
  if (!table) return noMetadata
  const value = (tag: number) => table.entries.find((each) => each.tag === tag)?.value ?? null
  const resources = value(parts.photoshop)
  const exif = parseExif(bytes)
  return {
    ...noMetadata,
    exif: exif && writeExif(exif),
    xmp: value(parts.xmp),
    iptc: value(parts.iptc) ?? (resources && iptcOfResources(resources)),
    icc: value(parts.icc),
    c2pa: value(parts.c2pa),
  }
}

/** Blanks what an entry says, where it stands outside its table. */
const blank = (bytes: Bytes, { at, value }: Entry) => void bytes.fill(0, at, at + value.byteLength)

/** Blanks the tables that one entry points to, and all they say. */
function blankTable(
  bytes: Bytes,
  entries: readonly Entry[],
  tag: number,
  little: boolean,
  inner = false,
): void {
  const pointer = entries.find((entry) => entry.tag === tag)
  const at = pointer ? (numberOf(pointer, little) ?? 0) : 0
  const said = entriesAt(bytes, at, little)
  // One table within another, no deeper: it may point to itself.
  if (!inner) blankTable(bytes, said, tags.interop, little, true)
  for (const entry of said) blank(bytes, entry)
  if (said.length > 0) bytes.fill(0, at, at + 2 + 12 * said.length + 4)
}

/** A new table stands at the end of the file and is named as its first; what the old one said is blanked. */
export function writeTiff(bytes: Bytes, { exif, xmp, iptc, icc }: Metadata): Bytes {
  const table = firstTable(bytes)
  if (!table || table.entries.length === 0)
    throw new UnfitFile(
      'This TIFF is broken: nothing says where its picture is. Save it anew, then try again.',
    )
  const { little, first, entries } = table
  const saying = new Set<number>([...Object.values(parts), tags.photo, tags.place, tags.interop])
  const ofPixels = ({ tag }: Entry) => structural.has(tag) && !saying.has(tag)
  const front = join([bytes, new Uint8Array(bytes.byteLength % 2)])
  for (const tag of [tags.photo, tags.place]) blankTable(front, entries, tag, little)
  for (const entry of entries) if (!ofPixels(entry)) blank(front, entry)
  const nextAt = first + 2 + 12 * viewOf(bytes).getUint16(first, little)
  const next = nextAt + 4 <= bytes.byteLength ? viewOf(bytes).getUint32(nextAt, little) : 0

  const said = exif && parseExif(exif)
  const own = said && inOrder(said, little)
  const whole = (tag: number, type: number, value: Bytes | null): Entry[] =>
    value ? [{ tag, type, count: value.byteLength, value, at: 0 }] : []
  const { first: at, bytes: added } = tablesFrom(
    {
      little,
      image: withEntries(
        own?.image ?? [],
        ...entries.filter(ofPixels),
        ...whole(parts.xmp, bytesType, xmp),
        ...whole(parts.iptc, undefinedType, iptc),
        ...whole(parts.icc, undefinedType, icc),
      ),
      photo: own?.photo ?? [],
      place: own?.place ?? [],
      interop: own?.interop ?? [],
    },
    front.byteLength,
    { next },
  )
  front.set(number(at, 4, little), 4)
  // The old table says nothing any more; it may lie anywhere, so it is blanked last of all.
  front.fill(0, first, Math.min(nextAt + 4, front.byteLength))
  return join([front, added])
}
