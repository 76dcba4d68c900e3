import { and, eq, gt, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { vendors } from '../db/schema.ts'
import { providers, type VendorId } from '../providers/index.ts'

// The circuit breaker of a vendor's account: after a few starts in a row that were not answered, or not accepted
// from us at all, nothing more is sent for a while; then one at a time, until one is answered. What waits, waits.

/** Starts in a row without an answer, until no more is sent. */
const patience = 5
/** How long nothing is sent then, and between two trials, in milliseconds. */
const restMs = 30_000

/** Where the breaker has opened, a claim is a trial: the next one comes later. For the claim's own update. */
export const oneTrial = (now: number) =>
  sql`case when failures >= ${patience} then ${now + restMs} else closed_until end`

/** The vendor has answered a start, whatever it said. */
export async function noteAnswer(ctx: Context, vendor: VendorId): Promise<void> {
  await ctx.db
    .update(vendors)
    .set({ failures: 0, closedUntil: 0 })
    .where(and(eq(vendors.id, vendor), gt(vendors.failures, 0)))
}

/** A start was not answered, or the vendor does not know our account. */
export async function noteFailure(ctx: Context, vendor: VendorId): Promise<void> {
  const [row] = await ctx.db
    .update(vendors)
    .set({
      failures: sql`failures + 1`,
      closedUntil: sql`case when failures + 1 >= ${patience} then ${ctx.now() + restMs} else closed_until end`,
    })
    .where(eq(vendors.id, vendor))
    .returning({ failures: vendors.failures })
  if (row?.failures === patience) ctx.log('alert', { what: 'vendor-does-not-answer', vendor })
}

/** `failing`: some starts were not answered; `resting`: none is sent at the moment. */
export type VendorState = 'answering' | 'failing' | 'resting'

/** How each vendor has answered lately. */
export async function vendorStates(ctx: Context): Promise<Record<VendorId, VendorState>> {
  const rows = await ctx.db.select({ id: vendors.id, failures: vendors.failures }).from(vendors)
  const stateOf = (id: string): VendorState => {
    const failures = rows.find((row) => row.id === id)?.failures ?? 0
    return failures >= patience ? 'resting' : failures > 0 ? 'failing' : 'answering'
  }
  return Object.fromEntries(Object.keys(providers).map((id) => [id, stateOf(id)])) as Record<
    VendorId,
    VendorState
  >
}
