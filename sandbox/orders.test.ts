import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ideogram, openWorld, qwen, type Prediction, type World } from './test-world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => world.control('reset', {}))
afterAll(() => world.close())

const body = { prompt: 'a', size: '256*256' }
const tasks = () => world.control<object[]>('tasks')

describe('a rule', () => {
  test('means only what it matches', async () => {
    await world.order(
      { match: { path: '/api/v3/predictions/*/result', method: 'GET' }, do: 'status', status: 500 },
      { match: { path: 'api.wavespeed.ai/api/v3/balance' }, do: 'status', status: 503 },
      { match: { promptIncludes: 'cat' }, do: 'status', status: 429 },
      { match: { key: 'sandbox-b' }, do: 'status', status: 401 },
    )
    expect((await world.ask('predictions/x/result')).status).toBe(500)
    expect((await world.ask('predictions/x')).status).toBe(404)
    expect((await world.ask('balance')).status).toBe(503)
    expect((await world.ask(qwen, { ...body, prompt: 'two cats' })).status).toBe(429)
    expect((await world.ask(qwen, body)).status).toBe(200)
    const headers = { authorization: 'Bearer sandbox-b' }
    expect((await world.ask('models', undefined, { headers })).status).toBe(401)
    expect((await world.ask('models')).status).toBe(200)
  })

  test('holds for its times, or until it is cleared', async () => {
    const status = async () => (await world.ask('models')).status
    await world.order({ do: 'status', status: 429, times: 2 })
    expect([await status(), await status(), await status()]).toEqual([429, 429, 200])
    await world.order({ do: 'status', status: 503 })
    expect([await status(), await status(), await status()]).toEqual([503, 503, 503])
    expect(await world.control('orders', undefined, 'DELETE')).toEqual([])
    expect(await status()).toBe(200)
  })

  test.each([
    {},
    { do: 'explode' },
    { do: 'status' },
    { do: 'delay', ms: 5, often: 1 },
    { match: { url: 'x' }, do: 'nsfw' },
  ])('that nobody understands is refused: %j', async (rule) => {
    expect(await world.order(rule)).toHaveProperty('error')
    expect(await world.control('orders')).toEqual([])
  })
})

describe('on the wire', () => {
  test('delay answers later, and well', async () => {
    await world.order({ match: { path: '/api/v3/balance' }, do: 'delay', ms: 600, times: 1 })
    const answered: string[] = []
    const ask = async (path: string) => {
      expect((await world.ask(path)).status).toBe(200)
      answered.push(path)
    }
    await Promise.all([ask('balance'), ask('models')])
    expect(answered).toEqual(['models', 'balance'])
  })

  test('status speaks as the vendor does, before or after the work', async () => {
    await world.order({ do: 'status', status: 429, times: 1 })
    expect(await world.ask(qwen, body)).toMatchObject({ status: 429, body: { code: 429, data: null } })
    expect(await tasks()).toEqual([])
    await world.order({ do: 'status', status: 504, afterAccept: true, times: 1 })
    expect(await world.ask(qwen, body)).toMatchObject({ status: 504, body: { code: 504 } })
    expect(await tasks()).toHaveLength(1)
  })

  test('a dropped connection leaves a task behind only after accepting', async () => {
    await world.order({ do: 'drop-before', times: 1 })
    await expect(world.ask(qwen, body)).rejects.toThrow()
    expect(await tasks()).toEqual([])
    await world.order({ do: 'drop-after-accept', times: 1 })
    await expect(world.ask(qwen, body)).rejects.toThrow()
    const history = await world.ask<{ items: Prediction[] }>('predictions', { page: 1, page_size: 10 })
    const [lost] = history.body.data.items
    expect(lost && (await world.finish(lost))).toMatchObject({ status: 'completed' })
  })

  test('silence never answers, and does nothing', async () => {
    await world.order({ do: 'silence', times: 1 })
    await expect(
      world.ask(qwen, body, { method: 'POST', signal: AbortSignal.timeout(100) }),
    ).rejects.toThrow()
    expect(await tasks()).toEqual([])
    expect((await world.ask('balance')).status).toBe(200)
  })

  test('wrong JSON cannot be read, though the work is done', async () => {
    await world.order({ do: 'wrong-json', times: 1 })
    await expect(world.ask(qwen, body)).rejects.toThrow(SyntaxError)
    expect(await tasks()).toHaveLength(1)
  })

  test('half a file is short, or cut off; the next is whole', async () => {
    const { outputs } = await world.make(qwen, body)
    const url = outputs[0] ?? ''
    await world.order({ do: 'half-file', times: 1 })
    const half = await world.bytesOf(url)
    await world.order({ do: 'half-file', cut: true, times: 1 })
    await expect(world.bytesOf(url)).rejects.toThrow()
    const whole = await world.bytesOf(url)
    expect(half.equals(whole.subarray(0, half.length))).toBe(true)
    expect(half.length).toBe(Math.floor(whole.length / 2))
  })

  test('links expire from the start, or when asked for', async () => {
    await world.order({ do: 'expire-links', times: 1 })
    const early = await world.make(qwen, body)
    expect(early.status).toBe('completed')
    expect((await world.get(early.outputs[0] ?? '')).status).toBe(403)
    const late = await world.make(qwen, body)
    expect((await world.get(late.outputs[0] ?? '')).status).toBe(200)
    await world.order({ do: 'expire-links', times: 1 })
    expect((await world.get(late.outputs[0] ?? '')).status).toBe(403)
    expect((await world.get(late.outputs[0] ?? '')).status).toBe(403)
  })
})

describe('on the task', () => {
  test.each([1200, 1400, 1401, 1402, 1403, 1405, 5000, 5003, 5004])(
    'fails it with %i and says why',
    async (code) => {
      await world.order({ do: 'task-fail', code, times: 1 })
      const done = await world.make(qwen, body)
      expect(done).toMatchObject({ status: 'failed', code, outputs: [] })
      expect(done.error.length).toBeGreaterThan(10)
      expect((await world.make(qwen, body)).status).toBe('completed')
    },
  )

  test('stalls it for ever, or flags what it made', async () => {
    await world.order({ do: 'task-stall', times: 1 }, { match: { path: `/api/v3/${ideogram}` }, do: 'nsfw' })
    const stalled = await world.submit(qwen, body)
    const flagged = await world.make(ideogram, { prompt: 'a' })
    expect(flagged).toMatchObject({ status: 'completed', has_nsfw_contents: [true] })
    const { data } = (await world.ask<Prediction>(`predictions/${stalled.id}/result`)).body
    expect(data).toMatchObject({ status: 'processing', outputs: [] })
  })

  test('obeys magic words in the prompt without any order', async () => {
    const stalled = await world.submit(qwen, { ...body, prompt: 'a [stall]' })
    const slow = await world.submit(qwen, { ...body, prompt: 'a [slow]' })
    expect(await world.make(qwen, { ...body, prompt: 'a [refuse]' })).toMatchObject({
      status: 'failed',
      code: 1200,
    })
    expect(await world.make(qwen, { ...body, prompt: 'a [fail]' })).toMatchObject({
      status: 'failed',
      code: 5000,
    })
    expect(await world.make(qwen, { ...body, prompt: 'a [nsfw]' })).toMatchObject({
      has_nsfw_contents: [true],
    })
    // Ten times the 40 ms this world gives a picture, of which four fifths are work.
    expect((await world.finish(slow)).timings.inference).toBeGreaterThan(300)
    const { data } = (await world.ask<Prediction>(`predictions/${stalled.id}/result`)).body
    expect(data.status).toBe('processing')
  })
})

describe('the controls', () => {
  test('change settings on the run, and keep the Worker on this machine', async () => {
    expect(await world.control('settings', { pictureMs: 41 })).toMatchObject({
      pictureMs: 41,
      worker: world.workerUrl,
    })
    expect(await world.control('settings', { worker: 'https://example.com' })).toHaveProperty('error')
    expect(await world.control('settings', { colour: 'red' })).toHaveProperty('error')
    expect(await world.control('settings')).toMatchObject({ worker: world.workerUrl })
  })

  test('a reset forgets orders, log, tasks and files', async () => {
    const { outputs } = await world.make(qwen, body)
    await world.order({ do: 'status', status: 500 })
    await world.control('reset', {})
    expect(await tasks()).toEqual([])
    expect(await world.control('log')).toEqual({ received: [], sent: [] })
    expect((await world.get(outputs[0] ?? '')).status).toBe(403)
    expect(await world.control('health')).toMatchObject({ ok: true })
  })
})
