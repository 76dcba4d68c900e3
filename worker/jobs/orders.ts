import { and, eq } from 'drizzle-orm'
import type { Wish } from '../../shared/api.ts'
import type { Values } from '../../shared/fields.ts'
import type { Order } from '../../shared/jobs.ts'
import { fieldsOf, type Model } from '../../shared/model.ts'
import { priceWords, type Price } from '../../shared/money.ts'
import type { Plan } from '../../shared/plans.ts'
import { tasks, type Task } from '../../shared/task.ts'
import type { Context } from '../context.ts'
import { isConstraint } from '../db/constraint.ts'
import { orders } from '../db/schema.ts'
import { Refusal } from '../problem.ts'
import { vendorOf, type VendorId } from '../providers/index.ts'
import { spendStatements } from '../stops.ts'
import { ringNow } from './bell.ts'
import { hashOf, hashOfInput } from './earlier.ts'
import { allowedMs, openedEvents, openStatements, waitMs, type NewJob } from './lifecycle.ts'
import { judge } from './preflight.ts'
import { jobsOfOrder } from './read.ts'
import { parseWish, partsOf, totalOf, type ParsedWish } from './wish.ts'

/** One press. `price` is the total the person saw; `key` makes it happen once. */
export interface Press {
  workspaceId: string
  userId: string
  key: string
  wish: Wish
  price: Price
}

/**
 * Places an order: holds for all its jobs in one batch, or none. The same key with the same body gives the same
 * order again, also in a race; with another body Refusal `key-reused`. Throws the preflight's refusals, and
 * `price-changed` with the price of now in `extra`.
 */
export async function placeOrder(ctx: Context, press: Press): Promise<Order> {
  const bodyHash = await bodyHashOf(press)
  const before = await orderOfKey(ctx, press, bodyHash)
  if (before) return before
  const wish = await parseWish(ctx, press.workspaceId, press.wish)
  for (const { model } of partsOf(wish)) if (vendorOf(model.id) === null) throw ownMachine(model)
  // A press that lost a race is judged anew: what it lost to may have been its last credit, or itself.
  for (let round = 0; round < 3; round++) {
    const { refusal, plan } = await judge(ctx, press.workspaceId, wish)
    if (refusal) throw refusal
    refuseMovedPrice(wish, press.price)
    const order = await open(ctx, press, wish, { bodyHash, plan })
    if (order) return order
    const twin = await orderOfKey(ctx, press, bodyHash)
    if (twin) return twin
  }
  throw new Refusal(
    'unavailable',
    'Many orders of this workspace arrived at the same moment.',
    'Press again. Nothing was charged.',
  )
}

/** An order of this workspace with its jobs. Throws Refusal `not-found`. */
export async function readOrder(ctx: Context, workspaceId: string, orderId: string): Promise<Order> {
  const jobs = await jobsOfOrder(ctx, workspaceId, orderId)
  if (jobs.length === 0)
    throw new Refusal(
      'not-found',
      'There is no such order in this workspace.',
      'Look for it in the list of your jobs. Nothing was charged.',
    )
  return { id: orderId, jobs }
}

/** Null when the database refused: the key is taken, no grant can pay any more, or a stop is reached. */
async function open(
  ctx: Context,
  press: Press,
  wish: ParsedWish,
  { bodyHash, plan }: { bodyHash: string; plan: Plan },
): Promise<Order | null> {
  const { workspaceId, userId, key } = press
  const now = ctx.now()
  const orderId = ctx.id('order')
  const jobs = await Promise.all(
    partsOf(wish)
      .flatMap((part) => Array.from({ length: part.count }, (_, n) => ({ part, n })))
      .map(async ({ part, n }, place): Promise<NewJob & { vendor: VendorId }> => {
        const { model, each } = part
        const input = variation(model, part.input, n)
        return {
          id: ctx.id('job'),
          ...{ workspaceId, orderId, n: place, input },
          ...{ task: model.task, model: model.id, vendor: vendorOf(model.id)! },
          ...{ inputHash: await hashOfInput(model.id, input), fallback: wish.fallback },
          consent: wish.consent ? ((tasks[model.task] as Task).consent ?? null) : null,
          state: 'queued',
          priority: plan.priority,
          ...{ unit: each.price.unit, asked: each.price.amount, held: each.price.amount },
          vendorCostMicros: each.cost,
          hookToken: randomToken(),
          dueAt: now,
          allowedMs: allowedMs(model),
          deadlineAt: now + waitMs,
          createdAt: now,
        }
      }),
  )
  try {
    await ctx.db.batch([
      ctx.db.insert(orders).values({ id: orderId, workspaceId, userId, key, bodyHash, createdAt: now }),
      ...partsOf(wish).flatMap(({ model, each, count }) =>
        spendStatements(ctx, vendorOf(model.id)!, each.cost * count),
      ),
      ...jobs.flatMap((job) => openStatements(ctx, job, plan.maxOpenJobs)),
      openedEvents(ctx, orderId),
    ])
  } catch (error) {
    if (isConstraint(error)) return null
    throw error
  }
  for (const vendor of new Set(jobs.map((job) => job.vendor)))
    await ringNow(ctx, vendor, jobs.filter((job) => job.vendor === vendor).length)
  ctx.log('order-placed', {
    orderId,
    model: partsOf(wish)
      .map(({ model }) => model.id)
      .join(' '),
    count: jobs.length,
    unit: wish.each.price.unit,
    held: totalOf(wish).amount,
  })
  return readOrder(ctx, workspaceId, orderId)
}

/** Variations of one seed count on from it: each can be made again by itself. */
function variation(model: Model, input: Values, n: number): Values {
  const field = fieldsOf(model)['seed']
  const seed = input['seed']
  if (n === 0 || field?.kind !== 'number' || typeof seed !== 'number' || seed < 0) return input
  return { ...input, seed: (seed + n) % (field.max + 1) }
}

async function orderOfKey(ctx: Context, press: Press, bodyHash: string): Promise<Order | null> {
  const { workspaceId, key } = press
  const [order] = await ctx.db
    .select({ id: orders.id, bodyHash: orders.bodyHash })
    .from(orders)
    .where(and(eq(orders.workspaceId, workspaceId), eq(orders.key, key)))
  if (!order) return null
  if (order.bodyHash !== bodyHash)
    throw new Refusal(
      'key-reused',
      'This Idempotency-Key was used for an order that asked for something else.',
      'Use a new key for a new order. Nothing was charged for this one.',
    )
  return readOrder(ctx, workspaceId, order.id)
}

function refuseMovedPrice(wish: ParsedWish, seen: Price): void {
  const price = totalOf(wish)
  if (price.unit === seen.unit && price.amount === seen.amount) return
  throw new Refusal(
    'price-changed',
    `It costs ${priceWords(price)} now, not ${priceWords(seen)} as shown.`,
    'Look at the new price and press again if it suits you. Nothing was held or charged.',
    { extra: { price } },
  )
}

const ownMachine = (model: Model) =>
  new Refusal(
    'bad-input',
    `${model.title} runs on your own machine, not here.`,
    'Start it in the panel: it is free, and the result is added to your library by an upload.',
    { fields: [{ path: 'model', message: 'runs on the device' }] },
  )

/** Of what was asked: a repeat is told from a mistake by it. */
const bodyHashOf = async ({ wish, price }: Press): Promise<string> =>
  hashOf([
    await hashOfInput(wish.model, wish.input),
    wish.count,
    price.unit,
    price.amount,
    ...(wish.beside || wish.consent || wish.fallback ? [wish.beside, wish.consent, wish.fallback] : []),
  ])

const randomToken = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
