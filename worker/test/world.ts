import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { inject } from 'vitest'
import type { OrderRequest } from '../../shared/api.ts'
import { OrderRequest as OrderSchema } from '../../shared/api.ts'
import type { Job, Order } from '../../shared/jobs.ts'
import type { Unit } from '../../shared/money.ts'
import type { PlanId } from '../../shared/plans.ts'
import { openContext, type Context } from '../context.ts'
import { events, grants, holds, jobs, ledger, vendors, workspaces } from '../db/schema.ts'
import type { Bell, Settings } from '../env.ts'
import { grantStatements, monthOf } from '../ledger.ts'
import { estimate } from '../jobs/preflight.ts'
import { placeOrder } from '../jobs/orders.ts'
import { readJob } from '../jobs/read.ts'
import { answerBell } from '../jobs/run.ts'

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Vendors call a prompt by many names. */
const wordsIn = (inputs: Record<string, unknown>) => Object.values(inputs).join('\n')

/** A workspace to act in. */
export interface Person {
  workspaceId: string
  userId: string
}

/** Other settings for one world. */
type Change = Partial<Omit<Settings, 'keys'>> & { keys?: Partial<Settings['keys']> }

/**
 * The Worker's own parts over real D1, R2 and the sandbox, with a clock the test moves and bells that ring when the
 * test says so.
 */
export async function openWorld({ keys, ...change }: Change = {}) {
  let now = Date.now()
  const bells: { bell: Bell; at: number }[] = []
  const lines: { event: string; data: object }[] = []
  const put = (bell: Bell, seconds = 0) => void bells.push({ bell, at: now + seconds * 1000 })
  const opened = openContext(env, () => now)
  const ctx: Context = {
    ...opened,
    settings: {
      ...opened.settings,
      ...change,
      keys: { ...opened.settings.keys, ...keys },
    },
    log: (event, data = {}) => void lines.push({ event, data }),
    bell: {
      send: async (bell: Bell, options?: QueueSendOptions) => put(bell, options?.delaySeconds),
      sendBatch: async (batch: Iterable<MessageSendRequest<Bell>>) => {
        for (const { body, delaySeconds } of batch) put(body, delaySeconds)
      },
    } as unknown as Queue<Bell>,
  }
  // What an earlier test left open is nobody's business here: no bell of this world may pick it up.
  const { db } = ctx
  await db.update(jobs).set({ vendor: 'nobody', handle: null })
  await db.delete(vendors)

  /** Stands in every prompt of this world, for orders to the sandbox and for finding its tasks. */
  const word = `w${crypto.randomUUID().slice(0, 8)}`

  async function person(plan: PlanId = 'pro'): Promise<Person> {
    const id = crypto.randomUUID()
    await db.insert(workspaces).values({ id, name: 'Test', slug: id, plan, createdAt: new Date(now) })
    return { workspaceId: id, userId: `user of ${id}` }
  }

  /** This month's grant of the plan, of another size than the plan's own. */
  async function personWith(amounts: Partial<Record<Unit, number>>, plan: PlanId = 'pro'): Promise<Person> {
    const someone = await person(plan)
    for (const [unit, amount] of Object.entries(amounts) as [Unit, number][])
      await grant(someone, { unit, amount, source: 'plan', reason: `${plan} ${monthOf(now)}` })
    return someone
  }

  async function grant(
    { workspaceId }: Person,
    more: Pick<Parameters<typeof grantStatements>[1], 'unit' | 'amount' | 'source' | 'reason'> & {
      expiresAt?: number
    },
  ): Promise<void> {
    const [first, ...rest] = grantStatements(ctx, {
      workspaceId,
      expiresAt: now + 40 * 24 * 3600_000,
      ...more,
    })
    await db.batch([first!, ...rest])
  }

  /** A press at today's price. The world's word is put into the prompt. */
  async function press(
    who: Person,
    wish: Omit<OrderRequest, 'price'> & { price?: OrderRequest['price'] },
    key: string = crypto.randomUUID(),
  ): Promise<Order> {
    const input = { ...wish.input }
    if (typeof input['prompt'] === 'string') input['prompt'] = `${input['prompt']} ${word}`
    const { price, ...rest } = OrderSchema.parse({
      ...wish,
      input,
      price:
        wish.price ??
        (await estimate(ctx, who.workspaceId, { ...wish, input, count: wish.count ?? 1 })).price,
    })
    return placeOrder(ctx, { ...who, key, wish: rest, price })
  }

  /** Waits in real time until the sandbox has ended whatever this world asked of it, but for what it holds for ever. */
  async function settled(): Promise<void> {
    for (;;) {
      const mine = (await vendorTasks()).filter(({ inputs }) => !wordsIn(inputs).includes('[stall]'))
      if (mine.every(({ status }) => status === 'completed' || status === 'failed')) return
      await sleep(10)
    }
  }

  /** Answers bells in their order, moving the clock to each, until none is left. */
  async function quiet(): Promise<void> {
    for (let next = takeBell(); next; next = takeBell()) {
      if (next.at > now) {
        now = next.at
        await settled()
      }
      await answerBell(ctx, next.bell)
    }
  }

  function takeBell() {
    bells.sort((a, b) => a.at - b.at)
    return bells.shift()
  }

  /** Answers what rings now and leaves the rest. */
  async function ringOnce(): Promise<void> {
    const due = bells.filter(({ at }) => at <= now)
    bells.splice(0, bells.length, ...bells.filter(({ at }) => at > now))
    await Promise.all(due.map(({ bell }) => answerBell(ctx, bell)))
  }

  async function control(path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${inject('sandboxUrl')}/__sandbox/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return answer.json()
  }

  /** Orders to misbehave, for submits of this world alone. */
  const misbehave = (...rules: object[]) =>
    control(
      'orders',
      rules.map((rule) => ({ match: { promptIncludes: word }, ...rule })),
    )

  /** The sandbox's tasks of this world. */
  const vendorTasks = async () =>
    ((await control('tasks')) as { id: string; status: string; inputs: Record<string, unknown> }[]).filter(
      ({ inputs }) => wordsIn(inputs).includes(word),
    )

  const job = (who: Person, { id }: { id: string }): Promise<Job> => readJob(ctx, who.workspaceId, id)

  const row = async ({ id }: { id: string }) => (await db.select().from(jobs).where(eq(jobs.id, id)))[0]!

  const eventsOf = async (who: Person) =>
    (await db.select().from(events).where(eq(events.workspaceId, who.workspaceId))).map(({ type }) => type)

  /** Every grant with the sum of its lines, and what is held open. */
  async function money({ workspaceId }: Person) {
    const [given, lines, held] = await Promise.all([
      db.select().from(grants).where(eq(grants.workspaceId, workspaceId)),
      db.select().from(ledger).where(eq(ledger.workspaceId, workspaceId)),
      db.select().from(holds).where(eq(holds.workspaceId, workspaceId)),
    ])
    return {
      grants: given.map((grant) => ({
        ...grant,
        sum: lines.filter(({ grantId }) => grantId === grant.id).reduce((sum, { delta }) => sum + delta, 0),
      })),
      lines,
      open: held.filter(({ closedAt }) => closedAt === null),
    }
  }

  return {
    ctx,
    word,
    lines,
    bells,
    person,
    personWith,
    grant,
    press,
    quiet,
    settled,
    ringOnce,
    control,
    misbehave,
    vendorTasks,
    job,
    row,
    eventsOf,
    money,
    now: () => now,
    /** Moves the clock on. */
    pass: (ms: number) => void (now += ms),
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
