import { beforeEach, describe, expect, it } from 'vitest'
import { Catalogue, Estimate, paths, Preflight } from '../shared/api.ts'
import { openContext } from './context.ts'
import { modelRows } from './db/stops.ts'
import { bindings, newcomer, post, send } from './test/caller.ts'

const id = 'wavespeed/qwen-image'
const wish = { model: id, input: { prompt: 'a lighthouse' } }
const { db } = openContext(bindings)

const row = (values: Partial<typeof modelRows.$inferInsert>) =>
  db
    .insert(modelRows)
    .values({ model: id, ...values })
    .onConflictDoUpdate({ target: modelRows.model, set: values })

const catalogue = async () => {
  const answer = await send(paths.models)
  const { models } = Catalogue.parse(answer.json())
  return { models, etag: answer.headers.get('etag'), mine: models.find((model) => model.id === id) }
}

const press = async (token: string, amount: number) =>
  post(
    '/api/image-studio/create',
    { ...wish, price: { unit: 'image', amount } },
    { headers: { 'idempotency-key': crypto.randomUUID() }, token },
  )

beforeEach(() => db.delete(modelRows))

describe('a row for a model', () => {
  it('gives it another price everywhere, without a release', async () => {
    const { token } = await newcomer()
    const before = await catalogue()
    await row({ micros: 150_000 })
    const after = await catalogue()
    expect(after.mine?.cost.micros).toBe(150_000)
    expect(after.etag).not.toBe(before.etag)
    const estimate = Estimate.parse((await post(paths.estimate, wish, { token })).json())
    expect(estimate).toMatchObject({ vendorCostMicros: 150_000, price: { amount: 2 } })
    const preflight = Preflight.parse((await post(paths.preflight, wish, { token })).json())
    expect(preflight.estimate).toEqual(estimate)
    const old = await press(token, 1)
    expect(old.problem()).toMatchObject({ code: 'price-changed', price: { unit: 'image', amount: 2 } })
    expect((await press(token, 2)).status).toBe(202)
    await db.delete(modelRows)
    expect((await catalogue()).etag).toBe(before.etag)
  })

  it('takes it away everywhere', async () => {
    const { token } = await newcomer()
    const before = await catalogue()
    await row({ off: true, note: 'the vendor has trouble' })
    const after = await catalogue()
    expect(after.mine).toBeUndefined()
    expect(after.models).toHaveLength(before.models.length - 1)
    for (const answer of [
      await post(paths.estimate, wish, { token }),
      await post(paths.preflight, wish, { token }),
      await press(token, 1),
    ]) {
      expect(answer.status).toBe(503)
      expect(answer.problem()).toMatchObject({ code: 'unavailable', detail: expect.stringContaining('Qwen') })
    }
    const other = { ...wish, model: 'wavespeed/ideogram-v3-turbo' }
    const { cheaper } = Preflight.parse((await post(paths.preflight, other, { token })).json())
    expect(cheaper.map(({ model }) => model)).not.toContain(id)
  })

  it.each([
    ['nothing', 0],
    ['less than nothing', -1],
    ['a part of a micro-dollar', 0.5],
    ['words', 'free'],
    ['rates it does not have', { '1:1': 1 }],
  ])('that asks for %s switches it off rather than sell at a loss', async (_, micros) => {
    await row({ micros })
    expect((await catalogue()).mine).toBeUndefined()
  })

  it('that names a price offers what nobody has published one of; any other row does not', async () => {
    const unpriced = 'wavespeed/vidu-reference-q2'
    const offered = async () => (await catalogue()).models.find((model) => model.id === unpriced)
    expect(await offered()).toBeUndefined()
    await row({ model: unpriced, note: 'asked' })
    expect(await offered()).toBeUndefined()
    await row({ model: unpriced, micros: { '1080p': 40_000, '2K': 60_000, '4K': 100_000 } })
    expect((await offered())?.cost.micros).toEqual({ '1080p': 40_000, '2K': 60_000, '4K': 100_000 })
  })

  it('may leave the price alone', async () => {
    await row({ note: 'looked at' })
    expect((await catalogue()).mine?.cost.micros).toBe(20_000)
  })
})
