import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Values } from '../../shared/fields.ts'
import { tasks } from '../../shared/task.ts'
import { addUpload } from '../assets/add.ts'
import { readAsset } from '../assets/read.ts'
import { keptFor } from '../jobs/kept.ts'
import { models } from '../models/index.ts'
import { fileOf, streamOf } from '../test/files.ts'
import { glbOf } from '../test/sounds.ts'
import { openWorld } from '../test/world.ts'
import { providerNet } from './net.ts'
import type { InputFile, Run } from './provider.ts'
import { stability } from './stability.ts'

afterEach(() => vi.unstubAllGlobals())

/** What is kept, and how long each was. */
function keeping() {
  const kept: { type: string; bytes: number }[] = []
  const keep = async (body: ReadableStream<Uint8Array>, type: string) => {
    kept.push({ type, bytes: (await new Response(body).arrayBuffer()).byteLength })
    return `kept/j/${kept.length - 1}`
  }
  return { kept, keep }
}

const modelOf = (id: string) => models.find((model) => model.id === id)!

const picture = (open: InputFile['open'] = async () => streamOf(fileOf('png'))): InputFile => ({
  type: 'image/png',
  bytes: fileOf('png').byteLength,
  name: 'image',
  width: 48,
  height: 32,
  open,
})

type Network = (body: string) => Response | Promise<Response>

/** The network reads what it is sent, unless it is told not to. */
async function world(network: Network, reads = true) {
  vi.stubGlobal('fetch', async (_: string, init?: RequestInit) =>
    network(reads ? await new Response(init?.body ?? null).text() : ''),
  )
  const { ctx } = await openWorld({ sandboxUrl: null, keys: { stability: 'k' } })
  return providerNet(ctx, 'stability')
}

async function start(network: Network, id = 'stability/core', change: Partial<Run> = {}, reads = true) {
  const { kept, keep } = keeping()
  const run: Run = {
    ...{ jobId: 'j', model: modelOf(id), input: { prompt: 'a' }, files: {}, prepared: {}, keep },
    hookUrl: 'https://api.atelier.example/hook',
    ...change,
  }
  return { step: await stability.start(run, await world(network, reads)), kept }
}

const file = (more: ResponseInit = {}, bytes: BodyInit = fileOf('png')) =>
  new Response(bytes, {
    headers: { 'content-type': 'image/png', 'finish-reason': 'SUCCESS', seed: '1', ...more.headers },
  })
const refusal = (status: number, name: string, ...errors: string[]) =>
  Response.json({ id: '0a1b', name, errors }, { status })
const lost = () => {
  throw new TypeError('Network connection lost.')
}

interface Fixture {
  model: string
  input: Values
  requests: Request[]
}
interface Request {
  parts: { name: string; filename?: string; type?: string; value: string }[]
}

const fixtures = Object.values(
  import.meta.glob<Fixture>('./fixtures/stability-*.json', { eager: true, import: 'default' }),
)

/** Bytes as text, one character a byte. */
const latin = (bytes: ArrayBuffer | Uint8Array) =>
  Array.from(new Uint8Array(bytes), (b) => String.fromCharCode(b)).join('')

/** The parts of a form as they stand in it: whatever is not in their form is left for the comparison to find. */
function partsOf(body: ArrayBuffer, contentType: string) {
  const boundary = contentType.split('boundary=')[1]!
  const [start, ...pieces] = `\r\n${latin(body)}`.split(`\r\n--${boundary}`)
  expect(start).toBe('')
  expect(pieces.pop()).toBe('--\r\n')
  const utf8 = (text: string) => new TextDecoder().decode(Uint8Array.from(text, (c) => c.charCodeAt(0)))
  return pieces.map((piece) => {
    const [, name, filename, type, value] =
      /^\r\nContent-Disposition: form-data; name="([^"]+)"(?:; filename="([^"]+)"\r\nContent-Type: (\S+))?\r\n\r\n([^]*)$/.exec(
        piece,
      ) ?? []
    return filename ? { name, filename, type, value } : { name, value: utf8(value ?? piece) }
  })
}

const byName = (a: { name?: string | undefined }, b: { name?: string | undefined }) =>
  (a.name ?? '') < (b.name ?? '') ? -1 : 1

/** A workspace with a picture, and what a fixture asks for. */
async function pressing(fixture: Fixture, change: Parameters<typeof openWorld>[0] = {}) {
  const world = await openWorld(change)
  const who = await world.person()
  const square = fileOf('square')
  const picture = await addUpload(world.ctx, who.workspaceId, streamOf(square), square.byteLength, {})
  const input = Object.fromEntries(
    Object.entries(fixture.input).map(([name, value]) => [name, value === '{picture}' ? picture : value]),
  )
  const [job] = (await world.press(who, { model: fixture.model, input, consent: true })).jobs
  const ended = async () => {
    await world.quiet()
    return world.job(who, job!)
  }
  return { world, who, job: job!, square, ended }
}

const madeBy = (id: string) =>
  tasks[modelOf(id).task].makes === 'image'
    ? file()
    : new Response(glbOf(), { headers: { 'content-type': 'model/gltf-binary' } })

describe('what Stability AI sees', () => {
  it.each(fixtures)(
    'of $model is exactly the fixture; the result is charged as it was held',
    async (fixture) => {
      const { world, job, square, ended } = await pressing(fixture, {
        sandboxUrl: null,
        keys: { stability: 'real-key' },
      })
      const seen: object[] = []
      vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
        const { host, pathname: path, searchParams } = new URL(address)
        if (path.startsWith('/v2beta/results/')) return madeBy(fixture.model)
        const headers = Object.fromEntries(new Headers(init.headers))
        const body = await new Response(init.body).arrayBuffer()
        const parts = partsOf(body, headers['content-type']!).map((part) => ({
          ...part,
          value: part.value?.replace(` ${world.word}`, ''),
        }))
        seen.push({
          ...{ method: init.method, host, path, query: Object.fromEntries(searchParams), headers },
          parts: parts.sort(byName),
        })
        return modelOf(fixture.model).wire.later ? Response.json({ id: 'f' }) : madeBy(fixture.model)
      })
      await world.ringOnce()
      const exact = JSON.stringify(
        fixture.requests.map((request) => ({ ...request, parts: request.parts.toSorted(byName) })),
      )
        .replaceAll('{job}', job.id)
        .replaceAll('{picture bytes}', () => JSON.stringify(latin(square)).slice(1, -1))
      expect(seen).toEqual(JSON.parse(exact))
      vi.unstubAllGlobals()
      world.ctx.fetch = async () => madeBy(fixture.model)
      const { state, receipt } = await ended()
      expect(state).toBe('done')
      expect(receipt).toMatchObject({ asked: receipt.held, charged: receipt.held })
      expect(receipt.vendorCostMicros).toBe(modelOf(fixture.model).cost.micros)
    },
  )

  it.each(fixtures)('of $model is taken by the sandbox, and comes back as it should', async (fixture) => {
    const { world, who, job, ended } = await pressing(fixture)
    const { state, failure, assets } = await ended()
    expect({ state, failure }).toEqual({ state: 'done', failure: null })
    const asset = await readAsset(world.ctx, who.workspaceId, assets[0]!, 'https://api.atelier.example')
    expect(asset.kind).toBe(tasks[modelOf(fixture.model).task].makes)
    expect(await keptFor(world.ctx, job.id)).toBeNull()
  })
})

describe('the answer itself is the result', () => {
  it('and is kept at once', async () => {
    const { step, kept } = await start(() => file())
    expect(step).toEqual({ state: 'done', result: { outputs: [{ kept: 'kept/j/0' }] } })
    expect(kept).toEqual([{ type: 'image/png', bytes: fileOf('png').byteLength }])
  })

  it('of a 3D model too', async () => {
    const glb = () => file({ headers: { 'content-type': 'model/gltf-binary' } }, 'glTF')
    const input = { image: 'x', texture: '512' }
    const { kept } = await start(glb, 'stability/stable-fast-3d', { input, files: { image: picture() } })
    expect(kept).toEqual([{ type: 'model/gltf-binary', bytes: 4 }])
  })

  it.each([
    [
      'blurred by the safety check',
      () => file({ headers: { 'finish-reason': 'CONTENT_FILTERED' } }),
      'refused',
    ],
    ['no file at all', () => Response.json({ hello: 'world' }), 'broken'],
    ['a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'broken'],
    [
      'half a file',
      () => {
        const half = new ReadableStream({
          start: (controller) => controller.enqueue(fileOf('png').slice(0, 20)),
          pull: (controller) => controller.error(new Error('the connection was lost')),
        })
        return file({}, half)
      },
      'broken',
    ],
  ])('%s is an end, and counts as billed', async (_, answer, reason) => {
    const { step, kept } = await start(answer)
    expect(step).toMatchObject({
      state: 'failed',
      reason,
      billed: true,
      message: expect.stringMatching(/\.$/),
    })
    expect(kept).toEqual([])
  })

  it('that our own store could not take may lie there all the same', async () => {
    const keep = async (body: ReadableStream<Uint8Array>): Promise<string> => {
      await new Response(body).arrayBuffer()
      throw new Error('the store did not answer')
    }
    await expect(start(() => file(), 'stability/core', { keep })).rejects.toThrow('did not answer')
  })
})

describe('an answer that is none', () => {
  it.each([
    [400, refusal(400, 'bad_request', 'prompt: is too long'), 'bad-input', 'prompt: is too long'],
    [
      401,
      refusal(401, 'unauthorized', 'authorization: invalid or missing header value'),
      'reconnect',
      'account',
    ],
    [402, refusal(402, 'payment_required', 'You lack sufficient credits'), 'reconnect', 'account'],
    [403, refusal(403, 'content_moderation', 'Your request was flagged'), 'refused', 'safety check'],
    [403, refusal(403, 'forbidden', 'no access'), 'reconnect', 'account'],
    [404, refusal(404, 'not_found', 'no such endpoint'), 'broken', 'not offer'],
    [413, refusal(413, 'payload_too_large', 'over 10MiB'), 'bad-input', 'too large'],
    [422, refusal(422, 'unprocessable', 'English is the only language'), 'bad-input', 'English'],
    [429, refusal(429, 'rate_limit_exceeded', 'slow down'), 'busy', 'too much'],
    [500, refusal(500, 'internal_error', 'an error occurred'), 'busy', 'failed'],
  ])('%i is proved not to be billed', async (_, answer, reason, words) => {
    const { step } = await start(() => answer.clone())
    expect(step).toMatchObject({ state: 'failed', reason, message: expect.stringContaining(words) })
    expect(step).not.toHaveProperty('billed')
  })

  it('is held off for a minute where there is too much', async () =>
    expect((await start(() => refusal(429, 'rate'))).step).toMatchObject({ againInSeconds: 60 }))

  it.each([
    ['no answer', lost],
    ['a gateway’s page', () => new Response('<html>', { status: 502 })],
    ['a 500 that is not its own', () => new Response('oops', { status: 500 })],
  ])('%s: nobody knows whether it was taken', async (_, answer) =>
    expect((await start(answer)).step).toEqual({ state: 'unsure' }),
  )

  it('a form that did not leave whole was not taken: it is sent again', async () => {
    const broken = picture(async () => {
      throw new Error('the store did not answer')
    })
    const input = { image: 'x' }
    const { step } = await start(lost, 'stability/fast-upscale', { input, files: { image: broken } }, false)
    expect(step).toMatchObject({ state: 'failed', reason: 'busy' })
  })
})

describe('what is asked for later', () => {
  const id = 'f'.repeat(64)
  const relight = 'stability/replace-background-and-relight'
  const later = (answer: Network) =>
    start(answer, relight, { input: { image: 'x', prompt: 'a' }, files: { image: picture() } })

  it('has a name, and more than ten seconds', async () =>
    expect((await later(() => Response.json({ id }))).step).toEqual({
      ...{ state: 'pending', handle: { id }, againInSeconds: 11 },
    }))

  it.each([
    ['half of the JSON', () => new Response('{"id":"f')],
    ['no name', () => Response.json({ hello: 'world' })],
  ])('taken with %s can never be found: an end', async (_, answer) =>
    expect((await later(answer)).step).toMatchObject({ state: 'failed', reason: 'broken', billed: true }),
  )

  async function check(answer: Network) {
    const { kept, keep } = keeping()
    return { step: await stability.check({ id }, await world(answer), keep), kept }
  }

  it('comes as a file when it is done', async () => {
    const { step, kept } = await check(() => file())
    expect(step).toMatchObject({ state: 'done', result: { outputs: [{ kept: 'kept/j/0' }] } })
    expect(kept).toHaveLength(1)
  })

  it.each([
    ['blurred', () => file({ headers: { 'finish-reason': 'CONTENT_FILTERED' } }), 'refused', true],
    ['gone', () => refusal(404, 'not_found', 'expired'), 'broken', true],
    ['refused after all', () => refusal(403, 'content_moderation', 'flagged'), 'refused', undefined],
    ['not possible', () => refusal(422, 'unprocessable', 'no subject found'), 'bad-input', undefined],
  ])('%s is its end', async (_, answer, reason, billed) => {
    const { step } = await check(answer)
    expect(step).toMatchObject({ state: 'failed', reason, ...(billed ? { billed } : {}) })
  })

  it.each([
    ['not done', () => Response.json({ id, status: 'in-progress' }, { status: 202 }), 11],
    ['too many questions', () => refusal(429, 'rate_limit_exceeded'), 60],
    ['a server error', () => refusal(500, 'internal_error'), 10],
    ['a wrong key', () => refusal(401, 'unauthorized'), 11],
    ['no answer', lost, 11],
  ])('%s is no end of it', async (_, answer, againInSeconds) =>
    expect((await check(answer)).step).toEqual({ state: 'pending', handle: { id }, againInSeconds }),
  )
})
