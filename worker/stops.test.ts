import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { jobs } from './db/schema.ts'
import { stops, vendorDays } from './db/stops.ts'
import { cancel } from './jobs/lifecycle.ts'
import { preflight } from './jobs/preflight.ts'
import { dayOf, spendingToday, watchSpending } from './stops.ts'
import { openWorld, type World } from './test/world.ts'

// A picture of this model costs us $0.02.
const picture = { model: 'wavespeed/qwen-image', input: { prompt: 'a blue hill' } }
const cents = (count: number) => count * 10_000

let world: World

beforeEach(async () => {
  world = await openWorld()
  await world.ctx.db.delete(vendorDays)
  await world.ctx.db.delete(stops)
})

const stopAt = (scope: string, dailyMicros: number) =>
  world.ctx.db
    .insert(stops)
    .values({ scope, dailyMicros })
    .onConflictDoUpdate({ target: stops.scope, set: { dailyMicros } })

const spent = async (scope: string) =>
  (await spendingToday(world.ctx)).find((one) => one.scope === scope)!.micros

const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'placed',
    (error: { code?: string }) => error.code ?? String(error),
  )

describe('the daily stop', () => {
  it.each(['all', 'wavespeed'])('holds back what goes beyond it, for %s', async (scope) => {
    await stopAt(scope, cents(5))
    const who = await world.personWith({ image: 10 })
    expect(await outcome(world.press(who, picture))).toBe('placed')
    expect(await outcome(world.press(who, { ...picture, count: 2 }))).toBe('spending-stop')
    expect(await outcome(world.press(who, picture))).toBe('placed')
    expect(await outcome(world.press(who, picture))).toBe('spending-stop')
    expect([await spent('all'), await spent('wavespeed')]).toEqual([cents(4), cents(4)])
    expect((await world.money(who)).open).toHaveLength(2)
  })

  it('is said in plain words before anything is pressed', async () => {
    await stopAt('wavespeed', 0)
    const who = await world.personWith({ image: 10 })
    const { allowed, refusal } = await preflight(world.ctx, who.workspaceId, { ...picture, count: 1 })
    expect(allowed).toBe(false)
    expect(refusal).toMatchObject({
      code: 'spending-stop',
      detail: expect.stringMatching(/WaveSpeed in a day.*our limit, not yours/),
      remedy: expect.stringMatching(/midnight UTC.*Nothing was held/),
    })
  })

  it('is passed by no race', async () => {
    await stopAt('all', cents(7))
    const people = await Promise.all(Array.from({ length: 8 }, () => world.personWith({ image: 10 })))
    const outcomes = await Promise.all(people.map((who) => outcome(world.press(who, picture))))
    expect(outcomes.filter((one) => one === 'placed')).toHaveLength(3)
    expect(await spent('all')).toBe(cents(6))
    const money = await Promise.all(people.map((who) => world.money(who)))
    expect(money.flatMap(({ open }) => open)).toHaveLength(3)
  })

  it('counts what was not spent as free again', async () => {
    await stopAt('all', cents(2))
    const who = await world.personWith({ image: 10 })
    const [job] = (await world.press(who, picture)).jobs
    expect(await outcome(world.press(who, picture))).toBe('spending-stop')
    await cancel(world.ctx, who.workspaceId, job!.id)
    await cancel(world.ctx, who.workspaceId, job!.id)
    expect(await spent('all')).toBe(0)
    expect(await outcome(world.press(who, picture))).toBe('placed')
  })

  it('begins anew at midnight UTC, and an end is counted on the day of the press', async () => {
    await stopAt('all', cents(2))
    const who = await world.personWith({ image: 10 })
    const [job] = (await world.press(who, picture)).jobs
    const pressed = dayOf(world.now())
    world.pass(24 * 3600_000)
    const [other] = (await world.press(who, picture)).jobs
    await cancel(world.ctx, who.workspaceId, job!.id)
    expect(await spent('all')).toBe(cents(2))
    const rows = await world.ctx.db.select().from(vendorDays).where(eq(vendorDays.day, pressed))
    expect(rows.map(({ micros }) => micros)).toEqual([0, 0])
    await cancel(world.ctx, who.workspaceId, other!.id)
  })

  it('lowered below what is spent refuses what is new and disturbs nothing that runs', async () => {
    const who = await world.personWith({ image: 10 })
    const order = await world.press(who, { ...picture, count: 3 })
    await stopAt('all', cents(1))
    expect(await outcome(world.press(who, picture))).toBe('spending-stop')
    await world.quiet()
    expect((await world.job(who, order.jobs[0]!)).state).toBe('done')
  })

  it('knows to the micro-dollar what the jobs of the day cost', async () => {
    const who = await world.personWith({ image: 20 })
    await world.press(who, { ...picture, input: { prompt: 'a hill [fail]' } })
    const order = await world.press(who, { ...picture, count: 4 })
    await world.press(who, { ...picture, model: 'wavespeed/ideogram-v3-turbo' })
    await world.quiet()
    await cancel(world.ctx, who.workspaceId, (await world.press(who, picture)).jobs[0]!.id)
    await world.press(who, picture)
    const rows = await world.ctx.db.select().from(jobs).where(eq(jobs.workspaceId, who.workspaceId))
    expect(rows.filter(({ state }) => state === 'failed').length).toBeGreaterThan(0)
    expect(await spent('all')).toBe(rows.reduce((sum, row) => sum + row.vendorCostMicros, 0))
    expect(order.jobs).toHaveLength(4)
  })

  it('is announced when it is near', async () => {
    await stopAt('all', cents(10))
    const who = await world.personWith({ image: 10 })
    await world.press(who, { ...picture, count: 3 })
    await watchSpending(world.ctx)
    expect(world.lines.filter(({ event }) => event === 'alert')).toEqual([])
    await world.press(who, picture)
    await watchSpending(world.ctx)
    expect(world.lines.filter(({ event }) => event === 'alert')).toMatchObject([
      { data: { what: 'spending-near-stop', scope: 'all', spent: '$0.08', stop: '$0.10' } },
    ])
  })
})
