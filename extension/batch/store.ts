import { sizeWords } from './words.ts'

// The bytes of batches, on the disk of this browser (OPFS): what came in and what was made, a file each.

const folderOf = async (batch: string, create: boolean): Promise<FileSystemDirectoryHandle> => {
  const root = await navigator.storage.getDirectory()
  const all = await root.getDirectoryHandle('batches', { create })
  return all.getDirectoryHandle(batch, { create })
}

const inputName = (n: number) => `in-${n}`
const madeName = (n: number, at: number) => `out-${n}-${at}`

/** The disk has no room left for what is to be written. */
export const isFull = (cause: unknown): boolean =>
  cause instanceof DOMException && cause.name === 'QuotaExceededError'

/** Bytes, or what writes them one piece after another: a file that is unpacked is never held whole. */
export type Bytes = Blob | ((write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>) => Promise<void>)

async function writeFile(batch: string, name: string, bytes: Bytes): Promise<void> {
  const handle = await (await folderOf(batch, true)).getFileHandle(name, { create: true })
  // What is written takes the place of the file only when all of it is there.
  const writable = await handle.createWritable()
  try {
    if (bytes instanceof Blob) await writable.write(bytes)
    else await bytes((piece) => writable.write(piece))
    await writable.close()
  } catch (cause) {
    await writable.abort().catch(() => null)
    throw cause
  }
}

const readFile = async (batch: string, name: string): Promise<File> =>
  (await (await folderOf(batch, false)).getFileHandle(name)).getFile()

const removeFile = async (batch: string, name: string): Promise<void> => {
  const folder = await folderOf(batch, false).catch(() => null)
  await folder?.removeEntry(name).catch(() => null)
}

export const store = {
  putInput: (batch: string, n: number, bytes: Bytes) => writeFile(batch, inputName(n), bytes),
  /** The bytes stay on the disk until somebody reads them. */
  input: (batch: string, n: number) => readFile(batch, inputName(n)),
  removeInput: (batch: string, n: number) => removeFile(batch, inputName(n)),
  putMade: (batch: string, n: number, at: number, bytes: Blob) => writeFile(batch, madeName(n, at), bytes),
  made: (batch: string, n: number, at: number) => readFile(batch, madeName(n, at)),
  removeMade: (batch: string, n: number, at: number) => removeFile(batch, madeName(n, at)),
  /** A file beside them for what is put together at the end, empty. */
  async bundle(batch: string): Promise<FileSystemFileHandle> {
    return (await folderOf(batch, true)).getFileHandle('bundle', { create: true })
  },
  removeBundle: (batch: string) => removeFile(batch, 'bundle'),
  async forget(batch: string): Promise<void> {
    const root = await navigator.storage.getDirectory()
    const all = await root.getDirectoryHandle('batches').catch(() => null)
    await all?.removeEntry(batch, { recursive: true }).catch(() => null)
  },
  /** Every batch that has bytes here. */
  async known(): Promise<string[]> {
    const root = await navigator.storage.getDirectory()
    const all = await root.getDirectoryHandle('batches').catch(() => null)
    const names: string[] = []
    if (all) for await (const name of all.keys()) names.push(name)
    return names
  },
}

/** Bytes that may still be written here. */
export async function roomLeft(): Promise<number> {
  const { quota = 0, usage = 0 } = await navigator.storage.estimate()
  return Math.max(0, quota - usage)
}

/** Kept free for what is made, and for everything else this browser keeps. */
const spare = 200 * 1024 * 1024

/** Why so many bytes cannot be taken in, in a sentence; null where they can. */
export async function lacksRoom(bytes: number): Promise<string | null> {
  const room = Math.max(0, (await roomLeft()) - spare)
  if (bytes <= room) return null
  return `These files have ${sizeWords(bytes)}, and this browser has room for ${sizeWords(room)}: free some space on the disk, clear away a finished batch, or take fewer at once.`
}
