import { computed, signal } from '@preact/signals'
import { workersAtOnce } from '../tools/runner.ts'
import { journal, type Batch, type Item } from '../batch/journal.ts'
import { plainPattern } from '../batch/names.ts'
import { store } from '../batch/store.ts'
import { timeLeft } from '../batch/time-left.ts'

// What is known of batches in this window. The journal is the truth; windows tell each other what they write.

/** Every batch that is kept, the newest first; null until they are read. */
export const batches = signal<readonly Batch[] | null>(null)

const openId = signal<string | null>(null)

/** The one that is looked at. */
export const batch = computed(() => batches.value?.find(({ id }) => id === openId.value) ?? null)

/** Its files, by their numbers. */
export const items = signal<ReadonlyMap<number, Item>>(new Map())

/** How far each is that is in work, 0 to 1. */
export const shares = signal<ReadonlyMap<number, number>>(new Map())

/** Who works on the open batch: this window, another one, or nobody. */
export const tended = signal<'here' | 'elsewhere' | 'nobody'>('nobody')

export const inOrder = computed(() => [...items.value.values()].toSorted((a, b) => a.n - b.n))

export const counts = computed(() => {
  const all = { all: 0, waiting: 0, done: 0, failed: 0, refused: 0, missing: 0, bytes: 0, made: 0, from: 0 }
  for (const { state, bytes, made } of items.value.values()) {
    all.all += 1
    all[state] += 1
    all.bytes += bytes
    if (state !== 'done') continue
    all.from += bytes
    for (const piece of made) all.made += piece.bytes
  }
  return all
})

/** How long the last ones took, in milliseconds; of no other batch, and of no earlier run. */
const took = signal<readonly number[]>([])

/** Milliseconds until all is through; null while nobody can say. */
export const left = computed(() =>
  timeLeft(took.value, counts.value.waiting, Math.max(1, shares.value.size || workersAtOnce)),
)

/** A new run has a new pace. */
export const forgetPace = () => (took.value = [])

type News =
  | { of: string; items: readonly Item[]; shares: readonly (readonly [number, number])[] }
  | { batch: Batch }
  | { gone: string }
  | { of: string; ask: 'pause' | 'cancel' }

let channel: BroadcastChannel | null = null
const post = (news: News) => channel?.postMessage(news)

/** What another window asks of the one that works. Set by batch-doing.ts. */
export const asked = { listener: (_batch: string, _what: 'pause' | 'cancel') => {} }

/** Asks the window that works on it. */
export const askElsewhere = (what: 'pause' | 'cancel') =>
  openId.value && post({ of: openId.value, ask: what })

/** Finished and handed over: kept as long in case something went wrong with it. */
const keptMs = 24 * 60 * 60 * 1000

/** Reads what there is, follows other windows, and opens what was last worked on. Safe to call again. */
export async function startBatches(): Promise<void> {
  if (channel) return
  channel = new BroadcastChannel('batches')
  channel.onmessage = ({ data }: MessageEvent<News>) => hear(data)
  const all = (await journal.batches()).toSorted((a, b) => b.createdAt - a.createdAt)
  const old = all.filter(({ savedAt }) => savedAt !== null && savedAt + keptMs < Date.now())
  for (const { id } of old) await forgetBytes(id)
  batches.value = all.filter((each) => !old.includes(each))
  await sweep(all)
  const [newest] = batches.value
  if (newest) await openBatch(newest.id)
  setInterval(() => void seeWhoTends(), 2000)
}

/** Bytes without a batch: it was cleared away while they were written. */
async function sweep(known: readonly Batch[]): Promise<void> {
  for (const id of await store.known())
    if (!known.some((each) => each.id === id) && !(await isHeld(id))) await store.forget(id)
}

async function forgetBytes(id: string): Promise<void> {
  // Bytes without a batch are swept away by the next window; a batch without bytes could not be explained.
  await journal.forget(id)
  await store.forget(id)
}

function hear(news: News): void {
  void seeWhoTends()
  if ('batch' in news) return show(news.batch)
  if ('gone' in news) return drop(news.gone)
  if ('ask' in news) return asked.listener(news.of, news.ask)
  if (news.of !== openId.peek()) return
  shares.value = new Map(news.shares)
  showItems(news.items)
}

function show(next: Batch): void {
  const others = (batches.peek() ?? []).filter(({ id }) => id !== next.id)
  batches.value = [next, ...others].toSorted((a, b) => b.createdAt - a.createdAt)
}

function drop(id: string): void {
  batches.value = (batches.peek() ?? []).filter((each) => each.id !== id)
  if (openId.peek() === id) void openBatch(batches.value[0]?.id ?? null)
}

function showItems(rows: readonly Item[]): void {
  const next = new Map(items.peek())
  const times: number[] = []
  for (const row of rows) {
    next.set(row.n, row)
    if (row.ms !== null && (row.state === 'done' || row.state === 'failed')) times.push(row.ms)
  }
  items.value = next
  if (times.length > 0) took.value = [...took.peek(), ...times].slice(-50)
}

/** Looks at another batch, or at none. */
export async function openBatch(id: string | null): Promise<void> {
  openId.value = id
  shares.value = new Map()
  took.value = []
  items.value = new Map()
  if (id === null) return
  const rows = await journal.items(id)
  if (openId.peek() === id) items.value = new Map(rows.map((row) => [row.n, row]))
  await seeWhoTends()
}

const lockOf = (id: string) => `batch ${id}`

async function isHeld(id: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query()
  return held.some(({ name }) => name === lockOf(id))
}

let mine: string | null = null

async function seeWhoTends(): Promise<void> {
  const id = openId.peek()
  if (id === null) return void (tended.value = 'nobody')
  if (id === mine) return void (tended.value = 'here')
  const held = await isHeld(id)
  if (id === openId.peek() && id !== mine) tended.value = held ? 'elsewhere' : 'nobody'
}

/** Works on a batch while no other window does; false where one does. The browser gives it back when the window goes. */
export const tend = (id: string, work: () => Promise<void>): Promise<boolean> =>
  navigator.locks.request(lockOf(id), { ifAvailable: true }, async (lock) => {
    if (!lock) return false
    mine = id
    await seeWhoTends()
    try {
      await work()
    } finally {
      mine = null
      flush()
      tended.value = 'nobody'
    }
    return true
  })

/** Writes down what has changed of a batch, and tells other windows. */
export async function changeBatch(id: string, change: Partial<Batch>): Promise<void> {
  const before = batches.peek()?.find((each) => each.id === id)
  if (!before) return
  const next = { ...before, ...change }
  show(next)
  post({ batch: next })
  await journal.writeBatch(next)
}

/** A fresh one, opened. */
export async function newBatch(chain: Batch['chain']): Promise<Batch> {
  const fresh: Batch = {
    id: crypto.randomUUID(),
    title: new Date().toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }),
    createdAt: Date.now(),
    chain,
    pattern: plainPattern,
    state: 'open',
    stopped: null,
    expected: 0,
    savedAt: null,
  }
  await journal.writeBatch(fresh)
  show(fresh)
  post({ batch: fresh })
  await openBatch(fresh.id)
  return fresh
}

/** Takes a batch away with everything that lies here of it: out of sight at once, its bytes a moment later. */
export async function clearBatch(id: string): Promise<void> {
  post({ gone: id })
  drop(id)
  await navigator.locks.request(lockOf(id), () => forgetBytes(id))
}

/** So often windows show what happens: the eye sees no more, and a list of thousands stays quick. */
const beatMs = 150
let written: Item[] = []
let moved = new Map<number, number>()
let beat: ReturnType<typeof setTimeout> | null = null

function flush(): void {
  if (beat !== null) clearTimeout(beat)
  beat = null
  const id = mine ?? openId.peek()
  if (id === null) return
  const rows = written
  written = []
  if (id === openId.peek()) {
    shares.value = new Map(moved)
    if (rows.length > 0) showItems(rows)
  }
  post({ of: id, items: rows, shares: [...moved] })
}

const soon = () => (beat ??= setTimeout(flush, beatMs))

/** Shows rows that were written down. */
export function wrote(rows: readonly Item[]): void {
  written.push(...rows)
  for (const { n } of rows) moved.delete(n)
  soon()
}

/** Shows how far one is. */
export function moves(n: number, share: number): void {
  moved.set(n, share)
  soon()
}

/** Nothing is in work any more. */
export function rest(): void {
  moved = new Map()
  flush()
}

/** Changes rows in the journal and in sight. */
export async function writeItems(rows: readonly Item[]): Promise<void> {
  await journal.writeItems(rows)
  wrote(rows)
  flush()
}

/** Takes files out of the batch. */
export async function removeItems(gone: readonly Item[]): Promise<void> {
  await journal.forgetItems(gone)
  const rest = new Map(items.peek())
  for (const { n } of gone) rest.delete(n)
  items.value = rest
  const used = new Set([...rest.values()].map(({ input }) => input))
  for (const { batch, input } of gone) if (!used.has(input)) await store.removeInput(batch, input)
}
