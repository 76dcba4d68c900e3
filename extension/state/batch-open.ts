import { effect, untracked } from '@preact/signals'
import type { Chain } from '../batch/chain.ts'
import type { Batch } from '../batch/journal.ts'
import { doing } from './batch-doing.ts'
import { batch, changeBatch, clearBatch, newBatch, openBatch, startBatches } from './batches.ts'
import { chainNow, chainTitle, showChain, startChains, steps } from './chains.ts'

// Which batch is looked at, and its chain.

let making: Promise<Batch> | null = null

/** The batch that is looked at, or a fresh one; asked for twice at once, it is one. */
export async function ownBatch(): Promise<Batch> {
  const now = batch.peek()
  if (now && now.state !== 'running') return now
  making ??= newBatch(chainNow()).finally(() => (making = null))
  return making
}

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
