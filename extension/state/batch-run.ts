import { computed } from '@preact/signals'
import type { Item } from '../batch/journal.ts'
import { DiskFull, runItems } from '../batch/run.ts'
import { stepsOf } from '../batch/steps.ts'
import { lacksRoom, store } from '../batch/store.ts'
import { NoRoom } from '../batch/take.ts'
import { doing, isPaused, stopSignal, wordsOf, work } from './batch-doing.ts'
import {
  batch,
  changeBatch,
  forgetPace,
  inOrder,
  moves,
  removeItems,
  rest,
  writeItems,
  wrote,
} from './batches.ts'
import { chainNow, faults, knownTools, steps } from './chains.ts'

/** What stands against starting, in a sentence: against the chain, where a picture goes through it as it is. */
export const hindrance = computed((): string | null => {
  const goesAsItIs = ({ state, tools, own }: Item) =>
    state === 'waiting' && !tools && (steps.value.length === 0 || Object.keys(own).length === 0)
  return inOrder.value.some(goesAsItIs) ? (faults()[0] ?? null) : null
})

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
        signal: stopSignal(),
        isPaused: isPaused,
        progress: ({ n }, share) => moves(n, share),
        ended: (item) => wrote([item]),
      })
      rest()
      const through = inOrder.peek().every(({ state }) => state !== 'waiting')
      await changeBatch(now.id, { state: through ? 'done' : 'paused' })
    } catch (cause) {
      rest()
      if (stopSignal().aborted) await changeBatch(now.id, { state: 'done' })
      else await changeBatch(now.id, { state: 'paused', stopped: wordsOf(cause) })
      if (!(cause instanceof DiskFull)) throw cause
    }
  })
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
