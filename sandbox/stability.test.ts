import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openGate } from './stability/gate.ts'
import { openClient } from './stability/test-forms.ts'
import { plain } from './test-pictures.ts'
import { openWorld, type World } from './test-world.ts'

const core = '/v2beta/stable-image/generate/core'
const creative = '/v2beta/stable-image/upscale/creative'

let world: World
let client: ReturnType<typeof openClient>
let picture: Buffer
beforeAll(async () => {
  world = await openWorld({ pictureMs: 5, pollMs: 0 })
  client = openClient(world)
  picture = await plain(128, 96, '#336699')
})
beforeEach(() => world.control('reset', {}))
afterAll(() => world.close())

const refusal = async (answer: Response) => ({
  status: answer.status,
  body: (await answer.json()) as { id: string; name: string; errors: string[] },
})

describe('every call', () => {
  test('needs a key, and says no in the vendor’s own envelope', async () => {
    for (const key of ['wrong', ''])
      expect(await refusal(await openClient(world, key).send(core, { prompt: 'a' }))).toMatchObject({
        status: 401,
        body: {
          name: 'unauthorized',
          id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
          errors: ['authorization: invalid or missing header value'],
        },
      })
    expect((await refusal(await client.ask('/v2beta/nothing'))).body.name).toBe('not_found')
  })

  test('needs a form, and an answer the vendor has', async () => {
    const headers = { authorization: 'Bearer sandbox-key', 'content-type': 'application/json' }
    const url = `https://api.stability.ai${core}`
    const answer = await world.get(url, { method: 'POST', headers, body: '{"prompt":"a"}' })
    expect(await refusal(answer)).toMatchObject({ status: 400, body: { name: 'bad_request' } })
    expect((await client.send(core, { prompt: 'a' }, { accept: 'text/html' })).status).toBe(400)
    const solid = await client.send(
      '/v2beta/3d/stable-fast-3d',
      { image: picture },
      { accept: 'application/json' },
    )
    expect(solid.status).toBe(400)
  })

  test('takes no more than 10 MiB', async () => {
    const large = await client.send(core, { prompt: 'a', image: Buffer.alloc(10 * 1024 * 1024 + 1) })
    expect(await refusal(large)).toMatchObject({ status: 413 })
  })
})

describe('a picture', () => {
  test('comes as bytes, with its facts in headers', async () => {
    const answer = await client.send(core, { prompt: 'A lake', seed: 5, output_format: 'webp' })
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/webp',
      'finish-reason': 'SUCCESS',
      seed: '5',
      'x-request-id': expect.stringMatching(/./) as string,
    })
    const { format, width = 0, height = 0 } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
    expect(format).toBe('webp')
    expect(width * height).toBeCloseTo(1.5 * 1024 * 1024, -5)
  })

  test('comes as base64 in JSON when asked so', async () => {
    const answer = await client.send(core, { prompt: 'A lake', seed: 5 }, { accept: 'application/json' })
    expect(answer.headers.get('content-type')).toBe('application/json; type=image/png')
    expect(answer.headers.get('finish-reason')).toBe(null)
    const body = (await answer.json()) as { image: string; finish_reason: string; seed: number }
    expect(body).toMatchObject({ finish_reason: 'SUCCESS', seed: 5 })
    expect((await sharp(Buffer.from(body.image, 'base64')).metadata()).format).toBe('png')
  })

  test('is the same again with its seed; 0 takes any', async () => {
    const make = (seed: number) => client.make(core, { prompt: 'A lake', seed, aspect_ratio: '21:9' })
    expect((await make(7)).equals(await make(7))).toBe(true)
    expect((await make(0)).equals(await make(0))).toBe(false)
    const { width = 0, height = 1 } = await sharp(await make(7)).metadata()
    expect(width / height).toBeCloseTo(21 / 9, 1)
  })
})

describe('an asynchronous call', () => {
  const order = async () => {
    const answer = await client.send(creative, { image: picture, prompt: 'a lake' })
    return (await answer.json()) as { id: string }
  }

  test('answers with an id, then 202, then the result as any other', async () => {
    await world.order({ do: 'task-stall', times: 1 })
    const stalled = await order()
    expect(stalled.id).toMatch(/^[0-9a-f]{64}$/)
    const waiting = await client.ask(`/v2beta/results/${stalled.id}`)
    expect(waiting.status).toBe(202)
    expect(await waiting.json()).toEqual({ id: stalled.id, status: 'in-progress' })
    const { id } = await order()
    for (const path of [`/v2beta/results/${id}`, `${creative}/result/${id}`]) {
      let answer = await client.ask(path)
      while (answer.status === 202) {
        await new Promise((resolve) => setTimeout(resolve, 250))
        answer = await client.ask(path)
      }
      expect(answer.headers.get('content-type')).toBe('image/png')
      expect(answer.headers.get('finish-reason')).toBe('SUCCESS')
    }
    const json = await client.ask(`/v2beta/results/${id}`, { accept: 'application/json' })
    expect(await json.json()).toMatchObject({ finish_reason: 'SUCCESS', image: expect.any(String) as string })
  })

  test('is unknown to another key, and after it has expired', async () => {
    const { id } = await order()
    expect((await openClient(world, 'sandbox-other').ask(`/v2beta/results/${id}`)).status).toBe(404)
    await world.order({ do: 'expire-links', times: 1 })
    expect((await client.ask(`/v2beta/results/${(await order()).id}`)).status).toBe(404)
    expect((await client.ask('/v2beta/results/none')).status).toBe(404)
  })

  test('may not be asked for too often', async () => {
    await world.control('settings', { pollMs: 60_000 })
    const { id } = await order()
    expect((await client.ask(`/v2beta/results/${id}`)).status).toBeLessThan(300)
    expect((await refusal(await client.ask(`/v2beta/results/${id}`))).status).toBe(429)
    await world.control('settings', { pollMs: 0 })
  })
})

describe('the account', () => {
  const credits = async () =>
    ((await (await client.ask('/v1/user/balance')).json()) as { credits: number }).credits

  test('is charged for what was made, and not for what failed', async () => {
    const before = await credits()
    await client.make(core, { prompt: 'a' })
    await client.send(core, { prompt: 'a [refuse]' })
    await client.send(core, { prompt: 'a [fail]' })
    await client.send(core, {})
    expect(before - (await credits())).toBeCloseTo(3)
    await client.make('/v2beta/stable-image/generate/sd3', { prompt: 'a', model: 'sd3.5-medium' })
    expect(before - (await credits())).toBeCloseTo(6.5)
  })

  test('refuses what it cannot pay', async () => {
    await world.control('settings', { balanceMicros: 20_000 })
    expect(await refusal(await client.send(core, { prompt: 'a' }))).toMatchObject({
      status: 402,
      body: { name: 'payment_required' },
    })
    await world.control('settings', { balanceMicros: 1_000_000_000 })
  })

  test('is held off for a minute after 150 requests within ten seconds', async () => {
    const gate = openGate()
    for (let at = 0; at < 150; at++) expect(gate.lets('a', at * 60)).toBe(true)
    expect(gate.lets('b', 9000)).toBe(true)
    expect(gate.lets('a', 9000)).toBe(false)
    expect(gate.lets('a', 68_999)).toBe(false)
    expect(gate.lets('a', 69_000)).toBe(true)
    const answers = await Promise.all(Array.from({ length: 151 }, () => client.ask('/v1/user/balance')))
    expect(answers.filter(({ status }) => status === 429).length).toBe(1)
    expect((await client.send(core, { prompt: 'a' })).status).toBe(429)
  })
})

describe('misbehaving', () => {
  test.each([
    ['[refuse]', 403, 'content_moderation'],
    ['[fail]', 500, 'internal_error'],
  ])('%s fails with %i', async (word, status, name) => {
    expect(await refusal(await client.send(core, { prompt: `a ${word}` }))).toMatchObject({
      status,
      body: { name },
    })
  })

  test('[nsfw] is a blurred picture at 200, and says so', async () => {
    const answer = await client.send(core, { prompt: 'city [nsfw]', seed: 1 })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('finish-reason')).toBe('CONTENT_FILTERED')
    const edges = async (bytes: Buffer) =>
      (await sharp(bytes).greyscale().sharpen().stats()).channels[0]?.stdev ?? 0
    const clear = await client.make(core, { prompt: 'city', seed: 1 })
    expect(await edges(Buffer.from(await answer.arrayBuffer()))).toBeLessThan(await edges(clear))
  })

  test.each([401, 402, 403, 413, 422, 429, 500])('by order answers %i', async (status) => {
    await world.order({ do: 'status', status, times: 1 })
    expect(await refusal(await client.send(core, { prompt: 'a' }))).toMatchObject({ status })
    expect((await client.send(core, { prompt: 'a' })).status).toBe(200)
  })

  test('by order gives half a file, half of JSON, or hangs up after the work', async () => {
    await world.order({ do: 'half-file', times: 1 }, { do: 'wrong-json', times: 1 })
    const half = Buffer.from(await (await client.send(core, { prompt: 'a' })).arrayBuffer())
    await expect(sharp(half).raw().toBuffer()).rejects.toThrow()
    const json = await client.send(core, { prompt: 'a' }, { accept: 'application/json' })
    await expect(json.json()).rejects.toThrow()
    await world.order({ do: 'drop-after-accept', times: 1 })
    await expect(client.send(core, { prompt: 'a' })).rejects.toThrow()
    expect((await world.control<object[]>('tasks')).length).toBe(3)
  })

  test('by order never answers a synchronous call', async () => {
    await world.order({ do: 'task-stall', times: 1 })
    const signal = AbortSignal.timeout(300)
    const form = new FormData()
    form.set('prompt', 'a')
    const headers = { authorization: 'Bearer sandbox-key' }
    const url = `https://api.stability.ai${core}`
    await expect(world.get(url, { method: 'POST', headers, body: form, signal })).rejects.toThrow()
  })
})

test('what is sent stands in the log, part by part', async () => {
  await client.send('/v2beta/stable-image/edit/remove-background', { image: picture, promt: 'x' })
  const { received } = await world.control<{ received: { parts: object[]; dropped: string[] }[] }>('log')
  expect(received[0]).toMatchObject({
    vendor: 'stability',
    parts: [
      { name: 'image', filename: 'image.png', size: picture.length },
      { name: 'promt', text: 'x' },
    ],
    dropped: ['promt'],
  })
})
