import { randomBytes, randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { blurred, readPixels, writePixels } from '../pixels.ts'
import type { PictureFormat } from '../pictures.ts'
import { shortened, type Exchange } from '../exchange.ts'
import type { Outside } from '../outside.ts'
import { inThread } from '../threads.ts'
import { numberOf, type Endpoint, type Order, type Output } from './endpoint.ts'
import type { Form } from './fields.ts'

const keptMs = 24 * 3600 * 1000
const largeBytes = 700_000

export interface Result extends Output {
  readonly finish: 'SUCCESS' | 'CONTENT_FILTERED'
  readonly seed: number
}

/** One accepted call; times are UTC milliseconds. */
export interface StabilityTask {
  readonly id: string
  readonly key: string
  readonly endpoint: Endpoint
  readonly form: Form
  readonly createdAt: number
  state: 'in-progress' | 'done' | 'failed'
  result: Result | null
  /** The HTTP status it failed with. */
  refusal: number | null
  /** Gone before its time. */
  expired: boolean
  /** In credits; what fails is not charged. */
  credits: number
  /** Settles when it has ended, and never if it stalls. */
  ended: Promise<void>
}

export interface Workshop {
  open(endpoint: Endpoint, form: Form, credits: number, exchange: Exchange): StabilityTask
  /** A result of this key, no older than 24 hours. */
  find(id: string, key: string, now: number): StabilityTask | undefined
  /** Credits, by all that was made and all that is being made. */
  spent(): number
  list(): readonly object[]
  clear(): void
}

/** Where calls become results: at the pace set, or as orders say. */
export function openWorkshop(outside: Outside): Workshop {
  let tasks: StabilityTask[] = []
  let stop = new AbortController()

  async function run(task: StabilityTask, exchange: Exchange): Promise<void> {
    const { signal } = stop
    const stall = exchange.take('task-stall')
    const fail = exchange.take('task-fail')
    const filtered = exchange.take('nsfw')
    task.expired = exchange.take('expire-links') !== undefined
    const takes = outside.settings.pictureMs * (exchange.take('task-slow')?.factor ?? 1)
    if (stall) return await new Promise(() => undefined)
    const pause = sleep(takes, undefined, { signal })
    try {
      if (fail) {
        await pause
        return failed(task, statusOf(fail.code))
      }
      const asked = numberOf(task.form, 'seed', 0)
      const seed = asked > 0 ? asked : randomInt(1, 4_294_967_294)
      const [made] = await Promise.all([workOf(task.endpoint, { ...task.form, seed }), pause])
      const shown = filtered && made.type.startsWith('image/') ? await veiled(made) : made
      task.result = { ...shown, finish: filtered ? 'CONTENT_FILTERED' : 'SUCCESS', seed }
      task.state = 'done'
    } catch (error) {
      if (signal.aborted) return
      failed(task, 500)
      console.error(`${task.endpoint.path} failed`, error)
    }
  }

  return {
    open: (endpoint, form, credits, exchange) => {
      const task: StabilityTask = {
        id: randomBytes(32).toString('hex'),
        key: exchange.key,
        endpoint,
        form,
        createdAt: Date.now(),
        state: 'in-progress',
        result: null,
        refusal: null,
        expired: false,
        credits,
        ended: Promise.resolve(),
      }
      tasks.push(task)
      task.ended = run(task, exchange)
      return task
    },
    find: (id, key, now) =>
      tasks.find(
        (task) =>
          task.id === id &&
          task.key === key &&
          task.endpoint.asynchronous === true &&
          !task.expired &&
          now - task.createdAt < keptMs,
      ),
    spent: () => tasks.reduce((sum, task) => sum + task.credits, 0),
    list: () =>
      tasks.map(({ id, endpoint, form, createdAt, state, result, refusal, credits }) => ({
        vendor: 'stability',
        id,
        model: endpoint.path,
        status: state === 'done' ? 'completed' : state === 'failed' ? 'failed' : 'processing',
        created_at: new Date(createdAt).toISOString(),
        inputs: {
          ...form.values,
          ...Object.fromEntries(
            Object.entries(form.files).map(([name, file]) => [name, `${file.length} bytes`]),
          ),
        },
        outputs: result ? [shortened(`${result.type}, ${result.bytes.length} bytes`)] : [],
        finish: result?.finish ?? null,
        refusal,
        dropped: form.dropped,
        costMicros: credits * 10_000,
      })),
    clear: () => {
      stop.abort()
      stop = new AbortController()
      tasks = []
    },
  }
}

/** Work for a thread of its own: buffers become plain bytes on the way. */
export interface LargeOrder {
  readonly path: string
  readonly order: Order
}

/** Large files are worked on in a thread, small ones at once: a thread takes longer to start than they do. */
async function workOf(endpoint: Endpoint, order: Order): Promise<Output> {
  const size = Object.values(order.files).reduce((sum, file) => sum + file.length, 0)
  if (size < largeBytes) return endpoint.work(order)
  const work: LargeOrder = { path: endpoint.path, order }
  const { bytes, type } = await inThread<{ bytes: Uint8Array; type: string }>(
    new URL('./work-thread.ts', import.meta.url),
    work,
  )
  return { bytes: Buffer.from(bytes), type }
}

function failed(task: StabilityTask, status: number): void {
  task.state = 'failed'
  task.refusal = status
  task.credits = 0
}

/** Orders name failures in WaveSpeed's codes; here 1200 is moderation, an HTTP status itself, all else the server's. */
function statusOf(code: number): number {
  return code === 1200 ? 403 : code >= 400 && code <= 599 ? code : 500
}

/** What the filter lets through: the picture, blurred beyond recognition. */
async function veiled({ bytes, type }: Output): Promise<Output> {
  const pixels = await readPixels(bytes)
  const soft = await blurred(pixels, Math.max(pixels.width, pixels.height) / 12)
  return { bytes: await writePixels(soft, type.replace('image/', '') as PictureFormat), type }
}
