import { and, count, gt, inArray, isNotNull, isNull, lte, max, min, notInArray, or, sql } from 'drizzle-orm'
import type { Health } from '../shared/health.ts'
import { providerTitles } from '../shared/providers.ts'
import type { Context } from './context.ts'
import { deadLetters, jobs } from './db/schema.ts'
import { priceChecks } from './db/stops.ts'
import { providers, type VendorId } from './providers/index.ts'
import { vendorReady } from './providers/net.ts'
import { spendingToday } from './stops.ts'

const hourMs = 3600_000
/** A job that is due is in somebody's hands within seconds; the sweep comes every minute. */
const slowMs = 3 * 60_000
/** Fewer ends than this say nothing about a vendor. */
const enough = 10

const ours = inArray(jobs.vendor, Object.keys(providers))

/** How the studio is. Reads open jobs, the last hour's ends and a handful of settings, all by index. */
export async function readHealth(ctx: Context): Promise<Health> {
  const { db } = ctx
  const now = ctx.now()
  const [open, due, ended, [dead], checked, differing] = await db.batch([
    db
      .select({ vendor: jobs.vendor, state: jobs.state, jobs: count(), oldest: min(jobs.createdAt) })
      .from(jobs)
      .where(and(ours, isNull(jobs.endedAt)))
      .groupBy(jobs.vendor, jobs.state),
    db
      .select({ jobs: count(), oldest: min(jobs.dueAt) })
      .from(jobs)
      .where(and(ours, isNull(jobs.endedAt), lte(jobs.dueAt, now), lte(jobs.leaseUntil, now))),
    db
      .select({ vendor: jobs.vendor, state: jobs.state, jobs: count() })
      .from(jobs)
      .where(
        and(
          isNotNull(jobs.endedAt),
          gt(jobs.endedAt, now - hourMs),
          or(isNull(jobs.reason), notInArray(jobs.reason, ['bad-input', 'refused'])),
        ),
      )
      .groupBy(jobs.vendor, jobs.state),
    db.select({ messages: count() }).from(deadLetters),
    db.select({ at: max(priceChecks.checkedAt) }).from(priceChecks),
    db
      .select()
      .from(priceChecks)
      .where(sql`vendor_micros is not null and vendor_micros <> our_micros`),
  ])
  const created = open.flatMap(({ oldest }) => (oldest === null ? [] : [oldest]))
  const spending = await spendingToday(ctx)
  const health: Health = {
    state: 'well',
    remarks: [],
    at: now,
    vendors: (Object.keys(providers) as VendorId[]).map((id) => {
      const sum = (rows: { vendor: string; state: string; jobs: number }[], ...states: string[]) =>
        rows
          .filter((row) => row.vendor === id && states.includes(row.state))
          .reduce((all, row) => all + row.jobs, 0)
      return {
        id,
        title: providerTitles[id],
        ready: vendorReady(ctx, id),
        waiting: sum(open, 'queued'),
        working: sum(open, 'starting', 'running', 'saving'),
        unsure: sum(open, 'unsure'),
        done: sum(ended, 'done'),
        failed: sum(ended, 'failed'),
      }
    }),
    queue: {
      due: due[0]?.jobs ?? 0,
      oldestDueMs: due[0]?.oldest === null || !due[0] ? null : Math.max(0, now - due[0].oldest),
    },
    oldestOpenJobMs: created.length === 0 ? null : Math.max(0, now - Math.min(...created)),
    deadLetters: dead?.messages ?? 0,
    spending: spending.map(({ scope, micros, stopMicros }) => ({
      scope,
      share: stopMicros === 0 ? 1 : Math.round((micros / stopMicros) * 1000) / 1000,
    })),
    prices: {
      checkedAt: checked[0]?.at ?? null,
      differences: differing.flatMap(({ model, options, ourMicros, vendorMicros }) =>
        vendorMicros === null
          ? []
          : [
              {
                model,
                options: JSON.parse(options) as Record<string, string>,
                ourMicros,
                vendorMicros,
                tooLow: ourMicros < vendorMicros,
              },
            ],
      ),
    },
  }
  const remarks = remarksOn(health)
  return { ...health, remarks, state: remarks.length > 0 ? 'strained' : 'well' }
}

function remarksOn({ vendors, queue, spending, prices }: Health): string[] {
  const remarks: string[] = []
  if (vendors.every(({ ready }) => !ready)) remarks.push('No vendor is set up here.')
  for (const { title, ready, done, failed, ...open } of vendors) {
    // Without a key it is not offered; what was ordered while there was one is stranded.
    const stranded = ready ? 0 : open.waiting + open.working + open.unsure
    if (stranded > 0) remarks.push(`${title} is not set up here, and ${stranded} jobs are waiting for it.`)
    if (done + failed >= enough && failed * 10 > done + failed)
      remarks.push(`${failed} of ${done + failed} jobs of the last hour failed at ${title}.`)
  }
  if ((queue.oldestDueMs ?? 0) > slowMs)
    remarks.push(
      `A job has been waiting ${Math.round((queue.oldestDueMs ?? 0) / 60_000)} minutes to be looked at.`,
    )
  for (const { scope, share } of spending)
    if (share >= 0.8) remarks.push(`${Math.round(share * 100)} % of today’s spending (${scope}) is used.`)
  const low = prices.differences.filter(({ tooLow }) => tooLow).length
  if (low > 0) remarks.push(`${low} of our prices ${low === 1 ? 'is' : 'are'} below the vendor’s.`)
  return remarks
}
