import { and, count, eq, isNull } from 'drizzle-orm'
import type { Estimate, Preflight, Wish } from '../../shared/api.ts'
import type { Model } from '../../shared/model.ts'
import { priceWords } from '../../shared/money.ts'
import { plans, type Plan } from '../../shared/plans.ts'
import { warningOf } from '../../shared/warning.ts'
import type { Context } from '../context.ts'
import { jobs, workspaces } from '../db/schema.ts'
import { spendable, type Spendable } from '../ledger.ts'
import { Refusal } from '../problem.ts'
import { vendorOf } from '../providers/index.ts'
import { refuseBeyondStop } from '../stops.ts'
import { cheaperThan } from './cheaper.ts'
import { judgeInputs } from './inputs.ts'
import { parseWish, totalOf, type ParsedWish } from './wish.ts'

const estimateOf = (parsed: ParsedWish): Estimate => ({
  price: totalOf(parsed),
  each: parsed.each.price,
  vendorCostMicros: parsed.each.cost * parsed.count,
  typicalSeconds: parsed.model.typicalSeconds,
})

/** What a wish costs. Throws Refusal `bad-input` and `unavailable`. */
export const estimate = async (ctx: Context, workspaceId: string, wish: Wish): Promise<Estimate> =>
  estimateOf(await parseWish(ctx, workspaceId, wish))

export interface Judgement {
  plan: Plan
  /** Left in the wish's unit. */
  available: number
  /** A limit that is near, in a sentence. */
  warning: string | null
  /** What is done to what goes in, in sentences. */
  notes: string[]
  /** Why it may not run; null when it may. */
  refusal: Refusal | null
}

/** Plan, limits, pictures, vendor, balance: everything that must hold before anything is spent. */
export async function judge(ctx: Context, workspaceId: string, parsed: ParsedWish): Promise<Judgement> {
  const vendor = vendorOf(parsed.model.id)
  const [[workspace], [open], inputs, stopped] = await Promise.all([
    ctx.db.select({ plan: workspaces.plan }).from(workspaces).where(eq(workspaces.id, workspaceId)),
    ctx.db
      .select({ jobs: count() })
      .from(jobs)
      .where(and(eq(jobs.workspaceId, workspaceId), isNull(jobs.endedAt))),
    judgeInputs(ctx, workspaceId, parsed),
    vendor && refuseBeyondStop(ctx, vendor, parsed.each.cost * parsed.count),
  ])
  if (!workspace) throw new Refusal('not-found', 'There is no such workspace.', 'Sign in again.')
  const plan = plans[workspace.plan]
  const grants = await spendable(ctx, workspaceId, workspace.plan)
  const own = grants.filter((grant) => grant.unit === parsed.each.price.unit && grant.available > 0)
  const available = own.reduce((sum, grant) => sum + grant.available, 0)
  const lapsesAt = own.length > 0 ? Math.min(...own.map(({ expiresAt }) => expiresAt)) : null
  return {
    plan,
    available,
    notes: inputs.notes,
    warning: warningOf(workspace.plan, totalOf(parsed), available, lapsesAt),
    refusal:
      notInPlan(plan, parsed) ??
      inputs.refusal ??
      (runsHere(parsed.model)
        ? (tooManyOpen(plan, open?.jobs ?? 0, parsed.count) ?? outOfCredits(own, parsed) ?? stopped)
        : null),
  }
}

/** May this run, and what would it hold? Throws Refusal `bad-input` for what cannot even be priced. */
export async function preflight(ctx: Context, workspaceId: string, wish: Wish): Promise<Preflight> {
  const parsed = await parseWish(ctx, workspaceId, wish)
  const { plan, available, warning, notes, refusal } = await judge(ctx, workspaceId, parsed)
  return {
    allowed: refusal === null,
    estimate: estimateOf(parsed),
    available,
    refusal: refusal && { code: refusal.code, detail: refusal.message, remedy: refusal.remedy },
    warning: refusal === null ? warning : null,
    notes: refusal === null ? notes : [],
    cheaper: cheaperThan(parsed, plan),
  }
}

/** A model of the user's own machine is never run by us. */
export const runsHere = (model: Model): boolean => vendorOf(model.id) !== null

function notInPlan(plan: Plan, { model, input, count }: ParsedWish): Refusal | null {
  const upgrade = `move to the ${plans.pro.title} plan. Nothing was charged.`
  if (!plan.tiers.includes(model.tier))
    return new Refusal(
      'not-in-plan',
      `${model.title} is not part of the ${plan.title} plan.`,
      `Choose another model, or ${upgrade}`,
    )
  if (count > plan.maxCount)
    return new Refusal(
      'not-in-plan',
      `The ${plan.title} plan makes up to ${plan.maxCount} at once; this asks for ${count}.`,
      `Ask for fewer, or ${upgrade}`,
    )
  for (const [field, options] of Object.entries(plan.without))
    if (options.includes(String(input[field])))
      return new Refusal(
        'not-in-plan',
        `${input[field]} is not part of the ${plan.title} plan.`,
        `Choose another ${field}, or ${upgrade}`,
      )
  return null
}

function tooManyOpen(plan: Plan, open: number, count: number): Refusal | null {
  if (open + count <= plan.maxOpenJobs) return null
  return new Refusal(
    'too-many-open',
    `${open} jobs are open, and the ${plan.title} plan works on ${plan.maxOpenJobs} at a time.`,
    'Wait for one to end, then press again. Nothing was charged.',
  )
}

/** The same packing as the holds themselves: each from one grant, in the order they are spent. */
function outOfCredits(grants: Spendable[], { each, count }: ParsedWish): Refusal | null {
  const { unit, amount } = each.price
  const left = grants.map((grant) => grant.available)
  for (let i = 0; i < count; i++) {
    const payer = left.findIndex((available) => available >= amount)
    if (payer === -1) {
      const total = grants.reduce((sum, grant) => sum + grant.available, 0)
      return new Refusal(
        'out-of-credits',
        `This costs ${priceWords({ unit, amount: amount * count })}; you have ${total > 0 ? priceWords({ unit, amount: total }) : 'none'} left.`,
        'Choose something cheaper, buy a pack, or wait for next month’s credits. Nothing was charged.',
      )
    }
    left[payer] = left[payer]! - amount
  }
  return null
}
