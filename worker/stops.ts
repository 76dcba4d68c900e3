import { and, eq, inArray, sql } from 'drizzle-orm'
import { dollars, type Micros } from '../shared/money.ts'
import { providerTitles } from '../shared/providers.ts'
import type { Context } from './context.ts'
import { stops, vendorDays } from './db/stops.ts'
import type { Statement } from './ledger.ts'
import { Refusal } from './problem.ts'
import { providers, type VendorId } from './providers/index.ts'

// The safety of our own money: what vendors may cost us a day, for each of them and for all together. It is counted
// in the batch that takes the holds, and a check of the table is the stop: two presses at once cannot both pass it.

/** A vendor, or all of them together. */
type Scope = VendorId | 'all'

const scopes: readonly Scope[] = ['all', ...(Object.keys(providers) as VendorId[])]

/** Where no row of `stops` says otherwise. */
const standard = (scope: Scope): Micros => (scope === 'all' ? 2_000_000_000 : 1_500_000_000)

/** From this share on somebody is told. */
const nearShare = 0.8

/** Day (UTC) of a time, as "2026-11-21". */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

const stopOf = (scope: Scope) =>
  sql<number>`coalesce((select daily_micros from stops where scope = ${scope}), ${standard(scope)})`

/** Counts what an order may cost us. Beyond a stop a check refuses it, and its whole batch vanishes. */
export const spendStatements = (ctx: Context, vendor: VendorId, micros: Micros): Statement[] =>
  (['all', vendor] as const).map((scope) =>
    ctx.db
      .insert(vendorDays)
      .values({ scope, day: dayOf(ctx.now()), micros, stopMicros: stopOf(scope) })
      .onConflictDoUpdate({
        target: [vendorDays.scope, vendorDays.day],
        set: { micros: sql`micros + excluded.micros`, stopMicros: sql`excluded.stop_micros` },
      }),
  )

/** Takes back what an ended job did not cost after all, on the day it was counted: for the batch that ends it. */
export const unspendStatement = (
  ctx: Context,
  job: { vendor: string; createdAt: number; vendorCostMicros: Micros },
  actualMicros: Micros,
): Statement =>
  ctx.db
    .update(vendorDays)
    .set({ micros: sql`max(0, micros - ${Math.max(0, job.vendorCostMicros - actualMicros)})` })
    .where(and(inArray(vendorDays.scope, ['all', job.vendor]), eq(vendorDays.day, dayOf(job.createdAt))))

export interface Spending {
  scope: Scope
  /** Spent or promised today. */
  micros: Micros
  stopMicros: Micros
}

/** Today's spending beside its stops. */
export async function spendingToday(ctx: Context): Promise<Spending[]> {
  const [set, days] = await ctx.db.batch([
    ctx.db.select().from(stops),
    ctx.db
      .select()
      .from(vendorDays)
      .where(eq(vendorDays.day, dayOf(ctx.now()))),
  ])
  return scopes.map((scope) => ({
    scope,
    micros: days.find((day) => day.scope === scope)?.micros ?? 0,
    stopMicros: set.find((stop) => stop.scope === scope)?.dailyMicros ?? standard(scope),
  }))
}

/** Why a vendor may not be used for so much more today; null when it may. */
export async function refuseBeyondStop(
  ctx: Context,
  vendor: VendorId,
  micros: Micros,
): Promise<Refusal | null> {
  const today = await spendingToday(ctx)
  const full = today.find(
    (one) => (one.scope === 'all' || one.scope === vendor) && one.micros + micros > one.stopMicros,
  )
  if (!full) return null
  const whose = full.scope === 'all' ? 'its vendors' : providerTitles[full.scope]
  return new Refusal(
    'spending-stop',
    `Atelier has used up what it spends with ${whose} in a day. This is our limit, not yours.`,
    `Press again after midnight UTC, or use what runs on your own machine. Nothing was held or charged.`,
  )
}

/** Once a minute: a line for every stop that is near, for whoever watches the log. */
export async function watchSpending(ctx: Context): Promise<void> {
  for (const { scope, micros, stopMicros } of await spendingToday(ctx))
    if (micros >= stopMicros * nearShare)
      ctx.log('alert', {
        what: 'spending-near-stop',
        scope,
        spent: dollars(micros),
        stop: dollars(stopMicros),
      })
}
