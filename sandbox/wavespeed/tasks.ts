import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Inputs } from '../check-inputs.ts'
import { openMemory } from '../edits/memory.ts'
import type { Exchange } from '../exchange.ts'
import type { Files } from '../files.ts'
import type { Outside } from '../outside.ts'
import { openVoices } from '../sounds/voices.ts'
import { TaskFailure } from './failure.ts'
import { hookSecret, ringBack } from './hook.ts'
import type { Limits } from './limits.ts'
import { priceOf, type Model } from './model.ts'
import { makeOutputs } from './work.ts'

export const taskStates = [
  'created',
  'processing',
  'completed',
  'failed',
  'cancelled',
  'timeout',
  'deleted',
] as const

/** Where outputs and uploads are served from. */
export const cdnHost = 'd1q70pf5vjeyhc.wavespeed.ai'

/** One accepted submit. It is billed from the start; times are UTC milliseconds. */
export interface Task {
  readonly id: string
  readonly model: Model
  readonly inputs: Inputs
  readonly dropped: readonly string[]
  readonly webhook: string | null
  /** Grows once the sound it is billed by has been heard. */
  costMicros: number
  readonly createdAt: number
  status: 'created' | 'processing' | 'completed' | 'failed'
  startedAt: number
  finishedAt: number | null
  outputs: string[]
  nsfw: boolean[]
  failure: TaskFailure | null
  deleted: boolean
  /** Settles when the task has ended, and never if it stalls. */
  ended: Promise<void>
}

export interface Tasks {
  open(
    model: Model,
    inputs: Inputs,
    dropped: readonly string[],
    webhook: string | null,
    exchange: Exchange,
  ): Task
  list(): readonly Task[]
  clear(): void
}

export function openTasks(outside: Outside, files: Files, limits: Limits): Tasks {
  let tasks: Task[] = []
  let stop = new AbortController()
  const memory = openMemory()
  const voices = openVoices()

  async function run(task: Task, exchange: Exchange): Promise<void> {
    const { signal } = stop
    const leave = await limits.place(exchange.key, outside.settings.parallel)
    try {
      await work(task, exchange, signal)
    } finally {
      leave()
    }
  }

  async function work(task: Task, exchange: Exchange, signal: AbortSignal): Promise<void> {
    const stall = exchange.take('task-stall')
    const fail = exchange.take('task-fail')
    const nsfw = exchange.take('nsfw')
    const expire = exchange.take('expire-links')
    const ring = exchange.take('webhook')
    const slow = /video|digital-human|3d/.test(task.model.type)
    const usual = slow ? outside.settings.videoMs : outside.settings.pictureMs
    const takes = usual * (exchange.take('task-slow')?.factor ?? 1)
    const pause = (ms: number) => sleep(ms, undefined, { signal })
    await pause(takes * 0.2)
    task.status = 'processing'
    task.startedAt = Date.now()
    if (stall) return await new Promise(() => undefined)
    try {
      if (fail) {
        await pause(takes * 0.8)
        throw new TaskFailure(fail.code, fail.error)
      }
      const account = { account: exchange.key, memory, voices }
      const heard = (seconds: number) => void (task.costMicros = priceOf(task.model, task.inputs, seconds))
      const [made] = await Promise.all([
        makeOutputs(task.model, task.inputs, outside, { ...account, heard }),
        pause(takes * 0.8),
      ])
      task.outputs = made.map((each, at) => {
        if ('text' in each) return each.text
        const path = `/predictions/${task.id}/${at + 1}.${each.ending}`
        const file = files.put(path, each.bytes, each.type)
        if (expire) file.expired = true
        return task.inputs['enable_base64_output']
          ? each.bytes.toString('base64')
          : `https://${cdnHost}${path}`
      })
      task.nsfw = made.map(() => nsfw !== undefined)
      task.status = 'completed'
    } catch (error) {
      if (signal.aborted) throw error
      task.failure = error instanceof TaskFailure ? error : new TaskFailure(5000)
      task.status = 'failed'
    }
    task.finishedAt = Date.now()
    if (!task.webhook) return
    const call = {
      url: task.webhook,
      id: task.id,
      secret: hookSecret(exchange.key),
      body: JSON.stringify(wireOf(task)),
    }
    // The task has ended whatever becomes of the callback.
    void ringBack(call, ring, outside, signal).catch(ignoreStop)
  }

  return {
    open: (model, inputs, dropped, webhook, exchange) => {
      const task: Task = {
        id: randomUUID().replaceAll('-', ''),
        model,
        inputs,
        dropped,
        webhook,
        costMicros: priceOf(model, inputs),
        createdAt: Date.now(),
        status: 'created',
        startedAt: Date.now(),
        finishedAt: null,
        outputs: [],
        nsfw: [],
        failure: null,
        deleted: false,
        ended: Promise.resolve(),
      }
      tasks.push(task)
      task.ended = run(task, exchange).catch(ignoreStop)
      return task
    },
    list: () => tasks,
    clear: () => {
      stop.abort()
      stop = new AbortController()
      tasks = []
      memory.clear()
      voices.clear()
    },
  }
}

/** The prediction object as WaveSpeed sends it: as an answer, in the history, and to webhooks. */
export function wireOf(task: Task): Record<string, unknown> {
  const took = (task.finishedAt ?? task.startedAt) - task.startedAt
  return {
    id: task.id,
    model: task.model.path,
    outputs: task.outputs,
    urls: { get: `https://api.wavespeed.ai/api/v3/predictions/${task.id}/result` },
    has_nsfw_contents: task.nsfw,
    status: task.status,
    created_at: new Date(task.createdAt).toISOString(),
    error: task.failure?.message ?? '',
    ...(task.failure ? { code: task.failure.code } : {}),
    executionTime: took,
    timings: { inference: took },
  }
}

/** Resetting the sandbox stops every pause; that is no failure of a task. */
function ignoreStop(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error
}
