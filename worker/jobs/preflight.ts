import { and, count, eq, isNull } from 'drizzle-orm'
import type { Estimate, Preflight, Wish } from '../../shared/api.ts'
import type { Model } from '../../shared/model.ts'
import { priceWords } from '../../shared/money.ts'
import { plans, type Plan } from '../../shared/plans.ts'
import { providerTitles } from '../../shared/providers.ts'
import { tasks, type Task } from '../../shared/task.ts'
import { warningOf } from '../../shared/warning.ts'
import type { Context } from '../context.ts'
import { jobs, workspaces } from '../db/schema.ts'
import { spendable, type Spendable } from '../ledger.ts'
import { Refusal } from '../problem.ts'
import { vendorOf, type VendorId } from '../providers/index.ts'
import { refuseBeyondStop } from '../stops.ts'
import { vendorStates, type VendorState } from './breaker.ts'
import { cheaperThan } from './cheaper.ts'
import { earlierOf } from './earlier.ts'
import { judgeInputs } from './inputs.ts'
import { parseWish, partsOf, totalOf, type ParsedWish } from './wish.ts'

const estimateOf = (parsed: ParsedWish): Estimate => ({
  price: totalOf(parsed),
  each: parsed.each.price,
  vendorCostMicros: costOf(partsOf(parsed)),
  typicalSeconds: Math.max(...partsOf(parsed).map(({ model }) => model.typicalSeconds)),
})

/** What vendors take for these parts, in micro-dollars. */
const costOf = (parts: readonly ParsedWish[]) =>
  parts.reduce((sum, { each, count }) => sum + each.cost * count, 0)

/** What a wish costs. Throws Refusal `bad-input` and `unavailable`. */
export const estimate = async (ctx: Context, workspaceId: string, wish: Wish): Promise<Estimate> =>
  estimateOf(await parseWish(ctx, workspaceId, wish))

export interface Judgement {
  plan: Plan
  /** Left in the wish's unit. */
  available: number
  /** What is done to what goes in so that the models take it. */
  notes: string[]
  /** A limit that is near, or a vendor that does not answer, in a sentence. */
  warning: string | null
  /** Why it may not run; null when it may. */
  refusal: Refusal | null
}

/** Plan, limits, pictures, vendor, consent, balance: everything that must hold before anything is spent. */
export async function judge(ctx: Context, workspaceId: string, parsed: ParsedWish): Promise<Judgement> {
  const parts = partsOf(parsed)
  const [[workspace], [open], inputs, stopped, states] = await Promise.all([
    ctx.db.select({ plan: workspaces.plan }).from(workspaces).where(eq(workspaces.id, workspaceId)),
    ctx.db
      .select({ jobs: count() })
      .from(jobs)
      .where(and(eq(jobs.workspaceId, workspaceId), isNull(jobs.endedAt))),
    Promise.all(parts.map((part) => judgeInputs(ctx, workspaceId, part))),
    beyondStop(ctx, parts),
    vendorStates(ctx),
  ])
  if (!workspace) throw new Refusal('not-found', 'There is no such workspace.', 'Sign in again.')
  const plan = plans[workspace.plan]
  const grants = await spendable(ctx, workspaceId, workspace.plan)
  const own = grants.filter((grant) => grant.unit === parsed.each.price.unit && grant.available > 0)
  const available = own.reduce((sum, grant) => sum + grant.available, 0)
  const lapsesAt = own.length > 0 ? Math.min(...own.map(({ expiresAt }) => expiresAt)) : null
  const asked = parts.reduce((sum, part) => sum + part.count, 0)
  const refused =
    parts.map((part) => notInPlan(plan, part)).find((refusal) => refusal !== null) ??
    tooManyAtOnce(plan, asked) ??
    noConsent(parsed) ??
    inputs.map(({ refusal }) => refusal).find((refusal) => refusal !== null)
  return {
    plan,
    available,
    notes: [...new Set(inputs.flatMap(({ notes }) => notes))],
    warning: restingWarning(parts, states) ?? warningOf(workspace.plan, totalOf(parsed), available, lapsesAt),
    refusal:
      refused ??
      (runsHere(parsed.model)
        ? (tooManyOpen(plan, open?.jobs ?? 0, asked) ?? outOfCredits(own, parsed) ?? stopped)
        : null),
  }
}

/** Each vendor's share of the press is held against its own stop, and all of it against the stop of all. */
async function beyondStop(ctx: Context, parts: readonly ParsedWish[]): Promise<Refusal | null> {
  for (const vendor of new Set(parts.map(({ model }) => vendorOf(model.id)))) {
    const theirs = parts.filter(({ model }) => vendorOf(model.id) === vendor)
    const stopped = vendor && (await refuseBeyondStop(ctx, vendor, costOf(theirs)))
    if (stopped) return stopped
  }
  return null
}

function restingWarning(
  parts: readonly ParsedWish[],
  states: Readonly<Record<VendorId, VendorState>>,
): string | null {
  const resting = parts.map(({ model }) => vendorOf(model.id)).find((id) => id && states[id] === 'resting')
  return resting
    ? `${providerTitles[resting]} does not answer at the moment. It waits until it does, and costs nothing if it cannot be made.`
    : null
}

function noConsent({ model, consent }: ParsedWish): Refusal | null {
  const words = (tasks[model.task] as Task).consent
  if (!words || consent) return null
  return new Refusal(
    'consent-needed',
    `Before this is made somebody has to stand for it: “${words}.”`,
    'Affirm the sentence if it is true, and press again. Nothing was charged.',
    { fields: [{ path: 'consent', message: 'not affirmed' }] },
  )
}

/** May this run, and what would it hold? Throws Refusal `bad-input` for what cannot even be priced. */
export async function preflight(ctx: Context, workspaceId: string, wish: Wish): Promise<Preflight> {
  const parsed = await parseWish(ctx, workspaceId, wish)
  const [{ plan, available, warning, notes, refusal }, earlier] = await Promise.all([
    judge(ctx, workspaceId, parsed),
    earlierOf(ctx, workspaceId, parsed),
  ])
  return {
    allowed: refusal === null,
    estimate: estimateOf(parsed),
    available,
    refusal: refusal && { code: refusal.code, detail: refusal.message, remedy: refusal.remedy },
    warning: refusal === null ? warning : null,
    notes: refusal === null ? notes : [],
    cheaper: parsed.beside.length > 0 ? [] : cheaperThan(parsed, plan),
    earlier,
  }
}

/** A model of the user's own machine is never run by us. */
export const runsHere = (model: Model): boolean => vendorOf(model.id) !== null

const upgrade = `move to the ${plans.pro.title} plan. Nothing was charged.`

function tooManyAtOnce(plan: Plan, asked: number): Refusal | null {
  if (asked <= plan.maxCount) return null
  return new Refusal(
    'not-in-plan',
    `The ${plan.title} plan makes up to ${plan.maxCount} at once; this asks for ${asked}.`,
    `Ask for fewer, or ${upgrade}`,
  )
}

function notInPlan(plan: Plan, { model, input }: ParsedWish): Refusal | null {
  if (!plan.tiers.includes(model.tier))
    return new Refusal(
      'not-in-plan',
      `${model.title} is not part of the ${plan.title} plan.`,
      `Choose another model, or ${upgrade}`,
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
function outOfCredits(grants: Spendable[], parsed: ParsedWish): Refusal | null {
  const left = grants.map((grant) => grant.available)
  const amounts = partsOf(parsed).flatMap(({ each, count }) => Array<number>(count).fill(each.price.amount))
  for (const amount of amounts) {
    const payer = left.findIndex((available) => available >= amount)
    if (payer === -1) {
      const { unit } = parsed.each.price
      const total = grants.reduce((sum, grant) => sum + grant.available, 0)
      return new Refusal(
        'out-of-credits',
        `This costs ${priceWords(totalOf(parsed))}; you have ${total > 0 ? priceWords({ unit, amount: total }) : 'none'} left.`,
        'Choose something cheaper, buy a pack, or wait for next month’s credits. Nothing was charged.',
      )
    }
    left[payer] = left[payer]! - amount
  }
  return null
}
