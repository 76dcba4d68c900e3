import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { events, jobs, vendors } from '../db/schema.ts'
import { providers, type VendorId } from '../providers/index.ts'
import { leaseMs } from './lifecycle.ts'
import { oneTrial } from './breaker.ts'
import { freeAt, spacing } from './rate.ts'
import type { JobRow } from './read.ts'

/** What a visit has to do: send it, look for it at the vendor, ask how it goes, or fetch what was made. */
export type Errand = 'start' | 'find' | 'check' | 'save'

/** One job for one visit, or nothing to do now; `againAt` says when a place in the vendor's rate is free. */
export type Claim = { job: JobRow; errand: Errand } | { job: null; againAt: number | null }

/**
 * The next job that is due at a vendor: first what the vendor already has, then what waits, if the account's rate
 * and parallel limits leave room and the vendor is answering: by plan, then the workspaces in turn, then age. Two
 * bells at once never get the same job.
 */
export async function claimNext(ctx: Context, vendor: VendorId): Promise<Claim> {
  const now = ctx.now()
  const lease = { claim: crypto.randomUUID(), leaseUntil: now + leaseMs }
  const [sent] = await ctx.db
    .update(jobs)
    .set(lease)
    .where(
      eq(
        jobs.id,
        sql`(select id from jobs where vendor = ${vendor} and started_at is not null and ended_at is null
          and due_at <= ${now} and lease_until <= ${now} order by due_at limit 1)`,
      ),
    )
    .returning()
  if (sent) return { job: sent, errand: errandOf(sent) }
  return claimWaiting(ctx, vendor, lease)
}

/** A job that is found in `starting` was left in the middle of it: whether it was sent is not known. */
function errandOf({ state }: JobRow): Errand {
  return state === 'saving' ? 'save' : state === 'running' ? 'check' : 'find'
}

async function claimWaiting(
  ctx: Context,
  vendor: VendorId,
  lease: { claim: string; leaseUntil: number },
): Promise<Claim> {
  const { db } = ctx
  const now = ctx.now()
  const inLine = sql`j.vendor = ${vendor} and j.started_at is null and j.ended_at is null`
  const waits = sql`${inLine} and j.due_at <= ${now}`
  const inParallel = sql`(select count(*) from jobs where vendor = ${vendor} and started_at is not null
    and ended_at is null and state <> 'saving')`

  const [, , [job], , , [account]] = await db.batch([
    db
      .insert(vendors)
      .values({ id: vendor, ...providers[vendor].limits })
      .onConflictDoNothing(),
    db
      .update(vendors)
      .set({ nextAt: sql`max(next_at, ${now}) + ${spacing}`, closedUntil: oneTrial(now) })
      .where(
        and(
          eq(vendors.id, vendor),
          sql`${freeAt} <= ${now} and closed_until <= ${now} and ${inParallel} < parallel`,
          sql`exists (select 1 from jobs j where ${waits})`,
        ),
      ),
    db
      .update(jobs)
      .set({
        ...lease,
        state: 'starting',
        startedAt: now,
        deadlineAt: sql`case when attempts = 0 then ${now} + allowed_ms else deadline_at end`,
      })
      .where(
        and(
          sql`changes() = 1`,
          eq(
            jobs.id,
            // The plus keeps the search on the index of the line: the first that is due there is the one.
            sql`(select j.id from jobs j where ${inLine} and +j.due_at <= ${now}
              order by j.priority desc, j.turn, j.created_at, j.n limit 1)`,
          ),
        ),
      )
      .returning(),
    db
      .insert(events)
      .select(
        sql`select null, workspace_id, id, 'job-starting', ${now} from jobs where claim = ${lease.claim}`,
      ),
    db
      .update(vendors)
      .set({ turn: sql`max(turn, (select turn from jobs where claim = ${lease.claim}))` })
      .where(and(eq(vendors.id, vendor), sql`exists (select 1 from jobs where claim = ${lease.claim})`)),
    db
      .select({
        freeAt: sql<number>`max(${freeAt}, closed_until)`,
        waiting: sql<number>`exists (select 1 from jobs j where ${waits})`,
      })
      .from(vendors)
      .where(eq(vendors.id, vendor)),
  ])
  if (job) return { job, errand: 'start' }
  // Where all places are taken, whoever ends a job looks for the next one; time itself has to pass for the others.
  const againAt = account?.waiting && account.freeAt > now ? account.freeAt : null
  return { job: null, againAt }
}

/** Whether somebody has to ring at this time: not if a bell for it, or for a time before it, is on its way. */
export async function bookBell(ctx: Context, vendor: VendorId, at: number): Promise<boolean> {
  const booked = await ctx.db
    .update(vendors)
    .set({ bellAt: at })
    .where(and(eq(vendors.id, vendor), sql`(bell_at <= ${ctx.now()} or bell_at > ${at})`))
    .returning({ id: vendors.id })
  return booked.length > 0
}
