import { fromUtf8, join, letters, lettersAt, number, utf8, viewOf, type Bytes } from './bytes.ts'
import { iptcOfResources, resourceOfIptc } from './iptc.ts'
import { noEdits, noMetadata, type Metadata } from './metadata.ts'
import { chosen } from './choice.ts'
import { UnfitFile } from './unfit-file.ts'

/** From the FF of its marker to its end. */
interface Segment {
  marker: number
  start: number
  end: number
}

const sos = 0xda
const signatures = {
  exif: 'Exif\0\0',
  xmp: 'http://ns.adobe.com/xap/1.0/\0',
  icc: 'ICC_PROFILE\0',
  photoshop: 'Photoshop 3.0\0',
  jumbf: 'JP',
}
/** A segment says its own length in 16 bits, which count themselves. */
const room = 0xffff - 2

/** The segments before the pixels; ends where the file is broken. */
function* segmentsOf(bytes: Bytes): Generator<Segment> {
  for (let at = 2; at + 4 <= bytes.byteLength && bytes[at] === 0xff;) {
    // Any number of FF may stand before a marker.
    if (bytes[at + 1] === 0xff) {
      at++
      continue
    }
    const marker = bytes[at + 1]!
    const end = at + 2 + viewOf(bytes).getUint16(at + 2)
    if (end < at + 4 || end > bytes.byteLength || (marker >= 0xd0 && marker <= 0xd9)) return
    yield { marker, start: at, end }
    if (marker === sos) return
    at = end
  }
}

const isA = (bytes: Bytes, { marker, start, end }: Segment, of: number, name: string) =>
  marker === of && start + 4 + name.length <= end && lettersAt(bytes, start + 4, name.length) === name

export function readJpeg(bytes: Bytes): Metadata {
  const found: Metadata = { ...noMetadata }
  const notes: Metadata['notes'][number][] = []
  const profile: Bytes[] = []
  const resources: Bytes[] = []
  const history: Bytes[] = []
  for (const segment of segmentsOf(bytes)) {
    const after = (name: string, more = 0) =>
      bytes.slice(Math.min(segment.start + 4 + name.length + more, segment.end), segment.end)
    const { exif, xmp, icc, photoshop, jumbf } = signatures
    if (isA(bytes, segment, 0xe1, exif)) found.exif ??= after(exif)
    else if (isA(bytes, segment, 0xe1, xmp)) found.xmp ??= after(xmp)
    else if (isA(bytes, segment, 0xe2, icc)) profile[after(icc)[0] ?? 0] = after(icc, 2)
    else if (isA(bytes, segment, 0xed, photoshop)) resources.push(after(photoshop))
    else if (isA(bytes, segment, 0xeb, jumbf)) history.push(after(jumbf, 6))
    else if (segment.marker === 0xfe)
      notes.push({ key: 'Comment', text: fromUtf8(after('')).replace(/\0+$/, '') })
  }
  const pieces = profile.filter(Boolean)
  return {
    ...found,
    iptc: resources.length > 0 ? iptcOfResources(join(resources)) : null,
    icc: pieces.length > 0 ? join(pieces) : null,
    c2pa: history.length > 0 ? join(history) : null,
    notes,
  }
}

/** The place behind the last byte of the picture: some files go on, with a second picture or a clip. */
function endOfPicture(bytes: Bytes, scan: number): number {
  for (let at = scan; ;) {
    at = bytes.indexOf(0xff, at)
    if (at < 0 || at + 1 >= bytes.byteLength) return bytes.byteLength
    const marker = bytes[at + 1]!
    if (marker === 0xd9) return at + 2
    // Within the pixels: a stuffed FF, a restart, or filling.
    if (marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8)) at += marker === 0xff ? 1 : 2
    else if (at + 4 > bytes.byteLength) return bytes.byteLength
    else at += 2 + Math.max(2, viewOf(bytes).getUint16(at + 2))
  }
}

function segment(marker: number, ...parts: Uint8Array[]): Bytes {
  const data = join(parts)
  return join([Uint8Array.of(0xff, marker), number(data.byteLength + 2, 2), data])
}

function profileSegments(icc: Bytes): Bytes[] {
  const most = room - signatures.icc.length - 2
  const count = Math.ceil(icc.byteLength / most)
  return Array.from({ length: count }, (_, at) =>
    segment(
      0xe2,
      letters(signatures.icc),
      Uint8Array.of(at + 1, count),
      icc.subarray(at * most, (at + 1) * most),
    ),
  )
}

/** The packet, or of one that is too long for a segment what is said of author and rights, or that AI made it. */
function fitting(xmp: Bytes): Bytes | null {
  const most = room - signatures.xmp.length
  if (xmp.byteLength <= most) return xmp
  for (const choice of ['rights', 'strip'] as const) {
    const less = chosen({ ...noMetadata, xmp }, choice, noEdits, null).xmp
    if (less && less.byteLength <= most) return less
  }
  return null
}

/** Other parts that are too long for a segment are left out. */
function segmentsFor({ exif, xmp: packet, iptc, icc, notes }: Metadata): Bytes[] {
  const xmp = packet && fitting(packet)
  const made: Bytes[] = []
  const one = (marker: number, ...parts: Uint8Array[]) => {
    const length = parts.reduce((sum, { byteLength }) => sum + byteLength, 0)
    if (length <= room) made.push(segment(marker, ...parts))
  }
  if (exif) one(0xe1, letters(signatures.exif), exif)
  if (xmp) one(0xe1, letters(signatures.xmp), xmp)
  if (iptc) one(0xed, letters(signatures.photoshop), resourceOfIptc(iptc))
  if (icc && icc.byteLength < 255 * 65_000) made.push(...profileSegments(icc))
  for (const { key, text } of notes) if (key === 'Comment') one(0xfe, utf8(text))
  return made
}

/** What says how the picture is to be read: JFIF's head, Adobe's word on colours, and all that is no APPn or comment. */
const isOfThePicture = (bytes: Bytes, each: Segment) =>
  isA(bytes, each, 0xe0, 'JFIF\0') ||
  isA(bytes, each, 0xee, 'Adobe') ||
  !((each.marker >= 0xe0 && each.marker <= 0xef) || each.marker === 0xfe)

export function writeJpeg(bytes: Bytes, metadata: Metadata): Bytes {
  const segments = [...segmentsOf(bytes)]
  const scan = segments.at(-1)
  if (scan?.marker !== sos)
    throw new UnfitFile('This JPEG is broken before its pixels begin. Save it anew, then try again.')
  const kept = segments.filter((each) => isOfThePicture(bytes, each))
  const isHead = ({ marker }: Segment) => marker === 0xe0
  const cut = ({ start, end }: Segment) => bytes.subarray(start, end)
  return join([
    bytes.subarray(0, 2),
    ...kept.filter(isHead).slice(0, 1).map(cut),
    ...segmentsFor(metadata),
    ...kept.filter((each) => !isHead(each)).map(cut),
    bytes.subarray(scan.end, endOfPicture(bytes, scan.end)),
  ])
}
