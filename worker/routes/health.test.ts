import { beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../../shared/api.ts'
import { Health } from '../../shared/health.ts'
import { stops } from '../db/stops.ts'
import { readHealth } from '../health.ts'
import { send } from '../test/caller.ts'
import { providers } from '../providers/index.ts'
import { openWorld, type World } from '../test/world.ts'

const picture = { model: 'wavespeed/qwen-image', input: { prompt: 'a blue hill' } }

let world: World

beforeEach(async () => {
  world = await openWorld()
  await world.ctx.db.delete(stops)
})

describe('the health', () => {
  it('is for everybody, and says nothing about anybody', async () => {
    const who = await world.person()
    await world.press(who, picture)
    const answer = await send(paths.health)
    expect(answer.status).toBe(200)
    const health = Health.parse(answer.json())
    expect(health.vendors).toMatchObject(
      Object.keys(providers).map((id) => ({
        id,
        ready: true,
        waiting: id === 'wavespeed' ? 1 : 0,
        working: 0,
      })),
    )
    const text = JSON.stringify(health)
    for (const secret of [who.workspaceId, who.userId, world.word, 'blue hill'])
      expect(text).not.toContain(secret)
  })

  it('tells waiting from working from ended', async () => {
    const who = await world.person()
    await world.press(who, { ...picture, input: { prompt: 'a hill [fail]' } })
    await world.press(who, { ...picture, count: 2 })
    const before = (await readHealth(world.ctx)).vendors[0]!
    expect(before).toMatchObject({ waiting: 3 })
    await world.quiet()
    const after = (await readHealth(world.ctx)).vendors[0]!
    expect(after).toMatchObject({ waiting: 0, working: 0, done: before.done + 2, failed: before.failed + 1 })
    world.pass(3600_000)
    expect((await readHealth(world.ctx)).vendors[0]).toMatchObject({ done: 0, failed: 0 })
  })

  it('says how old the oldest job is, and when one is not looked at', async () => {
    const who = await world.person()
    await world.press(who, picture)
    world.pass(60_000)
    expect(await readHealth(world.ctx)).toMatchObject({
      state: 'well',
      queue: { due: 1, oldestDueMs: 60_000 },
      oldestOpenJobMs: 60_000,
    })
    world.pass(180_000)
    const { state, remarks } = await readHealth(world.ctx)
    expect(state).toBe('strained')
    expect(remarks).toEqual(['A job has been waiting 4 minutes to be looked at.'])
    await world.quiet()
    expect(await readHealth(world.ctx)).toMatchObject({
      queue: { due: 0, oldestDueMs: null },
      oldestOpenJobMs: null,
    })
  })

  it('shows the day’s spending against the stop', async () => {
    await world.ctx.db.insert(stops).values({ scope: 'wavespeed', dailyMicros: 0 })
    const { state, spending, remarks } = await readHealth(world.ctx)
    expect(spending).toContainEqual({ scope: 'wavespeed', share: 1 })
    expect(state).toBe('strained')
    expect(remarks).toEqual(['100 % of today’s spending (wavespeed) is used.'])
  })

  it('says when no vendor has a key', async () => {
    const { ctx } = await openWorld({ sandboxUrl: null })
    const { vendors, remarks } = await readHealth(ctx)
    expect(vendors[0]).toMatchObject({ ready: false })
    expect(remarks).toEqual(['No vendor is set up here.'])
  })

  it('says when jobs wait for a vendor that has lost its key; one that never had one is no trouble', async () => {
    const lonely = await openWorld()
    await lonely.press(await lonely.person(), picture)
    const { settings } = lonely.ctx
    const health = (keys: Partial<typeof settings.keys>) =>
      readHealth({
        ...lonely.ctx,
        settings: { ...settings, sandboxUrl: null, keys: { ...settings.keys, ...keys } },
      })
    expect((await health({ wavespeed: 'k' })).remarks).toEqual([])
    expect((await health({ stability: 'k' })).remarks).toEqual([
      'WaveSpeed is not set up here, and 1 jobs are waiting for it.',
    ])
  })
})
