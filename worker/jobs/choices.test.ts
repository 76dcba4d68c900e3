import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { models } from '../models/index.ts'
import type { FieldValue, Values } from '../../shared/fields.ts'
import { fieldsOf, type Model } from '../../shared/model.ts'
import { tasks, type Task } from '../../shared/task.ts'
import { jobs, vendors } from '../db/schema.ts'
import { Refusal } from '../problem.ts'
import { openWorld } from '../test/world.ts'
import { noteFailure } from './breaker.ts'
import { preflight } from './preflight.ts'

const qwen = 'wavespeed/qwen-image'
const ideogram = 'wavespeed/ideogram-v3-turbo'
const wish = { model: qwen, input: { prompt: 'a blue hill' } }

const refusal = (call: Promise<unknown>): Promise<Refusal> =>
  call.then(
    () => expect.unreachable('it was not refused'),
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return error
    },
  )

describe('a comparison', () => {
  it('is one order with a job for each model, held together and charged each for itself', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 2 })
    const compare = { ...wish, input: { ...wish.input, seed: 7 }, beside: [ideogram] }
    const order = await world.press(who, compare)
    expect(order.jobs.map(({ model }) => model)).toEqual([qwen, ideogram])
    const rows = await Promise.all(order.jobs.map(world.row))
    // What one of them does not have is left out for it alone.
    expect(rows[0]!.input).toMatchObject({ seed: 7 })
    expect(rows[1]!.input).not.toHaveProperty('seed')
    await world.quiet()
    for (const job of order.jobs)
      expect(await world.job(who, job)).toMatchObject({ state: 'done', receipt: { held: 1, charged: 1 } })
    expect((await world.money(who)).open).toEqual([])
  })

  it('is held whole or not at all', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 1 })
    expect(await refusal(world.press(who, { ...wish, beside: [ideogram] }))).toMatchObject({
      code: 'out-of-credits',
      message: expect.stringContaining('2 images'),
    })
    expect((await world.money(who)).open).toEqual([])
  })

  it.each([
    ['the same model twice', { beside: [qwen] }],
    ['another task', { beside: ['wavespeed/wan-2.5-i2v'] }],
    ['several of each', { beside: [ideogram], count: 2 }],
    ['what is no model', { beside: ['wavespeed/none'] }],
  ])('refuses %s', async (_, more) => {
    const world = await openWorld()
    const who = await world.person()
    const call = world.press(who, { ...wish, ...more, price: { unit: 'image', amount: 2 } })
    expect(await refusal(call)).toMatchObject({ code: 'bad-input', fields: [{ path: 'beside.0' }] })
  })
})

describe('a model that fails', () => {
  const failOnce = { do: 'task-fail', code: 5000, times: 1 }

  it('gives its job to another where the person allowed it, for no more than was held', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 1 })
    await world.misbehave(failOnce)
    const [job] = (await world.press(who, { ...wish, fallback: true })).jobs
    await world.quiet()
    const ended = await world.job(who, job!)
    expect(ended).toMatchObject({ state: 'done', receipt: { held: 1, charged: 1 } })
    expect(ended.model).not.toBe(qwen)
    expect(ended.receipt.why).toContain('It took the place of Qwen Image, which failed.')
    expect(await world.eventsOf(who)).toEqual(
      ['queued', 'starting', 'running', 'queued', 'starting', 'running', 'saving', 'done'].map(
        (state) => `job-${state}`,
      ),
    )
    const { grants, open } = await world.money(who)
    expect(open).toEqual([])
    for (const { available, sum } of grants) expect(available).toBe(sum)
  })

  it('ends its job where they did not', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 1 })
    await world.misbehave(failOnce)
    const [job] = (await world.press(who, wish)).jobs
    await world.quiet()
    expect(await world.job(who, job!)).toMatchObject({ state: 'failed', receipt: { charged: 0 } })
  })

  it('ends it when what was asked is refused: another would only refuse it too', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 1 })
    await world.misbehave({ do: 'task-fail', code: 1200, times: 1 })
    const [job] = (await world.press(who, { ...wish, fallback: true })).jobs
    await world.quiet()
    expect(await world.job(who, job!)).toMatchObject({ state: 'failed', failure: { reason: 'refused' } })
  })

  it('ends it when every other fails as well, and charges nothing', async () => {
    const world = await openWorld()
    const who = await world.personWith({ image: 1 })
    await world.misbehave({ do: 'task-fail', code: 5000 })
    const [job] = (await world.press(who, { ...wish, fallback: true })).jobs
    await world.quiet()
    expect(await world.job(who, job!)).toMatchObject({ state: 'failed', receipt: { charged: 0 } })
    expect((await world.money(who)).open).toEqual([])
    expect((await world.row(job!)).tried.length).toBeLessThanOrEqual(2)
  })
})

describe('the same once more', () => {
  it('is offered from the library before anything is spent', async () => {
    const world = await openWorld()
    const [who, other] = [await world.person(), await world.person()]
    const asked = { model: qwen, input: { prompt: `a lamp ${world.word}` }, count: 1 }
    expect((await preflight(world.ctx, who.workspaceId, asked)).earlier).toBeNull()
    const [job] = (await world.press(who, { ...asked, input: { prompt: 'a lamp' } })).jobs
    await world.quiet()
    const { assets } = await world.job(who, job!)
    const { earlier } = await preflight(world.ctx, who.workspaceId, {
      ...asked,
      input: { ...asked.input, ratio: '1:1' },
    })
    expect(earlier).toMatchObject({ jobId: job!.id, assets })
    for (const different of [
      { ...asked, input: { ...asked.input, ratio: '16:9' } },
      { ...asked, model: ideogram },
    ])
      expect((await preflight(world.ctx, who.workspaceId, different)).earlier).toBeNull()
    expect((await preflight(world.ctx, other.workspaceId, asked)).earlier).toBeNull()
  })
})

describe('a vendor that does not answer', () => {
  it('is told of before the press', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.ctx.db.insert(vendors).values({ id: 'wavespeed', perMinute: 100, parallel: 10 })
    for (let n = 0; n < 5; n++) await noteFailure(world.ctx, 'wavespeed')
    const { allowed, warning } = await preflight(world.ctx, who.workspaceId, { ...wish, count: 1 })
    expect(allowed).toBe(true)
    expect(warning).toContain('WaveSpeed does not answer')
  })
})

describe('what needs somebody’s word', () => {
  const model = models.find(({ task }) => (tasks[task] as Task).consent)!
  const bare = { model: model.id, input: {}, count: 1 }

  it('is refused without it, before anything is held, and says the sentence', async () => {
    const world = await openWorld()
    const who = await world.person()
    const wish = { ...bare, input: filledIn(model, () => world.ctx.id('asset')) }
    const { refusal } = await preflight(world.ctx, who.workspaceId, wish)
    expect(refusal?.code).toBe('consent-needed')
    expect(refusal?.detail).toContain((tasks[model.task] as Task).consent)
    const given = await preflight(world.ctx, who.workspaceId, { ...wish, consent: true })
    // The pictures are nobody's: that is looked at next.
    expect(given.refusal?.code).toBe('bad-input')
    expect(await world.ctx.db.select().from(jobs).where(eq(jobs.workspaceId, who.workspaceId))).toEqual([])
  })
})

/** Something for whatever the model cannot do without. */
function filledIn(model: Model, asset: () => string): Values {
  return Object.fromEntries(
    Object.entries(fieldsOf(model)).flatMap(([name, field]): [string, FieldValue][] => {
      if (!field.required || 'default' in field) return []
      if (field.kind === 'images') return [[name, Array.from({ length: field.min }, asset)]]
      return [[name, field.kind === 'text' ? 'something' : asset()]]
    }),
  )
}
