import { and, eq, isNull, sql } from 'drizzle-orm'
import { assetIdsOf, type Field } from '../../shared/fields.ts'
import type { EndReason, Job, JobState } from '../../shared/jobs.ts'
import type { Values } from '../../shared/fields.ts'
import type { Model } from '../../shared/model.ts'
import type { Micros } from '../../shared/money.ts'
import type { Handle } from '../../shared/step.ts'
import { tasks, TaskId } from '../../shared/task.ts'
import { assetInsert, type StoredFile } from '../assets/store.ts'
import type { Context } from '../context.ts'
import { isConstraint } from '../db/constraint.ts'
import { events, jobs } from '../db/schema.ts'
import { closeStatements, holdStatements, type Statement } from '../ledger.ts'
import type { Made } from '../providers/provider.ts'
import type { VendorId } from '../providers/index.ts'
import { spendStatements, unspendStatement } from '../stops.ts'
import { noSuchJob, promptOf, readJob, type JobRow } from './read.ts'
import { wordsOf } from '../log.ts'

// The only writer of job states. A visit writes only while the job is still its own (`claim`), and every end is
// one batch that a second attempt cannot repeat.

/**
 * How long one visit may have a job; every call within it has a shorter deadline of its own. It is renewed before
 * the submit and before the result is saved, the two that may take long.
 */
export const leaseMs = 120_000

/** A job that never gets its turn is given up after an hour. */
export const waitMs = 3600_000

/** How long a run of this model may take once it has been sent, in milliseconds. */
export const allowedMs = ({ typicalSeconds }: Pick<Model, 'typicalSeconds'>): number =>
  Math.max(180, 10 * typicalSeconds) * 1000

export type NewJob = typeof jobs.$inferInsert

/** Hold and row of one job, for its order's batch. `maxOpenJobs` is the plan's. */
export const openStatements = (ctx: Context, job: NewJob, maxOpenJobs: number): Statement[] => [
  ...holdStatements(ctx, {
    workspaceId: job.workspaceId,
    jobId: job.id,
    unit: job.unit,
    amount: job.held,
    maxOpenJobs,
  }),
  ctx.db.insert(jobs).values({ ...job, turn: turnOf(job) }),
]

/** Behind the workspace's own jobs, but never behind the turn that is being served: nobody pays for having been idle. */
const turnOf = ({ vendor, workspaceId }: Pick<NewJob, 'vendor' | 'workspaceId'>) =>
  sql<number>`max(
    coalesce((select turn from vendors where id = ${vendor}), 0),
    coalesce((select max(turn) + 1 from jobs where vendor = ${vendor} and workspace_id = ${workspaceId}
      and started_at is null and ended_at is null), 0))`

/** One event for each job of an order, in their order. */
export const openedEvents = (ctx: Context, orderId: string): Statement =>
  ctx.db
    .insert(events)
    .select(
      sql`select null, workspace_id, id, 'job-queued', created_at from jobs where order_id = ${orderId} order by n`,
    )

/** Only when the statement before it changed the job. */
const eventIfChanged = (ctx: Context, job: JobRow, state: JobState): Statement =>
  ctx.db
    .insert(events)
    .select(
      sql`select null, ${job.workspaceId}, ${job.id}, ${`job-${state}`}, ${ctx.now()} where changes() = 1`,
    )

/** Ends the visit; the job is due again at `at`, or at once when somebody rang meanwhile. */
const dueAgain = (job: JobRow, at: number) => ({
  claim: null,
  leaseUntil: 0,
  dueAt: sql<number>`case when due_at = ${job.dueAt} then ${Math.max(at, 0)} else due_at end`,
})

type Change = Partial<Omit<NewJob, 'dueAt'>> & { dueAt?: ReturnType<typeof dueAgain>['dueAt'] }

/**
 * The job as it is afterwards; null when this visit no longer has it, or when it has moved further than the visit
 * knows: a write whose answer was lost has been made all the same.
 */
async function move(ctx: Context, job: JobRow, change: Change): Promise<JobRow | null> {
  const state = change.state
  const mine = and(eq(jobs.id, job.id), eq(jobs.claim, job.claim ?? ''), isNull(jobs.endedAt))
  if (!state || state === job.state)
    return (await ctx.db.update(jobs).set(change).where(mine).returning())[0] ?? null
  const onward = ctx.db
    .update(jobs)
    .set(change)
    .where(and(mine, eq(jobs.state, job.state)))
    .returning()
  const [rows] = await ctx.db.batch([onward, eventIfChanged(ctx, job, state)])
  return rows[0] ?? null
}

/** Keeps what lies ready at the vendor, before the start itself. */
export const prepared = (ctx: Context, job: JobRow, handle: Handle) =>
  move(ctx, job, { prepared: handle, leaseUntil: ctx.now() + leaseMs })

/** The vendor has it; asked again at `dueAt`. */
export const running = (ctx: Context, job: JobRow, handle: Handle, dueAt: number) =>
  move(ctx, job, {
    state: 'running',
    handle,
    attempts: job.state === 'running' ? job.attempts + 1 : 0,
    ...dueAgain(job, dueAt),
  })

/** It was found at the vendor after all; the visit goes on. */
export const found = (ctx: Context, job: JobRow, handle: Handle) =>
  move(ctx, job, { state: 'running', handle, attempts: 0 })

/** It may have been accepted: looked for again at `dueAt`, never sent again. */
export const unsure = (ctx: Context, job: JobRow, dueAt: number) =>
  move(ctx, job, { state: 'unsure', attempts: job.attempts + 1, ...dueAgain(job, dueAt) })

/** The vendor has not taken it: back to its place in the queue. */
export const requeue = (ctx: Context, job: JobRow, dueAt: number) =>
  move(ctx, job, { state: 'queued', startedAt: null, attempts: job.attempts + 1, ...dueAgain(job, dueAt) })

/** Nothing new: the same state, visited again at `dueAt`. */
export const later = (ctx: Context, job: JobRow, dueAt: number) =>
  move(ctx, job, { attempts: job.attempts + 1, ...dueAgain(job, dueAt) })

/**
 * The model has failed for good; another of the task takes its place, and the job waits in line again. Gives null
 * when this visit no longer has it, or when what may be spent in a day does not allow the other one.
 */
export async function handOver(
  ctx: Context,
  job: JobRow,
  other: { model: Model; vendor: VendorId; input: Values; worth: number; cost: Micros },
): Promise<JobRow | null> {
  const now = ctx.now()
  const { vendor, input, worth, cost } = other
  const model = other.model.id
  const next = { ...job, model, vendor }
  try {
    const [rows] = await ctx.db.batch([
      ctx.db
        .update(jobs)
        .set({
          ...{ model, vendor, input, worth, allowedMs: allowedMs(other.model), vendorCostMicros: cost },
          ...{ state: 'queued', startedAt: null, handle: null, prepared: null, made: null, attempts: 0 },
          ...{ claim: null, leaseUntil: 0, dueAt: now, deadlineAt: now + waitMs, turn: turnOf(next) },
          tried: [...job.tried, job.model],
          // What still rings for the first one is not heard.
          hookToken: sql`hex(randomblob(16))`,
        })
        .where(and(eq(jobs.id, job.id), eq(jobs.claim, job.claim ?? ''), isNull(jobs.endedAt)))
        .returning(),
      eventIfChanged(ctx, job, 'queued'),
      unspendStatement(ctx, job, 0),
      ...spendStatements(ctx, vendor, cost),
    ])
    ctx.log('job-handed-over', { jobId: job.id, from: job.model, to: model })
    return rows[0] ?? null
  } catch (error) {
    if (!isConstraint(error)) throw error
    return null
  }
}

/** The vendor is done; its files are not ours yet. The visit goes on. */
export const saving = (ctx: Context, job: JobRow, made: Made) =>
  move(ctx, job, { state: 'saving', made, attempts: 0, leaseUntil: ctx.now() + leaseMs })

/** Somebody rang: look at once. A task named by the vendor is remembered where none is known. */
export async function ring(ctx: Context, jobId: string, handle: Handle): Promise<void> {
  await ctx.db
    .update(jobs)
    .set({
      dueAt: ctx.now(),
      handle: sql`case when state in ('starting', 'unsure') then coalesce(handle, ${JSON.stringify(handle)}) else handle end`,
    })
    .where(and(eq(jobs.id, jobId), isNull(jobs.endedAt)))
}

/**
 * The end with a result: settles the hold and adds the files to the library. A result that comes after the
 * deadline is kept and costs nothing. False when the job has ended already, or is no longer this visit's.
 */
export function done(ctx: Context, job: JobRow, files: StoredFile[]): Promise<boolean> {
  const task = tasks[TaskId.parse(job.task)]
  const source = Object.entries<Field>(task.fields).flatMap(([name, field]) =>
    assetIdsOf(field, job.input[name]),
  )[0]
  const prompt = promptOf(job.input)
  const assets = files.map((file, n) =>
    assetInsert(ctx, {
      id: ctx.id('asset'),
      workspaceId: job.workspaceId,
      fileId: file.id,
      kind: task.makes,
      name: nameFor(prompt) || task.title,
      origin: 'generated',
      model: job.model,
      prompt,
      jobId: job.id,
      n,
      source: source ?? null,
      consent: job.consent === null ? null : { words: job.consent, at: job.createdAt },
    }),
  )
  return close(ctx, job, eq(jobs.claim, job.claim ?? ''), {
    state: 'done',
    charged: ctx.now() > job.deadlineAt ? 0 : (job.worth ?? job.held),
    vendorCostMicros: job.vendorCostMicros,
    also: assets,
  })
}

/** The end without a result: nothing is charged. `vendorCostMicros` is what the vendor bills all the same. */
export function failed(
  ctx: Context,
  job: JobRow,
  end: { reason: EndReason; message: string; vendorCostMicros: number },
): Promise<boolean> {
  const { vendorCostMicros, ...why } = end
  const mine = job.claim === null ? isNull(jobs.claim) : eq(jobs.claim, job.claim)
  return close(ctx, job, mine, { state: 'failed', charged: 0, vendorCostMicros, why })
}

/**
 * Cancels a job that has not been sent; nothing is charged. Once it has been sent the vendor goes on and bills, so
 * the job is left alone and answered as it is: its own `cancel` says what can still be done. Throws Refusal
 * `not-found`.
 */
export async function cancel(ctx: Context, workspaceId: string, jobId: string): Promise<Job> {
  const [job] = await ctx.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.id, jobId), eq(jobs.workspaceId, workspaceId)))
  if (!job) throw noSuchJob()
  if (job.state === 'queued')
    await close(ctx, job, eq(jobs.state, 'queued'), { state: 'cancelled', charged: 0, vendorCostMicros: 0 })
  return readJob(ctx, workspaceId, jobId)
}

interface End {
  state: 'done' | 'failed' | 'cancelled'
  charged: number
  vendorCostMicros: number
  why?: { reason: EndReason; message: string }
  also?: Statement[]
}

/** One batch; the ledger refuses it unless this very update has ended the job. */
async function close(
  ctx: Context,
  job: JobRow,
  guard: ReturnType<typeof eq>,
  { state, charged, vendorCostMicros, why, also = [] }: End,
): Promise<boolean> {
  const now = ctx.now()
  const end = ctx.db
    .update(jobs)
    .set({ state, charged, vendorCostMicros, endedAt: now, claim: null, leaseUntil: 0, ...why })
    .where(and(eq(jobs.id, job.id), isNull(jobs.endedAt), guard))
  const { workspaceId, id: jobId, unit } = job
  const event = ctx.db.insert(events).values({ workspaceId, jobId, type: `job-${state}`, at: now })
  try {
    await ctx.db.batch([
      end,
      ...closeStatements(ctx, { workspaceId, jobId, unit, charged, vendorCostMicros }),
      unspendStatement(ctx, job, vendorCostMicros),
      ...also,
      event,
    ])
    ctx.log('job-ended', { jobId, state, reason: why?.reason, charged, vendorCostMicros })
    return true
  } catch (error) {
    if (!isConstraint(error)) throw error
    ctx.log('job-not-ended-here', { jobId, state, error: wordsOf(error) })
    return false
  }
}

/** A name to download by: the first words of what was asked for; empty where nothing was said. */
function nameFor(prompt: string): string {
  const words = prompt
    .replaceAll(/[^\p{L}\p{N} ]+/gu, ' ')
    .trim()
    .split(/\s+/)
    .slice(0, 8)
    .join(' ')
  return words.slice(0, 80)
}
