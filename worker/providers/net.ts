import type { Context } from '../context.ts'
import type { Settings } from '../env.ts'
import { Refusal } from '../problem.ts'
import { hostMatches, objectionTo } from './guard.ts'
import { providers, type VendorId } from './index.ts'
import type { Net } from './provider.ts'

/** What the played vendors take where there is no real key. */
const sandboxKey = 'sandbox-key'

const maxHops = 5

/** What a way out is made of: the network, the keys, and the sandbox where there is one. */
export interface Outside {
  fetch: Context['fetch']
  settings: Pick<Settings, 'keys' | 'sandboxUrl'>
}

/** Where the request really goes: the guard has judged the real name, and only then may the sandbox play it. */
const played = (sandboxUrl: string, url: URL) =>
  `${sandboxUrl.replace(/\/$/, '')}/${url.host}${url.pathname}${url.search}`

/** Is there anybody behind this vendor: a real key, or the sandbox? */
export const vendorReady = (ctx: Outside, vendor: VendorId): boolean =>
  ctx.settings.keys[vendor] !== null || ctx.settings.sandboxUrl !== null

/**
 * The way out for one vendor: its hosts and nothing else, `timeoutMs` (30 s) for the call and its body.
 * With a real key the real vendor is called, even where there is a sandbox. A GET follows up to 5 redirects,
 * each judged again; anything else does not follow. Throws Refusal `unavailable` when nobody is behind it.
 */
export function providerNet(ctx: Outside, vendor: VendorId): Net {
  const realKey = ctx.settings.keys[vendor]
  const sandboxUrl = realKey === null ? ctx.settings.sandboxUrl : null
  if (realKey === null && sandboxUrl === null)
    throw new Refusal(
      'unavailable',
      'This model is not set up here: its vendor’s key is missing.',
      'Choose another model. Nothing was charged.',
    )
  const { hosts } = providers[vendor]
  return {
    key: realKey ?? sandboxKey,
    fetch: (address, { timeoutMs = 30_000, ...init } = {}) =>
      follow(ctx, new URL(address), init, timeoutMs, sandboxUrl, (url) =>
        hostMatches(url.hostname, hosts) ? objectionTo(url) : `${url.hostname} is not a host of ${vendor}`,
      ),
  }
}

/** How a public address may be fetched. `accept` and `referer` are the headers of those names. */
export interface PublicFetch {
  maxBytes: number
  timeoutMs: number
  accept: string
  referer?: string | null
}

/**
 * Fetches somebody else's public address: https, a public name, each of up to 5 redirects judged again.
 * The body ends with Refusal `too-large` once it is longer than `maxBytes`. Throws Refusal
 * `unreachable-picture` with the reason when there is nothing to be had.
 */
export async function fetchPublic(ctx: Outside, address: string, limits: PublicFetch): Promise<Response> {
  const { maxBytes, timeoutMs, accept, referer } = limits
  const url = URL.parse(address)
  if (!url) throw unreachable('the address cannot be read')
  let response: Response
  try {
    response = await follow(
      ctx,
      url,
      { headers: { accept, ...(referer && { referer }) } },
      timeoutMs,
      ctx.settings.sandboxUrl,
      objectionTo,
    )
  } catch (error) {
    if (error instanceof Objection) throw unreachable(error.message)
    throw unreachable('its server did not answer')
  }
  if (!response.ok) {
    await response.body?.cancel()
    throw unreachable(`its server answered ${response.status}`)
  }
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel()
    throw tooLarge(maxBytes)
  }
  const body = response.body?.pipeThrough(capped(maxBytes)) ?? null
  return new Response(body, { status: response.status, headers: response.headers })
}

/** The address itself is not acceptable: our own decision, before anything was sent to it. */
class Objection extends Error {}

async function follow(
  ctx: Outside,
  start: URL,
  init: RequestInit,
  timeoutMs: number,
  sandboxUrl: string | null,
  judge: (url: URL) => string | null,
): Promise<Response> {
  const signal = AbortSignal.timeout(timeoutMs)
  const follows = (init.method ?? 'GET') === 'GET'
  let url = start
  for (let hop = 0; hop <= maxHops; hop++) {
    const objection = judge(url)
    if (objection) throw new Objection(objection)
    const target = sandboxUrl === null ? url.href : played(sandboxUrl, url)
    const response = await ctx.fetch(target, { ...init, redirect: 'manual', signal })
    const location = response.headers.get('location')
    if (!follows || response.status < 300 || response.status > 399 || location === null) return response
    await response.body?.cancel()
    const next = URL.parse(location, url)
    if (!next) throw new Objection('it redirects to an address that cannot be read')
    url = next
  }
  throw new Objection('it redirects too often')
}

function capped(maxBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let seen = 0
  return new TransformStream({
    transform(chunk, controller) {
      seen += chunk.byteLength
      if (seen > maxBytes) controller.error(tooLarge(maxBytes))
      else controller.enqueue(chunk)
    },
  })
}

const tooLarge = (maxBytes: number) =>
  new Refusal(
    'too-large',
    `The file is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB.`,
    'Choose a smaller one. Nothing was charged.',
  )

const unreachable = (why: string) =>
  new Refusal(
    'unreachable-picture',
    `The picture could not be fetched: ${why}.`,
    'Save the picture to your machine and upload it from there. Nothing was charged.',
  )
