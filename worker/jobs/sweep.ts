import { and, count, inArray, isNull, lte, type SQL } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { deadLetters, jobs } from '../db/schema.ts'
import { isVendor, providers } from '../providers/index.ts'
import { ringNow } from './bell.ts'
import { failed } from './lifecycle.ts'

/** As many bells as are rung at once for one vendor; each works until nothing is due. */
const maxBells = 20

/**
 * Once a minute: gives up what never got its turn, and rings for whatever is due and has no bell. Neither keeps the
 * other from being done.
 */
export async function sweep(ctx: Context): Promise<void> {
  const [gaveUp] = await Promise.allSettled([giveUpWaiting(ctx)])
  for (const { vendor, due } of await ctx.db
    .select({ vendor: jobs.vendor, due: count() })
    .from(jobs)
    .where(dueNow(ctx.now()))
    .groupBy(jobs.vendor))
    if (isVendor(vendor)) await ringNow(ctx, vendor, Math.min(due, maxBells))
  if (gaveUp.status === 'rejected') throw gaveUp.reason
}

/** In the words of a partial index: only open jobs are read. */
const dueNow = (now: number): SQL | undefined =>
  and(isNull(jobs.endedAt), lte(jobs.dueAt, now), lte(jobs.leaseUntil, now))

/** Jobs that waited their whole time for a place at the vendor. */
async function giveUpWaiting(ctx: Context): Promise<void> {
  const now = ctx.now()
  const waited = await ctx.db
    .select()
    .from(jobs)
    .where(
      and(
        inArray(jobs.vendor, Object.keys(providers)),
        isNull(jobs.startedAt),
        isNull(jobs.endedAt),
        lte(jobs.deadlineAt, now),
      ),
    )
    .limit(100)
  for (const job of waited)
    await failed(ctx, job, {
      reason: 'busy',
      message: 'The vendor had no place for it in time.',
      vendorCostMicros: 0,
    })
}

/** Messages that failed for good are kept to be read; the next sweep rings for their work again. */
export async function keepDead(ctx: Context, queue: string, messages: readonly Message[]): Promise<void> {
  for (const message of messages) {
    await ctx.db
      .insert(deadLetters)
      .values({ id: message.id, queue, body: message.body ?? null, at: ctx.now() })
      .onConflictDoNothing()
    ctx.log('message-dead', { queue, id: message.id, attempts: message.attempts })
  }
}
