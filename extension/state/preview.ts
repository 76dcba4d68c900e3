import { effect, signal, untracked } from '@preact/signals'
import { missingIn } from '../../shared/tool.ts'
import type { Size } from '../../shared/crop.ts'
import { lookAt, runTools, type Step } from '../tools/runner.ts'
import type { ToolLook } from '../tools/tool.ts'
import { withFiles } from './bench-steps.ts'
import { bench, stepValues } from './bench.ts'
import { faceOf } from './faces.ts'
import { troubleOf } from './loaded.ts'
import { see, unsee, type Seen } from './seen.ts'

/** One file that came of it. */
export interface Made {
  file: File
  /** What is to be seen of it; null for what is no picture. */
  seen: Seen | null
}

/** What the tools make of what lies on the bench. */
export interface Preview {
  state: 'idle' | 'working' | 'done' | 'failed'
  /** 0 to 1. */
  share: number
  startedAt: number
  /** Of a smaller copy: shown until the true one is there. */
  rough: Seen | null
  /** The true result, also while a newer one is made. */
  made: readonly Made[]
  /** Whether `made` is what is asked for now. */
  fresh: boolean
  /** What the tools have to say of it. */
  notes: readonly string[]
  trouble: string | null
  /** What must be filled in first, by its label; null where nothing is missing. */
  missing: string | null
}

const idle: Preview = {
  state: 'idle',
  share: 0,
  startedAt: 0,
  rough: null,
  made: [],
  fresh: false,
  notes: [],
  trouble: null,
  missing: null,
}
export const preview = signal<Preview>(idle)
const set = (part: Partial<Preview>) => (preview.value = { ...preview.peek(), ...part })

/** What is to be made of what. */
interface Order {
  steps: readonly { tool: ToolLook; step: Step }[]
  files: readonly File[]
}

/** Something was changed this long ago: its true result is wanted. */
const stillMs = 280
/** A tool that takes longer at full size shows a small copy while values move. */
const slowMs = 350
/** Where nothing is known yet, larger pictures are slow: pixels. */
const slowPixels = 4_000_000
/** Pixels on the longer side of the small copy. */
const roughSide = 1280

/** What is asked for now, or what is missing for it; null where there is nothing to do. */
function orderNow(): Order | { missing: string } | null {
  const { steps, files, shown } = bench.value
  const looks = steps.map((step) => ({ step, face: faceOf(step.tool as Step['tool']) }))
  const last = looks.at(-1)?.face
  if (!last || looks.some(({ face }) => !face)) return null
  const mine = last.takes.max > 1 ? files : files.slice(shown, shown + 1)
  if (mine.length < last.takes.min || mine.some(({ trouble }) => trouble)) return null
  const links: { tool: ToolLook; step: Step }[] = []
  for (const { step, face } of looks) {
    if (!face) return null
    const values = stepValues(step)
    const missing = missingIn(face, values)
    if (missing) return { missing }
    links.push({ tool: face, step: { tool: step.tool as Step['tool'], values } })
  }
  return { steps: links, files: mine.slice(0, last.takes.max).map(({ file }) => file) }
}

const keyOf = ({ steps, files }: Order) =>
  JSON.stringify([
    steps.map(({ step }) => step),
    files.map(({ name, size, lastModified }) => [name, size, lastModified]),
  ])

/** Whether its result is shown while values are chosen. */
const isLive = ({ steps }: Order) => steps.every(({ tool }) => tool.changes || tool.live)

/** How long the same row took for the same files the last time, in milliseconds. */
const took = new Map<string, number>()
const kindOf = ({ steps, files }: Order) =>
  [...steps.map(({ step }) => step.tool), ...files.map(({ name, size }) => `${name} ${size}`)].join(' ')

function isSlow(order: Order): boolean {
  const ms = took.get(kindOf(order))
  if (ms !== undefined) return ms > slowMs
  const { files, shown } = bench.peek()
  const { width = 0, height = 0 } = files[shown]?.seen ?? {}
  return width * height > slowPixels
}

let running: { stop: AbortController; until: number } | null = null
let wantedKey = ''
let timer: ReturnType<typeof setTimeout> | undefined
/** A copy of a picture, with the size of the picture it stands for. */
interface Copy {
  file: File
  full: Size
}
let small: { of: File; copy: Promise<Copy> } | null = null

const smallCopy = (of: File): Promise<Copy> => {
  if (small?.of === of) return small.copy
  const stop = new AbortController()
  const copy = lookAt(of, roughSide, stop.signal).then(({ still, width, height }) => ({
    file: new File([still], of.name, { type: still.type }),
    full: { width, height },
  }))
  small = { of, copy }
  // What has failed once may go well the next time.
  copy.catch(() => small?.copy === copy && (small = null))
  return copy
}

/** What came of a copy stands for what will come of the picture; of no size of its own, for one as large as it is. */
function standsFor(seen: Seen, { width, height }: Size): Seen {
  const shrunk = Math.max(1, Math.max(width, height) / roughSide)
  const isAlike = (now: number, full: number) => Math.abs(now - full / shrunk) <= 1
  return isAlike(seen.width, width) && isAlike(seen.height, height) ? { ...seen, width, height } : seen
}

const isPicture = (file: File) => file.type.startsWith('image/')

async function madeOf(files: readonly File[], signal: AbortSignal): Promise<Made[]> {
  const seen = (file: File) => (isPicture(file) ? see(file, signal).catch(() => null) : Promise.resolve(null))
  return Promise.all(files.map(async (file) => ({ file, seen: await seen(file) })))
}

/** Makes it small first where that is worth while, then truly. */
async function run(order: Order, key: string): Promise<void> {
  const stop = new AbortController()
  const mine = (running = { stop, until: Date.now() + slowMs })
  const { signal } = stop
  const [file] = order.files
  const notes: string[] = []
  try {
    set({ state: 'working', share: 0, startedAt: Date.now(), trouble: null, missing: null })
    const steps = await Promise.all(order.steps.map(({ step }) => withFiles(step)))
    if (file && order.files.length === 1 && isLive(order) && isSlow(order)) {
      mine.until = Date.now() + slowMs
      const copy = await smallCopy(file)
      const [rough] = await runTools(steps, [copy.file], { signal })
      const seen = rough && isPicture(rough) ? standsFor(await see(rough, signal), copy.full) : null
      unsee(preview.peek().rough)
      set({ rough: seen })
      await new Promise((wake) => setTimeout(wake, stillMs))
      if (signal.aborted || key !== wantedKey) return
    }
    const startedAt = performance.now()
    mine.until = Date.now() + (took.get(kindOf(order)) ?? slowMs)
    const files = await runTools(steps, order.files, {
      signal,
      progress: (share) => set({ share }),
      note: (words) => notes.push(words),
    })
    took.set(kindOf(order), performance.now() - startedAt)
    const made = await madeOf(files, signal)
    if (signal.aborted) return made.forEach(({ seen }) => unsee(seen))
    const { made: old, rough } = preview.peek()
    old.forEach(({ seen }) => unsee(seen))
    unsee(rough)
    set({ state: 'done', share: 1, made, rough: null, notes: [...new Set(notes)], fresh: key === wantedKey })
  } catch (cause) {
    if (!signal.aborted && key === wantedKey)
      set({ state: 'failed', trouble: troubleOf(cause).detail, fresh: false })
  } finally {
    if (running === mine) {
      running = null
      // Something was changed meanwhile.
      if (wantedKey !== '' && key !== wantedKey) again()
    }
  }
}

function again(): void {
  const order = untracked(orderNow)
  if (order && !('missing' in order) && isLive(order)) void run(order, keyOf(order))
}

function forget(): void {
  running?.stop.abort()
  running = null
  const { made, rough } = preview.peek()
  made.forEach(({ seen }) => unsee(seen))
  unsee(rough)
}

/** Keeps the preview with the bench from now on. */
export function followBench(): void {
  let files: readonly File[] = []
  effect(() => {
    const order = orderNow()
    untracked(() => follow(order))
  })
  function follow(order: Order | { missing: string } | null): void {
    if (!order || 'missing' in order) {
      clearTimeout(timer)
      wantedKey = ''
      forget()
      preview.value = { ...idle, missing: order?.missing ?? null }
      return
    }
    const key = keyOf(order)
    // The bench has news of what is in hand: the same is wanted as before, and what is to begin will.
    if (key === wantedKey) return
    clearTimeout(timer)
    wantedKey = key
    if (order.files.some((file, at) => file !== files[at]) || order.files.length !== files.length) {
      forget()
      preview.value = idle
    }
    files = order.files
    set({ fresh: false, missing: null })
    if (!isLive(order)) {
      running?.stop.abort()
      set({ state: 'idle', made: [], rough: null, notes: [], trouble: null })
      return
    }
    // One that is nearly through is waited for: to stop it costs a worker.
    if (running && running.until > Date.now() && running.until - Date.now() <= slowMs) return
    running?.stop.abort()
    running = null
    timer = setTimeout(() => void run(order, key), preview.peek().made.length > 0 ? 60 : 0)
  }
}

/** Makes it now: what is not shown by itself, or what has failed. */
export function makeNow(): void {
  const order = untracked(orderNow)
  if (!order || 'missing' in order) return
  clearTimeout(timer)
  running?.stop.abort()
  wantedKey = keyOf(order)
  void run(order, wantedKey)
}

/** Stops what is being made; what was there before stays. */
export function stopMaking(): void {
  running?.stop.abort()
  running = null
  set({ state: preview.peek().made.length > 0 ? 'done' : 'idle', share: 0 })
}

/** Whether the row that lies on the bench shows its result by itself. */
export const isShownLive = (): boolean => {
  const order = orderNow()
  return order !== null && !('missing' in order) && isLive(order)
}
