import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { addUpload } from '../assets/add.ts'
import { openDb } from '../db/open.ts'
import { jobs } from '../db/schema.ts'
import { fileOf, streamOf } from '../test/files.ts'
import { openWorld, type Person, type World } from '../test/world.ts'
import { claimNext } from './claim.ts'
import * as lifecycle from './lifecycle.ts'
import { answerBell } from './run.ts'
import { visit } from './visit.ts'

const qwen = (prompt: string) => ({ model: 'wavespeed/qwen-image', input: { prompt } })

/** Presses once and lets everything ring until it is quiet. */
async function run(world: World, who: Person, prompt: string) {
  const [job] = (await world.press(who, qwen(prompt))).jobs
  await world.quiet()
  return world.job(who, job!)
}

/** Every hold is closed and everything that was granted is there again. */
async function expectAllBack(world: World, who: Person) {
  const { grants, open } = await world.money(who)
  expect(open).toEqual([])
  for (const grant of grants) expect(grant.available).toBe(grant.granted)
}

/** The database, away for the batch of this number. */
function failingAt(fatal: number) {
  let batches = 0
  const d1 = new Proxy(env.DB, {
    get: (target, name) =>
      name === 'batch' && ++batches === fatal
        ? () => Promise.reject(new Error('the database is away'))
        : (Reflect.get(target, name).bind(target) as unknown),
  })
  return openDb(d1)
}

const submits = async (world: World) => (await world.vendorTasks()).length

describe('a job that gets no result is not charged, and says why', () => {
  it.each([
    ['refused by moderation', '[refuse]', 'refused', 'safety check', 0],
    ['failed at the vendor', '[fail]', 'broken', 'failed', 0],
    ['flagged afterwards', '[nsfw]', 'refused', 'safety check', 20_000],
    ['never finished', '[stall]', 'timed-out', 'after 3 minutes', 20_000],
  ])('%s', async (_, prompt, reason, words, vendorCostMicros) => {
    const world = await openWorld()
    const who = await world.person()
    const job = await run(world, who, prompt)
    expect(job.state).toBe('failed')
    expect(job.failure).toMatchObject({ reason, message: expect.stringContaining(words) })
    expect(job.failure?.remedy).toMatch(/\.$/)
    expect(job.receipt).toMatchObject({ charged: 0, held: 1, vendorCostMicros })
    expect(job.receipt.why).toContain('Nothing was charged: 1 image given back.')
    await expectAllBack(world, who)
    expect(await submits(world)).toBe(1)
  })

  it('links that are dead when it comes to saving', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.misbehave({ do: 'expire-links' })
    const job = await run(world, who, 'a hill')
    expect(job).toMatchObject({ state: 'failed', failure: { reason: 'broken' }, receipt: { charged: 0 } })
    await expectAllBack(world, who)
  })

  it.each([
    [400, 'bad-input'],
    [401, 'reconnect'],
    [404, 'broken'],
  ])('a submit answered %i', async (status, reason) => {
    const world = await openWorld()
    const who = await world.person()
    await world.misbehave({ do: 'status', status })
    const job = await run(world, who, 'a hill')
    expect(job).toMatchObject({
      state: 'failed',
      failure: { reason },
      receipt: { charged: 0, vendorCostMicros: 0 },
    })
    await expectAllBack(world, who)
    expect(await submits(world)).toBe(0)
  })

  it('its picture gone before it is sent', async () => {
    const world = await openWorld()
    const who = await world.person()
    const bytes = fileOf('png')
    const image = await addUpload(world.ctx, who.workspaceId, streamOf(bytes), bytes.byteLength, {})
    const [job] = (await world.press(who, { model: 'wavespeed/wan-2.5-i2v', input: { image } })).jobs
    const input = { ...(await world.row(job!)).input, image: world.ctx.id('asset') }
    await world.ctx.db.update(jobs).set({ input }).where(eq(jobs.id, job!.id))
    await world.quiet()
    expect((await world.job(who, job!)).failure).toMatchObject({ reason: 'bad-input' })
    await expectAllBack(world, who)
  })
})

describe('a busy vendor', () => {
  it('is asked again until it takes the job', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.misbehave({ do: 'status', status: 429, times: 2 })
    const job = await run(world, who, 'a hill')
    expect(job.state).toBe('done')
    const bounces = (await world.eventsOf(who)).filter((type) => type === 'job-queued')
    expect(bounces).toHaveLength(3)
    expect(await submits(world)).toBe(1)
  })

  it('that never takes it ends the job at its deadline', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.misbehave({ do: 'status', status: 429 })
    const before = world.now()
    const job = await run(world, who, 'a hill')
    expect(job).toMatchObject({ state: 'failed', failure: { reason: 'busy' } })
    expect(job.endedAt! - before).toBeLessThan(200_000)
    await expectAllBack(world, who)
  })
})

describe('a submit without an answer', () => {
  it.each([
    ['the connection was cut', { do: 'drop-after-accept', times: 1 }],
    ['the gateway failed', { do: 'status', status: 502, afterAccept: true, times: 1 }],
    ['half an answer came', { do: 'wrong-json', times: 1 }],
  ])('is found in the vendor’s history, not sent again: %s', async (_, rule) => {
    const world = await openWorld()
    const who = await world.person()
    await world.misbehave(rule, { do: 'webhook', how: 'never' })
    const job = await run(world, who, 'a hill')
    expect(job).toMatchObject({ state: 'done', receipt: { charged: 1 } })
    expect(await world.eventsOf(who)).toContain('job-unsure')
    expect(await submits(world)).toBe(1)
  })

  it('that was not accepted is our loss at the deadline, and logged', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.misbehave({ do: 'status', status: 500 })
    const job = await run(world, who, 'a hill')
    expect(job).toMatchObject({ state: 'failed', failure: { reason: 'timed-out' } })
    expect(job.receipt).toMatchObject({ charged: 0, vendorCostMicros: 20_000 })
    expect(world.lines).toContainEqual(expect.objectContaining({ event: 'job-lost' }))
    await expectAllBack(world, who)
    expect(await submits(world)).toBe(0)
  })

  it('is never the job of two: one task found is one job’s', async () => {
    const world = await openWorld()
    const [one, two] = [await world.person(), await world.person()]
    await world.misbehave(
      { do: 'drop-after-accept', times: 1 },
      { do: 'status', status: 500, times: 1 },
      { do: 'webhook', how: 'never' },
    )
    const [first] = (await world.press(one, qwen('the same words'))).jobs
    await world.ringOnce()
    const [second] = (await world.press(two, qwen('the same words'))).jobs
    await world.quiet()
    const ends = [await world.job(one, first!), await world.job(two, second!)]
    expect(ends.map(({ state }) => state).sort()).toEqual(['done', 'failed'])
    expect(await submits(world)).toBe(1)
  })

  it('is not guessed when two tasks could be it', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.misbehave({ do: 'drop-after-accept' }, { do: 'webhook', how: 'never' })
    const { jobs: pair } = await world.press(who, { ...qwen('the same words'), count: 2 })
    await world.quiet()
    for (const job of pair) expect((await world.job(who, job)).failure).toMatchObject({ reason: 'timed-out' })
    await expectAllBack(world, who)
    expect(await submits(world)).toBe(2)
  })

  it('is unsure when its visit broke off in the middle', async () => {
    const world = await openWorld()
    const who = await world.person()
    const [job] = (await world.press(who, qwen('a hill'))).jobs
    // As when the isolate is stopped: claimed, and never heard of again.
    expect(await claimNext(world.ctx, 'wavespeed')).toMatchObject({ errand: 'start' })
    await world.ringOnce()
    expect((await world.job(who, job!)).state).toBe('starting')
    world.pass(121_000)
    const later = await claimNext(world.ctx, 'wavespeed')
    expect(later).toMatchObject({ errand: 'find', job: { id: job!.id } })
    expect(await submits(world)).toBe(0)
  })

  it('is looked for, not sent again, when its acceptance could not be written down', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.misbehave({ do: 'webhook', how: 'never' })
    const [job] = (await world.press(who, qwen('a hill'))).jobs
    world.bells.length = 0
    // The first batch claims, the second is to note that the vendor has it.
    await answerBell({ ...world.ctx, db: failingAt(2) }, { vendor: 'wavespeed' })
    expect((await world.job(who, job!)).state).toBe('unsure')
    await world.quiet()
    expect((await world.job(who, job!)).state).toBe('done')
    expect(await submits(world)).toBe(1)
  })

  it('is not put back into the queue once its time is over', async () => {
    const world = await openWorld()
    const who = await world.person()
    const bytes = fileOf('png')
    const image = await addUpload(world.ctx, who.workspaceId, streamOf(bytes), bytes.byteLength, {})
    const input = { image, prompt: 'a hill', resolution: '480p' }
    const [job] = (await world.press(who, { model: 'wavespeed/wan-2.5-i2v', input })).jobs
    await claimNext(world.ctx, 'wavespeed')
    world.pass(3600_000)
    // One visit alone: where all places at the vendor are taken, there is no second one soon.
    const late = await claimNext(world.ctx, 'wavespeed')
    if (late.job) await visit(world.ctx, 'wavespeed', late.job, late.errand)
    expect((await world.job(who, job!)).failure).toMatchObject({ reason: 'busy' })
    await expectAllBack(world, who)
    expect(await submits(world)).toBe(0)
  })

  it('is started after all when it broke off before its picture had been sent', async () => {
    const world = await openWorld()
    const who = await world.person()
    const bytes = fileOf('png')
    const image = await addUpload(world.ctx, who.workspaceId, streamOf(bytes), bytes.byteLength, {})
    const input = { image, prompt: 'a hill', resolution: '480p' }
    const [job] = (await world.press(who, { model: 'wavespeed/wan-2.5-i2v', input })).jobs
    await claimNext(world.ctx, 'wavespeed')
    world.pass(121_000)
    await world.quiet()
    expect((await world.job(who, job!)).state).toBe('done')
    expect(await submits(world)).toBe(1)
  })
})

describe('a write whose answer was lost', () => {
  it('is not undone: a job that has gone on does not go back', async () => {
    const world = await openWorld()
    const who = await world.person()
    const [pressed] = (await world.press(who, qwen('a hill'))).jobs
    const { job } = await claimNext(world.ctx, 'wavespeed')
    await lifecycle.saving(world.ctx, job!, { outputs: [] })
    // The visit never heard that it was written, and believes the job to be in `starting`.
    expect(await lifecycle.unsure(world.ctx, job!, world.now())).toBeNull()
    expect(await lifecycle.requeue(world.ctx, job!, world.now())).toBeNull()
    expect((await world.row(pressed!)).state).toBe('saving')
    expect(await world.eventsOf(who)).toEqual(['job-queued', 'job-starting', 'job-saving'])
  })
})

describe('a result after the deadline', () => {
  it('is kept and costs nothing', async () => {
    const world = await openWorld()
    const who = await world.person()
    const [job] = (await world.press(who, qwen('a hill'))).jobs
    await world.ringOnce()
    await world.settled()
    world.pass(200_000)
    await world.quiet()
    expect(await world.job(who, job!)).toMatchObject({
      state: 'done',
      receipt: { charged: 0, vendorCostMicros: 20_000, why: expect.stringContaining('so it is free') },
    })
    await expectAllBack(world, who)
  })
})
