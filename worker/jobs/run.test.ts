import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { addUpload } from '../assets/add.ts'
import { openAsset } from '../assets/store.ts'
import { assets, files } from '../db/schema.ts'
import { balanceOf } from '../ledger.ts'
import { fileOf, streamOf } from '../test/files.ts'
import { openWorld, type Person, type World } from '../test/world.ts'
import { openJobs, readEvents } from './read.ts'
import { answerBell } from './run.ts'

const picture = { model: 'wavespeed/qwen-image', input: { prompt: 'a blue hill', ratio: '4:5' } }

/** The file behind the only result of a job. */
async function resultOf(world: World, assetId: string) {
  const [found] = await world.ctx.db
    .select()
    .from(assets)
    .innerJoin(files, eq(files.id, assets.fileId))
    .where(eq(assets.id, assetId))
  return found!
}

const upload = (world: World, who: Person, name: string) => {
  const bytes = fileOf(name)
  return addUpload(world.ctx, who.workspaceId, streamOf(bytes), bytes.byteLength, { name })
}

describe('a press', () => {
  it('becomes a picture in the library, charged once', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 5 })
    const order = await world.press(who, picture)
    expect(order.jobs).toHaveLength(1)
    expect(order.jobs[0]).toMatchObject({ state: 'queued', cancel: 'free', progress: 0, assets: [] })
    expect(await openJobs(world.ctx, who.workspaceId)).toEqual(order.jobs)

    await world.quiet()
    const job = await world.job(who, order.jobs[0]!)
    expect(job).toMatchObject({ state: 'done', progress: 1, cancel: 'no', failure: null })
    expect(job.receipt).toEqual({
      ...{ unit: 'image', asked: 1, held: 1, charged: 1, vendorCostMicros: 20_000 },
      why: '1 image charged for this picture by Qwen Image.',
    })
    expect(job.assets).toHaveLength(1)
    const made = await resultOf(world, job.assets[0]!)
    expect(made.files).toMatchObject({ type: 'image/png', width: 1152, height: 1440 })
    expect(made.assets).toMatchObject({ origin: 'generated', model: picture.model, kind: 'image' })
    expect(await balanceOf(world.ctx, who.workspaceId, 'pro')).toContainEqual(
      expect.objectContaining({ unit: 'image', available: 4 }),
    )
    const states = ['job-queued', 'job-starting', 'job-running', 'job-saving', 'job-done']
    expect(await world.eventsOf(who)).toEqual(states)
    expect(await openJobs(world.ctx, who.workspaceId)).toEqual([])
  })

  it('makes the same picture of the same words and seed, and another of another seed', async () => {
    const world = await openWorld()
    const [one, two] = [await world.person(), await world.person()]
    const input = { prompt: 'a lamp', seed: 7 }
    const [first] = (await world.press(one, { ...picture, input })).jobs
    const pair = (await world.press(two, { ...picture, input, count: 2 })).jobs
    await world.quiet()
    const hash = async (who: Person, job: { id: string }) => {
      const { assets: ids } = await world.job(who, job)
      return (await resultOf(world, ids[0]!)).files.sha256
    }
    expect(await hash(two, pair[0]!)).toBe(await hash(one, first!))
    expect(await hash(two, pair[1]!)).not.toBe(await hash(one, first!))
  })

  it('makes a silent clip of a picture, by the very bytes of that picture', async () => {
    const world = await openWorld()
    const who = await world.person()
    const image = await upload(world, who, 'png')
    const input = { image, prompt: 'zoom in', resolution: '480p', silent: true }
    const [job] = (await world.press(who, { model: 'wavespeed/wan-2.5-i2v', input })).jobs
    await world.quiet()
    const done = await world.job(who, job!)
    expect(done.failure).toBeNull()
    expect(done.receipt).toMatchObject({ charged: 1, vendorCostMicros: 250_000 })
    const { assets: asset, files: file } = await resultOf(world, done.assets[0]!)
    expect(asset).toMatchObject({ kind: 'video', source: image })
    expect(file.type).toBe('video/mp4')
    expect(file.durationMs).toBeGreaterThan(4500)
    const clip = await openAsset(world.ctx, who.workspaceId, asset.id)
    const text = new TextDecoder('latin1').decode(await new Response(await clip!.open()).arrayBuffer())
    expect(text).toContain('avc1')
    expect(text).not.toContain('mp4a')

    const [task] = await world.vendorTasks()
    expect(task!.inputs).toMatchObject({ duration: 5, resolution: '480p' })
    const log = (await world.control('log')) as { received: { parts?: { name: string; size: number }[] }[] }
    const sizes = log.received.flatMap(({ parts = [] }) => parts.map(({ size }) => size))
    expect(sizes).toContain(fileOf('png').byteLength)
  })

  it('is done once when its bell rings many times at once', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 3 })
    const order = await world.press(who, { ...picture, count: 3 })
    const storm = () =>
      Promise.all(Array.from({ length: 8 }, () => answerBell(world.ctx, { vendor: 'wavespeed' })))
    await storm()
    expect(await world.vendorTasks()).toHaveLength(3)
    await world.settled()
    world.pass(5000)
    await storm()
    for (const job of order.jobs) expect((await world.job(who, job)).receipt.charged).toBe(1)
    expect(await world.vendorTasks()).toHaveLength(3)
    const ended = (await world.eventsOf(who)).filter((type) => type === 'job-done')
    expect(ended).toHaveLength(3)
  })

  it('shows how far it is by the time that usually passes', async () => {
    const world = await openWorld()
    const who = await world.person()
    const [job] = (
      await world.press(who, { model: 'wavespeed/ideogram-v3-turbo', input: { prompt: '[stall]' } })
    ).jobs
    await world.ringOnce()
    world.pass(2000)
    expect((await world.job(who, job!)).progress).toBeCloseTo(0.25)
    world.pass(60_000)
    expect((await world.job(who, job!)).progress).toBe(0.95)
  })
})

describe('the events of a workspace', () => {
  it('are read on from a cursor, and are nobody else’s', async () => {
    const world = await openWorld()
    const [who, stranger] = [await world.person(), await world.person()]
    await world.press(who, picture)
    const empty = await readEvents(world.ctx, stranger.workspaceId, 0, 10)
    expect(empty).toEqual({ events: [], next: 0, more: false })
    await world.quiet()
    const first = await readEvents(world.ctx, who.workspaceId, 0, 2)
    expect(first.events.map(({ type }) => type)).toEqual(['job-queued', 'job-starting'])
    expect(first.more).toBe(true)
    const rest = await readEvents(world.ctx, who.workspaceId, first.next, 10)
    expect(rest.events.map(({ type }) => type)).toEqual(['job-running', 'job-saving', 'job-done'])
    expect(rest.events.every(({ job }) => job.state === 'done' && job.assets.length === 1)).toBe(true)
    const now = await readEvents(world.ctx, who.workspaceId, null, 10)
    expect(now).toEqual({ events: [], next: rest.next, more: false })
    expect(await readEvents(world.ctx, who.workspaceId, rest.next, 10)).toMatchObject({
      events: [],
      more: false,
    })
  })
})
