import { createHmac, timingSafeEqual } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWorld, qwen, type Rung, type World } from '../test-world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await world.control('reset', {})
  world.rung.length = 0
  world.hookStatus = []
})
afterAll(() => world.close())

const hooked = (url: string) => `${qwen}?webhook=${encodeURIComponent(url)}`
const ours = hooked('https://api.atelier.example/hooks/wavespeed?job=1')
const body = { prompt: 'a', size: '256*256' }

async function secretOf(key: string): Promise<string> {
  const headers = { authorization: `Bearer ${key}` }
  return (await world.ask<{ secret: string }>('webhook/secret', undefined, { headers })).body.data.secret
}

/** A receiver's own check, written from the published description alone. */
async function genuine({ headers, body: raw }: Rung): Promise<boolean> {
  const secret = await secretOf('sandbox-key')
  const [version, given] = String(headers['webhook-signature']).split(',')
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${raw}`
  const wanted = createHmac('sha256', secret.slice('whsec_'.length)).update(signed).digest('hex')
  const recent = Math.abs(Date.now() / 1000 - Number(headers['webhook-timestamp'])) < 300
  return version === 'v3' && recent && timingSafeEqual(Buffer.from(given ?? ''), Buffer.from(wanted))
}

test.each([
  ['completed', 'a'],
  ['failed', 'a [refuse]'],
])('a %s task calls back with the prediction, truly signed', async (status, prompt) => {
  const { id } = await world.submit(ours, { ...body, prompt })
  const [call] = await world.ringing(1)
  if (!call) throw new Error('nobody called')
  expect(call.path).toBe('/hooks/wavespeed?job=1')
  expect(call.headers).toMatchObject({ 'content-type': 'application/json' })
  expect(await genuine(call)).toBe(true)
  expect(await genuine({ ...call, body: call.body.replace(id, 'other') })).toBe(false)
  expect(JSON.parse(call.body)).toEqual((await world.ask(`predictions/${id}/result`)).body.data)
  expect(JSON.parse(call.body)).toMatchObject({ id, status })
})

test('a receiver that fails is called up to three times more, with the same id', async () => {
  world.hookStatus = [500, 503, 200]
  await world.submit(ours, body)
  const calls = await world.ringing(3)
  expect(new Set(calls.map((call) => call.headers['webhook-id'])).size).toBe(1)
  world.hookStatus = [500, 500, 500, 500, 500]
  await world.submit(ours, body)
  await world.ringing(7)
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(world.rung.length).toBe(7)
})

test('the secret is the same for the same key and differs between keys', async () => {
  expect(await secretOf('sandbox-a')).toBe(await secretOf('sandbox-a'))
  expect(await secretOf('sandbox-a')).not.toBe(await secretOf('sandbox-b'))
  expect(await secretOf('sandbox-a')).toMatch(/^whsec_.{32,}/)
})

test('addresses on this machine are called, all others only noted', async () => {
  const local = `${world.workerUrl.replace('http:', 'https:')}/local`
  await world.finish(await world.submit(hooked(local), body))
  expect((await world.ringing(1))[0]?.path).toBe('/local')
  await world.finish(await world.submit(hooked('https://example.com/hook'), body))
  type Log = { sent: { url: string; outcome: object }[] }
  const { sent } = await world.control<Log>('log')
  expect(sent.find((call) => call.url === 'https://example.com/hook')?.outcome).toHaveProperty('refused')
  expect(sent.find((call) => call.url === local)?.outcome).toEqual({ status: 200 })
})

test('orders: twice, late, forged, never', async () => {
  await world.order({ do: 'webhook', how: 'twice', times: 1 })
  await world.submit(ours, body)
  const twice = await world.ringing(2)
  expect(twice[0]?.headers['webhook-id']).toBe(twice[1]?.headers['webhook-id'])

  await world.order({ do: 'webhook', how: 'late', ms: 500, times: 1 })
  await world.finish(await world.submit(ours, body))
  expect(world.rung.length).toBe(2)
  await world.ringing(3)

  await world.order({ do: 'webhook', how: 'forged', times: 1 })
  await world.submit(ours, body)
  const forged = (await world.ringing(4))[3]
  expect(forged && (await genuine(forged))).toBe(false)

  await world.order({ do: 'webhook', how: 'never', times: 1 })
  await world.finish(await world.submit(ours, body))
  await world.submit(ours, { ...body, prompt: 'the next' })
  const calls = await world.ringing(5)
  expect(calls.length).toBe(5)
  expect(calls[4] && (await genuine(calls[4]))).toBe(true)
})
