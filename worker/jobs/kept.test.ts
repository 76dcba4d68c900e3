import { describe, expect, it } from 'vitest'
import { fileOf, streamOf } from '../test/files.ts'
import { openWorld, type World } from '../test/world.ts'
import { claimNext } from './claim.ts'
import { ringFromHook } from './hook.ts'
import { dropOrphans, keeper, keptFor } from './kept.ts'
import { visit } from './visit.ts'

const core = { model: 'stability/core', input: { prompt: 'a hill' } }

/** A world in which Stability AI answers with a picture, and how often it was asked. */
async function answering() {
  const world = await openWorld({ sandboxUrl: null, keys: { stability: 'k' } })
  let asked = 0
  world.ctx.fetch = async (_, init) => {
    asked += 1
    await new Response(init?.body ?? null).arrayBuffer()
    return new Response(fileOf('png'), {
      headers: { 'content-type': 'image/png', 'finish-reason': 'SUCCESS' },
    })
  }
  const who = await world.person()
  const [job] = (await world.press(who, core)).jobs
  return { world, who, job: job!, asked: () => asked }
}

const keep = ({ ctx }: World, jobId: string) => keeper(ctx, jobId)(streamOf(fileOf('png')), 'image/png')

describe('a result that came as the answer itself', () => {
  it('is in the library, and kept no longer', async () => {
    const { world, who, job, asked } = await answering()
    await world.quiet()
    expect(await world.job(who, job)).toMatchObject({ state: 'done', receipt: { charged: 1 } })
    expect(asked()).toBe(1)
    expect(await keptFor(world.ctx, job.id)).toBeNull()
  })

  it('is found when whoever kept it died before it could say so, and not asked for again', async () => {
    const { world, who, job, asked } = await answering()
    await claimNext(world.ctx, 'stability')
    await keep(world, job.id)
    world.pass(121_000)
    await world.quiet()
    expect(await world.job(who, job)).toMatchObject({ state: 'done', receipt: { charged: 1 } })
    expect(asked()).toBe(0)
    expect(await keptFor(world.ctx, job.id)).toBeNull()
  })

  it('is kept on while our own store cannot be read, also past the deadline; it costs nothing then', async () => {
    const { world, who, job } = await answering()
    await claimNext(world.ctx, 'stability')
    await keep(world, job.id)
    world.pass(400_000)
    const away = {
      ...world.ctx,
      media: { head: () => Promise.reject(new Error('the store is away')) } as unknown as R2Bucket,
    }
    const late = await claimNext(world.ctx, 'stability')
    await visit(away, 'stability', late.job!, 'find')
    expect((await world.job(who, job)).state).toBe('starting')
    world.pass(30_000)
    await world.quiet()
    expect(await world.job(who, job)).toMatchObject({ state: 'done', receipt: { charged: 0 } })
  })

  it('that never came ends the job at its deadline: there is nowhere to look for it', async () => {
    const { world, who, job } = await answering()
    await claimNext(world.ctx, 'stability')
    world.pass(121_000)
    await world.quiet()
    expect((await world.job(who, job)).failure).toMatchObject({ reason: 'timed-out' })
    expect((await world.row(job)).vendorCostMicros).toBe(30_000)
  })
})

describe('what is kept for nobody', () => {
  it('is removed when its job has ended, or was none; not before, and not at once', async () => {
    const { world, job } = await answering()
    const nobody = world.ctx.id('job')
    await keep(world, job.id)
    await keep(world, nobody)
    await dropOrphans(world.ctx)
    expect(await keptFor(world.ctx, nobody)).not.toBeNull()

    world.pass(700_000)
    await dropOrphans(world.ctx)
    expect(await keptFor(world.ctx, nobody)).toBeNull()
    expect(await keptFor(world.ctx, job.id)).not.toBeNull()
  })
})

it('a vendor without webhooks is not heard at its address', async () => {
  const { world, job } = await answering()
  const { hookToken } = await world.row(job)
  const request = new Request('https://api.atelier.example/', { method: 'POST', body: '{"id":"t1"}' })
  await expect(ringFromHook(world.ctx, 'stability', job.id, hookToken, request)).rejects.toMatchObject({
    code: 'not-signed-in',
  })
})
