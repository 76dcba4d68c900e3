import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { controls, type Sandbox } from './controls.ts'
import {
  maskedHeaders,
  readBody,
  shortened,
  type Exchange,
  type LoggedCall,
  type LoggedPart,
  type LoggedRequest,
} from './exchange.ts'
import { openGallery } from './gallery.ts'
import { openImages } from './images.ts'
import { openOrders } from './orders.ts'
import { openOutside, type Settings } from './outside.ts'
import { openShop } from './shop.ts'
import { openStability } from './stability.ts'
import type { OpenVendor, Vendor } from './vendor.ts'
import { openWaveSpeed } from './wavespeed.ts'

/** Everybody played here; a new vendor is its file and a line. */
const vendors: readonly OpenVendor[] = [openWaveSpeed, openStability, openShop, openGallery, openImages]

const keptEntries = 5000

/** The whole outside as one app: `/HOST/path` is `https://HOST/path`, `/__sandbox/…` is the sandbox itself. */
export function playOutside(settings: Settings): { app: Hono<{ Bindings: HttpBindings }>; sandbox: Sandbox } {
  const orders = openOrders()
  const received: LoggedRequest[] = []
  const sent: LoggedCall[] = []
  const dropped = new Map<string, Set<string>>()
  const find = (host: string) => opened.find((vendor) => Object.hasOwn(vendor.hosts, host))
  const outside = openOutside(settings, playedHere, (call) => keep(sent, call))
  const opened: readonly Vendor[] = vendors.map((open) => open(outside))

  /** A played host that another played service fetches from: no orders, no log. */
  function playedHere(url: URL): Promise<Response> | null {
    const routes = find(url.hostname)?.hosts[url.hostname]
    if (!routes) return null
    const entry: LoggedRequest = { ...blank(url), vendor: 'sandbox', method: 'GET', headers: {}, size: 0 }
    const exchange: Exchange = { entry, key: '', take: () => undefined }
    return Promise.resolve(routes.fetch(new Request(url), { exchange }))
  }

  const sandbox: Sandbox = {
    settings,
    received,
    sent,
    dropped,
    vendors: opened,
    giveOrders: orders.give,
    listOrders: orders.list,
    clearOrders: orders.clear,
    reset: () => {
      orders.clear()
      received.length = 0
      sent.length = 0
      dropped.clear()
      for (const vendor of opened) vendor.reset()
    },
  }

  const app = new Hono<{ Bindings: HttpBindings }>()
  app.route('/__sandbox', controls(sandbox))
  app.all('*', async (c) => {
    const asked = new URL(c.req.url)
    const [, host = '', ...rest] = asked.pathname.split('/')
    const url = new URL(
      `https://${/^[\w.-]+$/.test(host) ? host : 'unknown'}/${rest.join('/')}${asked.search}`,
    )
    const vendor = find(url.hostname)
    const routes = vendor?.hosts[url.hostname]
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const { body, parts } = await readBody(c.req.header('content-type') ?? '', bytes)
    const entry: LoggedRequest = {
      ...blank(url),
      vendor: vendor?.name ?? 'unknown',
      method: c.req.method,
      headers: maskedHeaders(c.req.raw.headers),
      size: bytes.length,
      ...(body === undefined ? {} : { body: shortened(body) }),
      ...(parts === undefined ? {} : { parts }),
    }
    keep(received, entry)
    const answered = (response: Response) => {
      entry.status = response.status
      return response
    }
    if (!vendor || !routes)
      return answered(new Response(`The sandbox does not play ${host}.\n`, { status: 502 }))

    const key = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
    const facts = {
      host: url.hostname,
      path: url.pathname,
      method: c.req.method,
      prompt: wordsOf(body, parts ?? []),
      key,
    }
    const exchange: Exchange = {
      entry,
      key,
      take: (kind) => {
        const order = orders.take(kind, facts)
        if (order) entry.orders.push(kind)
        return order
      },
    }
    const hangUp = () => {
      c.env.incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    }

    const delay = exchange.take('delay')
    if (delay) await sleep(delay.ms)
    if (exchange.take('drop-before')) return hangUp()
    if (exchange.take('silence')) {
      await new Promise((resolve) => c.env.incoming.socket.once('close', resolve))
      return RESPONSE_ALREADY_SENT
    }
    const refusal = exchange.take('status')
    if (refusal && !refusal.afterAccept) return answered(vendor.refuse(refusal.status))
    const request = new Request(url, {
      method: c.req.method,
      headers: c.req.raw.headers,
      ...(bytes.length > 0 ? { body: bytes } : {}),
    })
    const response = await routes.fetch(request, { exchange })
    for (const name of entry.dropped ?? [])
      dropped.set(url.pathname, (dropped.get(url.pathname) ?? new Set()).add(name))
    if (refusal) return answered(vendor.refuse(refusal.status))
    if (!response.ok) return answered(response)
    if (exchange.take('drop-after-accept')) return hangUp()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    if (isJson && exchange.take('wrong-json')) {
      const text = await response.text()
      return answered(c.body(text.slice(0, text.length / 2), 200, { 'content-type': 'application/json' }))
    }
    const half = isJson ? undefined : exchange.take('half-file')
    if (!half) return answered(response)
    const whole = Buffer.from(await response.arrayBuffer())
    const part = whole.subarray(0, whole.length / 2)
    const headers = new Headers(response.headers)
    entry.status = response.status
    if (half.cut) {
      c.env.outgoing.writeHead(response.status, Object.fromEntries(headers))
      c.env.outgoing.write(part, () => c.env.incoming.socket.destroy())
      return RESPONSE_ALREADY_SENT
    }
    headers.set('content-length', String(part.length))
    return new Response(new Uint8Array(part), { status: response.status, headers })
  })
  return { app, sandbox }
}

function keep<T>(list: T[], item: T): void {
  list.push(item)
  if (list.length > keptEntries) list.shift()
}

function blank(url: URL) {
  return {
    at: Date.now(),
    host: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    orders: [],
  }
}

/** All a person may have written into a request: every text of the body but addresses and files. */
function wordsOf(body: unknown, parts: readonly LoggedPart[]): string {
  const texts = typeof body === 'object' && body !== null ? Object.values(body) : []
  return [...texts, ...parts.map((part) => part.text)]
    .filter((text) => typeof text === 'string' && !/^(https?|data):/.test(text))
    .join('\n')
}
