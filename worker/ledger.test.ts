import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isConstraint } from './db/constraint.ts'
import { jobs, orders } from './db/schema.ts'
import { openStatements } from './jobs/lifecycle.ts'
import { balanceOf, closeStatements, grantMonth, refund, spentInMonth } from './ledger.ts'
import { openWorld, type Person, type World } from './test/world.ts'

const day = 24 * 3600_000

/** One job with a hold of this amount; false when the database refuses. */
async function openJob({ ctx }: World, who: Person, id: string, amount: number): Promise<boolean> {
  const orderId = ctx.id('order')
  const now = ctx.now()
  const row: typeof jobs.$inferInsert = {
    ...{
      id,
      workspaceId: who.workspaceId,
      orderId,
      n: 0,
      task: 'create-image',
      model: 'wavespeed/qwen-image',
    },
    ...{
      vendor: 'nobody',
      input: {},
      state: 'queued',
      priority: 0,
      unit: 'image',
      asked: amount,
      held: amount,
    },
    ...{
      vendorCostMicros: 5,
      hookToken: id,
      dueAt: now,
      allowedMs: 1000,
      deadlineAt: now + 1000,
      createdAt: now,
    },
  }
  return accepted(
    ctx.db.batch([
      ctx.db.insert(orders).values({ ...who, id: orderId, key: id, bodyHash: '', createdAt: now }),
      ...openStatements(ctx, row, 1000),
    ]),
  )
}

/** Ends a job and settles its hold in one batch; false when the database refuses. */
async function closeJob({ ctx }: World, who: Person, jobId: string, charged: number): Promise<boolean> {
  return accepted(
    ctx.db.batch([
      ctx.db.update(jobs).set({ state: 'done', endedAt: ctx.now(), startedAt: 1 }).where(eq(jobs.id, jobId)),
      ...closeStatements(ctx, {
        ...{ workspaceId: who.workspaceId, jobId, unit: 'image', charged, vendorCostMicros: 5 },
      }),
    ]),
  )
}

const accepted = (batch: Promise<unknown>) =>
  batch.then(
    () => true,
    (error: unknown) => {
      if (!isConstraint(error)) throw error
      return false
    },
  )

type Step =
  | { do: 'grant'; amount: number; days: number; source: 'plan' | 'pack' | 'overage' | 'gift' }
  | { do: 'hold'; amount: number }
  | { do: 'close'; which: number; share: number }
  | { do: 'pass'; days: number }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('grant' as const),
      amount: fc.integer({ min: 1, max: 8 }),
      days: fc.integer({ min: 1, max: 20 }),
      source: fc.constantFrom('plan', 'pack', 'overage', 'gift'),
    }),
    fc.record({ do: fc.constant('hold' as const), amount: fc.integer({ min: 0, max: 6 }) }),
    fc.record({
      do: fc.constant('close' as const),
      which: fc.nat(20),
      share: fc.constantFrom(0, 0.5, 1, 1.5),
    }),
    fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 12 }) }),
  ),
  { minLength: 6, maxLength: 22 },
)

describe('money', () => {
  it('is never lost, made, or settled twice, whatever happens in whatever order', async () => {
    const world = await openWorld()
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const who = await world.person()
        const held = new Map<string, { amount: number; settled: number | null }>()
        let granted = 0
        for (const [n, step] of sequence.entries()) {
          if (step.do === 'grant') {
            const { amount, source, days } = step
            await world.grant(who, {
              ...{ unit: 'image', amount, source, reason: `${n}`, expiresAt: world.now() + days * day },
            })
            granted += amount
          } else if (step.do === 'hold') {
            const id = world.ctx.id('job')
            const before = await world.money(who)
            const payable = before.grants.some(
              (grant) => grant.expiresAt > world.now() && grant.available >= step.amount,
            )
            expect(await openJob(world, who, id, step.amount)).toBe(payable)
            if (payable) held.set(id, { amount: step.amount, settled: null })
          } else if (step.do === 'close' && held.size > 0) {
            const [id, hold] = [...held][step.which % held.size]!
            const charged = Math.floor(hold.amount * step.share)
            const allowed = hold.settled === null && charged <= hold.amount
            expect(await closeJob(world, who, id, charged)).toBe(allowed)
            if (allowed) hold.settled = charged
          } else if (step.do === 'pass') world.pass(step.days * day)

          const { grants, lines, open } = await world.money(who)
          for (const grant of grants) {
            expect(grant.sum).toBe(grant.available)
            expect(grant.available).toBeGreaterThanOrEqual(0)
            expect(grant.available).toBeLessThanOrEqual(grant.granted)
          }
          const all = [...held.values()]
          const settled = all.reduce((sum, hold) => sum + (hold.settled ?? 0), 0)
          const reserved = all.reduce((sum, hold) => sum + (hold.settled === null ? hold.amount : 0), 0)
          expect(open.reduce((sum, hold) => sum + hold.amount, 0)).toBe(reserved)
          expect(grants.reduce((sum, grant) => sum + grant.available, 0) + reserved + settled).toBe(granted)
          const closings = lines.filter(({ kind }) => kind === 'settle' || kind === 'release')
          expect(new Set(closings.map(({ jobId }) => jobId)).size).toBe(closings.length)
        }
      }),
      { numRuns: 15 },
    )
  }, 60_000)

  it('is spent in the order plan, oldest pack, gift, overage; a lapsed grant never', async () => {
    const world = await openWorld()
    const who = await world.person()
    const give = (
      source: 'plan' | 'pack' | 'gift' | 'overage',
      reason: string,
      expiresAt = world.now() + day,
    ) => world.grant(who, { unit: 'image', amount: 1, source, reason, expiresAt })
    await give('overage', 'overage')
    await give('gift', 'gift')
    await give('pack', 'lapsed', world.now())
    await give('pack', 'older')
    world.pass(1)
    await give('pack', 'newer')
    await give('plan', 'plan')
    const order: string[] = []
    while (await openJob(world, who, world.ctx.id('job'), 1)) {
      const { grants } = await world.money(who)
      order.push(
        grants.filter(({ available }) => available === 0).find(({ reason }) => !order.includes(reason))!
          .reason,
      )
    }
    expect(order).toEqual(['plan', 'older', 'newer', 'gift', 'overage'])
  })

  it('skips a grant that cannot pay the whole rather than splitting', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 1 })
    await world.grant(who, { unit: 'image', amount: 2, source: 'pack', reason: 'pack' })
    expect(await openJob(world, who, world.ctx.id('job'), 2)).toBe(true)
    expect(await openJob(world, who, world.ctx.id('job'), 2)).toBe(false)
    expect(await openJob(world, who, world.ctx.id('job'), 1)).toBe(true)
  })

  it('is spent in its own unit alone', async () => {
    const world = await openWorld()
    const who = await world.personWith({ video: 5 })
    expect(await openJob(world, who, world.ctx.id('job'), 1)).toBe(false)
    expect((await world.money(who)).grants.map(({ available }) => available)).toEqual([5])
  })

  it('returns to a gift of 30 days when its grant has lapsed meanwhile', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.grant(who, {
      unit: 'image',
      amount: 3,
      source: 'pack',
      reason: 'p',
      expiresAt: world.now() + day,
    })
    const id = world.ctx.id('job')
    await openJob(world, who, id, 3)
    world.pass(2 * day)
    expect(await closeJob(world, who, id, 1)).toBe(true)
    const gift = (await world.money(who)).grants.find(({ source }) => source === 'gift')
    expect(gift).toMatchObject({ granted: 2, available: 2, expiresAt: world.now() + 30 * day })
  })

  it('is refunded once, as a gift, and leaves the month’s total', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 5 })
    const id = world.ctx.id('job')
    await openJob(world, who, id, 3)
    await refund(world.ctx, who.workspaceId, id)
    expect((await world.money(who)).grants).toHaveLength(1)
    await closeJob(world, who, id, 3)
    await refund(world.ctx, (await world.person()).workspaceId, id)
    for (let again = 0; again < 3; again++) await refund(world.ctx, who.workspaceId, id)
    const { grants, lines } = await world.money(who)
    expect(grants.map(({ source, available, sum }) => [source, available, sum]).sort()).toEqual([
      ['gift', 3, 3],
      ['plan', 2, 2],
    ])
    expect(lines.map(({ kind }) => kind).sort()).toEqual(['grant', 'hold', 'refund', 'settle'])
    expect((await spentInMonth(world.ctx, who.workspaceId)).spent).toEqual([{ unit: 'image', amount: 0 }])
  })

  it('cannot be closed while its job goes on', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 1 })
    const id = world.ctx.id('job')
    await openJob(world, who, id, 1)
    const close = {
      workspaceId: who.workspaceId,
      jobId: id,
      unit: 'image' as const,
      charged: 1,
      vendorCostMicros: 0,
    }
    const [first, ...rest] = closeStatements(world.ctx, close)
    expect(await accepted(world.ctx.db.batch([first!, ...rest]))).toBe(false)
    expect((await world.money(who)).open).toHaveLength(1)
  })
})

describe('a plan', () => {
  it('grants once a calendar month, however often it is asked, until its end', async () => {
    const world = await openWorld()
    const who = await world.person('free')
    await Promise.all(Array.from({ length: 8 }, () => grantMonth(world.ctx, who.workspaceId, 'free')))
    const { grants, lines } = await world.money(who)
    expect(grants.map(({ unit, granted }) => [unit, granted]).sort()).toEqual([
      ['image', 20],
      ['usd', 100_000],
      ['video', 2],
    ])
    expect(lines).toHaveLength(3)
    const [balance] = await balanceOf(world.ctx, who.workspaceId, 'free')
    const end = new Date(balance!.lapsesAt!)
    expect([end.getUTCDate(), end.getUTCHours(), end.getUTCMilliseconds()]).toEqual([1, 0, 0])

    world.pass(balance!.lapsesAt! - world.now())
    expect(await balanceOf(world.ctx, who.workspaceId, 'free')).toContainEqual(
      expect.objectContaining({ unit: 'image', available: 20 }),
    )
    expect((await world.money(who)).grants).toHaveLength(6)
  })

  it('counts what was charged this month, and what the vendors cost', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 9 })
    for (const charged of [2, 0, 3]) {
      const id = world.ctx.id('job')
      await openJob(world, who, id, 3)
      await closeJob(world, who, id, charged)
    }
    expect(await spentInMonth(world.ctx, who.workspaceId)).toEqual({
      spent: [{ unit: 'image', amount: 5 }],
      vendorCostMicros: 15,
    })
    world.pass(32 * day)
    expect((await spentInMonth(world.ctx, who.workspaceId)).spent).toEqual([])
  })
})
