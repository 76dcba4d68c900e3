import { effect, signal, untracked } from '@preact/signals'
import { api, Trouble } from '../api.ts'
import type { Chain } from '../batch/chain.ts'
import { findIn, placed, type Finds } from '../batch/find.ts'
import { piecesOf, writeFolder, writeZip, type Piece } from '../batch/give.ts'
import type { Batch, Item } from '../batch/journal.ts'
import { readCsv, readJson, UnfitList } from '../batch/list.ts'
import { saneName } from '../batch/names.ts'
import { reportOf } from '../batch/report.ts'
import { DiskFull, runItems } from '../batch/run.ts'
import { stepsOf } from '../batch/steps.ts'
import { isFull, lacksRoom, store } from '../batch/store.ts'
import { NoRoom, takeFinds, takeList, type Fetchers } from '../batch/take.ts'
import { NoPicture, openAddress } from '../pictures/from-address.ts'
import {
  asked,
  askElsewhere,
  batch,
  changeBatch,
  clearBatch,
  forgetPace,
  inOrder,
  items,
  moves,
  newBatch,
  openBatch,
  removeItems,
  rest,
  startBatches,
  tend,
  tended,
  writeItems,
  wrote,
} from './batches.ts'
import { chainTitle, importChain, knownTools, showChain, startChains, steps } from './chains.ts'
import { freshAsset } from './library.ts'
import { fileNameOf } from './piece.ts'
import { session } from './session.ts'
import { uploadFile } from './upload.ts'

/** What this window does with the open batch now; null while it rests. */
export interface Doing {
  what: 'taking' | 'running' | 'pausing' | 'giving'
  /** 0 to 1. */
  share: number
  words: string
}
export const doing = signal<Doing | null>(null)

/** What came of the last thing that was asked, in a sentence; null where there is nothing to say. */
export const said = signal<{ words: string; well: boolean } | null>(null)

/** So often a share is shown: the eye sees no more, and a list of thousands is followed in a moment. */
const beatMs = 100
let lastBeat = 0

function shows(what: Doing['what'], share: number, words: string): void {
  const now = performance.now()
  if (now - lastBeat < beatMs) return
  lastBeat = now
  doing.value = { what, share, words }
}

let stop = new AbortController()
let paused = false

const wordsOf = (cause: unknown): string =>
  cause instanceof Trouble
    ? `${cause.detail} ${cause.remedy}`
    : cause instanceof Error && cause.message
      ? cause.message
      : String(cause)

/** Does one thing with a batch, in this window alone, and says what went wrong. */
async function work(id: string, first: Doing, task: () => Promise<void>): Promise<void> {
  if (doing.peek()) return
  stop = new AbortController()
  paused = false
  said.value = null
  doing.value = first
  try {
    if (!(await tend(id, task)))
      said.value = { words: 'Another window of Atelier works on this batch.', well: false }
  } catch (cause) {
    if (!stop.signal.aborted) said.value = { words: wordsOf(cause), well: false }
  } finally {
    doing.value = null
    rest()
  }
}

/** Begins a batch of its own with tools and files that were in hand elsewhere. */
export async function beginWith(chain: Chain, files: readonly File[]): Promise<void> {
  await startBatch()
  await newBatch(chain)
  await addFiles(files)
}

let making: Promise<Batch> | null = null

/** The batch that is looked at, or a fresh one; asked for twice at once, it is one. */
async function ownBatch(): Promise<Batch> {
  const now = batch.peek()
  if (now && now.state !== 'running') return now
  making ??= newBatch(chainNow()).finally(() => (making = null))
  return making
}

const many = (count: number, one: string, more = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`

const chainNow = () => ({ title: chainTitle.peek(), steps: steps.peek() })

/** A moment after the last change of the chain: every step of a slider is not worth a line in the journal. */
const pauseMs = 300
let started = false

/** Brings batches to life in this window: what is kept first, then the chain of the one that is looked at. */
export async function startBatch(): Promise<void> {
  if (started) return
  started = true
  await Promise.all([startChains(), startBatches()])
  let shown: Chain | null = null
  effect(() => {
    const now = batch.value
    // Another batch, or another window has changed the chain of this one.
    if (now && now.chain !== shown) untracked(() => showChain(now.chain))
    shown = now?.chain ?? null
  })
  let soon: ReturnType<typeof setTimeout>
  effect(() => {
    const chain = { title: chainTitle.value, steps: steps.value }
    clearTimeout(soon)
    soon = setTimeout(() => {
      const now = batch.peek()
      if (now && now.state !== 'running' && now.chain.steps !== chain.steps)
        void changeBatch(now.id, { chain })
      else if (!now && chain.steps.length > 0) void ownBatch()
    }, pauseMs)
  })
}

/** Takes files, folders, ZIPs and lists into the batch. */
export async function addFiles(files: readonly File[]): Promise<void> {
  const given = placed(files)
  const target = await ownBatch()
  await work(target.id, { what: 'taking', share: 0, words: 'Looking at what was given' }, async () => {
    const finds = await findIn(given)
    if (finds.pictures.length + finds.refused.length > 0) await takePictures(target, finds)
    for (const chain of finds.chains) await importChain(chain)
    for (const list of finds.lists) await follow(target, list)
    if (finds.others > 0)
      said.value = { words: `${many(finds.others, 'file')} left out: no pictures.`, well: true }
    else if (finds.pictures.length + finds.refused.length + finds.lists.length + finds.chains.length === 0)
      said.value = { words: 'There was nothing to take in it.', well: false }
    await awake(target)
  })
}

/** Something waits again: what was through is so no longer. */
const awake = async ({ id, state }: Batch) => {
  if (state === 'done') await changeBatch(id, { state: 'open' })
}

async function takePictures(target: Batch, finds: Finds): Promise<void> {
  await takeFinds(target, inOrder.peek(), finds, {
    signal: stop.signal,
    progress: (done, all) => {
      shows(
        'taking',
        all === 0 ? 1 : done / all,
        `${done.toLocaleString('en')} of ${many(all, 'picture')} copied`,
      )
    },
    wrote,
  })
  rest()
  await changeBatch(target.id, { expected: items.peek().size })
}

async function follow(target: Batch, file: File): Promise<void> {
  const known = await knownTools()
  try {
    const text = await file.text()
    const list = /\.json$/i.test(file.name) ? readJson(text, known) : readCsv(text, known)
    await takeList(target, inOrder.peek(), list, fetchers, {
      signal: stop.signal,
      progress: (done, all) => {
        shows('taking', done / all, `${done} of ${many(all, 'row')} followed`)
      },
      wrote,
    })
    rest()
  } catch (cause) {
    if (!(cause instanceof UnfitList)) throw cause
    said.value = { words: `${file.name}: ${cause.message}`, well: false }
  }
}

const fetchers: Fetchers = {
  async asset(id) {
    if (session.peek() !== 'in') throw new Error('Pictures of your library need you to be signed in.')
    const asset = await freshAsset(id)
    return new File([await api.open(asset)], fileNameOf(asset), {
      type: asset.type,
      lastModified: asset.createdAt,
    })
  },
  async address(address) {
    try {
      return await openAddress(address, stop.signal)
    } catch (cause) {
      if (!(cause instanceof NoPicture) || !cause.closed || session.peek() !== 'in') throw cause
      // The page itself may not read it; our server may, and keeps it in the person's library.
      return fetchers.asset((await api.importPicture({ url: address })).id)
    }
  },
}

/** Takes pictures of the library into the batch. */
export async function addAssets(ids: readonly string[]): Promise<void> {
  const target = await ownBatch()
  await work(target.id, { what: 'taking', share: 0, words: 'Fetching from your library' }, async () => {
    const rows = ids.map((id, at) => ({
      line: at + 1,
      source: { kind: 'asset' as const, id },
      as: null,
      tools: null,
      own: {},
    }))
    await takeList(target, inOrder.peek(), { rows, bad: [] }, fetchers, {
      signal: stop.signal,
      progress: (done, all) => {
        shows('taking', done / all, `${done} of ${all} fetched`)
      },
      wrote,
    })
    rest()
    await awake(target)
  })
}

/** Starts, or goes on where it stopped. */
export const run = (): Promise<void> => runWith([])

/** Tries once more what failed. */
export const retryFailed = (): Promise<void> => runWith(['failed'])

/** Runs what waits, and what is in one of these states once more. */
async function runWith(again: readonly Item['state'][]): Promise<void> {
  const now = batch.peek()
  if (!now) return
  const chain = chainNow()
  await work(now.id, { what: 'running', share: 0, words: 'Starting' }, async () => {
    const known = await knownTools()
    await waitAgain(again)
    // What is made is rarely larger than half of what came.
    const waiting = inOrder.peek().filter(({ state }) => state === 'waiting')
    const lack = await lacksRoom(waiting.reduce((sum, { bytes }) => sum + bytes / 2, 0))
    if (lack) throw new NoRoom(lack)
    await changeBatch(now.id, { state: 'running', stopped: null, chain })
    forgetPace()
    try {
      await runItems(inOrder.peek(), (item) => stepsOf(item, chain, known), {
        signal: stop.signal,
        isPaused: () => paused,
        progress: ({ n }, share) => moves(n, share),
        ended: (item) => wrote([item]),
      })
      rest()
      const through = inOrder.peek().every(({ state }) => state !== 'waiting')
      await changeBatch(now.id, { state: through ? 'done' : 'paused' })
    } catch (cause) {
      rest()
      if (stop.signal.aborted) await changeBatch(now.id, { state: 'done' })
      else await changeBatch(now.id, { state: 'paused', stopped: wordsOf(cause) })
      if (!(cause instanceof DiskFull)) throw cause
    }
  })
}

/** Begins no further file; what is in work is finished. */
export function pause(): void {
  if (tended.peek() === 'elsewhere') return void askElsewhere('pause')
  if (doing.peek()?.what !== 'running') return
  paused = true
  doing.value = { what: 'pausing', share: 0, words: 'Finishing what is in work' }
}

/** Stops at once, whatever it is. What is done stays. */
export function cancel(): void {
  if (tended.peek() === 'elsewhere') return void askElsewhere('cancel')
  stop.abort(new DOMException('Cancelled', 'AbortError'))
}

asked.listener = (id, what) => {
  if (batch.peek()?.id !== id || tended.peek() !== 'here') return
  if (what === 'pause') pause()
  else cancel()
}

/** Everything of these states waits again; what was made of it goes. */
async function waitAgain(states: readonly Item['state'][]): Promise<void> {
  const rows = inOrder.peek().filter(({ state }) => states.includes(state))
  if (rows.length === 0) return
  await writeItems(
    rows.map((item): Item => ({ ...item, state: 'waiting', reason: null, notes: [], made: [], ms: null })),
  )
  for (const { batch, n, made } of rows) for (const at of made.keys()) await store.removeMade(batch, n, at)
}

/** All are to be done anew: the chain may be changed again. */
export async function startOver(): Promise<void> {
  const now = batch.peek()
  if (!now || doing.peek()) return
  await waitAgain(['failed', 'done'])
  await changeBatch(now.id, { state: 'open', stopped: null })
}

/** Leaves files out. */
export async function leaveOut(gone: readonly Item[]): Promise<void> {
  if (doing.peek()) return
  await removeItems(gone)
}

/** Everything made, under the names it is handed over by. */
export function pieces(now: Batch): Piece[] {
  return piecesOf(inOrder.peek(), now.pattern, toolsOf(now))
}

const toolsOf = (now: Batch) => (item: Item) => item.tools?.slice() ?? now.chain.steps.map(({ tool }) => tool)
const report = (now: Batch, all: readonly Piece[]) => reportOf(inOrder.peek(), all, toolsOf(now))

/** Hands a file to the browser's downloads. */
export function download(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10 * 60_000)
}

const baseName = ({ title, chain }: Batch) =>
  saneName(['atelier', chain.title || title].join(' ')).replaceAll(' ', '-')

export function downloadReport(): void {
  const now = batch.peek()
  if (now) download(new Blob([report(now, pieces(now))], { type: 'text/csv' }), `${baseName(now)}.csv`)
}

const giving = (words: string, share = 0): Doing => ({ what: 'giving', share, words })
const givingTo = (words: string) => ({
  signal: stop.signal,
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

/** Puts it away for good, and everything that lies here of it. */
export async function clear(): Promise<void> {
  const now = batch.peek()
  if (now && !doing.peek()) await clearBatch(now.id)
}

/** Another one beside those there are. */
export async function beginAnother(): Promise<void> {
  const fresh = await newBatch(chainNow())
  await openBatch(fresh.id)
}
