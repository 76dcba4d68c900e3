import { fromUtf8, join, letters, lettersAt, utf8, type Bytes } from './bytes.ts'
import { noMetadata, type Metadata, type Note } from './metadata.ts'
import { UnfitFile } from './unfit-file.ts'

/** A piece of a GIF behind its head: what it is, and its bytes from first to last. */
interface Block {
  /** Eleven letters of an application's extension, "comment", or null for all that makes the picture. */
  name: string | null
  start: number
  end: number
  /** Where its sub-blocks begin. */
  data: number
}

const xmpName = 'XMP DataXMP'
const iccName = 'ICCRGBG1012'

/** Where what follows a row of sub-blocks begins; past the end where it is broken. */
function afterBlocks(bytes: Bytes, at: number): number {
  while (at < bytes.byteLength && bytes[at] !== 0) at += 1 + bytes[at]!
  return at + 1
}

const tableBytes = (packed: number) => (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0)

/** Where the first block begins. */
const headEnd = (bytes: Bytes) => 13 + tableBytes(bytes[10] ?? 0)

/** The whole blocks of a GIF; ends with the trailer, or where the file is broken. */
function* blocksOf(bytes: Bytes): Generator<Block> {
  for (let at = headEnd(bytes); at < bytes.byteLength;) {
    const kind = bytes[at]
    if (kind === 0x3b) return yield { name: null, start: at, end: at + 1, data: at + 1 }
    const label = bytes[at + 1]
    let name: Block['name'] = null
    let data = at + 2
    if (kind === 0x21) {
      if (label === 0xfe) name = 'comment'
      if (label === 0xff) {
        name = lettersAt(bytes, at + 3, 11)
        data = at + 3 + bytes[at + 2]!
      }
    } else if (kind === 0x2c) data = at + 10 + tableBytes(bytes[at + 9] ?? 0) + 1
    else return
    const end = afterBlocks(bytes, data)
    if (end > bytes.byteLength) return
    yield { name, start: at, end, data }
    at = end
  }
}

/** The sub-blocks' bytes in a row. */
function gathered(bytes: Bytes, { data, end }: Block): Bytes {
  const parts: Uint8Array[] = []
  for (let at = data; at < end && bytes[at] !== 0; at += 1 + bytes[at]!)
    parts.push(bytes.subarray(at + 1, at + 1 + bytes[at]!))
  return join(parts)
}

/** XMP stands in a GIF without being cut into sub-blocks: 256 bytes behind it lead any reader to the end. */
const withoutTail = (bytes: Bytes, { data, end }: Block) => bytes.slice(data, Math.max(data, end - 258))

export function readGif(bytes: Bytes): Metadata {
  const found: Metadata = { ...noMetadata }
  const notes: Note[] = []
  for (const block of blocksOf(bytes)) {
    if (block.name === xmpName) found.xmp ??= withoutTail(bytes, block)
    else if (block.name === iccName) found.icc ??= gathered(bytes, block)
    else if (block.name?.startsWith('C2PA_GIF')) found.c2pa ??= gathered(bytes, block)
    else if (block.name === 'comment') notes.push({ key: 'Comment', text: fromUtf8(gathered(bytes, block)) })
  }
  return { ...found, notes }
}

function subBlocks(data: Bytes): Bytes {
  const parts: Uint8Array[] = []
  for (let at = 0; at < data.byteLength; at += 255) {
    const piece = data.subarray(at, at + 255)
    parts.push(Uint8Array.of(piece.byteLength), piece)
  }
  return join([...parts, new Uint8Array(1)])
}

const application = (name: string, body: Uint8Array) =>
  join([Uint8Array.of(0x21, 0xff, 11), letters(name), body])

const xmpBlock = (xmp: Bytes) => {
  const tail = Uint8Array.from({ length: 258 }, (_, at) => (at === 0 ? 1 : at > 256 ? 0 : 256 - at))
  return application(xmpName, join([xmp, tail]))
}

/** What plays: how often (NETSCAPE, ANIMEXTS) and everything that is no word. */
const isOfThePicture = ({ name }: Block) => name === null || /^(?:NETSCAPE2\.0|ANIMEXTS1\.0)$/.test(name)

export function writeGif(bytes: Bytes, { xmp, icc, notes }: Metadata): Bytes {
  const blocks = [...blocksOf(bytes)]
  const last = blocks.at(-1)
  if (!last || bytes[last.start] !== 0x3b)
    throw new UnfitFile('This GIF is broken: it has no end. Save it anew, then try again.')
  const picture = blocks.filter(isOfThePicture).map(({ start, end }) => bytes.subarray(start, end))
  return join([
    letters('GIF89a'),
    bytes.subarray(6, headEnd(bytes)),
    ...(icc ? [application(iccName, subBlocks(icc))] : []),
    ...picture.slice(0, -1),
    ...(xmp ? [xmpBlock(xmp)] : []),
    ...notes
      .filter(({ key }) => key === 'Comment')
      .map(({ text }) => join([Uint8Array.of(0x21, 0xfe), subBlocks(utf8(text))])),
    picture.at(-1)!,
  ])
}
