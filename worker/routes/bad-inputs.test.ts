import { env } from 'cloudflare:workers'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { paths } from '../../shared/api.ts'
import { Asset } from '../../shared/assets.ts'
import { problems } from '../../shared/errors.ts'
import { Order } from '../../shared/jobs.ts'
import { fileLink } from '../assets/link.ts'
import { openContext } from '../context.ts'
import { jobs } from '../db/schema.ts'
import { badAddresses, evil } from '../test/bad-addresses.ts'
import { badCalls } from '../test/bad-calls.ts'
import type { BadInput, Scene } from '../test/bad-input.ts'
import { badOrders } from '../test/bad-orders.ts'
import { badUploads } from '../test/bad-uploads.ts'
import { newcomer, post, send, type Somebody } from '../test/caller.ts'
import { fileOf } from '../test/files.ts'
import { movingGif } from '../test/odd-files.ts'

const badInputs: readonly BadInput[] = [...badOrders, ...badUploads, ...badAddresses, ...badCalls].map(
  ([name, code, says, how]) => ({ name, code, says, send: how }),
)

const ctx = openContext(env)
const words = `lighthouse ${crypto.randomUUID()}`
/** Everything that was written to the log, from the first sign-up on. */
const logged: string[] = []
const realFetch = globalThis.fetch

let ada: Somebody
let eve: Somebody
let scene: Scene

/** The bad addresses' own server; everybody else is played as always. */
async function fetchWithEvil(target: string, init?: RequestInit): Promise<Response> {
  const home = `${inject('sandboxUrl')}/evil.example`
  if (!target.startsWith(home)) return realFetch(target, init)
  const answer = evil[target.slice(home.length)]
  if (!answer) throw new TypeError('the connection was closed')
  return answer()
}

const add = async (who: Somebody, bytes: Uint8Array<ArrayBuffer>) =>
  Asset.parse((await send(paths.assets, { method: 'POST', body: bytes, token: who.token })).json())

const press = async (who: Somebody, key: string) => {
  const wish = {
    model: 'wavespeed/qwen-image',
    input: { prompt: words },
    price: { unit: 'image', amount: 1 },
  }
  const headers = { 'idempotency-key': key }
  return Order.parse((await post('/api/image-studio/create', wish, { headers, token: who.token })).json())
}

beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => void logged.push(parts.join(' ')))
  vi.stubGlobal('fetch', fetchWithEvil)
  ;[ada, eve] = [await newcomer('Ada'), await newcomer('Eve')]
  const [picture, moving, clip] = [
    await add(ada, fileOf('png')),
    await add(ada, movingGif()),
    await add(ada, fileOf('clip')),
  ]
  const usedKey = crypto.randomUUID()
  const order = await press(ada, usedKey)
  const theirOrder = await press(eve, crypto.randomUUID())
  const [row] = await ctx.db.select().from(jobs).where(eq(jobs.id, order.jobs[0]!.id))
  const pathOf = (url: string) => url.slice(new URL(url).origin.length)
  const fileId = new URL(picture.url).pathname.split('/').at(-1)!
  const longAgo = { ...ctx, now: () => Date.now() - 48 * 3600_000 }
  scene = {
    token: ada.token,
    picture: picture.id,
    moving: moving.id,
    clip: clip.id,
    theirs: {
      picture: (await add(eve, fileOf('png'))).id,
      job: theirOrder.jobs[0]!.id,
      order: theirOrder.id,
    },
    usedKey,
    link: pathOf(picture.url),
    expired: pathOf((await fileLink(longAgo, 'https://api.atelier.example', fileId)).url),
    hook: `${paths.hooks}/wavespeed/${row!.id}/${row!.hookToken}`,
    words,
  }
})

afterAll(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  console.log(`${badInputs.length} bad inputs: each refused by name, nothing held, stored or told`)
})

const counted = [
  'users',
  'orders',
  'jobs',
  'holds',
  'ledger',
  'events',
  'files',
  'assets',
  'spending',
  'uploads',
]
const count =
  sql.raw(`select ${counted.map((table) => `(select count(*) from ${table}) as ${table}`).join(', ')},
  (select sum(available) from grants) as available,
  (select sum(micros) from vendor_days) as vendor_micros`)

/** Everything that money or storage knows. */
async function everything() {
  // What a plan gives is given at the first look: that is not the bad input's doing.
  await Promise.all([ada, eve].map(({ token }) => send(paths.account, { token })))
  const { objects } = await ctx.media.list()
  return { rows: await ctx.db.get(count), objects: objects.map(({ key }) => key).sort() }
}

describe('a bad input', () => {
  it.each(badInputs.map((one) => [one.name, one] as const))('%s', async (_, { code, says, ...bad }) => {
    const before = await everything()
    const answer = await bad.send(scene)
    const problem = answer.problem()
    expect({ status: answer.status, code: problem.code }).toEqual({ status: problems[code][0], code })
    expect(problem.requestId).toBe(answer.headers.get('x-request-id'))
    const told = [
      problem.detail,
      problem.remedy,
      ...(problem.fields ?? []).map((f) => `${f.path}: ${f.message}`),
    ]
    expect(told.join('\n')).toMatch(says)
    for (const sentence of [problem.detail, problem.remedy])
      expect(sentence).toMatch(/^[A-Z0-9“].{10,}[.]$/su)
    expect(await everything()).toEqual(before)
  })

  it('is one of very many, each with a name of its own', () => {
    expect(badInputs.length).toBeGreaterThanOrEqual(60)
    expect(new Set(badInputs.map(({ name }) => name)).size).toBe(badInputs.length)
  })
})

describe('the log of all of them', () => {
  it('has a line for every request, with what it was and what it cost', () => {
    const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>)
    const requests = lines.filter(({ event }) => event === 'request')
    expect(requests.length).toBeGreaterThan(badInputs.length)
    for (const line of requests)
      expect(line).toMatchObject({
        requestId: expect.any(String),
        route: expect.any(String),
        status: expect.any(Number),
        ms: expect.any(Number),
        rowsRead: expect.any(Number),
        rowsWritten: expect.any(Number),
      })
    expect(requests).toContainEqual(
      expect.objectContaining({
        route: '/api/jobs/:id',
        id: scene.theirs.job,
        status: 404,
        code: 'not-found',
      }),
    )
    expect(lines.filter(({ event }) => event === 'broken')).toEqual([])
  })

  it('holds no prompt, no secret, no token and no link', () => {
    const all = logged.join('\n')
    const link = new URL(scene.link, 'https://api.atelier.example').searchParams.get('signature')!
    const secrets = {
      words,
      'the words, as an address has them': encodeURIComponent(words),
      'the middle of the words': words.slice(11, 30),
      'a token': ada.token,
      'the token of a session': ada.token.split('.')[0]!,
      'a password': ada.password,
      'an e-mail': ada.email,
      'a key': scene.usedKey,
      'a signature': link,
      'the token of a webhook': scene.hook.split('/').at(-1)!,
      'the secret of the sign-in': env.AUTH_SECRET!,
      'the secret of the links': env.LINK_SECRET!,
      'the vendor’s key': 'sandbox-key',
      'a picture’s address': 'me:secret',
      'a query': 'signature=',
    }
    for (const [what, secret] of Object.entries(secrets)) expect(all.includes(secret), what).toBe(false)
  })
})
