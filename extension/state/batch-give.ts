import { piecesOf, writeFolder, writeZip, type Piece } from '../batch/give.ts'
import type { Batch, Item } from '../batch/journal.ts'
import { saneName } from '../batch/names.ts'
import { reportOf } from '../batch/report.ts'
import { isFull, lacksRoom, store } from '../batch/store.ts'
import { NoRoom } from '../batch/take.ts'
import { many, said, shows, stopSignal, work, type Doing } from './batch-doing.ts'
import { batch, changeBatch, inOrder } from './batches.ts'
import { download } from './download.ts'
import { uploadFile } from './upload.ts'

/** Everything made, under the names it is handed over by. */
export function pieces(now: Batch): Piece[] {
  return piecesOf(inOrder.peek(), now.pattern, toolsOf(now))
}

const toolsOf = (now: Batch) => (item: Item) => item.tools?.slice() ?? now.chain.steps.map(({ tool }) => tool)
const report = (now: Batch, all: readonly Piece[]) => reportOf(inOrder.peek(), all, toolsOf(now))

const baseName = ({ title, chain }: Batch) =>
  saneName(['atelier', chain.title || title].join(' ')).replaceAll(' ', '-')

export function downloadReport(): void {
  const now = batch.peek()
  if (now) download(new Blob([report(now, pieces(now))], { type: 'text/csv' }), `${baseName(now)}.csv`)
}

const giving = (words: string, share = 0): Doing => ({ what: 'giving', share, words })
const givingTo = (words: string) => ({
  signal: stopSignal(),
  progress: (share: number) => {
    shows('giving', share, words)
  },
})

async function give(
  words: string,
  task: (now: Batch, all: readonly Piece[]) => Promise<string>,
): Promise<void> {
  const now = batch.peek()
  if (!now) return
  await work(now.id, giving(words), async () => {
    const done = await task(now, pieces(now))
    await changeBatch(now.id, { savedAt: Date.now() })
    said.value = { words: done, well: true }
  })
}

/** One ZIP into the downloads; it is put together on the disk. */
export const downloadZip = (): Promise<void> =>
  give('Putting the ZIP together', async (now, all) => {
    const lack = await lacksRoom(all.reduce((sum, { bytes }) => sum + bytes, 0))
    if (lack) throw new NoRoom(`${lack} Or save into a folder: that needs no room here.`)
    const handle = await store.bundle(now.id)
    const writable = await handle.createWritable()
    try {
      await writeZip(
        all,
        report(now, all),
        writable as WritableStream<Uint8Array>,
        givingTo('Putting the ZIP together'),
      )
      await writable.close()
    } catch (cause) {
      await writable.abort().catch(() => null)
      throw isFull(cause)
        ? new NoRoom('The disk is full. Save into a folder instead, or free some space.')
        : cause
    }
    download(await handle.getFile(), `${baseName(now)}.zip`)
    return `The ZIP with ${many(all.length, 'file')} is in your downloads.`
  })

interface Pickers {
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle>
  showDirectoryPicker?(options: object): Promise<FileSystemDirectoryHandle>
}
const pickers = globalThis as Pickers

export const canChoosePlace = typeof pickers.showDirectoryPicker === 'function'

/** What a person answers to the browser's own window; null where it was closed. */
const chosen = <T>(answer: Promise<T> | undefined): Promise<T | null> =>
  (answer ?? Promise.resolve(null)).catch(() => null)

/** One ZIP straight to a place of the person's choice. Call it inside a press. */
export async function saveZip(): Promise<void> {
  const now = batch.peek()
  if (!now) return
  const handle = await chosen(
    pickers.showSaveFilePicker?.({
      suggestedName: `${baseName(now)}.zip`,
      types: [{ description: 'ZIP', accept: { 'application/zip': ['.zip'] } }],
    }),
  )
  if (!handle) return
  await give('Writing the ZIP', async (now, all) => {
    const writable = await handle.createWritable()
    await writeZip(all, report(now, all), writable as WritableStream<Uint8Array>, givingTo('Writing the ZIP'))
    await writable.close()
    return `${handle.name} holds ${many(all.length, 'file')}.`
  })
}

/** Every file into a folder of the person's choice. Call it inside a press. */
export async function saveFolder(): Promise<void> {
  const folder = await chosen(pickers.showDirectoryPicker?.({ mode: 'readwrite', id: 'batch' }))
  if (!folder) return
  await give('Writing into the folder', async (now, all) => {
    await writeFolder(all, report(now, all), folder, givingTo('Writing into the folder'))
    return `${many(all.length, 'file')} written into ${folder.name}.`
  })
}

/** Every picture into the library. The same bytes lie there only once, however often it is pressed. */
export const saveToLibrary = (): Promise<void> =>
  give('Sending to your library', async (_, all) => {
    const { signal, progress } = givingTo('Sending to your library')
    for (const [at, { path, open }] of all.entries()) {
      signal.throwIfAborted()
      progress(at / all.length)
      const name = path.slice(path.lastIndexOf('/') + 1)
      await uploadFile(await open(), { name: name.slice(0, 200) })
    }
    return `${many(all.length, 'file')} in your library.`
  })
