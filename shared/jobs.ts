import { z } from 'zod'
import { idOf } from './ids.ts'
import { Price } from './money.ts'
import { FailReason } from './step.ts'
import { TaskId } from './task.ts'

export const JobState = z.enum([
  'queued',
  'starting',
  'running',
  'saving',
  'unsure',
  'done',
  'failed',
  'cancelled',
])
export type JobState = z.infer<typeof JobState>

export const endStates = ['done', 'failed', 'cancelled'] as const satisfies readonly JobState[]
export const isEnded = (state: JobState) => (endStates as readonly JobState[]).includes(state)

/** Why a job ended without a result; each has its own sentence and remedy. */
export const EndReason = z.enum([...FailReason.options, 'timed-out', 'cancelled'])
export type EndReason = z.infer<typeof EndReason>

/** What to do next, per reason: the sentence the panel shows under what went wrong. */
export const remedies: Record<EndReason, string> = {
  'bad-input': 'Change what you asked for and press again.',
  refused: 'Reword the prompt or choose another picture; this one was refused by the model’s safety check.',
  reconnect: 'This is on our side: the vendor did not accept our account. Try another model for now.',
  busy: 'The vendor is busy. Try again in a minute, or choose another model.',
  broken: 'Press again, or choose another model.',
  'timed-out': 'Press again, or choose a faster model.',
  cancelled: 'Press again whenever you like.',
}

/** What one job cost and why. `held` and `charged` count `unit`; the vendor's cost stands beside them. */
export const Receipt = z.strictObject({
  unit: Price.shape.unit,
  /** What the person was asked for on the button. */
  asked: z.int(),
  held: z.int(),
  /** Null until the job has ended; 0 whenever there is no result. */
  charged: z.int().nullable(),
  why: z.string(),
  vendorCostMicros: z.int(),
})
export type Receipt = z.infer<typeof Receipt>

export const Job = z.strictObject({
  id: idOf('job'),
  orderId: idOf('order'),
  task: TaskId,
  model: z.string(),
  modelTitle: z.string(),
  /** The words it was asked with, for lists. */
  prompt: z.string(),
  state: JobState,
  /** Share of the typical time that has passed, 0 to 1; an estimate, never 1 before the end. */
  progress: z.number().min(0).max(1),
  typicalSeconds: z.number(),
  /** What "cancel" does now: free, or stop waiting while the vendor goes on. */
  cancel: z.enum(['free', 'stop-waiting', 'no']),
  /** Why it ended without a result, and what to do next. */
  failure: z.strictObject({ reason: EndReason, message: z.string(), remedy: z.string() }).nullable(),
  assets: z.array(idOf('asset')),
  receipt: Receipt,
  createdAt: z.int(),
  endedAt: z.int().nullable(),
})
export type Job = z.infer<typeof Job>

/** One press: 1..n jobs, no state of its own. */
export const Order = z.strictObject({ id: idOf('order'), jobs: z.array(Job).min(1) })
export type Order = z.infer<typeof Order>
