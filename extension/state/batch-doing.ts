import { signal } from '@preact/signals'
import { Trouble } from '../api.ts'
import { asked, askElsewhere, batch, rest, tend, tended } from './batches.ts'

// What this window does with a batch, one thing at a time, and how it is stopped.

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

export function shows(what: Doing['what'], share: number, words: string): void {
  const now = performance.now()
  if (now - lastBeat < beatMs) return
  lastBeat = now
  doing.value = { what, share, words }
}

let stop = new AbortController()
let paused = false

/** Ends whatever is being done, when somebody stops it. */
export const stopSignal = () => stop.signal

/** No further file is to be begun. */
export const isPaused = () => paused

export const wordsOf = (cause: unknown): string =>
  cause instanceof Trouble
    ? `${cause.detail} ${cause.remedy}`
    : cause instanceof Error && cause.message
      ? cause.message
      : String(cause)

/** Does one thing with a batch, in this window alone, and says what went wrong. */
export async function work(id: string, first: Doing, task: () => Promise<void>): Promise<void> {
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

export const many = (count: number, one: string, more = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`
