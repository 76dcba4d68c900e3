import { eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { jobs } from '../db/schema.ts'
import { Refusal } from '../problem.ts'
import { isVendor, providers } from '../providers/index.ts'
import { providerNet } from '../providers/net.ts'
import { ringNow } from './bell.ts'
import { ring } from './lifecycle.ts'

/** A webhook's body is a small object; more than this is not one. */
const maxBodyBytes = 256 * 1024

/**
 * A vendor rings: something about this job has changed. It is only a doorbell: the answer comes from asking the
 * vendor with our own key. Throws Refusal `not-found` for a wrong address, `not-signed-in` for a wrong signature.
 */
export async function ringFromHook(
  ctx: Context,
  vendor: string,
  jobId: string,
  token: string,
  request: Request,
): Promise<void> {
  const [job] = await ctx.db
    .select({ vendor: jobs.vendor, token: jobs.hookToken, endedAt: jobs.endedAt })
    .from(jobs)
    .where(eq(jobs.id, jobId))
  if (!job || !isVendor(vendor) || job.vendor !== vendor || !equal(job.token, token))
    throw new Refusal('not-found', 'There is nothing at this address.', 'Check the address of the webhook.')

  const body = new Uint8Array(await request.arrayBuffer())
  if (body.byteLength > maxBodyBytes)
    throw new Refusal('too-large', 'The body of the webhook is too large.', 'Send the prediction alone.')
  const handle = await providers[vendor].readHook?.(
    request.headers,
    body,
    providerNet(ctx, vendor),
    ctx.now(),
  )
  if (!handle) {
    ctx.log('hook-forged', { vendor, jobId })
    throw new Refusal(
      'not-signed-in',
      'The signature is not the vendor’s.',
      'Sign it with the webhook’s secret.',
    )
  }
  if (job.endedAt !== null) return
  await ring(ctx, jobId, handle)
  await ringNow(ctx, vendor, 1)
}

/** In constant time for texts of one length; the length of a token is no secret. */
function equal(a: string, b: string): boolean {
  const encoder = new TextEncoder()
  const [x, y] = [encoder.encode(a), encoder.encode(b)]
  return x.byteLength === y.byteLength && crypto.subtle.timingSafeEqual(x, y)
}
