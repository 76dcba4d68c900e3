import type { Context } from '../context.ts'
import type { Bell } from '../env.ts'
import { isVendor } from '../providers/index.ts'
import { ringAt, ringNow } from './bell.ts'
import { claimNext } from './claim.ts'
import { visit } from './visit.ts'

/** After this long a bell hands on to a new one, far below a message's own limit. */
const bellMs = 20_000

/** Works on whatever is due at a vendor, until nothing is. Safe to ring at any time, any number of times. */
export async function answerBell(ctx: Context, { vendor }: Bell): Promise<void> {
  if (!isVendor(vendor)) return ctx.log('bell-unknown', { vendor })
  const until = ctx.now() + bellMs
  do {
    const claim = await claimNext(ctx, vendor)
    if (claim.job === null) {
      if (claim.againAt !== null) await ringAt(ctx, vendor, claim.againAt)
      return
    }
    await visit(ctx, vendor, claim.job, claim.errand)
  } while (ctx.now() < until)
  await ringNow(ctx, vendor, 1)
}
