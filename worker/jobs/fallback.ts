import { eq } from 'drizzle-orm'
import { fieldsOf, type Model } from '../../shared/model.ts'
import { plans } from '../../shared/plans.ts'
import { quote } from '../../shared/price.ts'
import { offeredModels } from '../catalogue.ts'
import type { Context } from '../context.ts'
import { workspaces } from '../db/schema.ts'
import { rank } from '../models/pick.ts'
import { vendorOf } from '../providers/index.ts'
import { ringNow } from './bell.ts'
import { vendorStates } from './breaker.ts'
import { judgeInputs } from './inputs.ts'
import * as lifecycle from './lifecycle.ts'
import { nearest } from '../../shared/nearest.ts'
import type { JobRow } from './read.ts'
import { lengthsOf } from './wish.ts'

/** So many models are tried after the first. */
const mostTries = 2

/**
 * Gives a job whose model has failed to another model of its task: if the person allowed it, what goes in suits it,
 * and it costs no more than was held. False when there is none; the job is as it was then.
 */
export async function handToAnother(ctx: Context, job: JobRow, failed: Model): Promise<boolean> {
  if (!job.fallback || job.tried.length >= mostTries) return false
  const [[workspace], offered, states] = await Promise.all([
    ctx.db.select({ plan: workspaces.plan }).from(workspaces).where(eq(workspaces.id, job.workspaceId)),
    offeredModels(ctx),
    vendorStates(ctx),
  ])
  if (!workspace) return false
  const others = offered.filter((model) => {
    const vendor = vendorOf(model.id)
    return (
      model.task === failed.task &&
      ![...job.tried, job.model].includes(model.id) &&
      plans[workspace.plan].tiers.includes(model.tier) &&
      vendor !== null &&
      states[vendor] !== 'resting'
    )
  })
  for (const { model } of rank(others, { prefer: 'balanced', soon: false, input: job.input })) {
    const input = nearest(model, job.input)
    if (!input) continue
    const lengths = await lengthsOf(ctx, job.workspaceId, model, input)
    const { cost, price } = quote(model, input, lengths)
    if (price.amount > job.held || !asksTheSame(model, failed, job)) continue
    const parsed = { model, offered, input, count: 1, lengths, each: { cost, price } }
    const whole = { ...parsed, beside: [], consent: true, fallback: true }
    if ((await judgeInputs(ctx, job.workspaceId, whole)).refusal) continue
    const vendor = vendorOf(model.id)!
    if (!(await lifecycle.handOver(ctx, job, { model, vendor, input, worth: price.amount, cost })))
      return false
    await ringNow(ctx, vendor, 1)
    return true
  }
  return false
}

/** Whether every file and every word the person gave finds its place in the other model too. */
function asksTheSame(model: Model, failed: Model, job: JobRow): boolean {
  const fields = fieldsOf(model)
  return Object.entries(fieldsOf(failed)).every(
    ([name, { kind }]) =>
      !job.input[name] || !['image', 'images', 'mask', 'audio', 'text'].includes(kind) || name in fields,
  )
}
