import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openDb } from '../db/open.ts'
import { vendors } from '../db/schema.ts'
import { modelById } from '../models/index.ts'
import { openWorld, type World } from '../test/world.ts'
import { noteAnswer, noteFailure, vendorStates } from './breaker.ts'
import { claimNext } from './claim.ts'
import * as lifecycle from './lifecycle.ts'
import { answerBell } from './run.ts'
import { sweep } from './sweep.ts'

const qwen = { model: 'wavespeed/qwen-image', input: { prompt: '[stall]' } }

const limit = (world: World, perMinute: number, parallel: number) =>
  world.ctx.db.insert(vendors).values({ id: 'wavespeed', perMinute, parallel })

/** Whose jobs are started, in the order they are claimed. */
async function claims(world: World): Promise<string[]> {
  const order: string[] = []
  for (;;) {
    const { job } = await claimNext(world.ctx, 'wavespeed')
    if (!job) return order
    order.push(job.workspaceId)
  }
}

/** A database that remembers what it was asked. */
function listening() {
  const asked: { sql: string; values: unknown[] }[] = []
  const d1 = new Proxy(env.DB, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name).bind(target) as unknown
      return (text: string) => {
        const statement = target.prepare(text)
        const bind = statement.bind.bind(statement)
        statement.bind = (...values: unknown[]) => {
          asked.push({ sql: text, values })
          return bind(...values)
        }
        return statement
      }
    },
  })
  return { db: openDb(d1), asked }
}

describe('the next job', () => {
  it('is the better plan’s first, then the workspaces take turns, then the oldest', async () => {
    const world = await openWorld()
    const [free, one, two] = [await world.person('free'), await world.person(), await world.person()]
    await world.press(free, qwen)
    world.pass(1)
    await world.press(one, { ...qwen, count: 3 })
    world.pass(1)
    await world.press(two, { ...qwen, count: 2 })
    const order: string[] = []
    for (
      let { job } = await claimNext(world.ctx, 'wavespeed');
      job;
      { job } = await claimNext(world.ctx, 'wavespeed')
    ) {
      order.push(job.workspaceId)
      world.pass(1)
    }
    const [f, a, b] = [free.workspaceId, one.workspaceId, two.workspaceId]
    expect(order).toEqual([a, b, a, b, a, f])
  })

  it('is never given to two', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.press(who, { ...qwen, count: 10 })
    const got = await Promise.all(Array.from({ length: 25 }, () => claimNext(world.ctx, 'wavespeed')))
    const ids = got.flatMap(({ job }) => (job ? [job.id] : []))
    expect(ids).toHaveLength(10)
    expect(new Set(ids).size).toBe(10)
  })

  it('is not asked about before it is due, nor while another visit has it', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.press(who, qwen)
    const { job } = await claimNext(world.ctx, 'wavespeed')
    await lifecycle.running(world.ctx, job!, { id: world.word }, world.now() + 5000)
    expect((await claimNext(world.ctx, 'wavespeed')).job).toBeNull()
    world.pass(5000)
    expect(await claimNext(world.ctx, 'wavespeed')).toMatchObject({ errand: 'check', job: { id: job!.id } })
    expect((await claimNext(world.ctx, 'wavespeed')).job).toBeNull()
    world.pass(lifecycle.leaseMs)
    expect((await claimNext(world.ctx, 'wavespeed')).job?.id).toBe(job!.id)
  })

  it('is changed by the visit that has it, and by none that had it before', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.press(who, qwen)
    const { job: late } = await claimNext(world.ctx, 'wavespeed')
    world.pass(lifecycle.leaseMs)
    const { job: now } = await claimNext(world.ctx, 'wavespeed')
    expect(now!.id).toBe(late!.id)
    for (const write of [
      () => lifecycle.running(world.ctx, late!, { id: 'late' }, 0),
      () => lifecycle.prepared(world.ctx, late!, { image: 'late' }),
      () => lifecycle.requeue(world.ctx, late!, 0),
      () => lifecycle.unsure(world.ctx, late!, 0),
      () =>
        lifecycle.handOver(world.ctx, late!, {
          model: modelById('wavespeed/ideogram-v3-turbo')!,
          vendor: 'wavespeed',
          input: { prompt: 'late' },
          worth: 1,
          cost: 30_000,
        }),
    ])
      expect(await write()).toBeNull()
    expect(await world.row(now!)).toEqual(now)
  })

  it('waits while as many run as the account may have', async () => {
    const world = await openWorld()
    await limit(world, 100, 2)
    const who = await world.person()
    const order = await world.press(who, { ...qwen, count: 5 })
    expect(await claims(world)).toHaveLength(2)
    await world.ctx.db.run(
      sql`update jobs set state = 'failed', ended_at = 1, claim = null where order_id = ${order.id} and n = 0`,
    )
    expect(await claims(world)).toHaveLength(1)
  })

  it('waits where the account’s rate is used up, and is rung for the next place', async () => {
    const world = await openWorld()
    await limit(world, 20, 100)
    const who = await world.person()
    await world.press(who, { ...qwen, count: 5 })
    expect(await claims(world)).toHaveLength(2)
    world.bells.length = 0
    await answerBell(world.ctx, { vendor: 'wavespeed' })
    expect(world.bells).toEqual([{ bell: { vendor: 'wavespeed' }, at: expect.any(Number) }])
    world.pass(world.bells[0]!.at - world.now())
    expect(await claims(world)).toHaveLength(1)
  })

  it('never goes beyond the rate, however a minute is laid', async () => {
    const world = await openWorld()
    const { db } = world.ctx
    const who = await world.person()
    for (let n = 0; n < 10; n++) await world.press(who, { ...qwen, count: 10 })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 8, maxLength: 16 }),
        async (perMinute, pauses) => {
          await db.delete(vendors)
          await limit(world, perMinute, 1000)
          await db.run(sql`update jobs set state = 'queued', started_at = null, claim = null, lease_until = 0
            where workspace_id = ${who.workspaceId}`)
          const starts: number[] = []
          for (const pause of pauses) {
            world.pass(pause)
            for (let claim = await claimNext(world.ctx, 'wavespeed'); claim.job;) {
              if (claim.errand === 'start') starts.push(world.now())
              claim = await claimNext(world.ctx, 'wavespeed')
            }
          }
          for (const [n, start] of starts.entries())
            expect(starts.slice(n).filter((at) => at < start + 60_000).length).toBeLessThanOrEqual(perMinute)
        },
      ),
      { numRuns: 4, endOnFailure: true },
    )
  })

  it('rests when the vendor does not answer, tries again one by one, and goes on when it does', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.press(who, { ...qwen, count: 10 })
    await claimNext(world.ctx, 'wavespeed')
    for (let n = 0; n < 4; n++) await noteFailure(world.ctx, 'wavespeed')
    expect(await vendorStates(world.ctx)).toMatchObject({ wavespeed: 'failing' })
    expect(await claims(world)).not.toEqual([])
    await world.press(who, { ...qwen, count: 10 })
    await noteFailure(world.ctx, 'wavespeed')
    expect(await vendorStates(world.ctx)).toMatchObject({ wavespeed: 'resting' })
    const closed = await claimNext(world.ctx, 'wavespeed')
    expect(closed).toEqual({ job: null, againAt: world.now() + 30_000 })
    world.pass(30_000)
    expect(await claims(world)).toHaveLength(1)
    world.pass(30_000)
    expect(await claims(world)).toHaveLength(1)
    await noteAnswer(world.ctx, 'wavespeed')
    expect(await claims(world)).toHaveLength(8)
    expect(await vendorStates(world.ctx)).toMatchObject({ wavespeed: 'answering' })
  })

  it('is found by an index of open jobs: what has ended is never read', async () => {
    const world = await openWorld()
    const { db, asked } = listening()
    await claimNext({ ...world.ctx, db }, 'wavespeed')
    await sweep({ ...world.ctx, db })
    const about = asked.filter(({ sql }) => /\bjobs\b/.test(sql) && !sql.startsWith('insert'))
    expect(about.length).toBeGreaterThan(4)
    for (const { sql, values } of about) {
      const { results } = await env.DB.prepare(`explain query plan ${sql}`)
        .bind(...values)
        .all<{ detail: string }>()
      const reads = results
        .map(({ detail }) => detail)
        .filter((detail) => /^(SCAN|SEARCH) (jobs|j)\b/.test(detail))
      for (const read of reads)
        expect(read, sql).toMatch(
          /INDEX (jobs_in_flight|jobs_waiting|jobs_line|jobs_last_turn|jobs_open|jobs_claim|sqlite_autoindex_jobs_1)/,
        )
    }
  })
})

describe('the sweep', () => {
  it('rings again for work whose bell was lost', async () => {
    const world = await openWorld()
    const who = await world.person()
    const [job] = (await world.press(who, { ...qwen, input: { prompt: 'a hill' } })).jobs
    world.bells.length = 0
    await sweep(world.ctx)
    expect(world.bells).toHaveLength(1)
    await world.ringOnce()
    await world.settled()
    world.bells.length = 0
    world.pass(60_000)
    await sweep(world.ctx)
    await world.quiet()
    expect((await world.job(who, job!)).state).toBe('done')
    await sweep(world.ctx)
    expect(world.bells).toEqual([])
  })

  it('rings for what is due even when something cannot be given up', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.press(who, qwen)
    world.bells.length = 0
    world.pass(3600_000)
    const away = new Proxy(env.DB, {
      get: (target, name) =>
        name === 'batch'
          ? () => Promise.reject(new Error('the database is away'))
          : (Reflect.get(target, name).bind(target) as unknown),
    })
    await expect(sweep({ ...world.ctx, db: openDb(away) })).rejects.toThrow('away')
    expect(world.bells).toHaveLength(1)
  })

  it('gives up what never got its turn, and gives the credits back', async () => {
    const world = await openWorld()
    await limit(world, 100, 0)
    const who = await world.person()
    const [job] = (await world.press(who, qwen)).jobs
    await world.quiet()
    world.pass(3600_000)
    await sweep(world.ctx)
    expect(await world.job(who, job!)).toMatchObject({
      state: 'failed',
      failure: { reason: 'busy' },
      receipt: { charged: 0, vendorCostMicros: 0 },
    })
    expect((await world.money(who)).open).toEqual([])
  })
})
