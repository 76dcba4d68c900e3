import { and, eq, gt, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Unit } from '../shared/money.ts'
import { plans, type PlanId } from '../shared/plans.ts'
import type { Context } from './context.ts'
import { grants, holds, jobs, ledger, spending } from './db/schema.ts'

// The only writer of money. Whatever belongs to a larger step (an order, the end of a job) is handed out as
// statements for that step's batch: all of it happens, or none.

export type Statement = BatchItem<'sqlite'>

/** A gift that takes the place of a lapsed grant is good for 30 days. */
const giftMs = 30 * 24 * 3600 * 1000

/** Calendar month (UTC) of a time, as "2026-11". */
export const monthOf = (time: number): string => new Date(time).toISOString().slice(0, 7)

/** First millisecond (UTC) of the following month. */
function endOfMonth(time: number): number {
  const date = new Date(time)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

/** What makes a plan's grant happen once a month; a new plan within the month brings its own. */
const monthReason = (planId: PlanId, time: number) => `${planId} ${monthOf(time)}`

/** Gives a workspace what its plan grants this calendar month (UTC). Repeating it changes nothing. */
export async function grantMonth(ctx: Context, workspaceId: string, planId: PlanId): Promise<void> {
  const now = ctx.now()
  const reason = monthReason(planId, now)
  const [given] = await ctx.db
    .select({ id: grants.id })
    .from(grants)
    .where(and(eq(grants.workspaceId, workspaceId), eq(grants.source, 'plan'), eq(grants.reason, reason)))
    .limit(1)
  if (given) return
  const units = Object.entries(plans[planId].grants).filter(([, amount]) => amount > 0) as [Unit, number][]
  const [first, ...rest] = units.flatMap(([unit, amount]) =>
    grantStatements(ctx, { workspaceId, unit, source: 'plan', amount, reason, expiresAt: endOfMonth(now) }),
  )
  if (first) await ctx.db.batch([first, ...rest])
}

interface NewGrant {
  workspaceId: string
  unit: Unit
  source: 'plan' | 'pack' | 'overage' | 'gift'
  amount: number
  /** With the source, what makes it happen once. */
  reason: string
  expiresAt: number
}

/** A grant and its line. If its reason has been granted before, both match nothing. */
export function grantStatements(ctx: Context, grant: NewGrant): Statement[] {
  const { amount, ...rest } = grant
  const id = ctx.id('grant')
  const now = ctx.now()
  return [
    ctx.db
      .insert(grants)
      .values({ id, ...rest, granted: amount, available: amount, createdAt: now })
      .onConflictDoNothing(),
    ctx.db
      .insert(ledger)
      .select(
        sql`select ${ctx.id('line')}, workspace_id, id, null, 'grant', unit, granted, ${now} from grants where id = ${id}`,
      ),
  ]
}

/** What can be spent now, in the order it is spent: plan, packs by age, gifts, overage. */
export interface Spendable {
  id: string
  unit: Unit
  available: number
  expiresAt: number
  source: 'plan' | 'pack' | 'overage' | 'gift'
  reason: string
}

const sourceOrder = sql.raw(
  `case source when 'plan' then 0 when 'pack' then 1 when 'gift' then 2 else 3 end, created_at, id`,
)

/** The unexpired grants in the order they are spent; this month's are given first where they are missing. */
export async function spendable(ctx: Context, workspaceId: string, planId: PlanId): Promise<Spendable[]> {
  const read = () =>
    ctx.db
      .select({
        id: grants.id,
        unit: grants.unit,
        available: grants.available,
        expiresAt: grants.expiresAt,
        source: grants.source,
        reason: grants.reason,
      })
      .from(grants)
      .where(and(eq(grants.workspaceId, workspaceId), gt(grants.expiresAt, ctx.now())))
      .orderBy(sourceOrder)
  const rows = await read()
  const reason = monthReason(planId, ctx.now())
  if (rows.some((row) => row.source === 'plan' && row.reason === reason)) return rows
  await grantMonth(ctx, workspaceId, planId)
  return read()
}

export interface Balance {
  unit: Unit
  available: number
  /** The next time some of it lapses; null when there is nothing to lapse. */
  lapsesAt: number | null
}

/** What is left in each unit. Gives this month's plan grants first where they are missing. */
export async function balanceOf(ctx: Context, workspaceId: string, planId: PlanId): Promise<Balance[]> {
  const rows = await spendable(ctx, workspaceId, planId)
  return (['image', 'video', 'usd'] as const).map((unit) => {
    const own = rows.filter((row) => row.unit === unit && row.available > 0)
    return {
      unit,
      available: own.reduce((sum, row) => sum + row.available, 0),
      lapsesAt: own.length > 0 ? Math.min(...own.map((row) => row.expiresAt)) : null,
    }
  })
}

export interface Spent {
  spent: { unit: Unit; amount: number }[]
  vendorCostMicros: number
}

/** What was charged since the first of this month (UTC), and what the vendors cost us for it. */
export async function spentInMonth(ctx: Context, workspaceId: string): Promise<Spent> {
  const rows = await ctx.db
    .select()
    .from(spending)
    .where(and(eq(spending.workspaceId, workspaceId), eq(spending.month, monthOf(ctx.now()))))
  return {
    spent: rows.map((row) => ({ unit: row.unit, amount: row.charged })),
    vendorCostMicros: rows.reduce((sum, row) => sum + row.vendorCostMicros, 0),
  }
}

interface NewHold {
  workspaceId: string
  jobId: string
  unit: Unit
  amount: number
  /** With this many jobs open there is no grant for one more. */
  maxOpenJobs: number
}

/**
 * Reserves the price of one job from one grant. Where no grant can pay the whole (or too many jobs are open)
 * the subselect is null, `grant_id` refuses it, and the whole batch vanishes.
 */
export function holdStatements(ctx: Context, hold: NewHold): Statement[] {
  const { workspaceId, jobId, unit, amount, maxOpenJobs } = hold
  const now = ctx.now()
  const payer = sql`(select id from grants where workspace_id = ${workspaceId} and unit = ${unit}
    and expires_at > ${now} and available >= ${amount}
    and (select count(*) from ${jobs} where workspace_id = ${workspaceId} and ended_at is null) < ${maxOpenJobs}
    order by ${sourceOrder} limit 1)`
  return [
    ctx.db.insert(holds).values({ jobId, workspaceId, grantId: payer, unit, amount, openedAt: now }),
    ctx.db
      .insert(ledger)
      .select(
        sql`select ${ctx.id('line')}, workspace_id, grant_id, job_id, 'hold', unit, -amount, ${now} from holds where job_id = ${jobId}`,
      ),
    ctx.db
      .update(grants)
      .set({ available: sql`available - ${amount}` })
      .where(eq(grants.id, sql`(select grant_id from holds where job_id = ${jobId})`)),
  ]
}

interface Close {
  workspaceId: string
  jobId: string
  unit: Unit
  /** 0 releases the whole hold. */
  charged: number
  vendorCostMicros: number
}

/**
 * Settles a hold: what is not charged returns to the same grant or, if that has lapsed, to a gift of 30 days.
 * They stand after the statement that ends the job: without an ended job `grant_id` is null, a second close
 * breaks the unique closing line, and either way the whole batch vanishes.
 */
export function closeStatements(ctx: Context, close: Close): Statement[] {
  const { workspaceId, jobId, unit, charged, vendorCostMicros } = close
  const now = ctx.now()
  const gift = ctx.id('grant')
  const line = ctx.id('line')
  return [
    ctx.db.insert(grants).select(
      sql`select ${gift}, h.workspace_id, h.unit, 'gift', h.amount - ${charged}, 0, h.job_id, ${now + giftMs}, ${now}
        from holds h join grants g on g.id = h.grant_id
        where h.job_id = ${jobId} and g.expires_at <= ${now} and h.amount > ${charged}`,
    ),
    ctx.db.insert(ledger).values({
      id: line,
      workspaceId,
      grantId: sql`(select coalesce((select id from grants where id = ${gift}), h.grant_id)
        from holds h join ${jobs} j on j.id = h.job_id where h.job_id = ${jobId} and j.ended_at is not null)`,
      jobId,
      kind: charged > 0 ? 'settle' : 'release',
      unit,
      delta: sql`(select amount from holds where job_id = ${jobId}) - ${charged}`,
      at: now,
    }),
    ctx.db
      .update(grants)
      .set({ available: sql`available + (select delta from ledger where id = ${line})` })
      .where(eq(grants.id, sql`(select grant_id from ledger where id = ${line})`)),
    ctx.db.update(holds).set({ settled: charged, closedAt: now }).where(eq(holds.jobId, jobId)),
    ctx.db
      .insert(spending)
      .values({ workspaceId, month: monthOf(now), unit, charged, vendorCostMicros })
      .onConflictDoUpdate({
        target: [spending.workspaceId, spending.month, spending.unit],
        set: {
          charged: sql`charged + excluded.charged`,
          vendorCostMicros: sql`vendor_cost_micros + excluded.vendor_cost_micros`,
        },
      }),
  ]
}

/**
 * Gives back what a job was charged, as a gift of 30 days. Repeating it changes nothing; a job that was charged
 * nothing gets nothing.
 */
export async function refund(ctx: Context, workspaceId: string, jobId: string): Promise<void> {
  const now = ctx.now()
  const gift = ctx.id('grant')
  await ctx.db.batch([
    ctx.db
      .insert(grants)
      .select(
        sql`select ${gift}, workspace_id, unit, 'gift', settled, settled, ${`refund ${jobId}`}, ${now + giftMs}, ${now}
          from holds where job_id = ${jobId} and workspace_id = ${workspaceId} and settled > 0`,
      )
      .onConflictDoNothing(),
    ctx.db
      .insert(ledger)
      .select(
        sql`select ${ctx.id('line')}, workspace_id, id, ${jobId}, 'refund', unit, granted, ${now} from grants where id = ${gift}`,
      ),
    ctx.db
      .update(spending)
      .set({ charged: sql`charged - (select granted from grants where id = ${gift})` })
      .where(
        and(
          eq(spending.workspaceId, workspaceId),
          sql`(month, unit) = (select strftime('%Y-%m', h.closed_at / 1000, 'unixepoch'), h.unit
            from holds h join grants g on g.id = ${gift} where h.job_id = ${jobId})`,
        ),
      ),
  ])
}
