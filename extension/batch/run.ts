import { headerOf } from '../codecs/header.ts'
import { enoughToTell, sniff } from '../codecs/sniff.ts'
import { runTools, workersAtOnce, type Step } from '../tools/runner.ts'
import { journal, type Item } from './journal.ts'
import { splitName } from './names.ts'
import { isFull, store } from './store.ts'

interface Watch {
  /** Stops at once; what was in work is done again later. */
  signal: AbortSignal
  /** Asked before each file: no further one is begun. */
  isPaused(): boolean
  /** 0 to 1. */
  progress(item: Item, share: number): void
  /** Written down as done or failed. */
  ended(item: Item): void
}

/** The disk is full: the message says what to do. */
export class DiskFull extends Error {}

/** Memory for pictures in work at the same time. */
const memory = 700 * 1024 * 1024
/** Of a pixel: as it is read, as it is drawn on, and what a tool needs beside it. */
const bytesOfPixel = 12
/** Of a picture that does not say how large it is. */
const unknownPixels = 24_000_000
/** Enough to find the size in, behind a thumbnail and a colour profile. */
const headBytes = 512 * 1024

/**
 * Runs what waits, as many at once as there are cores, and fewer where pictures are huge. Each is read from the disk
 * in its turn, written to the disk, and only then written down. What fails is set aside with its reason. Throws
 * DiskFull, or the reason of the signal.
 */
export async function runItems(
  items: readonly Item[],
  stepsOf: (item: Item) => readonly Step[],
  watch: Watch,
): Promise<void> {
  const queue = items.filter(({ state }) => state === 'waiting')
  const running = new Map<Promise<void>, number>()
  const fits = (needed: number) => {
    const held = [...running.values()].reduce((sum, each) => sum + each, 0)
    // One is always in work, however large.
    return running.size === 0 || (running.size < workersAtOnce && held + needed <= memory)
  }
  for (const item of queue) {
    if (watch.isPaused()) break
    watch.signal.throwIfAborted()
    const needed = (await pixelsOf(item)) * bytesOfPixel
    while (!fits(needed)) await Promise.race(running.keys())
    if (watch.isPaused()) break
    const work: Promise<void> = runOne(item, stepsOf, watch).finally(() => running.delete(work))
    running.set(work, needed)
    // It is looked at below, or by the race above: here nobody is to miss it.
    work.catch(() => null)
  }
  await Promise.all(running.keys())
}

async function runOne(item: Item, stepsOf: (item: Item) => readonly Step[], watch: Watch): Promise<void> {
  const began = performance.now()
  const notes: string[] = []
  let ended: Item
  try {
    const steps = stepsOf(item)
    const file = await store.input(item.batch, item.input)
    const named = new File([file], item.name, { type: file.type, lastModified: item.modified })
    const made = await runTools(steps, [named], {
      signal: watch.signal,
      progress: (share) => watch.progress(item, share),
      note: (words) => notes.push(words),
    })
    for (const [at, each] of made.entries()) await store.putMade(item.batch, item.n, at, each)
    ended = {
      ...item,
      state: 'done',
      reason: null,
      notes,
      ms: Math.round(performance.now() - began),
      made: made.map(({ name, type, size }) => ({
        name,
        type,
        bytes: size,
        ending: splitName(name).ending || splitName(item.name).ending,
      })),
    }
  } catch (cause) {
    watch.signal.throwIfAborted()
    if (isFull(cause))
      throw new DiskFull(
        'The disk is full: free some space, or save what is done and clear it away. Then go on; nothing is lost.',
      )
    const reason = cause instanceof Error && cause.message ? cause.message : String(cause)
    ended = { ...item, state: 'failed', reason, notes, ms: Math.round(performance.now() - began), made: [] }
  }
  await journal.writeItems([ended])
  watch.ended(ended)
}

/** As its first bytes say; a picture that says nothing counts as a large one. */
async function pixelsOf({ batch, input }: Item): Promise<number> {
  try {
    const file = await store.input(batch, input)
    const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer())
    const type = sniff(head.subarray(0, enoughToTell))
    const header = type && headerOf(head, type)
    return header ? header.width * header.height : unknownPixels
  } catch {
    return unknownPixels
  }
}
