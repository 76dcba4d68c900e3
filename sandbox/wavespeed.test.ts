import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { soundFile } from './sounds/sound-file.ts'
import { cdn, ideogram, openWorld, qwen, wan, type Prediction, type World } from './test-world.ts'

let world: World
let picture: Buffer
beforeAll(async () => {
  world = await openWorld()
  picture = await world.bytesOf('https://shop.atelier.example/pictures/red-vase.jpg')
  world.picture = picture
})
beforeEach(() => world.control('reset', {}))
afterAll(() => world.close())

describe('every call', () => {
  test.each([undefined, 'Bearer wrong', 'sandbox-key', 'Bearer  sandbox-key'])(
    'needs a bearer key: %s',
    async (authorization) => {
      const headers = authorization === undefined ? {} : { authorization }
      const answer = await world.ask('balance', undefined, { headers })
      expect(answer).toMatchObject({ status: 401, body: { code: 401, data: null } })
      expect(answer.body.message).not.toBe('')
    },
  )

  test('at an unknown path or for an unknown prediction is a 404 in the envelope', async () => {
    expect(await world.ask('nobody/no-model', { prompt: 'x' })).toMatchObject({
      status: 404,
      body: { code: 404 },
    })
    expect(await world.ask('predictions/none/result')).toMatchObject({ status: 404, body: { code: 404 } })
    expect(await world.ask('nothing')).toMatchObject({ status: 404, body: { code: 404 } })
  })

  test('stands in the log, the key hidden', async () => {
    await world.ask(`${qwen}?webhook=https%3A%2F%2Fapi.atelier.example%2Fhook`, { prompt: 'a', width: 5 })
    const { received } = await world.control<{ received: { headers: Record<string, string> }[] }>('log')
    expect(received).toMatchObject([
      {
        vendor: 'wavespeed',
        host: 'api.wavespeed.ai',
        method: 'POST',
        path: `/api/v3/${qwen}`,
        query: { webhook: 'https://api.atelier.example/hook' },
        body: { prompt: 'a', width: 5 },
        dropped: ['width'],
        status: 200,
      },
    ])
    expect(received[0]?.headers['authorization']).toBe('Bearer sand…')
  })
})

/** The SHA-256 of the file a model makes. */
async function madeHash(model: string, more: object): Promise<string> {
  const { outputs } = await world.make(model, { prompt: 'A lake', ...more })
  return createHash('sha256')
    .update(await world.bytesOf(outputs[0] ?? ''))
    .digest('hex')
}

describe('a picture', () => {
  test('goes from created to completed, and its file is what was asked for', async () => {
    const asked = await world.submit(qwen, { prompt: 'A lake', size: '640*384', output_format: 'webp' })
    expect(asked).toMatchObject({
      status: 'created',
      outputs: [],
      has_nsfw_contents: [],
      error: '',
      model: qwen,
    })
    expect(asked.id).toMatch(/^[0-9a-f]{32}$/)
    const done = await world.finish(asked)
    expect(done).toMatchObject({ status: 'completed', has_nsfw_contents: [false] })
    expect(done.outputs).toEqual([`https://${cdn}/predictions/${asked.id}/1.webp`])
    const file = await world.get(done.outputs[0] ?? '')
    expect(file.headers.get('content-type')).toBe('image/webp')
    const bytes = Buffer.from(await file.arrayBuffer())
    expect(Number(file.headers.get('content-length'))).toBe(bytes.length)
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 640, height: 384 })
    expect((await world.ask<Prediction>(`predictions/${asked.id}`)).body.data).toEqual(done)
  })

  test.each([
    ['1:1', 1024, 1024],
    ['16:9', 1312, 736],
    ['9:16', 736, 1312],
    ['4:3', 1152, 864],
    ['3:4', 864, 1152],
  ])('of Ideogram in %s is a PNG of %i x %i', async (aspect_ratio, width, height) => {
    const { outputs } = await world.make(ideogram, { prompt: 'A lake', aspect_ratio })
    expect(await sharp(await world.bytesOf(outputs[0] ?? '')).metadata()).toMatchObject({
      format: 'png',
      width,
      height,
    })
  })

  test('with a seed is the same again; without one, or at Ideogram, every run differs', async () => {
    const size = '256*256'
    const [a, b, c, d, e, f] = await Promise.all([
      madeHash(qwen, { size, seed: 7 }),
      madeHash(qwen, { size, seed: 7 }),
      madeHash(qwen, { size, seed: -1 }),
      madeHash(qwen, { size }),
      madeHash(ideogram, { seed: 7 }),
      madeHash(ideogram, { seed: 7 }),
    ])
    expect(a).toBe(b)
    expect(new Set([a, c, d]).size).toBe(3)
    expect(e).not.toBe(f)
  })

  test('comes as base64 or with the answer itself when asked so', async () => {
    const body = { prompt: 'A lake', size: '256*256', enable_base64_output: true, enable_sync_mode: true }
    const done = await world.submit(qwen, body)
    expect(done.status).toBe('completed')
    expect(await sharp(Buffer.from(done.outputs[0] ?? '', 'base64')).metadata()).toMatchObject({
      format: 'jpeg',
      width: 256,
    })
  })

  test('is served in parts when asked for a range', async () => {
    const { outputs } = await world.make(qwen, { prompt: 'A lake', size: '256*256' })
    const url = outputs[0] ?? ''
    const whole = await world.bytesOf(url)
    const part = await world.get(url, { headers: { range: 'bytes=10-19' } })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${whole.length}`)
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(10, 20))).toBe(true)
    const end = await world.get(url, { headers: { range: 'bytes=-5' } })
    expect(Buffer.from(await end.arrayBuffer()).equals(whole.subarray(-5))).toBe(true)
    const beyond = await world.get(url, { headers: { range: `bytes=${whole.length}-` } })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`])
    const head = await world.get(url, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(whole.length)])
  })
})

test.each<[string, string, unknown]>([
  ['no prompt', qwen, {}],
  ['an empty prompt', qwen, { prompt: '' }],
  ['a prompt that is no text', qwen, { prompt: 5 }],
  ['no object', qwen, ['a']],
  ['a size with an x', qwen, { prompt: 'a', size: '512x512' }],
  ['a size too small', qwen, { prompt: 'a', size: '255*512' }],
  ['a size too large', qwen, { prompt: 'a', size: '512*1537' }],
  ['a seed below -1', qwen, { prompt: 'a', seed: -2 }],
  ['a seed too large', qwen, { prompt: 'a', seed: 2147483648 }],
  ['half a seed', qwen, { prompt: 'a', seed: 1.5 }],
  ['an unknown format', qwen, { prompt: 'a', output_format: 'gif' }],
  ['a switch as text', qwen, { prompt: 'a', enable_sync_mode: 'true' }],
  ['an unknown shape', ideogram, { prompt: 'a', aspect_ratio: '2:1' }],
  ['four reference pictures', ideogram, { prompt: 'a', reference_images: ['a', 'b', 'c', 'd'] }],
  ['no picture to film', wan, { prompt: 'a' }],
  ['a length as text', wan, { prompt: 'a', image: 'https://a.example/b', duration: '5' }],
  ['a length of 7', wan, { prompt: 'a', image: 'https://a.example/b', duration: 7 }],
  ['an unknown resolution', wan, { prompt: 'a', image: 'https://a.example/b', resolution: '4k' }],
])('refuses %s with 400 and bills nothing', async (_, model, body) => {
  expect(await world.ask(model, body)).toMatchObject({ status: 400, body: { code: 400, data: null } })
  expect(await world.control('tasks')).toEqual([])
})

test('refuses bodies that are no JSON, too large, or name a webhook without https', async () => {
  const headers = { authorization: 'Bearer sandbox-key', 'content-type': 'application/json' }
  const send = (body: string, type = 'application/json') =>
    world.ask(qwen, undefined, { method: 'POST', headers: { ...headers, 'content-type': type }, body })
  expect((await send('{"prompt":')).status).toBe(400)
  expect((await send('{"prompt":"a"}', 'text/plain')).status).toBe(400)
  expect((await send(JSON.stringify({ prompt: 'a'.repeat(33 * 1024 * 1024) }))).status).toBe(413)
  expect((await world.ask(`${qwen}?webhook=http%3A%2F%2Fapi.atelier.example`, { prompt: 'a' })).status).toBe(
    400,
  )
})

describe('a clip', () => {
  test('is made from an upload, and is an MP4 of the right length', async () => {
    const { status, body } = await world.upload(picture, 'vase.jpg')
    expect(status).toBe(200)
    expect(body.data).toMatchObject({ type: 'image', filename: 'vase.jpg', size: picture.length })
    expect((await world.bytesOf(body.data.download_url)).equals(picture)).toBe(true)
    const input = { prompt: 'turn', image: body.data.download_url, resolution: '480p' }
    const asked = await world.submit(wan, input)
    expect((await world.ask('balance')).status).toBe(200)
    const done = await world.finish(asked)
    expect(done.outputs).toEqual([`https://${cdn}/predictions/${asked.id}/1.mp4`])
    const file = await world.get(done.outputs[0] ?? '')
    expect(file.headers.get('content-type')).toBe('video/mp4')
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(4, 8)
        .toString(),
    ).toBe('ftyp')
    const { received } = await world.control<{ received: object[] }>('log')
    const sha256 = createHash('sha256').update(picture).digest('hex')
    expect(received[0]).toMatchObject({
      parts: [{ name: 'file', filename: 'vase.jpg', size: picture.length, sha256 }],
    })
  })

  test.each([
    ['an address nobody has', 1402, () => 'https://elsewhere.example/a.jpg'],
    ['http', 1402, () => 'http://shop.atelier.example/pictures/a.jpg'],
    ['no address at all', 1402, () => 'picture.jpg'],
    ['a missing file', 1402, () => `https://${cdn}/media/images/none.jpg`],
    ['a missing file at the Worker', 1402, () => 'https://api.atelier.example/none'],
    ['a redirect', 1402, () => 'https://api.atelier.example/away'],
    ['a broken data URI', 1402, () => 'data:image/png;base64,%%%'],
    [
      'a data URI of no picture',
      1403,
      () => `data:image/png;base64,${Buffer.from('no picture').toString('base64')}`,
    ],
  ])('of %s fails with %i', async (_, code, address) => {
    const done = await world.make(wan, { prompt: 'x', image: address() })
    expect(done).toMatchObject({ status: 'failed', code, outputs: [] })
    expect(done.error).not.toBe('')
  })

  test('takes data URIs and addresses of the Worker', async () => {
    const image = `data:image/jpeg;base64,${picture.toString('base64')}`
    const edited = await world.make(ideogram, {
      prompt: 'x',
      image,
      reference_images: ['https://api.atelier.example/picture'],
    })
    expect(edited).toMatchObject({ status: 'completed' })
  })
})

test('uploads need a file of a known kind', async () => {
  expect((await world.upload(Buffer.alloc(0), 'a.jpg')).status).toBe(400)
  expect((await world.upload(picture, 'a.exe')).status).toBe(400)
})

describe('the account', () => {
  type Balance = { balance: number }
  const balance = async () => (await world.ask<Balance>('balance')).body.data.balance

  test('is billed for every accepted submit, and paid back for a failure only later', async () => {
    await world.make(qwen, { prompt: 'a', size: '256*256' })
    await world.make(ideogram, { prompt: 'a [refuse]' })
    await world.ask(qwen, {})
    expect(await balance()).toBe(999.95)
    await world.control('settings', { refundMs: 0 })
    expect(await balance()).toBe(999.98)
    await world.control('settings', { refundMs: 3 * 3600 * 1000 })
  })

  test('refuses what it cannot pay', async () => {
    await world.control('settings', { balanceMicros: 25_000 })
    expect((await world.ask(ideogram, { prompt: 'a' })).status).toBe(402)
    expect((await world.ask(qwen, { prompt: 'a', size: '256*256' })).status).toBe(200)
    await world.control('settings', { balanceMicros: 1_000_000_000 })
  })

  test.each([
    [ideogram, {}, 0.03],
    [qwen, { size: '512*512' }, 0.02],
    [wan, {}, 0.5],
    [wan, { resolution: '480p', duration: 10 }, 0.5],
    [wan, { resolution: '1080p', duration: 5 }, 0.75],
    ['alibaba/wan-2.5/text-to-video', { size: '480*832', duration: 10 }, 0.5],
    ['google/nano-banana-pro/edit-ultra', { resolution: '8k' }, 0.18],
    ['ideogram-ai/ideogram-character', { rendering_speed: 'Turbo' }, 0.1],
    ['openai/gpt-image-1', { quality: 'high', size: '1024*1024' }, 0.167],
    ['openai/gpt-image-1', { quality: 'low', size: '1536*1024' }, 0.016],
    ['minimax/speech-02-hd', { text: 'a'.repeat(250) }, 0.0125],
    ['wavespeed-ai/infinitetalk', { resolution: '720p' }, 0.3],
  ])('quotes %s %j', async (model_id, inputs, price) => {
    expect((await world.ask('model/price', { model_id, inputs })).body.data).toMatchObject({
      price,
      currency: 'USD',
    })
    expect((await world.ask('model/pricing', { model_id, inputs })).body.data).toEqual({
      unit_price: price,
      currency: 'USD',
    })
    expect((await world.ask('model/price', { model_id: 'none', inputs })).status).toBe(404)
  })

  test('is billed for an avatar by its sound, once that has been heard', async () => {
    const rate = 8000
    const sound = { samples: new Float32Array(rate * 6.2).fill(0.1), rate }
    const wav = Buffer.from(await soundFile(sound, 'wav', { channels: 1, bitrate: 0 }))
    const audio = `data:audio/wav;base64,${wav.toString('base64')}`
    const image = `data:image/jpeg;base64,${(await sharp(picture).resize(96, 96).jpeg().toBuffer()).toString('base64')}`
    expect(await world.make('wavespeed-ai/hunyuan-avatar', { image, audio })).toMatchObject({
      status: 'completed',
    })
    expect(await world.make('wavespeed-ai/infinitetalk', { image, audio })).toMatchObject({
      status: 'completed',
    })
    // Blocks of five seconds at the one, whole seconds at the other.
    const tasks = await world.control<{ costMicros: number }[]>('tasks')
    expect(tasks.map(({ costMicros }) => costMicros)).toEqual([300_000, 210_000])
  })

  test('takes no more submits in a minute than it allows, and runs no more tasks at once', async () => {
    await world.control('settings', { perMinute: 3, parallel: 1 })
    await world.order({ do: 'task-stall', times: 1 })
    const body = { prompt: 'a', size: '256*256' }
    const statuses: number[] = []
    for (let at = 0; at < 4; at++) statuses.push((await world.ask(qwen, body)).status)
    // The minute may turn in between: then the fourth is the first of the next.
    expect(statuses.slice(0, 3)).toEqual([200, 200, 200])
    const tasks = await world.control<{ status: string }[]>('tasks')
    expect(tasks.slice(1).every(({ status }) => status === 'created')).toBe(true)
    await world.control('settings', { perMinute: 0, parallel: 0 })
  })

  test('lists its models with their inputs', async () => {
    type Entry = {
      model_id: string
      base_price: number
      api_schema: {
        api_schemas: {
          api_path: string
          request_schema: { required: string[]; 'x-order-properties': string[] }
        }[]
      }
    }
    const { data } = (await world.ask<Entry[]>('models')).body
    const entry = (path: string) => data.find((each) => each.model_id === path)
    expect([ideogram, qwen, wan].map((path) => entry(path)?.base_price)).toEqual([0.03, 0.02, 0.5])
    const [run] = entry(wan)?.api_schema.api_schemas ?? []
    expect(run).toMatchObject({
      api_path: `/api/v3/${wan}`,
      request_schema: { required: ['image', 'prompt'] },
    })
    expect(run?.request_schema['x-order-properties']).toContain('duration')
  })
})

describe('the history', () => {
  type Page = { page: number; items: (Prediction & { inputs?: object })[] }
  const list = async (query: object) =>
    (await world.ask<Page>('predictions', { page: 1, page_size: 10, ...query })).body.data

  test('lists newest first, by page, model, status and time, with inputs when asked', async () => {
    const first = await world.make(qwen, { prompt: 'one', size: '256*256' })
    const second = await world.make(ideogram, { prompt: 'two [fail]' })
    const third = await world.submit(qwen, { prompt: 'three', size: '256*256' })
    const ids = async (query: object) => (await list(query)).items.map((item) => item.id)
    expect(await ids({})).toEqual([third.id, second.id, first.id])
    expect(await ids({ page: 2, page_size: 2 })).toEqual([first.id])
    expect(await ids({ model: ideogram })).toEqual([second.id])
    expect(await ids({ status: 'failed' })).toEqual([second.id])
    expect(await ids({ created_after: third.created_at })).toEqual([third.id])
    expect(await ids({ created_before: first.created_at })).toEqual([first.id])
    expect((await list({})).items[0]).not.toHaveProperty('inputs')
    expect((await list({ include_inputs: true })).items[0]?.inputs).toMatchObject({
      prompt: 'three',
      size: '256*256',
    })
  })

  test('needs page and page_size, and no more than 100 at once', async () => {
    expect((await world.ask('predictions', {})).status).toBe(400)
    expect((await world.ask('predictions', { page: 1, page_size: 101 })).status).toBe(400)
    expect(
      (await world.ask('predictions', { page: 1, page_size: 10, created_after: 'yesterday' })).status,
    ).toBe(400)
  })

  test('forgets what is deleted', async () => {
    const { id } = await world.submit(qwen, { prompt: 'one', size: '256*256' })
    expect((await world.ask('predictions/delete', { ids: [id, 'none'] })).body.data).toEqual({
      deleted_count: 1,
    })
    expect((await world.ask(`predictions/${id}/result`)).status).toBe(404)
    expect((await list({})).items).toEqual([])
  })
})

test('the shop draws the same thing for the same name, and only there', async () => {
  const shop = 'https://shop.atelier.example/pictures'
  const again = await world.bytesOf(`${shop}/red-vase.jpg`)
  expect(again.equals(picture)).toBe(true)
  expect(await sharp(again).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 900 })
  expect(await sharp(await world.bytesOf(`${shop}/red-vase.png`)).metadata()).toMatchObject({ format: 'png' })
  expect((await world.get(`${shop}/red-vase.gif`)).status).toBe(404)
  expect((await world.get('https://elsewhere.example/a.jpg')).status).toBe(502)
})
