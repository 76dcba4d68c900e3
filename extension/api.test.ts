import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { api, bearer, Trouble } from './api.ts'

const problem = {
  type: 'about:blank',
  code: 'out-of-credits',
  status: 402,
  title: 'Not enough credits',
  detail: 'This needs 2 images; you have 1.',
  remedy: 'Make one at a time.',
  requestId: 'req_7',
}

let asked: { url: URL; init: RequestInit }[] = []

/** The next answer of the server; a function may throw, as a lost connection does. */
function answer(make: () => Response) {
  asked = []
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    asked.push({ url, init })
    return make()
  })
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })

const troubleFrom = async (call: Promise<unknown>) => {
  const cause = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(cause).toBeInstanceOf(Trouble)
  return cause as Trouble
}

beforeEach(() => {
  bearer.token = 'secret'
  bearer.refused = vi.fn()
})
afterEach(() => vi.unstubAllGlobals())

describe('trouble with the API', () => {
  it('is told in the server’s own words', async () => {
    answer(() => json(problem, 402))
    const trouble = await troubleFrom(api.account())
    expect(trouble).toMatchObject({
      code: 'out-of-credits',
      title: problem.title,
      detail: problem.detail,
      remedy: problem.remedy,
      requestId: 'req_7',
      decided: true,
    })
  })

  it('carries the new price when that is the trouble', async () => {
    answer(() => json({ ...problem, code: 'price-changed', price: { unit: 'image', amount: 3 } }, 409))
    expect((await troubleFrom(api.account())).price).toEqual({ unit: 'image', amount: 3 })
  })

  it('is undecided when there was no answer', async () => {
    answer(() => {
      throw new TypeError('Failed to fetch')
    })
    expect(await troubleFrom(api.account())).toMatchObject({ code: 'unreachable', decided: false })
  })

  it.each([
    ['a page of somebody else', new Response('<h1>Bad gateway</h1>', { status: 502 })],
    ['an answer that breaks the contract', json({ user: 'nobody' })],
    ['no JSON at all', new Response('ok')],
  ])('is undecided after %s', async (_, response) => {
    answer(() => response)
    expect(await troubleFrom(api.account())).toMatchObject({ code: 'unreadable', decided: false })
  })

  it('is undecided when the server broke, for the order may stand', async () => {
    answer(() => json({ ...problem, code: 'broken', status: 500 }, 500))
    expect((await troubleFrom(api.account())).decided).toBe(false)
  })

  it('ends the session when the token is no longer taken', async () => {
    answer(() => json({ ...problem, code: 'not-signed-in', status: 401 }, 401))
    await troubleFrom(api.account())
    expect(bearer.refused).toHaveBeenCalledOnce()
  })

  it('does not end a session that was never there', async () => {
    bearer.token = null
    answer(() => json({ ...problem, code: 'not-signed-in', status: 401 }, 401))
    await troubleFrom(api.signIn('a@b.example', 'wrong'))
    expect(bearer.refused).not.toHaveBeenCalled()
  })

  it('is not made of an abort', async () => {
    const stop = new AbortController()
    answer(() => {
      stop.abort()
      throw new DOMException('aborted', 'AbortError')
    })
    const wish = { model: 'x/y', input: {}, count: 1 }
    await expect(api.preflight(wish, stop.signal)).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('a call', () => {
  it('shows the token in the header and sends no cookies', async () => {
    answer(() => json({ models: [] }))
    await api.models()
    expect(new Headers(asked[0]?.init.headers).get('authorization')).toBe('Bearer secret')
    expect(asked[0]?.init.credentials).toBe('omit')
    expect(asked[0]?.url.href).toBe('https://api.atelier.example/api/image-studio/models')
  })

  it('carries the key of the press', async () => {
    answer(() => json(problem, 402))
    const request = {
      model: 'x/y',
      input: { prompt: 'a' },
      count: 2,
      price: { unit: 'image' as const, amount: 2 },
    }
    await troubleFrom(api.order('create-image', request, 'key-12345'))
    expect(new Headers(asked[0]?.init.headers).get('idempotency-key')).toBe('key-12345')
    expect(JSON.parse(String(asked[0]?.init.body))).toEqual(request)
  })

  it('takes the signed token of the header before the one in the body', async () => {
    answer(() => json({ token: 'plain' }, 200, { 'set-auth-token': 'signed' }))
    expect(await api.signIn('a@b.example', 'right')).toBe('signed')
    answer(() => json({ token: 'plain' }))
    expect(await api.signIn('a@b.example', 'right')).toBe('plain')
  })
})
