import { BlobReader, TextReader, ZipWriter } from '@zip.js/zip.js/index-native.js'
import type { Item } from './journal.ts'
import { nameAll } from './names.ts'
import { store } from './store.ts'

/** One made file under the name it is handed over by. */
export interface Piece {
  item: Item
  /** Folders and name, with "/". */
  path: string
  bytes: number
  type: string
  open(): Promise<File>
}

/** All that was made, each under a name of its own. */
export function piecesOf(
  items: readonly Item[],
  pattern: string,
  toolsOf: (item: Item) => string[],
): Piece[] {
  const taken = items.filter(({ state }) => state !== 'refused').toSorted((a, b) => a.n - b.n)
  // What was never taken leaves no gap in the numbers; what failed does, and fills it when it is tried again.
  const places = new Map(taken.map((item, at) => [item, at + 1]))
  const done = taken.filter(({ state }) => state === 'done')
  const paths = nameAll(
    done.map((item) => ({
      folder: item.folder,
      name: item.as ?? item.name,
      own: item.as !== null,
      n: places.get(item)!,
      tools: toolsOf(item),
      made: item.made,
    })),
    pattern,
  )
  return done.flatMap((item, i) =>
    item.made.map(({ bytes, type }, at) => ({
      item,
      path: paths[i]![at]!,
      bytes,
      type,
      open: () => store.made(item.batch, item.n, at),
    })),
  )
}

interface Watch {
  signal: AbortSignal
  /** 0 to 1. */
  progress(share: number): void
}

/** Name of the list of what was done, beside the pictures. */
export const reportName = 'report.csv'

/** Writes everything into one ZIP, one file after another: none is held whole. Pictures are packed already. */
export async function writeZip(
  pieces: readonly Piece[],
  report: string,
  into: WritableStream<Uint8Array>,
  { signal, progress }: Watch,
): Promise<void> {
  const zip = new ZipWriter(into, { useWebWorkers: false, level: 0, preventClose: true })
  for (const [at, { path, open }] of pieces.entries()) {
    signal.throwIfAborted()
    progress(at / pieces.length)
    await zip.add(path, new BlobReader(await open()))
  }
  await zip.add(reportOf(pieces), new TextReader(report), { level: 6 })
  await zip.close()
  progress(1)
}

/** A made file may be called so too. */
const reportOf = (pieces: readonly Piece[]) =>
  pieces.some(({ path }) => path.toLowerCase() === reportName) ? `atelier-${reportName}` : reportName

/** Writes everything into a folder of the person's; a file of the same name is written over. */
export async function writeFolder(
  pieces: readonly Piece[],
  report: string,
  folder: FileSystemDirectoryHandle,
  { signal, progress }: Watch,
): Promise<void> {
  const write = async (path: string, bytes: Blob) => {
    const parts = path.split('/')
    let inside = folder
    for (const part of parts.slice(0, -1)) inside = await inside.getDirectoryHandle(part, { create: true })
    const handle = await inside.getFileHandle(parts.at(-1)!, { create: true })
    const writable = await handle.createWritable()
    await writable.write(bytes)
    await writable.close()
  }
  for (const [at, { path, open }] of pieces.entries()) {
    signal.throwIfAborted()
    progress(at / pieces.length)
    await write(path, await open())
  }
  await write(reportOf(pieces), new Blob([report], { type: 'text/csv' }))
  progress(1)
}
