import { afterEach, describe, expect, it, vi } from 'vitest'
import { openWorld } from '../test/world.ts'
import { fetchPublic, providerNet } from './net.ts'

afterEach(() => vi.unstubAllGlobals())

/** Stands in for the network: answers by address, and remembers what was asked. */
function network(answers: Record<string, () => Response>) {
  const asked: { url: string; init: RequestInit }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init })
    const answer = answers[url]
    if (!answer) throw new TypeError('there is nothing at this address')
    return answer()
  })
  return asked
}

const to = (location: string) => () => new Response(null, { status: 302, headers: { location } })
const limits = { maxBytes: 1000, timeoutMs: 1000, accept: 'image/*' }

const code = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  )

describe('a public address', () => {
  it('is fetched, redirects included', async () => {
    const { ctx } = await openWorld({ sandboxUrl: null })
    const answers = {
      'https://a.example.com/x': to('https://b.example.com/y'),
      'https://b.example.com/y': to('/z'),
      'https://b.example.com/z': () => new Response('picture'),
    }
    const asked = network(answers)
    const answer = await fetchPublic(ctx, 'https://a.example.com/x', limits)
    expect(await answer.text()).toBe('picture')
    expect(asked.map(({ url }) => url)).toEqual(Object.keys(answers))
    for (const { init } of asked) expect(init.redirect).toBe('manual')
  })

  it.each([
    'http://a.example.com/',
    'https://127.0.0.1/',
    'https://inside.internal/',
    'https://a.example.com:81/',
  ])('is not followed to %s', async (location) => {
    const { ctx } = await openWorld({ sandboxUrl: null })
    const asked = network({ 'https://a.example.com/x': to(location) })
    expect(await code(fetchPublic(ctx, 'https://a.example.com/x', limits))).toBe('unreachable-picture')
    expect(asked).toHaveLength(1)
  })

  it('is followed five times and no further', async () => {
    const { ctx } = await openWorld({ sandboxUrl: null })
    const asked = network({ 'https://a.example.com/x': to('/x') })
    expect(await code(fetchPublic(ctx, 'https://a.example.com/x', limits))).toBe('unreachable-picture')
    expect(asked).toHaveLength(6)
  })

  it.each([404, 500])('that answers %i is no picture', async (status) => {
    const { ctx } = await openWorld({ sandboxUrl: null })
    network({ 'https://a.example.com/x': () => new Response('no', { status }) })
    expect(await code(fetchPublic(ctx, 'https://a.example.com/x', limits))).toBe('unreachable-picture')
  })

  it('is cut off when it sends more than it may, announced or not', async () => {
    const { ctx } = await openWorld({ sandboxUrl: null })
    const long = new Uint8Array(600)
    const endless = () => new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(long) })
    network({
      'https://a.example.com/announced': () => new Response('x', { headers: { 'content-length': '1001' } }),
      'https://a.example.com/endless': () => new Response(endless()),
    })
    expect(await code(fetchPublic(ctx, 'https://a.example.com/announced', limits))).toBe('too-large')
    const answer = await fetchPublic(ctx, 'https://a.example.com/endless', limits)
    expect(await code(answer.arrayBuffer())).toBe('too-large')
  })

  it('is judged by its real name and then played by the sandbox', async () => {
    const { ctx } = await openWorld({ sandboxUrl: 'http://127.0.0.1:9' })
    const asked = network({ 'http://127.0.0.1:9/a.example.com/x?y': () => new Response('played') })
    expect(await (await fetchPublic(ctx, 'https://a.example.com/x?y', limits)).text()).toBe('played')
    expect(await code(fetchPublic(ctx, 'https://127.0.0.1:9/a.example.com/x', limits))).toBe(
      'unreachable-picture',
    )
    expect(asked).toHaveLength(1)
  })
})

describe('the way out for a vendor', () => {
  const address = 'https://api.wavespeed.ai/api/v3/balance'
  const answers = {
    [address]: () => new Response('real'),
    'http://127.0.0.1:9/api.wavespeed.ai/api/v3/balance': () => new Response('played'),
  }
  const key = { keys: { wavespeed: 'real-key' } }

  it('leads to the sandbox without a key, to the vendor with one', async () => {
    network(answers)
    const sandboxUrl = 'http://127.0.0.1:9'
    const played = providerNet((await openWorld({ sandboxUrl })).ctx, 'wavespeed')
    expect([await (await played.fetch(address)).text(), played.key]).toEqual(['played', 'sandbox-key'])
    const real = providerNet((await openWorld({ sandboxUrl, ...key })).ctx, 'wavespeed')
    expect([await (await real.fetch(address)).text(), real.key]).toEqual(['real', 'real-key'])
  })

  it('leads nowhere without a key and without a sandbox', async () => {
    const { ctx } = await openWorld({ sandboxUrl: null })
    expect(() => providerNet(ctx, 'wavespeed')).toThrow(expect.objectContaining({ code: 'unavailable' }))
  })

  it('leads to its own hosts alone, redirects included', async () => {
    const { ctx } = await openWorld({ sandboxUrl: null, ...key })
    const asked = network({ 'https://cdn.wavespeed.ai/x': to('https://evil.example.com/x') })
    const net = providerNet(ctx, 'wavespeed')
    await expect(net.fetch('https://evil.example.com/x')).rejects.toThrow('not a host of wavespeed')
    await expect(net.fetch('http://api.wavespeed.ai/x')).rejects.toThrow('only https')
    expect(asked).toEqual([])
    await expect(net.fetch('https://cdn.wavespeed.ai/x')).rejects.toThrow('not a host of wavespeed')
    expect(asked).toHaveLength(1)
  })

  it('does not send a submit anywhere else', async () => {
    const { ctx } = await openWorld({ sandboxUrl: null, ...key })
    const asked = network({ [address]: to('https://api.wavespeed.ai/elsewhere') })
    const answer = await providerNet(ctx, 'wavespeed').fetch(address, { method: 'POST', body: '{}' })
    expect(answer.status).toBe(302)
    expect(asked).toHaveLength(1)
  })
})
