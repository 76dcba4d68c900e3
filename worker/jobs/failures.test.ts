import { describe, expect, it } from 'vitest'
import type { Wish } from '../../shared/api.ts'
import type { EndReason } from '../../shared/jobs.ts'
import { addUpload } from '../assets/add.ts'
import { fileOf, streamOf } from '../test/files.ts'
import { openWorld } from '../test/world.ts'

// Whatever a vendor does wrong: the right reason, a sentence that says so, a way on, and nothing charged.

/** What a vendor answers, by what it is asked for. A number is its own refusal with that status. */
interface Answers {
  submit?: () => Response
  result?: () => Response
  file?: () => Response
}

interface Vendor {
  title: string
  ask(picture: string): Omit<Wish, 'count'>
  /** A later answer is another model's where a vendor answers at once. */
  askLater?(picture: string): Omit<Wish, 'count'>
  /** Everything goes well, but for what is said otherwise. */
  network(answers: Answers): (url: URL) => Response
}

const cut = (bytes: Uint8Array<ArrayBuffer>) =>
  new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes.slice(0, 60)),
    pull: (controller) => controller.error(new Error('the connection was lost')),
  })
const image = (bytes: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>) => () =>
  new Response(bytes, { headers: { 'content-type': 'image/png' } })
const noAnswer = () => {
  throw new DOMException('no answer in time', 'TimeoutError')
}
const halfOfJson = () =>
  new Response('{"code":200,"id":"ab', { headers: { 'content-type': 'application/json' } })

const envelope = (status: number, data: unknown, message = 'words of the vendor') =>
  Response.json({ code: status, message, data }, { status })
const task = (more: object) => () => envelope(200, { id: 't1', status: 'created', outputs: [], ...more })

const wavespeed: Vendor = {
  title: 'WaveSpeed',
  ask: () => ({ model: 'wavespeed/qwen-image', input: { prompt: 'a hill' } }),
  network:
    ({
      submit = task({}),
      result = task({ status: 'completed', outputs: ['https://d1.cloudfront.net/1.png'] }),
      file = image(fileOf('png')),
    }) =>
    ({ host, pathname }) => {
      if (host !== 'api.wavespeed.ai') return file()
      if (pathname.endsWith('/predictions')) return envelope(200, { items: [] })
      return pathname.endsWith('/result') ? result() : submit()
    },
}

const refusal =
  (status: number, name: string, words = 'words of the vendor') =>
  () =>
    Response.json({ id: '0a', name, errors: [words] }, { status })

const stability: Vendor = {
  title: 'Stability AI',
  ask: () => ({ model: 'stability/core', input: { prompt: 'a hill' } }),
  askLater: (picture) => ({
    model: 'stability/creative-upscale',
    input: { image: picture, prompt: 'a hill' },
  }),
  network:
    ({ submit, result = image(fileOf('png')), file = image(fileOf('png')) }) =>
    ({ pathname }) => {
      if (pathname.includes('/results/')) return result()
      if (submit) return submit()
      return pathname.endsWith('/creative') ? Response.json({ id: 'f'.repeat(64) }) : file()
    },
}

type Row = [what: string, answers: Answers, reason: EndReason, words: string, later?: 'later']

const rows: [Vendor, Row[]][] = [
  [
    wavespeed,
    [
      ['a wrong key', { submit: () => envelope(401, null) }, 'reconnect', 'does not accept our account'],
      ['no credits', { submit: () => envelope(402, null) }, 'reconnect', 'does not accept our account'],
      ['too many requests', { submit: () => envelope(429, null) }, 'busy', 'could not be sent'],
      ['moderation', { result: task({ status: 'failed', code: 1200 }) }, 'refused', 'safety check'],
      ['an invalid field', { submit: () => envelope(400, null) }, 'bad-input', 'words of the vendor'],
      ['no answer', { submit: noAnswer }, 'timed-out', 'No word came'],
      ['half of the JSON', { submit: halfOfJson }, 'timed-out', 'No word came'],
      ['half of the JSON, later', { result: halfOfJson }, 'timed-out', 'was not done'],
      ['an expired file', { file: () => new Response('gone', { status: 404 }) }, 'broken', 'fetched from it'],
      ['half a file', { file: image(fileOf('png').slice(0, 60)) }, 'broken', 'fetched from it'],
    ],
  ],
  [
    stability,
    [
      ['a wrong key', { submit: refusal(401, 'unauthorized') }, 'reconnect', 'does not accept our account'],
      [
        'no credits',
        { submit: refusal(402, 'payment_required') },
        'reconnect',
        'does not accept our account',
      ],
      ['too many requests', { submit: refusal(429, 'rate_limit_exceeded') }, 'busy', 'could not be sent'],
      ['moderation', { submit: refusal(403, 'content_moderation') }, 'refused', 'safety check'],
      ['an invalid field', { submit: refusal(400, 'bad_request') }, 'bad-input', 'words of the vendor'],
      [
        'a request that is too large',
        { submit: refusal(413, 'payload_too_large') },
        'bad-input',
        'too large',
      ],
      ['what it cannot do', { submit: refusal(422, 'unprocessable') }, 'bad-input', 'words of the vendor'],
      ['its own failure', { submit: refusal(500, 'internal_error') }, 'busy', 'could not be sent'],
      ['no answer', { submit: noAnswer }, 'timed-out', 'No word came'],
      ['JSON in place of a file', { file: () => Response.json({ id: 1 }) }, 'broken', 'no file'],
      ['half of the JSON', { submit: halfOfJson }, 'broken', 'under which name', 'later'],
      [
        'an expired result',
        { result: refusal(404, 'not_found') },
        'broken',
        'no longer has the result',
        'later',
      ],
      ['a file that breaks off', { file: () => image(cut(fileOf('png')))() }, 'broken', 'broke off'],
      ['half a file', { file: image(fileOf('png').slice(0, 60)) }, 'broken', 'did not arrive whole'],
      [
        'half a file, later',
        { result: image(fileOf('png').slice(0, 60)) },
        'broken',
        'did not arrive',
        'later',
      ],
      [
        'a result that is never done',
        { result: () => Response.json({}, { status: 202 }) },
        'timed-out',
        'not done',
        'later',
      ],
    ],
  ],
]

for (const [vendor, table] of rows)
  describe(`${vendor.title}:`, () => {
    it.each(table)('%s', async (_, answers, reason, words, later) => {
      const world = await openWorld({ sandboxUrl: null, keys: { wavespeed: 'k', stability: 'k' } })
      const who = await world.person()
      const bytes = fileOf('square')
      const picture = await addUpload(world.ctx, who.workspaceId, streamOf(bytes), bytes.byteLength, {})
      const network = vendor.network(answers)
      world.ctx.fetch = async (address, init) => {
        if (init?.body) await new Response(init.body).arrayBuffer()
        return network(new URL(String(address)))
      }
      const ask = (later && vendor.askLater) || vendor.ask
      const [pressed] = (await world.press(who, { ...ask(picture), count: 1 })).jobs
      await world.quiet()

      const job = await world.job(who, pressed!)
      expect(job).toMatchObject({ state: 'failed', assets: [], receipt: { charged: 0 } })
      expect(job.failure).toMatchObject({ reason, message: expect.stringContaining(words) })
      expect(job.failure?.message).toMatch(/^[A-Z].*\.$|words of the vendor/)
      expect(job.failure?.remedy).toMatch(/\.$/)
      const { grants, open } = await world.money(who)
      expect(open).toEqual([])
      for (const grant of grants) expect(grant.available).toBe(grant.granted)
    })
  })

describe('the same over HTTP, from the sandbox', () => {
  const ends: [string, string, object[], EndReason, string][] = [
    ['a wrong key', '', [{ do: 'status', status: 401 }], 'reconnect', 'does not accept our account'],
    ['no credits', '', [{ do: 'status', status: 402 }], 'reconnect', 'does not accept our account'],
    ['too many requests', '', [{ do: 'status', status: 429 }], 'busy', 'could not be sent'],
    ['moderation', '[refuse]', [], 'refused', 'safety check'],
    ['a blurred picture', '[nsfw]', [], 'refused', 'safety check'],
    ['an invalid field', '', [{ do: 'status', status: 400 }], 'bad-input', 'did not take it'],
    ['no answer', '', [{ do: 'drop-after-accept' }], 'timed-out', 'No word came'],
    ['half a file', '', [{ do: 'half-file' }], 'broken', 'did not arrive whole'],
    ['a file that breaks off', '', [{ do: 'half-file', cut: true }], 'broken', 'broke off'],
  ]
  it.each(ends)('Stability AI: %s', async (_, word, rules, reason, words) => {
    const world = await openWorld()
    const who = await world.person()
    await world.misbehave(...rules)
    const ask = { model: 'stability/core', input: { prompt: `a hill ${word}` } }
    const [pressed] = (await world.press(who, ask)).jobs
    await world.quiet()
    const job = await world.job(who, pressed!)
    expect(job).toMatchObject({ state: 'failed', receipt: { charged: 0 } })
    expect(job.failure).toMatchObject({ reason, message: expect.stringContaining(words) })
  })

  it('Stability AI: a failure of its own is tried again, and made once', async () => {
    const world = await openWorld()
    const who = await world.person()
    await world.misbehave({ do: 'status', status: 500, times: 2 })
    const ask = { model: 'stability/core', input: { prompt: 'a hill' } }
    const [pressed] = (await world.press(who, ask)).jobs
    await world.quiet()
    expect(await world.job(who, pressed!)).toMatchObject({ state: 'done', receipt: { charged: 1 } })
  })
})
