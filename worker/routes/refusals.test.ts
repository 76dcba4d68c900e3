import { beforeAll, describe, expect, it } from 'vitest'
import { AssetPage, JobList, paths, Upload } from '../../shared/api.ts'
import { Asset } from '../../shared/assets.ts'
import { EventPage } from '../../shared/events.ts'
import { Order } from '../../shared/jobs.ts'
import { newcomer, post, send, type Somebody } from '../test/caller.ts'
import { fileOf } from '../test/files.ts'
import { at, everyCall, nameOf, refusesOddBodies, refusesStrangers } from '../test/refusals.ts'

const calls = everyCall()
const press = { 'idempotency-key': 'one-key-for-two' }

let ada: Somebody
let eve: Somebody
let order: Order
let asset: Asset
let upload: Upload

beforeAll(async () => {
  ;[ada, eve] = [await newcomer('Ada'), await newcomer('Eve')]
  const image = { method: 'POST', body: fileOf('png'), token: ada.token }
  asset = Asset.parse((await send(paths.assets, image)).json())
  upload = Upload.parse((await post(paths.uploads, { bytes: 1 }, { token: ada.token })).json())
  const wish = {
    model: 'wavespeed/qwen-image',
    input: { prompt: 'a lighthouse' },
    price: { unit: 'image', amount: 1 },
  }
  const headers = { 'idempotency-key': crypto.randomUUID() }
  order = Order.parse((await post('/api/image-studio/create', wish, { headers, token: ada.token })).json())
})

describe.each(calls.filter((call) => call.signedIn).map((call) => [nameOf(call), call] as const))(
  '%s',
  (_, call) => refusesStrangers(call),
)

describe.each(calls.filter((call) => call.takesJson).map((call) => [nameOf(call), call] as const))(
  '%s',
  (_, call) => refusesOddBodies(call, () => (call.signedIn ? eve.token : undefined)),
)

describe('what is another workspace’s', () => {
  const theirs: Record<string, () => string> = {
    [paths.jobs]: () => order.jobs[0]!.id,
    [paths.orders]: () => order.id,
    [paths.uploads]: () => upload.id,
    [paths.assets]: () => asset.id,
  }
  const withId = calls.filter((call) => call.signedIn && call.path.includes('{id}'))

  it.each(withId.map((call) => [nameOf(call), call] as const))('is not there: %s', async (_, call) => {
    const home = Object.keys(theirs).find((start) => call.path.startsWith(start))
    const id = theirs[home ?? '']?.()
    if (!id) throw new Error(`nothing of another workspace to try ${call.path} with`)
    const mine = await send(at(call, id), { method: call.method, token: ada.token })
    const notMine = await send(at(call, id), { method: call.method, token: eve.token })
    // A call that wants more than an id says so, but only to whose thing it is.
    expect([200, 400]).toContain(mine.status)
    expect(notMine.status).toBe(404)
    expect(notMine.problem().code).toBe('not-found')
  })

  it.each(withId.map((call) => [nameOf(call), call] as const))('has ids of a form: %s', async (_, call) => {
    const answer = await send(at(call, "x' or 1=1"), { method: call.method, token: eve.token })
    expect(answer.status).toBe(400)
  })

  it('is in no list', async () => {
    const lists = [
      AssetPage.parse((await send(paths.assets, { token: eve.token })).json()).assets,
      JobList.parse((await send(`${paths.jobs}?state=all`, { token: eve.token })).json()).jobs,
      EventPage.parse((await send(paths.events, { token: eve.token })).json()).events,
    ]
    expect(lists).toEqual([[], [], []])
  })

  it('cannot be put into an order, nor priced', async () => {
    const wish = { model: 'wavespeed/wan-2.5-i2v', input: { image: asset.id, prompt: 'slowly' } }
    const ordered = await post(
      '/api/image-studio/transform/image-to-video',
      { ...wish, price: { unit: 'video', amount: 1 } },
      { headers: press, token: eve.token },
    )
    expect([400, 404]).toContain(ordered.status)
    const preflight = await post(paths.preflight, wish, { token: eve.token })
    expect(preflight.json()).not.toMatchObject({ allowed: true })
  })

  it('is not reached by the same key', async () => {
    const wish = {
      model: 'wavespeed/qwen-image',
      input: { prompt: 'a lighthouse' },
      price: { unit: 'image', amount: 1 },
    }
    const both = [ada, eve].map(({ token }) =>
      post('/api/image-studio/create', wish, { headers: press, token }),
    )
    const [mine, others] = (await Promise.all(both)).map((answer) => Order.parse(answer.json()))
    expect(mine?.id).not.toBe(others?.id)
  })
})

describe('a press', () => {
  const wish = { model: 'wavespeed/qwen-image', input: { prompt: 'x' }, price: { unit: 'image', amount: 1 } }

  it.each([
    ['no key', {}],
    ['too short a key', { 'idempotency-key': 'short' }],
    ['a key of other than visible ASCII', { 'idempotency-key': 'eight chars' }],
  ])('with %s is refused', async (_, headers: Record<string, string>) => {
    const answer = await post('/api/image-studio/create', wish, { headers, token: eve.token })
    expect(answer.status).toBe(400)
    expect(answer.problem().fields?.[0]?.path).toBe('Idempotency-Key')
  })

  it('takes no model of another task', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const body = { ...wish, model: 'wavespeed/wan-2.5-i2v' }
    const answer = await post('/api/image-studio/create', body, { headers, token: eve.token })
    expect(answer.problem()).toMatchObject({ code: 'bad-input', fields: [{ path: 'model' }] })
  })

  it('says where in the form something is wrong', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const body = { ...wish, input: { prompt: ' ', ratio: '1:1' } }
    const answer = await post('/api/image-studio/create', body, { headers, token: eve.token })
    expect(answer.problem().fields).toEqual([
      { path: 'input.prompt', message: expect.stringMatching(/empty/) },
    ])
  })
})

describe('what is not there', () => {
  it.each(['GET /', 'GET /api', 'GET /api/nothing', 'DELETE /api/account', 'GET /api/auth/get-session'])(
    '%s',
    async (line) => {
      const [method = '', path = ''] = line.split(' ')
      const answer = await send(path, { method })
      expect(answer.status).toBe(404)
      expect(answer.problem()).toMatchObject({
        code: 'not-found',
        requestId: answer.headers.get('x-request-id'),
      })
    },
  )

  it.each([
    'organization/create',
    'organization/invite-member',
    'update-user',
    'admin/list-users',
    'sign-in/social',
  ])('no door of the sign-in library stands open that we did not open: %s', async (path) => {
    const answer = await post(`${paths.auth}/${path}`, {}, { token: ada.token })
    expect(answer.status).toBe(404)
  })
})

describe('a page of any origin', () => {
  it('may ask, without cookies, and remembers for a day that it may', async () => {
    const headers = {
      origin: 'chrome-extension://abcdefghijklmnop',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key',
    }
    const answer = await send('/api/image-studio/create', { method: 'OPTIONS', headers })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(answer.headers.get('access-control-max-age')).toBe('86400')
    expect(answer.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('idempotency-key')
  })

  it('can read why it was refused', async () => {
    const answer = await send(paths.account, { headers: { origin: 'https://www.linkedin.com' } })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Request-Id')
  })
})
