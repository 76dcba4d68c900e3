import { afterEach, describe, expect, it, vi } from 'vitest'
import { addUpload } from '../assets/add.ts'
import { transparentMask } from '../assets/mask.ts'
import { readAsset } from '../assets/read.ts'
import type { Values } from '../../shared/fields.ts'
import { tasks, type MediaKind } from '../../shared/task.ts'
import { modelRows } from '../db/stops.ts'
import { createModels } from '../models/create.ts'
import { modelById } from '../models/index.ts'
import { fileOf, streamOf } from '../test/files.ts'
import { glbOf, wavOf } from '../test/sounds.ts'
import { openWorld } from '../test/world.ts'
import { providerNet } from './net.ts'
import { wavespeed } from './wavespeed.ts'

afterEach(() => vi.unstubAllGlobals())

const keep = () => Promise.reject(new Error('WaveSpeed answers with addresses'))

const envelope = (data: unknown, code = 200) => Response.json({ code, message: 'm', data }, { status: code })

/** Bytes as text, one character a byte. */
const latin = (bytes: ArrayBuffer | Uint8Array) =>
  Array.from(new Uint8Array(bytes), (b) => String.fromCharCode(b)).join('')

interface Fixture {
  model: string
  input: Record<string, unknown>
  requests: object[]
}

const fixtures = Object.values(
  import.meta.glob<Fixture>('./fixtures/*.json', { eager: true, import: 'default' }),
).filter(({ model }) => model.startsWith('wavespeed/'))

/** What goes in, by its name in the fixtures. */
const files: Record<string, Uint8Array<ArrayBuffer>> = {
  picture: fileOf('png'),
  second: fileOf('jpeg'),
  third: fileOf('webp'),
  mask: fileOf('png'),
  /** As a vendor reads it who changes what is transparent. */
  turned: transparentMask(fileOf('png')),
  sound: wavOf(4),
}

/** The text of a fixture with what this run has made of it. */
const filled = (value: unknown, given: Readonly<Record<string, string>>): unknown =>
  JSON.parse(
    JSON.stringify(value).replaceAll(/\{([a-z ]+)\}/g, (whole, name: string) =>
      given[name] === undefined ? whole : JSON.stringify(given[name]).slice(1, -1),
    ),
  )

/** What a model of this task makes; words are the answer itself. */
const resultOf: Readonly<Record<MediaKind, () => Uint8Array<ArrayBuffer> | string>> = {
  image: () => fileOf('png'),
  video: () => fileOf('clip'),
  audio: () => wavOf(2),
  model3d: () => glbOf(),
  text: () => 'Note: a lighthouse at dusk.',
}

describe('what WaveSpeed sees', () => {
  it.each(fixtures)(
    'of $model is exactly the fixture; the result is charged as it was held',
    async (fixture) => {
      const world = await openWorld({ sandboxUrl: null, keys: { wavespeed: 'real-key' } })
      const who = await world.person()
      const { costBasis } = modelById(fixture.model)!
      if (costBasis === 'unknown')
        await world.ctx.db
          .insert(modelRows)
          .values({ model: fixture.model, micros: modelById(fixture.model)!.cost.micros })
          .onConflictDoNothing()
      const given: Record<string, string> = {}
      for (const [name, bytes] of Object.entries(files)) {
        given[`${name} bytes`] = latin(bytes)
        if (JSON.stringify(fixture.input).includes(`{${name}}`))
          given[name] = await addUpload(world.ctx, who.workspaceId, streamOf(bytes), bytes.byteLength, {})
      }
      const input = filled(fixture.input, given) as Values
      const [job] = (await world.press(who, { model: fixture.model, input, consent: true })).jobs
      const { hookToken } = await world.row(job!)

      const { task } = modelById(fixture.model)!
      const result = resultOf[tasks[task].makes]()
      const seen: object[] = []
      vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
        const url = new URL(address)
        if (url.pathname === '/made') return new Response(result)
        if (url.pathname.endsWith('/result')) {
          const outputs = [typeof result === 'string' ? result : 'https://d1q70pf5vjeyhc.wavespeed.ai/made']
          return envelope({ id: `task of ${job!.id}`, status: 'completed', outputs })
        }
        const headers = new Headers(init.headers)
        const sent = latin(await new Response(init.body).arrayBuffer()).replaceAll(` ${world.word}`, '')
        const isJson = headers.get('content-type') === 'application/json'
        seen.push({
          ...{
            method: init.method,
            host: url.host,
            path: url.pathname,
            query: Object.fromEntries(url.searchParams),
          },
          ...{ headers: Object.fromEntries(headers), body: isJson ? JSON.parse(sent) : sent },
        })
        return url.pathname.endsWith('/binary')
          ? envelope({
              type: 'image',
              download_url: `https://d1q70pf5vjeyhc.wavespeed.ai/media/upload-${seen.length}`,
            })
          : envelope({ id: `task of ${job!.id}`, status: 'created', outputs: [] })
      })
      await world.ringOnce()

      const ids = { job: job!.id, token: hookToken, 'job letters': job!.id.replace('_', '') }
      expect(seen).toEqual(filled(fixture.requests, { ...given, ...ids }))
      expect(await world.row(job!)).toMatchObject({ state: 'running', handle: { id: `task of ${job!.id}` } })
      // Bells ring by the whole second.
      for (let n = 0; n < 20 && (await world.row(job!)).endedAt === null; n++) {
        world.pass(1000)
        await world.ringOnce()
      }
      const { state, charged, held } = await world.row(job!)
      expect({ state, charged }).toEqual({ state: 'done', charged: held })
      const { assets } = await world.job(who, job!)
      const made = await readAsset(world.ctx, who.workspaceId, assets[0]!, 'https://api.atelier.example')
      expect(made).toMatchObject({
        kind: tasks[task].makes,
        model: fixture.model,
        text: typeof result === 'string' ? result : null,
      })
    },
  )
})

describe('a look into WaveSpeed’s history', () => {
  const entry = (n: number, prompt: string) => ({ id: `task${n}`, inputs: { prompt, output_format: 'png' } })
  const run = {
    jobId: 'j',
    model: createModels[0]!,
    input: { prompt: 'mine' },
    files: {},
    prepared: {},
    keep,
  }

  /** What is found in a history of so many entries, of which these are ours. */
  async function find(entries: number, ours: number[]) {
    const all = Array.from({ length: entries }, (_, n) => entry(n, ours.includes(n) ? 'mine' : 'other'))
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      const { page, page_size } = JSON.parse(String(init.body)) as { page: number; page_size: number }
      return envelope({ items: all.slice((page - 1) * page_size, page * page_size) })
    })
    const { ctx } = await openWorld({ sandboxUrl: null, keys: { wavespeed: 'k' } })
    const hookUrl = 'https://api.atelier.example/hook'
    return wavespeed.find!({ ...run, hookUrl }, { from: 0, to: 1 }, providerNet(ctx, 'wavespeed'))
  }

  it('finds every task that was asked the same, on whatever page', async () => {
    expect(await find(3, [])).toEqual([])
    expect(await find(100, [99])).toEqual([{ id: 'task99' }])
    expect(await find(350, [1, 349])).toEqual([{ id: 'task1' }, { id: 'task349' }])
  })

  it('compares lists by what stands in them', async () => {
    const at = (...names: string[]) => names.map((name) => `https://d1q70pf5vjeyhc.wavespeed.ai/${name}`)
    const [image, one, two] = at('a', 'b', 'c')
    const listed = {
      ...run,
      model: modelById('wavespeed/qwen-edit-plus')!,
      input: { image: 'ast_1', more: ['ast_2', 'ast_3'], prompt: 'mine' },
      prepared: { image: image!, 'more.0': one!, 'more.1': two! },
    }
    const entries = [at('a', 'b', 'c'), at('a', 'c', 'b'), at('a', 'b')].map((images, n) => ({
      id: `task${n}`,
      inputs: { images, prompt: 'mine', output_format: 'png' },
    }))
    vi.stubGlobal('fetch', async () => envelope({ items: entries }))
    const { ctx } = await openWorld({ sandboxUrl: null, keys: { wavespeed: 'k' } })
    const hookUrl = 'https://api.atelier.example/hook'
    const net = providerNet(ctx, 'wavespeed')
    expect(await wavespeed.find!({ ...listed, hookUrl }, { from: 0, to: 1 }, net)).toEqual([{ id: 'task0' }])
  })

  it('finds nothing where it cannot be read to its end: it would be a guess', async () => {
    expect(await find(2000, [7])).toEqual([])
  })
})

describe('an answer of WaveSpeed', () => {
  /** What a check makes of a task, or of no task. */
  async function check(answer: () => Response) {
    vi.stubGlobal('fetch', async () => answer())
    const { ctx } = await openWorld({ sandboxUrl: null, keys: { wavespeed: 'k' } })
    return wavespeed.check({ id: 'task1' }, providerNet(ctx, 'wavespeed'), keep)
  }
  const task = (more: object) => () => envelope({ id: 'task1', outputs: [], ...more })

  it.each(['created', 'processing', 'pending', 'something new'])('"%s" is still running', async (status) =>
    expect(await check(task({ status }))).toMatchObject({ state: 'pending', handle: { id: 'task1' } }),
  )

  it.each(['completed', 'succeeded'])('"%s" with an address is done', async (status) =>
    expect(await check(task({ status, outputs: ['https://x.wavespeed.ai/1.png'] }))).toEqual({
      state: 'done',
      result: { outputs: [{ url: 'https://x.wavespeed.ai/1.png' }] },
    }),
  )

  it('to a submit that is done at once names the task: it is nobody else’s then', async () => {
    const answer = task({ status: 'completed', outputs: ['https://x.wavespeed.ai/1.png'] })
    vi.stubGlobal('fetch', async () => answer())
    const { ctx } = await openWorld({ sandboxUrl: null, keys: { wavespeed: 'k' } })
    const run = { jobId: 'j', model: createModels[0]!, input: { prompt: 'a' }, files: {}, prepared: {}, keep }
    const hookUrl = 'https://api.atelier.example/hook'
    const step = await wavespeed.start({ ...run, hookUrl }, providerNet(ctx, 'wavespeed'))
    expect(step).toMatchObject({ state: 'pending', handle: { id: 'task1' } })
  })

  it.each([
    [{ code: 1200 }, 'refused'],
    [{ code: 1401, error: 'size' }, 'bad-input'],
    [{ code: 1402 }, 'broken'],
    [{ code: 5003 }, 'busy'],
    [{ code: 5000 }, 'broken'],
    [{ error: 'Content flagged by moderation' }, 'refused'],
    [{}, 'broken'],
  ])('failed with %o is %s', async (more, reason) =>
    expect(await check(task({ status: 'failed', ...more }))).toMatchObject({ state: 'failed', reason }),
  )

  it.each([
    ['a server error', () => envelope(null, 500)],
    ['too many requests', () => envelope(null, 429)],
    ['no JSON', () => new Response('<html>')],
    ['a task that is not there yet', () => envelope(null, 404)],
    [
      'no answer',
      () => {
        throw new TypeError('Network connection lost.')
      },
    ],
  ])('%s to a question is no end of the job', async (_, answer) =>
    expect(await check(answer)).toMatchObject({ state: 'pending', againInSeconds: 5 }),
  )
})
