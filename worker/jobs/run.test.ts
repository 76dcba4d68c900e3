import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { assets, files } from '../db/schema.ts'
import { balanceOf } from '../ledger.ts'
import { openWorld } from '../test/world.ts'

const picture = { model: 'wavespeed/qwen-image', input: { prompt: 'a blue hill', ratio: '4:5' } }

describe('a press', () => {
  it('becomes a picture in the library, charged once', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 5 })
    const order = await world.press(who, picture)
    expect(order.jobs).toHaveLength(1)
    expect(order.jobs[0]).toMatchObject({ state: 'queued', cancel: 'free', progress: 0, assets: [] })

    await world.quiet()
    const job = await world.job(who, order.jobs[0]!)
    expect(job).toMatchObject({ state: 'done', progress: 1, cancel: 'no', failure: null })
    expect(job.receipt).toMatchObject({
      unit: 'image',
      asked: 1,
      held: 1,
      charged: 1,
      vendorCostMicros: 20_000,
    })
    expect(job.assets).toHaveLength(1)
    const [found] = await world.ctx.db
      .select()
      .from(assets)
      .innerJoin(files, eq(files.id, assets.fileId))
      .where(eq(assets.id, job.assets[0]!))
    expect(found?.files).toMatchObject({ type: 'image/png', width: 1152, height: 1440 })
    expect(await balanceOf(world.ctx, who.workspaceId, 'pro')).toContainEqual(
      expect.objectContaining({ unit: 'image', available: 4 }),
    )
    expect(await world.eventsOf(who)).toEqual([
      'job-queued',
      'job-starting',
      'job-running',
      'job-saving',
      'job-done',
    ])
  })
})
