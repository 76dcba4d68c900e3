import type { Context } from '../context.ts'
import { countingRows } from '../db/meter.ts'
import type { Bell } from '../env.ts'
import { isVendor } from '../providers/index.ts'
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
  for (let visits = 0; visits < visitsPerBell; visits++) {
    const claim = await claimNext(ctx, vendor)
    if (claim.job === null) {
      const { againAt } = claim
      if (againAt !== null && (await bookBell(ctx, vendor, againAt))) await ringAt(ctx, vendor, againAt)
      return
    }
    const { job, errand } = claim
    const startedAt = ctx.now()
    await countingRows(async (rows) => {
      await visit(ctx, vendor, job, errand)
      ctx.log('visit', {
        jobId: job.id,
        errand,
        ms: ctx.now() - startedAt,
        rowsRead: rows.read,
        rowsWritten: rows.written,
      })
    })
  }
  await ringNow(ctx, vendor, 1)
}
