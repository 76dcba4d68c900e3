import { BlobReader, ZipReader, type Entry, type FileEntry } from '@zip.js/zip.js/index-native.js'
import { saneFolder } from './names.ts'
import type { Bytes } from './store.ts'
import { sizeWords } from './words.ts'

/** One file in a ZIP, not unpacked yet. */
export interface Packed {
  name: string
  folder: string
  /** Unpacked, as the ZIP says. */
  bytes: number
  modified: number
  open: Bytes
}

/** A file of a ZIP that is not taken, and why. */
export interface Refused {
  name: string
  folder: string
  reason: string
}

export class UnfitZip extends Error {}

/** Deflate packs nothing tighter than 1:1032; no picture of more than a few megabytes comes near. */
const tightest = 200
const tightBytes = 32 * 1024 * 1024
const mostBytes = 500 * 1024 * 1024
const mostEntries = 20_000

/** Nothing of it runs in a worker of its own: a page of an extension may not start one from a text. */
const plainly = { useWebWorkers: false } as const

/** What lies in a ZIP, by its directory alone: nothing is unpacked. Throws UnfitZip. */
export async function listZip(file: Blob, name: string): Promise<(Packed | Refused)[]> {
  const reader = new ZipReader(new BlobReader(file), plainly)
  const found: (Packed | Refused)[] = []
  try {
    // A name that leads out is refused alone, below: the others are no worse for it.
    for await (const entry of reader.getEntriesGenerator({ filenameValidation: 'tolerant' })) {
      if (found.length >= mostEntries)
        throw new UnfitZip(`${name} holds more than ${mostEntries.toLocaleString('en')} files: split it.`)
      if (!entry.directory && !isSystems(entry.filename)) found.push(judge(entry))
    }
  } catch (cause) {
    if (cause instanceof UnfitZip) throw cause
    throw new UnfitZip(`${name} cannot be read as a ZIP: it is damaged, or no ZIP. Nothing of it was taken.`)
  }
  return found
}

/** What systems put beside a person's files. */
export const isSystems = (path: string): boolean =>
  /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i.test(path)

const leadsOut = (path: string) => /^([/\\]|[a-z]:)/i.test(path) || path.split(/[/\\]/).includes('..')

function judge(entry: Exclude<Entry, { directory: true }>): Packed | Refused {
  const path = entry.filename
  const parts = path.split(/[/\\]/)
  const name = parts.at(-1) ?? path
  const folder = saneFolder(parts.slice(0, -1).join('/'))
  const refuse = (reason: string): Refused => ({ name: path, folder: '', reason })
  if (leadsOut(path)) return refuse('Its path leads out of the ZIP: it was not unpacked.')
  if (entry.encrypted) return refuse('It is locked by a password: unlock the ZIP and add the file itself.')
  if (/\.(zip|7z|rar|gz|tgz)$/i.test(name))
    return refuse('It is a packed file inside a ZIP: add it by itself.')
  const { uncompressedSize: bytes, compressedSize: packed } = entry
  if (bytes > mostBytes)
    return refuse(`It unpacks to ${sizeWords(bytes)}, more than ${sizeWords(mostBytes)} for one picture.`)
  if (bytes > tightBytes && bytes > packed * tightest)
    return refuse(
      `It unpacks to ${sizeWords(bytes)} from ${sizeWords(packed)}: that is no picture, but a trap.`,
    )
  return { name, folder, bytes, modified: entry.lastModDate.getTime(), open: opens(entry, bytes) }
}

/** Unpacks it piece by piece, and stops where it is more than the ZIP has said. */
const opens =
  (entry: FileEntry, bytes: number): Bytes =>
  async (write) => {
    let seen = 0
    let grown = false
    const into = new WritableStream<Uint8Array<ArrayBuffer>>({
      async write(piece) {
        seen += piece.length
        grown ||= seen > bytes
        if (grown) throw new UnfitZip('It unpacks to more than its ZIP says.')
        await write(piece)
      },
    })
    try {
      await entry.getData(into, { ...plainly, checkCrc32: true, checkOverlappingEntry: true })
    } catch {
      throw new UnfitZip(
        grown
          ? 'It unpacks to more than its ZIP says: it was not taken.'
          : 'It is damaged in its ZIP: what it unpacks to is not what was packed.',
      )
    }
  }
