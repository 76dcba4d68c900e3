import type { Context } from '../context.ts'
import { countingRows, type Rows } from '../db/meter.ts'
import type { Bell } from '../env.ts'
import { isVendor, type VendorId } from '../providers/index.ts'
import { ringAt, ringNow } from './bell.ts'
import { bookBell, claimNext } from './claim.ts'
import { visit } from './visit.ts'

/**
 * Visits of one bell; then it hands on to a new one. Ten bells may share one invocation, a visit takes about
 * fifteen queries, and D1 answers a thousand an invocation.
 */
const visitsPerBell = 5

/** Works on whatever is due at a vendor, until nothing is. Safe to ring at any time, any number of times. */
export async function answerBell(ctx: Context, { vendor }: Bell): Promise<void> {
  if (!isVendor(vendor)) return ctx.log('bell-unknown', { vendor })
  for (let visits = 0; visits < visitsPerBell; visits++)
    if (!(await countingRows((rows) => visitNext(ctx, vendor, rows)))) return
  await ringNow(ctx, vendor, 1)
}

/** Claims and visits one job; false when nothing is due. */
async function visitNext(ctx: Context, vendor: VendorId, rows: Rows): Promise<boolean> {
  const startedAt = ctx.now()
  const claim = await claimNext(ctx, vendor)
  if (claim.job === null) {
    const { againAt } = claim
    if (againAt !== null && (await bookBell(ctx, vendor, againAt))) await ringAt(ctx, vendor, againAt)
    return false
  }
  const { job, errand } = claim
  await visit(ctx, vendor, job, errand)
  const cost = { ms: ctx.now() - startedAt, rowsRead: rows.read, rowsWritten: rows.written }
  ctx.log('visit', { jobId: job.id, errand, ...cost })
  return true
}
