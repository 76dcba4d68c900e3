import { and, asc, desc, eq, gt, isNull, max, sql } from 'drizzle-orm'
import type { Event, EventPage } from '../../shared/events.ts'
import type { Values } from '../../shared/fields.ts'
import { EndReason, isEnded, remedies, type Job } from '../../shared/jobs.ts'
import { priceWords } from '../../shared/money.ts'
import { tasks, TaskId, type MediaKind } from '../../shared/task.ts'
import type { Context } from '../context.ts'
import { events, jobs } from '../db/schema.ts'
import { modelById } from '../models/index.ts'
import { Refusal } from '../problem.ts'

export type JobRow = typeof jobs.$inferSelect

/** Ids of the results, in their order. Written out: drizzle drops table names in a select from one table. */
const results = sql<string>`(select json_group_array(id) from (select id from assets where job_id = jobs.id order by n))`
const shape = { row: jobs, results }

/** One job of this workspace. Throws Refusal `not-found`. */
export async function readJob(ctx: Context, workspaceId: string, jobId: string): Promise<Job> {
  const [found] = await ctx.db
    .select(shape)
    .from(jobs)
    .where(and(eq(jobs.id, jobId), eq(jobs.workspaceId, workspaceId)))
  if (!found) throw noSuchJob()
  return toJob(found, ctx.now())
}

/** The jobs that have not ended, oldest first: a plan allows a hundred at most. */
export async function openJobs(ctx: Context, workspaceId: string): Promise<Job[]> {
  const rows = await ctx.db
    .select(shape)
    .from(jobs)
    .where(and(eq(jobs.workspaceId, workspaceId), isNull(jobs.endedAt)))
    .orderBy(asc(jobs.createdAt), asc(jobs.id))
  return rows.map((row) => toJob(row, ctx.now()))
}

/** The latest jobs, ended or not, newest first. */
export async function recentJobs(ctx: Context, workspaceId: string, limit: number): Promise<Job[]> {
  const rows = await ctx.db
    .select(shape)
    .from(jobs)
    .where(eq(jobs.workspaceId, workspaceId))
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(limit)
  return rows.map((row) => toJob(row, ctx.now()))
}

/** The jobs of one press, in their order; empty when there is no such order in this workspace. */
export async function jobsOfOrder(ctx: Context, workspaceId: string, orderId: string): Promise<Job[]> {
  const rows = await ctx.db
    .select(shape)
    .from(jobs)
    .where(and(eq(jobs.orderId, orderId), eq(jobs.workspaceId, workspaceId)))
    .orderBy(asc(jobs.n))
  return rows.map((row) => toJob(row, ctx.now()))
}

/**
 * What happened after a cursor, oldest first, `limit` at most. Each job is as it is now. Without a cursor there are
 * no events, and `next` is the cursor of now.
 */
export async function readEvents(
  ctx: Context,
  workspaceId: string,
  after: number | null,
  limit: number,
): Promise<EventPage> {
  if (after === null) {
    const [last] = await ctx.db
      .select({ id: max(events.id) })
      .from(events)
      .where(eq(events.workspaceId, workspaceId))
    return { events: [], next: last?.id ?? 0, more: false }
  }
  const rows = await ctx.db
    .select({ id: events.id, at: events.at, type: events.type, ...shape })
    .from(events)
    .innerJoin(jobs, eq(jobs.id, events.jobId))
    .where(and(eq(events.workspaceId, workspaceId), gt(events.id, after)))
    .orderBy(asc(events.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  return {
    events: page.map(({ id, at, type, ...job }) => ({
      id,
      at,
      type: type as Event['type'],
      job: toJob(job, ctx.now()),
    })),
    next: page.at(-1)?.id ?? after,
    more: rows.length > limit,
  }
}

/** The words it was asked with: what should be seen or happen, or be said. */
export const promptOf = (input: Values): string => String(input['prompt'] ?? input['text'] ?? '')

export const noSuchJob = () =>
  new Refusal(
    'not-found',
    'There is no such job in this workspace.',
    'Look for it in the list of your jobs. Nothing was charged.',
  )

function toJob(found: { row: JobRow; results: string }, now: number): Job {
  const { row } = found
  const model = modelById(row.model)
  const typicalSeconds = model?.typicalSeconds ?? 30
  const reason = row.state === 'done' ? null : EndReason.nullable().parse(row.reason)
  return {
    id: row.id,
    orderId: row.orderId,
    task: TaskId.parse(row.task),
    model: row.model,
    modelTitle: model?.title ?? row.model,
    prompt: promptOf(row.input),
    state: row.state,
    progress: progressOf(row, typicalSeconds, now),
    typicalSeconds,
    cancel: row.state === 'queued' ? 'free' : isEnded(row.state) ? 'no' : 'stop-waiting',
    failure:
      reason && row.state === 'failed'
        ? { reason, message: row.message ?? '', remedy: remedies[reason] }
        : null,
    assets: JSON.parse(found.results) as string[],
    receipt: {
      unit: row.unit,
      asked: row.asked,
      held: row.held,
      charged: row.charged,
      why: whyOf(row, model?.title ?? row.model),
      vendorCostMicros: row.vendorCostMicros,
    },
    createdAt: row.createdAt,
    endedAt: row.endedAt,
  }
}

function progressOf(row: JobRow, typicalSeconds: number, now: number): number {
  if (row.endedAt !== null) return 1
  if (row.startedAt === null) return 0
  return Math.min(0.95, Math.max(0, now - row.startedAt) / (typicalSeconds * 1000))
}

const resultWords: Readonly<Record<MediaKind, string>> = {
  image: 'picture',
  video: 'video',
  audio: 'sound',
  model3d: '3D model',
  text: 'text',
}

const insteadOf = ({ tried }: JobRow) =>
  tried.length === 0
    ? ''
    : ` It took the place of ${tried.map((id) => modelById(id)?.title ?? id).join(' and ')}, which failed.`

/** The receipt's sentence: what was charged, and why that much. */
function whyOf(row: JobRow, title: string): string {
  const held = priceWords({ unit: row.unit, amount: row.held })
  const result = resultWords[tasks[TaskId.parse(row.task)].makes]
  switch (row.state) {
    case 'done':
      return row.charged === 0 && row.held > 0
        ? `The ${result} by ${title} came later than promised, so it is free: ${held} given back.`
        : `${priceWords({ unit: row.unit, amount: row.charged ?? 0 })} charged for this ${result} by ${title}.${insteadOf(row)}`
    case 'failed':
      return `${row.message ?? 'It failed.'} Nothing was charged: ${held} given back.`
    case 'cancelled':
      return `Cancelled before it was sent. Nothing was charged: ${held} given back.`
    default:
      return `${held} held. It is charged when the ${result} is in your library, and given back otherwise.`
  }
}
