import {
  crc32,
  fromUtf8,
  join,
  letters,
  lettersAt,
  number,
  packed,
  same,
  unpacked,
  utf8,
  viewOf,
  type Bytes,
} from './bytes.ts'
import { noMetadata, type Metadata, type Note } from './metadata.ts'
import { UnfitFile } from './unfit-file.ts'

interface Chunk {
  name: string
  start: number
  end: number
  data: Bytes
}

/** A profile or a text that unpacks to more is none. */
const maxPart = 16 * 1024 * 1024
const xmpKey = 'XML:com.adobe.xmp'
const colourChunks = ['iCCP', 'sRGB', 'gAMA', 'cHRM', 'cICP']
/** What belongs to the picture itself: how it looks, how large it is meant, how it moves. */
const pictureChunks = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'bKGD', 'pHYs', 'sBIT', 'hIST', 'sPLT', 'mDCV', 'cLLI'],
  ...['acTL', 'fcTL', 'fdAT', ...colourChunks],
])

/** The whole chunks of a PNG; ends with IEND, or where the file is broken. */
function* chunksOf(bytes: Bytes): Generator<Chunk> {
  for (let at = 8; at + 12 <= bytes.byteLength;) {
    const end = at + 12 + viewOf(bytes).getUint32(at)
    if (end > bytes.byteLength) return
    const name = lettersAt(bytes, at + 4, 4)
    yield { name, start: at, end, data: bytes.subarray(at + 8, end - 4) }
    if (name === 'IEND') return
    at = end
  }
}

/** The text up to a zero byte, and where what follows begins; null where there is no zero. */
function keyOf(data: Bytes): { key: string; after: number } | null {
  const zero = data.indexOf(0)
  return zero < 1 || zero > 79 ? null : { key: lettersAt(data, 0, zero), after: zero + 1 }
}

const latin = (data: Uint8Array) => new TextDecoder('latin1').decode(data)

async function noteOf({ name, data }: Chunk): Promise<Note | null> {
  const named = keyOf(data)
  if (!named) return null
  const { key, after } = named
  if (name === 'tEXt') return { key, text: latin(data.subarray(after)) }
  if (name === 'zTXt') {
    const text = await unpacked(data.subarray(after + 1), maxPart)
    return text && { key, text: latin(text) }
  }
  const language = data.indexOf(0, after + 2)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) return null
  const body = data.subarray(translated + 1)
  const text = data[after] === 1 ? await unpacked(body, maxPart) : body
  return text && { key, text: fromUtf8(text) }
}

async function profileOf({ data }: Chunk): Promise<Bytes | null> {
  const named = keyOf(data)
  return named && unpacked(data.subarray(named.after + 1), maxPart)
}

export async function readPng(bytes: Bytes): Promise<Metadata> {
  const found: Metadata = { ...noMetadata }
  const notes: Note[] = []
  for (const chunk of chunksOf(bytes)) {
    if (chunk.name === 'eXIf') found.exif ??= chunk.data.slice()
    else if (chunk.name === 'iCCP') found.icc ??= await profileOf(chunk)
    else if (chunk.name === 'caBX') found.c2pa ??= chunk.data.slice()
    else if (/^(?:tEXt|zTXt|iTXt)$/.test(chunk.name)) {
      const note = await noteOf(chunk)
      if (note?.key === xmpKey) found.xmp ??= utf8(note.text)
      else if (note) notes.push(note)
    }
  }
  return { ...found, notes }
}

export function chunk(name: string, ...parts: Uint8Array[]): Bytes {
  const body = join([letters(name), ...parts])
  return join([number(body.byteLength - 4, 4), body, number(crc32(body), 4)])
}

/** Uncompressed international text, of no language: keyword, five zeros, the text. */
const textChunk = (key: string, text: Uint8Array) => chunk('iTXt', letters(key), new Uint8Array(5), text)

async function chunksFor({ exif, xmp, icc, notes }: Metadata, withProfile: boolean): Promise<Bytes[]> {
  const made: Bytes[] = []
  if (icc && withProfile) made.push(chunk('iCCP', letters('ICC profile\0\0'), await packed(icc)))
  if (exif) made.push(chunk('eXIf', exif))
  if (xmp) made.push(textChunk(xmpKey, xmp))
  for (const { key, text } of notes)
    if (/^[\x20-\x7e]{1,79}$/.test(key)) made.push(textChunk(key, utf8(text)))
  return made
}

export async function writePng(bytes: Bytes, metadata: Metadata): Promise<Bytes> {
  const chunks = [...chunksOf(bytes)]
  if (chunks[0]?.name !== 'IHDR' || chunks.at(-1)?.name !== 'IEND')
    throw new UnfitFile('This PNG is broken: it has no beginning or no end. Save it anew, then try again.')
  const profile = chunks.find(({ name }) => name === 'iCCP')
  const otherColours = !same(profile ? await profileOf(profile) : null, metadata.icc)
  const kept = chunks.filter(
    ({ name }) => pictureChunks.has(name) && !(otherColours && colourChunks.includes(name)),
  )
  const [head, ...rest] = kept.map(({ start, end }) => bytes.subarray(start, end))
  return join([bytes.subarray(0, 8), head!, ...(await chunksFor(metadata, otherColours)), ...rest])
}
