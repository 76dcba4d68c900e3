import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { PlanId } from '../../shared/plans.ts'
import { openContext, type Context } from '../context.ts'
import { jobs, vendors, workspaces } from '../db/schema.ts'
import type { Bell, Bindings } from '../env.ts'
import type { Chance } from '../test/chance.ts'
import { nearBucket, nearDatabase } from '../test/near.ts'
import { openVendor } from '../test/vendor.ts'
import { placeOrder } from './orders.ts'
import { answerBell } from './run.ts'
import { sweep } from './sweep.ts'

// A burst on a small account: everybody waits, nobody fails, and all get their share.

const perMinute = 10
const minuteMs = 60_000
const start = Date.UTC(2026, 10, 21, 12)
const people: readonly [name: string, plan: PlanId, presses: number, count: number][] = [
  ['Pro, first', 'pro', 8, 10],
  ['Pro, second', 'pro', 8, 10],
  ['Free, first', 'free', 5, 4],
  ['Free, second', 'free', 5, 4],
]
const inAll = people.reduce((sum, [, , presses, count]) => sum + presses * count, 0)

const first: Chance = {
  below: () => 0,
  yes: () => false,
  pick: (all) => all[0]!,
  take: (all) => all.shift()!,
}

async function play(storage: DurableObjectStorage) {
  for (const { queries } of env.MIGRATIONS) for (const query of queries) storage.sql.exec(query)
  let now = start
  const bells: { body: Bell; at: number }[] = []
  const ring = (body: Bell, seconds = 0) => void bells.push({ body, at: now + seconds * 1000 })
  const queue = {
    send: async (body: Bell, options?: QueueSendOptions) => ring(body, options?.delaySeconds),
    sendBatch: async (batch: Iterable<MessageSendRequest<Bell>>) => {
      for (const { body, delaySeconds } of batch) ring(body, delaySeconds)
    },
  } as unknown as Queue<Bell>
  const vendor = openVendor(first, () => now, { wrong: 0, gone: false, hook: 'never', fates: ['done'] })
  const starts: number[] = []
  let refused = 0
  // As strict as any way of laying a minute: never more than so many in any sixty seconds.
  const network = async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(String(input))
    if (url.searchParams.has('webhook')) {
      if (starts.filter((at) => at > now - minuteMs).length >= perMinute) {
        refused++
        return Response.json({ code: 429, message: 'too many requests', data: null }, { status: 429 })
      }
      starts.push(now)
    }
    return vendor.answer(url, await new Response(init?.body ?? null).text())
  }
  const home = { DB: nearDatabase(storage), MEDIA: nearBucket(), BELL: queue, WAVESPEED_KEY: 'a-key' }
  const bindings = { ...env, ...home } as Bindings
  delete bindings.SANDBOX_URL
  const ctx: Context = { ...openContext(bindings, () => now, network), log: () => undefined }
  const { db } = ctx
  await db.insert(vendors).values({ id: 'wavespeed', perMinute, parallel: 100 })

  for (const [name, plan] of people)
    await db.insert(workspaces).values({ id: name, name, slug: name, plan, createdAt: new Date(start) })
  // Two of the free plan come first; it does not help them.
  for (const [workspaceId, , presses, count] of people.toReversed())
    for (let n = 0; n < presses; n++)
      await placeOrder(ctx, {
        workspaceId,
        userId: 'somebody',
        key: `${workspaceId.replaceAll(/\W+/g, '-')}-${n}`,
        wish: { model: 'wavespeed/qwen-image', input: { prompt: 'picture 0' }, count },
        price: { unit: 'image', amount: count },
      })

  for (let steps = 0; steps < 20_000; steps++) {
    bells.sort((a, b) => a.at - b.at)
    const next = bells.shift()
    if (!next) {
      const [open] = await db
        .select({ jobs: sql<number>`count(*)` })
        .from(jobs)
        .where(sql`ended_at is null`)
      if (open?.jobs === 0) break
      now += minuteMs
      await sweep(ctx)
      continue
    }
    now = Math.max(now, next.at)
    await answerBell(ctx, next.body)
  }
  const rows = await db.select().from(jobs).where(eq(jobs.vendor, 'wavespeed'))
  return { rows, refused, minutes: Math.ceil((now - start) / minuteMs) }
}

type Row = Awaited<ReturnType<typeof play>>['rows'][number]

/** A line for each workspace, a number for each two minutes: how many were started then. */
function chartOf(rows: readonly Row[], minutes: number): string {
  const width = 14
  return people
    .map(([name]) => {
      const counts = Array.from({ length: Math.ceil(minutes / 2) }, (_, n) => {
        const from = start + n * 2 * minuteMs
        return rows.filter(
          (row) => row.workspaceId === name && row.startedAt! >= from && row.startedAt! < from + 2 * minuteMs,
        ).length
      })
      return `${name.padEnd(width)}${counts.map((count) => String(count || '·').padStart(4)).join('')}`
    })
    .join('\n')
}

it(
  `${inAll} jobs on an account of ${perMinute} a minute all come to their end, in fair shares`,
  { timeout: 120_000 },
  async () => {
    const stub = env.NEAR.get(env.NEAR.newUniqueId())
    const { rows, refused, minutes } = await runInDurableObject(stub, (_, { storage }) => play(storage))
    console.log(`started in each two minutes:\n${chartOf(rows, minutes)}`)
    expect(rows).toHaveLength(inAll)
    expect(rows.filter(({ state }) => state !== 'done')).toEqual([])
    expect(refused).toBe(0)

    const inOrder = rows.toSorted((a, b) => a.startedAt! - b.startedAt!)
    const planOf = (row: Row) => people.find(([name]) => name === row.workspaceId)![1]
    expect(inOrder.map(planOf)).toEqual([
      ...Array<PlanId>(160).fill('pro'),
      ...Array<PlanId>(40).fill('free'),
    ])
    // At no time is one of two equals more than one ahead of the other.
    for (const [one, other] of [people.slice(0, 2), people.slice(2)]) {
      const pair = inOrder.filter(({ workspaceId }) => [one![0], other![0]].includes(workspaceId))
      let ahead = 0
      for (const { workspaceId } of pair) {
        ahead += workspaceId === one![0] ? 1 : -1
        expect(Math.abs(ahead)).toBeLessThanOrEqual(1)
      }
    }
  },
)
