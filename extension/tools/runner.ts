import type { Values } from '../../shared/fields.ts'
import type { Look } from '../codecs/look.ts'
import { drawn } from '../codecs/svg.ts'
import { evenRuns } from '../../shared/even-runs.ts'
import { sharedOut, type ToolId, type ToolLook } from './tool.ts'
import workerUrl from './worker.ts?worker&url'

/** One tool of a row, by its name, with what was chosen for it and the files its fields name. */
export interface Step {
  tool: ToolId
  values: Values
  files?: Readonly<Record<string, Blob>>
}

/** What goes to a worker: a row of tools, a look at a picture, or the question which tools there are. */
export type Errand =
  { steps: readonly Step[]; files: readonly File[] } | { look: File; side: number } | { faces: true }

export type Faces = Readonly<Record<ToolId, ToolLook>>

/** What comes back: first how far it is, then one of the others. */
export type Answer = { made: readonly File[] } | { looked: Look } | { faces: Faces }
export type News = { share: number } | { note: string } | { failed: string } | Answer

interface Watch {
  /** Errands with the same signal are one sender's; senders take turns. */
  signal: AbortSignal
  /** 0 to 1. */
  progress?(share: number): void
  /** What a tool has to say of what it did, in a sentence. */
  note?(words: string): void
}

interface Job {
  errand: Errand
  watch: Watch
  resolve(answer: Answer): void
  reject(cause: unknown): void
}

const idleMs = 10_000

/** How many errands run at once: a worker for each core. */
export const workersAtOnce = Math.max(1, navigator.hardwareConcurrency || 2)

const idle: { worker: Worker; freed: ReturnType<typeof setTimeout> }[] = []
/** Errands that wait, by sender; the sender served longest ago stands first. */
const waiting = new Map<AbortSignal, Job[]>()
let busy = 0

/**
 * Runs tools, one after another, on files of this machine in a worker of its own, so that the page stays quick. Where
 * every worker has its hands full, it waits for its turn. Aborting ends this errand's worker at once and rejects with
 * an AbortError; a worker with nothing to do is freed after ten seconds.
 */
export async function runTools(
  steps: readonly Step[],
  files: readonly File[],
  watch: Watch,
): Promise<readonly File[]> {
  const [ready, read] = [await Promise.all(steps.map(withDrawn)), await drawn(files)]
  const parts = partsOf(ready)
  const stop = new AbortController()
  const signal = parts.length > 1 ? AbortSignal.any([watch.signal, stop.signal]) : watch.signal
  const shares = parts.map(() => 0)
  const said = new Set<string>()
  const sent = parts.map((steps, at) =>
    send(
      { steps, files: read },
      {
        signal,
        progress(share) {
          shares[at] = share
          watch.progress?.(shares.reduce((a, b) => a + b) / shares.length)
        },
        note(words) {
          if (!said.has(words)) watch.note?.(words)
          said.add(words)
        },
      },
    ),
  )
  const answers = await Promise.all(sent).catch((cause) => {
    stop.abort()
    throw cause
  })
  return answers.flatMap((answer) => ('made' in answer ? answer.made : []))
}

/** A row of tools as one, or as several whose results together are its result, in the same order. */
function partsOf(steps: readonly Step[]): (readonly Step[])[] {
  const last = steps.at(-1)
  const shared = last && sharedOut[last.tool]
  const chosen = shared ? last.values[shared.field] : null
  if (!shared || !Array.isArray(chosen) || chosen.length === 0) return [steps]
  // Each part reads the picture anew, so it should be worth it.
  const count = Math.min(workersAtOnce, Math.ceil(chosen.length / 2))
  return evenRuns<string>(chosen, count, shared.weigh).map((run) => [
    ...steps.slice(0, -1),
    { ...last, values: { ...last.values, [shared.field]: run } },
  ])
}

/**
 * A picture as it can be shown here, whatever its type, at most `side` pixels on a side. Rejects with why it cannot be
 * read.
 */
export async function lookAt(look: File, side: number, signal: AbortSignal): Promise<Look> {
  const [file = look] = await drawn([look])
  const answer = await send({ look: file, side }, { signal })
  if ('looked' in answer) return answer.looked
  throw new Error('The picture was not looked at.')
}

/** Every tool there is, as far as screens need to know it. */
export async function askFaces(): Promise<Faces> {
  const answer = await send({ faces: true }, { signal: new AbortController().signal })
  if ('faces' in answer) return answer.faces
  throw new Error('The tools did not answer.')
}

async function withDrawn(step: Step): Promise<Step> {
  if (!step.files) return step
  const names = Object.keys(step.files)
  const files = await drawn(Object.values(step.files))
  return { ...step, files: Object.fromEntries(files.map((file, at) => [names[at]!, file])) }
}

function send(errand: Errand, watch: Watch): Promise<Answer> {
  const { signal } = watch
  if (signal.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const job: Job = { errand, watch, resolve, reject }
    waiting.set(signal, [...(waiting.get(signal) ?? []), job])
    signal.addEventListener('abort', () => leaveQueue(job), { once: true })
    startNext()
  })
}

function startNext(): void {
  while (busy < workersAtOnce) {
    const [first] = waiting
    if (!first) return
    const [signal, [job, ...later]] = first
    waiting.delete(signal)
    if (later.length > 0) waiting.set(signal, later)
    if (job) start(job)
  }
}

function leaveQueue(job: Job): void {
  const { signal } = job.watch
  const mine = waiting.get(signal)
  if (!mine?.includes(job)) return
  const others = mine.filter((each) => each !== job)
  if (others.length > 0) waiting.set(signal, others)
  else waiting.delete(signal)
  job.reject(signal.reason)
}

function start({ errand, watch, resolve, reject }: Job): void {
  busy++
  const worker = takeWorker()
  const leave = (still: 'well' | 'gone') => {
    watch.signal.removeEventListener('abort', abort)
    worker.onmessage = worker.onerror = worker.onmessageerror = null
    busy--
    if (still === 'well') keepWorker(worker)
    else worker.terminate()
    startNext()
  }
  const abort = () => {
    reject(watch.signal.reason)
    leave('gone')
  }
  const crash = () => {
    reject(new Error('The tool stopped unexpectedly on this machine. Nothing was charged; try again.'))
    leave('gone')
  }
  worker.onmessage = ({ data }: MessageEvent<News>) => {
    if ('share' in data) return watch.progress?.(data.share)
    if ('note' in data) return watch.note?.(data.note)
    if ('failed' in data) reject(new Error(data.failed))
    else resolve(data)
    leave('well')
  }
  worker.onerror = worker.onmessageerror = crash
  watch.signal.addEventListener('abort', abort, { once: true })
  worker.postMessage(errand)
}

function takeWorker(): Worker {
  const last = idle.pop()
  if (!last) return new Worker(workerUrl, { type: 'module' })
  clearTimeout(last.freed)
  return last.worker
}

function keepWorker(worker: Worker): void {
  const free = () => {
    worker.terminate()
    idle.splice(
      idle.findIndex((each) => each.worker === worker),
      1,
    )
  }
  idle.push({ worker, freed: setTimeout(free, idleMs) })
}
