import { BufferSource, CustomSource } from 'mediabunny'
import { fileLimits, fileTypes, uploadKinds, kindOf, type FileType } from '../../shared/assets.ts'
import type { MediaKind } from '../../shared/task.ts'
import { Refusal } from '../problem.ts'
import { gather, type Pieces } from './bytes.ts'
import { refuseOversize } from './limits.ts'
import { markPicture, markSound, markStream } from './mark.ts'
import { clipIsWhole, measurePicture, measureTimed, wavIsWhole, type Measure } from './measure.ts'
import { writeObject, type Written } from './object.ts'
import { withoutSound } from './silent.ts'
import { solidIsWhole } from './solid.ts'
import { structureOf } from './structure.ts'

// How each kind of file is taken in: looked through, marked, measured and written. Each refuses what cannot be read.

/** Where a file goes, and what is to be done with it on the way. */
export interface Destination {
  media: R2Bucket
  key: string
  type: FileType
  aiMark: boolean
  silent: boolean
}

/** What was written, as it was found to be. */
export type Saved = Written & Measure & { type: FileType; animated: boolean; text: string | null }

/** Clips pass in parts of 8 MB, but one that has its sound removed is held in memory whole. */
const maxSilencedBytes = 32 * 1024 * 1024

const takenTypes = Object.entries(fileTypes)
  .filter(([type]) => uploadKinds.includes(kindOf(type as FileType)))
  .map(([, ending]) => ending)

export const wrongType = (detail: string) =>
  new Refusal('wrong-type', `${detail} Nothing was stored.`, `Use one of: ${takenTypes.join(', ')}.`)

const unreadable = (type: FileType) => () => {
  throw wrongType(`The file begins like ${type}, but could not be read as such; it may be damaged.`)
}

const cutOff = (type: FileType) =>
  wrongType(`The file begins like ${type}, but ends in the middle; it did not arrive whole.`)

/** Reads some bytes of an object of R2, `end` not included. */
const readerOf =
  ({ media, key }: Destination) =>
  async (start: number, end: number) => {
    const part = await media.get(key, { range: { offset: start, length: end - start } })
    if (!part) throw new Error('the object went away while it was read')
    return new Uint8Array(await part.arrayBuffer())
  }

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const write = ({ media, key }: Destination, type: FileType, pieces: Pieces) =>
  writeObject(media, key, type, pieces)

const plain = { width: null, height: null, durationMs: null, animated: false, text: null }

async function savePicture(to: Destination, pieces: Pieces): Promise<Saved> {
  const { type } = to
  const bytes = await gather(pieces, fileLimits.image.bytes)
  let size: Measure
  try {
    const found = (size = measurePicture(bytes))
    if (!(found.width > 0 && found.height > 0)) throw new Error('a picture of no size')
  } catch {
    return unreadable(type)()
  }
  refuseOversize('image', size)
  const { whole, animated } = structureOf(type, bytes)
  if (!whole) throw cutOff(type)
  let final: Uint8Array<ArrayBuffer>
  try {
    final = to.aiMark ? markPicture(type, bytes) : bytes
  } catch {
    return unreadable(type)()
  }
  return { ...plain, ...(await write(to, type, inOnePiece(final))), ...size, type, animated }
}

/** A clip; without pictures in it, it is the sound of that family (a recording named mp4). */
async function saveClip(to: Destination, pieces: Pieces): Promise<Saved> {
  const { type } = to
  let clip = pieces
  if (to.silent && type === 'video/mp4') {
    const loud = await gather(pieces, maxSilencedBytes)
    clip = inOnePiece(new Uint8Array(await withoutSound(new BufferSource(loud)).catch(unreadable(type))))
  }
  const written = await write(to, type, to.aiMark ? markStream(type, clip) : clip)
  const read = readerOf(to)
  const source = new CustomSource({ getSize: () => written.bytes, read, prefetchProfile: 'network' })
  const size = await measureTimed(source).catch(unreadable(type))
  const heard = size.width === null
  if (heard && type !== 'video/mp4') return unreadable(type)()
  refuseOversize(heard ? 'audio' : 'video', size)
  if (type === 'video/mp4' && !(await clipIsWhole(written.bytes, read))) throw cutOff(type)
  return { ...plain, ...written, ...size, type: heard ? 'audio/mp4' : type }
}

async function saveSound(to: Destination, pieces: Pieces): Promise<Saved> {
  const { type } = to
  const bytes = await gather(pieces, fileLimits.audio.bytes)
  if (type === 'audio/wav' && !wavIsWhole(bytes)) throw cutOff(type)
  if (type === 'audio/mp4') {
    const whole = await clipIsWhole(bytes.byteLength, async (start, end) => bytes.slice(start, end))
    if (!whole) throw cutOff(type)
  }
  const size = await measureTimed(new BufferSource(bytes)).catch(unreadable(type))
  if (size.width !== null) return unreadable(type)()
  refuseOversize('audio', size)
  const final = to.aiMark ? markSound(type, bytes) : bytes
  const marked = to.aiMark ? markStream(type, inOnePiece(final)) : inOnePiece(final)
  return { ...plain, ...(await write(to, type, marked)), ...size, type }
}

async function saveSolid(to: Destination, pieces: Pieces): Promise<Saved> {
  const { type } = to
  const written = await write(to, type, to.aiMark ? markStream(type, pieces) : pieces)
  if (!(await solidIsWhole(type, written.bytes, readerOf(to)))) throw cutOff(type)
  return { ...plain, ...written, type }
}

async function saveText(to: Destination, pieces: Pieces): Promise<Saved> {
  const bytes = await gather(pieces, fileLimits.text.bytes)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return unreadable(to.type)()
  }
  return { ...plain, ...(await write(to, to.type, inOnePiece(bytes))), type: to.type, text }
}

export const savers: Readonly<Record<MediaKind, (to: Destination, pieces: Pieces) => Promise<Saved>>> = {
  image: savePicture,
  video: saveClip,
  audio: saveSound,
  model3d: saveSolid,
  text: saveText,
}
