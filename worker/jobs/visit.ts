import { and, eq, inArray } from 'drizzle-orm'
import type { EndReason } from '../../shared/jobs.ts'
import { holdsAssets } from '../../shared/fields.ts'
import { fieldsOf, type Model } from '../../shared/model.ts'
import type { Handle, Step } from '../../shared/step.ts'
import type { Context } from '../context.ts'
import { jobs } from '../db/schema.ts'
import { modelById } from '../models/index.ts'
import { Refusal } from '../problem.ts'
import { providers, type VendorId } from '../providers/index.ts'
import { providerNet } from '../providers/net.ts'
import type { Made, Net, Provider, Run } from '../providers/provider.ts'
import { ringAt } from './bell.ts'
import { noteAnswer, noteFailure } from './breaker.ts'
import type { Errand } from './claim.ts'
import { handToAnother } from './fallback.ts'
import { inputFiles, saveOutputs } from './files.ts'
import { fitFiles } from './fitted.ts'
import { dropKept, keeper, keptFor } from './kept.ts'
import * as lifecycle from './lifecycle.ts'
import type { JobRow } from './read.ts'
import { wordsOf } from '../log.ts'
import { withVoiceNames } from './voices.ts'

/** One claimed job with everything its errand needs. */
interface Visit {
  ctx: Context
  vendor: VendorId
  provider: Provider
  net: Net
  job: JobRow
  model: Model
}

/** The clocks of two houses differ: a task in the vendor's history is looked for with this much to spare. */
const skewMs = 60_000

/** Does one errand for one job. Whatever goes wrong in it, the job is visited again or ended, never lost. */
export async function visit(ctx: Context, vendor: VendorId, job: JobRow, errand: Errand): Promise<void> {
  // Until a submit may have left the house a job can go back into the queue; afterwards it is only looked for.
  let sent = errand !== 'start'
  try {
    const model = modelById(job.model)
    if (!model) throw new Error(`${job.model} is not in the catalogue`)
    const visit = { ctx, vendor, provider: providers[vendor], net: providerNet(ctx, vendor), job, model }
    if (errand !== 'start') return await errands[errand](visit)
    const run = await makeReady(visit)
    if (!run) return
    sent = true
    await send(visit, run)
  } catch (error) {
    ctx.log('visit-failed', { jobId: job.id, errand, error: wordsOf(error) })
    const again = ctx.now() + Math.min(30_000, 2000 * (1 + job.attempts))
    if (isLate(ctx, job, sent && keepsAnswers(providers[vendor]) ? graceMs : 0))
      return end(ctx, job, 'broken', 'Something on our side kept failing.', sent ? job.vendorCostMicros : 0)
    const next = sent ? (errand === 'start' ? lifecycle.unsure : lifecycle.later) : lifecycle.requeue
    await lookAgain(ctx, vendor, await next(ctx, job, again))
  }
}

const errands: Record<Exclude<Errand, 'start'>, (visit: Visit) => Promise<void>> = { find, check, save }

/** Everything before the submit: may be repeated. Null when there is nothing to send (any more). */
async function makeReady(visit: Visit): Promise<Run | null> {
  const { ctx, provider, net, job, model } = visit
  // Only a job that was turned away before can be this late.
  if (isLate(ctx, job)) {
    await endUnsent(visit)
    return null
  }
  const run = await runOf(visit)
  if (!takesFiles(model) || (provider.prepare && job.prepared !== null)) return run
  const files = await inputFiles(ctx, job, model)
  if (!files) {
    await end(ctx, job, 'bad-input', 'What it was to work on is no longer in your library.', 0)
    return null
  }
  const fitted = await fitOrEnd(visit, files)
  if (!fitted) return null
  const ready = (await provider.prepare?.({ ...run, files: fitted }, net)) ?? { state: 'done', result: {} }
  if (ready.state === 'failed') {
    await turnedAway(visit, ready)
    await note(visit, ready)
    return null
  }
  // Saved before the submit: the row then says whether anything was sent, and by which words to find it.
  const mine = await lifecycle.prepared(ctx, job, ready.result)
  return mine && { ...run, prepared: ready.result, files: provider.prepare ? {} : fitted }
}

/** What goes in, as the model takes it; null when that cannot be, and the job has ended. */
async function fitOrEnd({ ctx, job, model }: Visit, files: Run['files']): Promise<Run['files'] | null> {
  try {
    return await fitFiles(ctx, model, files)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await end(ctx, job, 'bad-input', error.message, 0)
    return null
  }
}

/** The submit: once, whatever becomes of it. */
async function send(visit: Visit, run: Run): Promise<void> {
  const step = await visit.provider.start(run, visit.net)
  await (step.state === 'failed' ? turnedAway(visit, step) : goOn(visit, step))
  await note(visit, step)
}

/** How the vendor took it, for those who wait behind. The job itself is safe by now, whatever becomes of this. */
async function note({ ctx, vendor, job }: Visit, step: Step<unknown>): Promise<void> {
  const unanswered = step.state === 'unsure' || (step.state === 'failed' && step.reason === 'reconnect')
  try {
    await (unanswered ? noteFailure : noteAnswer)(ctx, vendor)
  } catch (error) {
    ctx.log('not-noted', { jobId: job.id, vendor, error: wordsOf(error) })
  }
}

/**
 * It may be at the vendor: by what was kept of its answer, by what the webhook said, else by exactly one entry of its
 * history that is nobody's.
 */
async function find(visit: Visit): Promise<void> {
  const { ctx, vendor, job, model } = visit
  if (job.state === 'starting' && takesFiles(model) && job.prepared === null) return putBack(visit, ctx.now())
  const kept = await keptFor(ctx, job.id)
  if (kept) return goOn(visit, { state: 'done', result: kept })
  const handle = job.handle ?? (await onlyCandidate(visit))
  if (handle) {
    const known = await lifecycle.found(ctx, job, handle)
    if (known) await check({ ...visit, job: known })
    return
  }
  if (isLate(ctx, job)) {
    ctx.log('job-lost', { jobId: job.id, vendor, vendorCostMicros: job.vendorCostMicros })
    return end(
      ctx,
      job,
      'timed-out',
      `No word came from ${model.title}, and it could not be found there.`,
      job.vendorCostMicros,
    )
  }
  await lookAgain(ctx, vendor, await lifecycle.unsure(ctx, job, soon(visit)))
}

/** Exactly one task that was asked this very thing at that time and belongs to no job; two would be a guess. */
async function onlyCandidate(visit: Visit): Promise<Handle | null> {
  const { ctx, vendor, provider, net, job } = visit
  const sentAt = job.startedAt ?? job.createdAt
  const window = { from: sentAt - skewMs, to: sentAt + lifecycle.leaseMs + skewMs }
  const candidates = (await provider.find?.(await runOf(visit), window, net)) ?? []
  if (candidates.length === 0 || candidates.length > 50) return null
  const taken = await ctx.db
    .select({ handle: jobs.handle })
    .from(jobs)
    .where(and(eq(jobs.vendor, vendor), inArray(jobs.handle, candidates)))
  const known = new Set(taken.map(({ handle }) => JSON.stringify(handle)))
  const free = candidates.filter((candidate) => !known.has(JSON.stringify(candidate)))
  return free.length === 1 ? free[0]! : null
}

async function check(visit: Visit): Promise<void> {
  const { ctx, provider, net, job, model } = visit
  if (!job.handle) throw new Error('a running job has no handle')
  const kept = keepsAnswers(provider) ? await keptFor(ctx, job.id) : null
  if (kept) return goOn(visit, { state: 'done', result: kept })
  const step = await provider.check(job.handle, net, keeper(ctx, job.id))
  if (step.state === 'failed') return giveUp(visit, step)
  if (step.state !== 'done' && isLate(ctx, job)) {
    const minutes = Math.round(job.allowedMs / 60_000)
    const message = `${model.title} was not done after ${minutes} minutes.`
    return end(ctx, job, 'timed-out', message, job.vendorCostMicros)
  }
  return goOn(visit, step)
}

async function save(visit: Visit): Promise<void> {
  const { ctx, vendor, net, job, model } = visit
  try {
    if (await lifecycle.done(ctx, job, await saveOutputs(ctx, net, job, model))) await forget(ctx, job)
  } catch (error) {
    ctx.log('saving-failed', { jobId: job.id, error: wordsOf(error) })
    // What is kept does not change by looking again; what is fetched may come whole the next time.
    const kept = job.made?.outputs.every((output) => 'kept' in output) ?? false
    const hopeless = kept && error instanceof Refusal
    if (hopeless || isLate(ctx, job, kept ? graceMs : 0)) {
      const why = hopeless ? 'read: it did not arrive whole' : 'fetched from it'
      return end(ctx, job, 'broken', `What the vendor made could not be ${why}.`, job.vendorCostMicros)
    }
    await lookAgain(ctx, vendor, await lifecycle.later(ctx, job, soon(visit)))
  }
}

async function goOn(visit: Visit, step: Exclude<Step<Made>, { state: 'failed' }>): Promise<void> {
  const { ctx, vendor, job } = visit
  if (step.state === 'done') {
    const mine = await lifecycle.saving(ctx, job, step.result)
    if (mine) await save({ ...visit, job: mine })
  } else if (step.state === 'pending') {
    const dueAt = Math.max(soon(visit), ctx.now() + step.againInSeconds * 1000)
    await lookAgain(ctx, vendor, await lifecycle.running(ctx, job, step.handle, dueAt))
  } else await lookAgain(ctx, vendor, await lifecycle.unsure(ctx, job, soon(visit)))
}

/**
 * The vendor did not take it, or had nothing to show for it. Busy: back into the queue, until the deadline; anything
 * else is the end.
 */
async function turnedAway(visit: Visit, step: Extract<Step<unknown>, { state: 'failed' }>): Promise<void> {
  const { ctx, job } = visit
  if (step.reason !== 'busy')
    return end(ctx, job, step.reason, step.message, step.billed ? job.vendorCostMicros : 0)
  await putBack(visit, Math.max(soon(visit), ctx.now() + (step.againInSeconds ?? 5) * 1000))
}

/** The model has failed for good, and not for anything the person asked: another may do it, if they allowed it. */
async function giveUp(visit: Visit, step: Extract<Step<unknown>, { state: 'failed' }>): Promise<void> {
  const { ctx, job, model } = visit
  const ours = step.reason === 'broken' || step.reason === 'reconnect' || step.reason === 'busy'
  if (ours && !step.billed && (await handToAnother(ctx, job, model))) return
  return end(ctx, job, step.reason, step.message, step.billed ? job.vendorCostMicros : 0)
}

/** It was never sent: back to its place in the queue, while there is time. */
async function putBack(visit: Visit, dueAt: number): Promise<void> {
  const { ctx, vendor, job } = visit
  if (isLate(ctx, job)) return endUnsent(visit)
  await lookAgain(ctx, vendor, await lifecycle.requeue(ctx, job, dueAt))
}

const endUnsent = ({ ctx, job, model }: Visit) =>
  end(ctx, job, 'busy', `It could not be sent to ${model.title} in time.`, 0)

const isLate = (ctx: Context, job: JobRow, grace = 0) => ctx.now() >= job.deadlineAt + grace

/** A vendor without a history answers with the result itself, and that may lie in our own store already. */
const keepsAnswers = ({ find }: Provider) => find === undefined

/** What lies in our own store is not given up for a failure of ours before this much time more, in milliseconds. */
const graceMs = 3600_000

const takesFiles = (model: Model) => Object.values(fieldsOf(model)).some(holdsAssets)

/** The next look, growing gently: from 1 s for pictures, 3 s for clips, to 10 s; the deadline itself is one. */
function soon({ ctx, job, model }: Pick<Visit, 'ctx' | 'job' | 'model'>): number {
  const first = Math.max(1000, model.typicalSeconds * 50)
  const next = ctx.now() + Math.min(10_000, first * (1 + job.attempts / 2))
  return isLate(ctx, job) ? next : Math.min(next, job.deadlineAt)
}

/** A bell for the next look, unless the job is no longer this visit's. */
async function lookAgain(ctx: Context, vendor: VendorId, job: JobRow | null): Promise<void> {
  if (job) await ringAt(ctx, vendor, job.dueAt)
}

async function end(
  ctx: Context,
  job: JobRow,
  reason: EndReason,
  message: string,
  vendorCostMicros: number,
): Promise<void> {
  if (await lifecycle.failed(ctx, job, { reason, message, vendorCostMicros })) await forget(ctx, job)
}

/** What was kept is in the library now, or of no use. Only for whoever has ended the job. */
const forget = (ctx: Context, job: JobRow) =>
  dropKept(ctx, job.made).catch((error: unknown) =>
    ctx.log('kept-not-dropped', { jobId: job.id, error: wordsOf(error) }),
  )

async function runOf({ ctx, vendor, job, model }: Visit): Promise<Run> {
  return {
    jobId: job.id,
    model,
    input: await withVoiceNames(ctx, job, model),
    files: {},
    prepared: job.prepared ?? {},
    keep: keeper(ctx, job.id),
    hookUrl: `${ctx.settings.publicOrigin}/api/hooks/${vendor}/${job.id}/${job.hookToken}`,
  }
}
