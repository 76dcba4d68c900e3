import { describe, expect, it } from 'vitest'
import { Refusal } from '../problem.ts'
import { assets, files, jobs } from '../db/schema.ts'
import { balanceOf } from '../ledger.ts'
import { openWorld, type Person, type World } from '../test/world.ts'
import { cancel } from './lifecycle.ts'
import { placeOrder, readOrder } from './orders.ts'
import { preflight } from './preflight.ts'

const picture = { model: 'wavespeed/qwen-image', input: { prompt: 'a blue hill' } }

/** The refusal a call ends with. */
const refusal = (call: Promise<unknown>): Promise<Refusal> =>
  call.then(
    () => expect.unreachable('it was not refused'),
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return error
    },
  )

const left = async (world: World, who: Person) =>
  (await balanceOf(world.ctx, who.workspaceId, 'pro')).find(({ unit }) => unit === 'image')!.available

/** A picture in the library, as far as an order looks at it. */
async function libraryPicture(world: World, { workspaceId }: Person, kind: 'image' | 'video' = 'image') {
  const { db } = world.ctx
  const fileId = world.ctx.id('file')
  const id = world.ctx.id('asset')
  const createdAt = world.now()
  await db.insert(files).values({
    ...{
      id: fileId,
      workspaceId,
      sha256: fileId,
      type: 'image/png',
      bytes: 1,
      width: 1,
      height: 1,
      createdAt,
    },
  })
  await db.insert(assets).values({ id, workspaceId, fileId, kind, name: 'x', origin: 'upload', createdAt })
  return id
}

describe('an order', () => {
  it('is the same order when the same press is repeated', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 5 })
    const first = await world.press(who, picture, 'press-0001')
    expect(await world.press(who, picture, 'press-0001')).toEqual(first)
    expect(await left(world, who)).toBe(4)
  })

  it('is one order when two identical presses race', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 5 })
    const presses = await Promise.all(
      Array.from({ length: 6 }, () => world.press(who, { ...picture, count: 2 }, 'press-0002')),
    )
    expect(new Set(presses.map(({ id }) => id)).size).toBe(1)
    expect(await left(world, who)).toBe(3)
  })

  it('is answered by its key even when there is nothing left to pay another', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 1 })
    const first = await world.press(who, picture, 'press-0003')
    expect((await world.press(who, picture, 'press-0003')).id).toBe(first.id)
  })

  it('refuses a key that was used for something else', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 5 })
    await world.press(who, picture, 'press-0004')
    const other = { ...picture, input: { prompt: 'a red hill' } }
    expect(await refusal(world.press(who, other, 'press-0004'))).toMatchObject({ code: 'key-reused' })
    expect(await left(world, who)).toBe(4)
  })

  it('keeps the keys of workspaces apart', async () => {
    const world = await openWorld()
    const [one, two] = [await world.person(), await world.person()]
    const first = await world.press(one, picture, 'press-0005')
    expect((await world.press(two, picture, 'press-0005')).id).not.toBe(first.id)
    expect(await refusal(readOrder(world.ctx, two.workspaceId, first.id))).toMatchObject({
      code: 'not-found',
    })
  })

  it('of a hundred at once on credits for ten is ten', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 10 })
    const presses = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) => world.press(who, picture, `hundred-${n}`)),
    )
    const won = presses.filter(({ status }) => status === 'fulfilled')
    const codes = presses.flatMap((press) =>
      press.status === 'rejected' ? [(press.reason as Refusal).code] : [],
    )
    expect(won).toHaveLength(10)
    expect(codes).toEqual(Array(90).fill('out-of-credits'))
    expect(await left(world, who)).toBe(0)
    expect((await world.money(who)).open).toHaveLength(10)
    expect(
      (await world.ctx.db.select().from(jobs)).filter(({ workspaceId }) => workspaceId === who.workspaceId),
    ).toHaveLength(10)
  })

  it('never has more open jobs than the plan allows, in a race either', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 40 }, 'free')
    const presses = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => world.press(who, { ...picture, count: 3 }, `many-open-${n}`)),
    )
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(6)
    const codes = presses.flatMap((press) =>
      press.status === 'rejected' ? [(press.reason as Refusal).code] : [],
    )
    expect(new Set(codes)).toEqual(new Set(['too-many-open']))
    expect((await world.money(who)).open).toHaveLength(18)
  })

  it('holds nothing when the price has moved, and says the new one', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 5 })
    const call = world.press(who, { ...picture, count: 2, price: { unit: 'image', amount: 1 } })
    expect(await refusal(call)).toMatchObject({
      code: 'price-changed',
      extra: { price: { unit: 'image', amount: 2 } },
    })
    expect(await left(world, who)).toBe(5)
  })

  it('holds all its jobs or none', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 3 })
    expect(await refusal(world.press(who, { ...picture, count: 4 }))).toMatchObject({
      code: 'out-of-credits',
    })
    expect((await world.money(who)).lines.map(({ kind }) => kind)).toEqual(['grant'])
  })

  it('counts the seeds of its variations on', async () => {
    const world = await openWorld()
    const who = await world.person()
    const top = 2_147_483_647
    const order = await world.press(who, { ...picture, input: { ...picture.input, seed: top - 1 }, count: 3 })
    const rows = await Promise.all(order.jobs.map(world.row))
    expect(rows.map(({ input }) => input['seed'])).toEqual([top - 1, top, 0])
    const random = await world.press(who, { ...picture, input: { ...picture.input, seed: -1 }, count: 2 })
    expect((await Promise.all(random.jobs.map(world.row))).map(({ input }) => input['seed'])).toEqual([
      -1, -1,
    ])
  })

  it('for the user’s own machine is refused, with what to do', async () => {
    const world = await openWorld()
    const who = await world.person()
    const input = { image: await libraryPicture(world, who) }
    const call = placeOrder(world.ctx, {
      ...{ ...who, key: 'device-1', price: { unit: 'video', amount: 0 } },
      wish: { model: 'device/pan-zoom', input, count: 1 },
    })
    expect(await refusal(call)).toMatchObject({ code: 'bad-input', remedy: expect.stringContaining('panel') })
  })

  it('is cancelled for nothing while it waits, and only then', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 2 })
    const order = await world.press(who, { ...picture, count: 2 })
    const [one, two] = order.jobs as [(typeof order.jobs)[0], (typeof order.jobs)[0]]
    const cancelled = await cancel(world.ctx, who.workspaceId, one.id)
    expect(cancelled).toMatchObject({ state: 'cancelled', cancel: 'no', receipt: { charged: 0 } })
    expect(await cancel(world.ctx, who.workspaceId, one.id)).toEqual(cancelled)
    expect(await left(world, who)).toBe(1)

    await world.ringOnce()
    expect(await cancel(world.ctx, who.workspaceId, two.id)).toMatchObject({
      state: 'running',
      cancel: 'stop-waiting',
    })
    await world.quiet()
    expect((await world.job(who, two)).state).toBe('done')
    expect(await left(world, who)).toBe(1)
    const stranger = await world.person()
    expect(await refusal(cancel(world.ctx, stranger.workspaceId, one.id))).toMatchObject({
      code: 'not-found',
    })
  })
})

describe('a preflight', () => {
  it('says the price and what is left, and changes nothing', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 7 })
    const answer = await preflight(world.ctx, who.workspaceId, { ...picture, count: 3 })
    expect(answer).toMatchObject({
      allowed: true,
      refusal: null,
      available: 7,
      estimate: { price: { unit: 'image', amount: 3 }, each: { amount: 1 }, vendorCostMicros: 60_000 },
    })
    expect((await world.money(who)).open).toEqual([])
  })

  it('names the cheaper ways when there is too little', async () => {
    const world = await openWorld()
    const who = await world.personWith({ video: 0, image: 1 })
    const input = { image: await libraryPicture(world, who) }
    const answer = await preflight(world.ctx, who.workspaceId, {
      model: 'wavespeed/wan-2.5-i2v',
      input,
      count: 1,
    })
    expect(answer).toMatchObject({
      allowed: false,
      refusal: { code: 'out-of-credits' },
      cheaper: [{ model: 'device/pan-zoom', title: 'Pan and zoom', price: { unit: 'video', amount: 0 } }],
    })
  })

  it.each([
    [
      'an option',
      { model: 'wavespeed/wan-2.5-i2v', input: { resolution: '1080p' }, count: 1 },
      'not-in-plan',
    ],
    ['a number at once', { ...picture, count: 5 }, 'not-in-plan'],
  ])('refuses %s that is not in the plan', async (_, wish, code) => {
    const world = await openWorld()
    const who = await world.person('free')
    const input = wish.model.includes('wan')
      ? { ...wish.input, image: await libraryPicture(world, who) }
      : wish.input
    expect(await preflight(world.ctx, who.workspaceId, { ...wish, input })).toMatchObject({
      allowed: false,
      refusal: { code },
    })
  })

  it('refuses a picture of another workspace, and a clip where a picture belongs', async () => {
    const world = await openWorld()
    const [who, stranger] = [await world.person(), await world.person()]
    for (const image of [await libraryPicture(world, stranger), await libraryPicture(world, who, 'video')])
      expect(
        await preflight(world.ctx, who.workspaceId, {
          model: 'wavespeed/wan-2.5-i2v',
          input: { image },
          count: 1,
        }),
      ).toMatchObject({ allowed: false, refusal: { code: 'bad-input' } })
  })

  it('refuses what nobody can carry here', async () => {
    const world = await openWorld({ sandboxUrl: null })
    const who = await world.person()
    await expect(preflight(world.ctx, who.workspaceId, { ...picture, count: 1 })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('not set up here'),
    })
  })

  it.each([
    ['an unknown model', { model: 'wavespeed/nothing', input: {}, count: 1 }, 'model'],
    ['an unknown value', { ...picture, input: { prompt: 'x', size: 'big' }, count: 1 }, 'input.size'],
    ['a wrong shape', { ...picture, input: { prompt: 'x', ratio: '7:3' }, count: 1 }, 'input.ratio'],
    [
      'a field of another model',
      { ...picture, input: { prompt: 'x', sort: 'Auto' }, count: 1 },
      'input.sort',
    ],
  ])('cannot price %s', async (_, wish, path) => {
    const world = await openWorld()
    const who = await world.person()
    const problem = await refusal(preflight(world.ctx, who.workspaceId, wish))
    expect(problem).toMatchObject({ code: 'bad-input', fields: [expect.objectContaining({ path })] })
  })
})

describe('a limit that is near', () => {
  it('is said before the press, with the day, and not when the press is refused', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 6 }, 'free')
    const warning = async (count: number) =>
      (await preflight(world.ctx, who.workspaceId, { ...picture, count })).warning
    expect(await warning(1)).toBeNull()
    expect(await warning(3)).toMatch(/^After this you have 3 images left until \d+ \w+\.$/)
    await world.press(who, { ...picture, count: 3 })
    expect(await warning(3)).toMatch(/^This uses up what you have until /)
    expect(await warning(4)).toBeNull()
  })
})
