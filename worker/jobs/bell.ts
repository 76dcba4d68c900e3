import type { Context } from '../context.ts'
import type { VendorId } from '../providers/index.ts'
import { wordsOf } from '../log.ts'

/** The longest a queue holds a message back, in seconds. */
const maxDelay = 12 * 3600

/** One bell for each of `times` jobs that may be due. If it cannot be rung, the sweep will. */
export async function ringNow(ctx: Context, vendor: VendorId, times: number): Promise<void> {
  try {
    for (let left = times; left > 0; left -= 100)
      await ctx.bell.sendBatch(Array.from({ length: Math.min(left, 100) }, () => ({ body: { vendor } })))
  } catch (error) {
    ctx.log('bell-silent', { vendor, times, error: wordsOf(error) })
  }
}

/** A bell at a time (UTC milliseconds), in whole seconds and never before it. */
export async function ringAt(ctx: Context, vendor: VendorId, time: number): Promise<void> {
  const delaySeconds = Math.min(maxDelay, Math.max(0, Math.ceil((time - ctx.now()) / 1000)))
  try {
    await ctx.bell.send({ vendor }, { delaySeconds })
  } catch (error) {
    ctx.log('bell-silent', { vendor, times: 1, error: wordsOf(error) })
  }
}
