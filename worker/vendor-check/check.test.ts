import { beforeEach, describe, expect, inject, it } from 'vitest'
import { models } from '../models/index.ts'
import type { Net } from '../providers/provider.ts'
import { checkVendor } from './check.ts'
import { passableNames } from './differences.ts'
import passedOver from '../models/passed-over.json'
import { linesOf, wordsOf } from './words.ts'

const qwen = 'wavespeed-ai/qwen-image/text-to-image'
const wan = 'alibaba/wan-2.5/image-to-video'
const kontext = 'wavespeed-ai/flux-kontext-pro/multi'
const clone = 'minimax/voice-clone'

let net: Net
let asked: string[]

/** A key of its own: what the sandbox is told to say otherwise, it says to this one alone. */
beforeEach(() => {
  asked = []
  net = {
    key: `sandbox-${crypto.randomUUID()}`,
    fetch: (url, init = {}) => {
      asked.push(`${init.method ?? 'GET'} ${url.replace('https://', '')}`)
      return fetch(url.replace('https://', `${inject('sandboxUrl')}/`), init)
    },
  }
})

const order = (rule: object) =>
  fetch(`${inject('sandboxUrl')}/__sandbox/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ match: { key: net.key }, ...rule }]),
  })
const sell = (changes: object) => order({ do: 'catalogue', models: changes })
const check = (more: readonly string[] = []) =>
  checkVendor('wavespeed', net, new Set([...passedOver, ...more]))

describe('a vendor that sells what we have', () => {
  it('is not different in any model, field, value, limit or price', async () => {
    const report = await check()
    expect(report.differences).toEqual([])
    expect(report).toMatchObject({ state: 'checked', balanceMicros: expect.any(Number) })
    expect(report.models).toBe(models.filter(({ id }) => id.startsWith('wavespeed/')).length)
    expect(report.prices).toBeGreaterThan(60)
    expect(report.remarks.join('\n')).toContain('wavespeed/vidu-reference-q2 has no published price')
    expect(linesOf(report, 'WAVESPEED_KEY')[0]).toMatch(
      /left; \d+ models and \d+ prices compared, 0 differences$/,
    )
  })

  it('is asked for nothing that could cost something', async () => {
    await check()
    await checkVendor('stability', net, new Set())
    expect([...new Set(asked)].sort()).toEqual([
      'GET api.stability.ai/v1/user/balance',
      'GET api.wavespeed.ai/api/v3/balance',
      'GET api.wavespeed.ai/api/v3/models',
      'POST api.wavespeed.ai/api/v3/model/price',
    ])
  })

  it('and tells its balance alone is said not to have been compared', async () => {
    const report = await checkVendor('stability', net, new Set())
    expect(report).toMatchObject({ state: 'checked', models: 0, prices: 0, differences: [] })
    expect(report.balanceMicros).toBeGreaterThan(0)
    expect(report.remarks.join()).toContain('were not compared')
  })
})

describe('a vendor that is different', () => {
  it.each<[string, object, string[]]>([
    ['a model gone', { [qwen]: null }, [`gone      wavespeed/qwen-image: ${qwen} is not sold any more`]],
    ['a new model', { 'a/b': { like: qwen } }, ['new       a/b: Qwen Image, a newer one']],
    [
      'a field renamed',
      { [qwen]: { inputs: { prompt: { as: 'text' } } } },
      [
        'field     wavespeed/qwen-image: we send prompt, which it does not know',
        'field     wavespeed/qwen-image: it requires text, which we may leave out',
      ],
    ],
    [
      'a field gone',
      { [qwen]: { inputs: { seed: null } } },
      ['field     wavespeed/qwen-image: we send seed, which it does not know'],
    ],
    [
      'a field required that we send only at times',
      { [qwen]: { inputs: { seed: { required: true } } } },
      ['field     wavespeed/qwen-image: it requires seed, which we may leave out'],
    ],
    [
      'a field of another type',
      { [wan]: { inputs: { duration: { type: 'string', enum: ['5', '10'] } } } },
      ['type      wavespeed/wan-2.5-i2v duration: we send integer, it takes string'],
    ],
    [
      'a value gone and another come',
      { [wan]: { inputs: { resolution: { enum: ['480p', '720p', '4K'] } } } },
      [
        'value     wavespeed/wan-2.5-i2v resolution: it does not take 1080p; it takes 480p, 720p, 4K',
        'value     wavespeed/wan-2.5-i2v resolution: it also takes 4K',
      ],
    ],
    [
      'narrower limits',
      {
        [kontext]: {
          inputs: {
            guidance_scale: { minimum: 2, maximum: 10 },
            images: { maxItems: 4 },
            prompt: { maxLength: 100 },
          },
        },
        [qwen]: { inputs: { size: { maximum: 1024 } } },
      },
      [
        'limit     wavespeed/qwen-image size: at most 1024 pixels of a side there, 1536 here',
        'limit     wavespeed/flux-kontext-pro-multi guidance_scale: at least 2 there, 1 here',
        'limit     wavespeed/flux-kontext-pro-multi guidance_scale: at most 10 there, 20 here',
        'limit     wavespeed/flux-kontext-pro-multi images: at most 4 items there, 5 here',
        'limit     wavespeed/flux-kontext-pro-multi prompt: at most 100 characters there, 2000 here',
      ],
    ],
    [
      'a wider limit',
      { [clone]: { inputs: { accuracy: { maximum: 2 } } } },
      ['limit     wavespeed/minimax-voice-clone accuracy: at most 2 there, 1 here'],
    ],
    [
      'another price',
      { [wan]: { price: 1.2 }, [qwen]: { price: 0.5 } },
      [
        'price     wavespeed/qwen-image: ours $0.02, theirs $0.01, ×0.5',
        ...[
          ['480p', '5', '$0.25', '$0.30'],
          ['480p', '10', '$0.50', '$0.60'],
          ['720p', '5', '$0.50', '$0.60'],
          ['720p', '10', '$1.00', '$1.20'],
          ['1080p', '5', '$0.75', '$0.90'],
          ['1080p', '10', '$1.50', '$1.80'],
        ].map(
          ([resolution, seconds, ours, theirs]) =>
            `price     wavespeed/wan-2.5-i2v (resolution ${resolution}, seconds ${seconds}): ours ${ours}, theirs ${theirs}, ×1.2`,
        ),
      ],
    ],
  ])('%s', async (_, changes, lines) => {
    await sell(changes)
    expect((await check()).differences.map(wordsOf)).toEqual(lines)
  })

  it('in what only it has is passed over once somebody has looked at it, and only that', async () => {
    await sell({
      'a/b': { like: qwen },
      [wan]: { inputs: { resolution: { enum: ['480p', '720p', '1080p', '4K'] } } },
      [clone]: { inputs: { accuracy: { maximum: 2 } } },
      [kontext]: null,
    })
    const { differences } = await check()
    const names = differences.flatMap(passableNames)
    expect(names).toHaveLength(3)
    expect((await check(names)).differences.map(({ kind }) => kind)).toEqual(['gone'])
    // One more value than was looked at is a difference again.
    expect((await check(names.filter((name) => !name.includes('4K')))).differences).toMatchObject([
      { kind: 'gone' },
      { kind: 'more-values', theirs: ['4K'] },
    ])
  })
})

describe('a vendor that does not answer', () => {
  it('well to the key is asked for nothing else, and the key is not repeated', async () => {
    const urls: string[] = []
    const refusing: Net = {
      key: 'very-secret',
      fetch: async (url) => {
        urls.push(url)
        throw new Error(`no such key: very-secret`)
      },
    }
    const report = await checkVendor('wavespeed', refusing, new Set())
    expect(report).toMatchObject({ state: 'failed', differences: [] })
    expect(report.remarks).toEqual(['The balance could not be had: no such key: ….'])
    expect(urls).toHaveLength(1)
  })

  it.each(['wavespeed', 'stability'] as const)('is told apart from one that agrees: %s', async (vendor) => {
    await order({ do: 'status', status: 503 })
    const report = await checkVendor(vendor, net, new Set())
    expect(report).toMatchObject({ state: 'failed', balanceMicros: null })
    expect(report.remarks[0]).toContain('503')
  })

  it('with its catalogue or with any price is told apart too', async () => {
    await order({ match: { key: net.key, path: '/api/v3/model*' }, do: 'wrong-json' })
    const report = await check()
    expect(report).toMatchObject({ state: 'failed', models: 0, prices: 0, differences: [] })
    expect(report.remarks[0]).toContain('The catalogue could not be had')
    expect(report.remarks[1]).toContain('No price was told for wavespeed/qwen-image')
  })
})
