import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { modelRows, priceChecks } from './db/stops.ts'
import { readHealth } from './health.ts'
import { models } from './models/index.ts'
import { checkPrices } from './price-checks.ts'
import { openWorld, type World } from './test/world.ts'

let world: World

beforeEach(async () => {
  world = await openWorld()
  await world.ctx.db.delete(priceChecks)
  await world.ctx.db.delete(modelRows)
})

/** Ten a tick: so often that all have been asked for. */
async function checkAll() {
  for (let tick = 0; tick < 8; tick++) await checkPrices(world.ctx)
}

/** Every other model is taken away: what is left is looked at more closely. */
async function leave(...left: readonly string[]) {
  const away = models.filter(({ id }) => !left.includes(id))
  for (const { id } of away) await world.ctx.db.insert(modelRows).values({ model: id, off: true })
}

const checks = () => world.ctx.db.select().from(priceChecks)
const alerts = () => world.lines.filter(({ event }) => event === 'alert')
const pay = (model: string, micros: unknown) => world.ctx.db.insert(modelRows).values({ model, micros })

describe('our prices beside the vendor’s', () => {
  it('are asked for whatever changes a price, and are the same', async () => {
    await checkAll()
    const rows = await checks()
    const countOf = (id: string) => rows.filter(({ model }) => model === id).length
    expect(countOf('wavespeed/qwen-image')).toBe(1)
    // Three resolutions and two lengths; three qualities and three shapes.
    expect(countOf('wavespeed/wan-2.5-i2v')).toBe(6)
    expect(countOf('wavespeed/gpt-image-1')).toBe(9)
    // What is counted by a sound or a text has no price of itself.
    expect(countOf('wavespeed/infinitetalk') + countOf('wavespeed/minimax-speech-02-hd')).toBe(0)
    const asked = new Set(rows.map(({ model }) => model))
    expect(asked.size).toBe(models.filter(({ id }) => id.startsWith('wavespeed/')).length - 4)
    for (const row of rows) expect(row.vendorMicros, row.model + row.options).toBe(row.ourMicros)
    expect(alerts()).toEqual([])
    expect((await readHealth(world.ctx)).prices).toEqual({ checkedAt: world.now(), differences: [] })
  })

  it('are asked for again after six hours and not before', async () => {
    await leave('wavespeed/qwen-image', 'wavespeed/wan-2.5-i2v')
    await checkPrices(world.ctx)
    const first = world.now()
    world.pass(6 * 3600_000 - 1)
    await checkPrices(world.ctx)
    expect(new Set((await checks()).map(({ checkedAt }) => checkedAt))).toEqual(new Set([first]))
    world.pass(1)
    await checkPrices(world.ctx)
    expect(new Set((await checks()).map(({ checkedAt }) => checkedAt))).toEqual(new Set([world.now()]))
  })

  it('that are too low are an alert, and stand in the health until they are not', async () => {
    await pay('wavespeed/qwen-image', 10_000)
    await checkPrices(world.ctx)
    expect(alerts()).toMatchObject([
      { data: { what: 'price-too-low', model: 'wavespeed/qwen-image', ours: '$0.01', theirs: '$0.02' } },
    ])
    const { state, remarks, prices } = await readHealth(world.ctx)
    expect(prices.differences).toEqual([
      { model: 'wavespeed/qwen-image', options: {}, ourMicros: 10_000, vendorMicros: 20_000, tooLow: true },
    ])
    expect(state).toBe('strained')
    expect(remarks).toEqual(['1 of our prices is below the vendor’s.'])
  })

  it('are held against the vendor’s at once when we change them, and forgotten when we charge them no more', async () => {
    await leave('wavespeed/qwen-image', 'wavespeed/ideogram-v3-turbo', 'wavespeed/wan-2.5-i2v')
    await pay('wavespeed/qwen-image', 10_000)
    await checkPrices(world.ctx)
    await world.ctx.db.delete(modelRows).where(eq(modelRows.model, 'wavespeed/qwen-image'))
    await checkPrices(world.ctx)
    expect((await readHealth(world.ctx)).prices.differences).toEqual([])
    await world.ctx.db.insert(modelRows).values({ model: 'wavespeed/wan-2.5-i2v', off: true })
    await checkPrices(world.ctx)
    expect(await checks()).toHaveLength(2)
  })

  it('that were too low stay an alert while the vendor is silent', async () => {
    await pay('wavespeed/qwen-image', 10_000)
    await checkPrices(world.ctx)
    world.pass(6 * 3600_000)
    await world.control('orders', [
      { match: { path: 'api.wavespeed.ai/api/v3/model/price' }, do: 'status', status: 500, times: 8 },
    ])
    await checkPrices(world.ctx)
    expect((await readHealth(world.ctx)).prices.differences).toMatchObject([{ tooLow: true }])
  })

  it('that are too high are a difference and no alert', async () => {
    await leave('wavespeed/wan-2.5-i2v')
    await pay('wavespeed/wan-2.5-i2v', { '480p': 60_000, '720p': 100_000, '1080p': 150_000 })
    await checkPrices(world.ctx)
    expect(alerts()).toEqual([])
    const { remarks, prices } = await readHealth(world.ctx)
    expect(prices.differences.map(({ options, tooLow }) => [options, tooLow])).toEqual([
      [{ resolution: '480p', seconds: '5' }, false],
      [{ resolution: '480p', seconds: '10' }, false],
    ])
    expect(remarks).toEqual([])
  })

  it('that the vendor does not tell are no difference, and not asked for at once again', async () => {
    await leave('wavespeed/qwen-image', 'wavespeed/ideogram-v3-turbo', 'wavespeed/wan-2.5-i2v')
    await world.control('orders', [
      { match: { path: 'api.wavespeed.ai/api/v3/model/price' }, do: 'status', status: 500, times: 8 },
    ])
    await checkPrices(world.ctx)
    expect((await checks()).map(({ vendorMicros }) => vendorMicros)).toEqual(Array(8).fill(null))
    expect((await readHealth(world.ctx)).prices.differences).toEqual([])
    expect(alerts()).toEqual([])
  })
})
