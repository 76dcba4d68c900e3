import { Hono, type Context } from 'hono'
import { z } from 'zod'
import type { LoggedCall, LoggedRequest } from './exchange.ts'
import { orderSchema, type Order } from './orders.ts'
import { settingsSchema, type Settings } from './outside.ts'
import type { Vendor } from './vendor.ts'

/** All that people and tests may look at and change. */
export interface Sandbox {
  readonly settings: Settings
  readonly received: LoggedRequest[]
  readonly sent: LoggedCall[]
  /** Inputs that no vendor knows, by the path they were sent to. */
  readonly dropped: ReadonlyMap<string, ReadonlySet<string>>
  readonly vendors: readonly Vendor[]
  giveOrders(orders: readonly Order[]): void
  listOrders(): readonly Order[]
  clearOrders(): void
  reset(): void
}

/** What people and tests use to look into the sandbox and to tell it how to behave. */
export function controls(sandbox: Sandbox): Hono {
  const app = new Hono()
  app.get('/health', (c) =>
    c.json({
      ok: true,
      vendors: sandbox.vendors.map(({ name, hosts }) => ({ name, hosts: Object.keys(hosts) })),
    }),
  )
  app.get('/settings', (c) => c.json(sandbox.settings))
  app.post('/settings', async (c) => {
    const asked = settingsSchema.partial().safeParse(await readJson(c))
    if (!asked.success) return c.json({ error: z.prettifyError(asked.error) }, 400)
    Object.assign(sandbox.settings, asked.data)
    return c.json(sandbox.settings)
  })
  app.get('/orders', (c) => c.json(sandbox.listOrders()))
  app.post('/orders', async (c) => {
    const asked = z.array(orderSchema).safeParse(await readJson(c))
    if (!asked.success) return c.json({ error: z.prettifyError(asked.error) }, 400)
    sandbox.giveOrders(asked.data)
    return c.json(sandbox.listOrders())
  })
  app.delete('/orders', (c) => {
    sandbox.clearOrders()
    return c.json([])
  })
  app.get('/log', (c) => c.json({ received: sandbox.received, sent: sandbox.sent }))
  app.get('/dropped', (c) =>
    c.json({
      dropped: Object.fromEntries([...sandbox.dropped].map(([path, names]) => [path, [...names].sort()])),
    }),
  )
  app.get('/tasks', (c) => c.json(sandbox.vendors.flatMap((vendor) => vendor.tasks())))
  app.post('/reset', (c) => {
    sandbox.reset()
    return c.json({ ok: true })
  })
  return app
}

/** The body as JSON; anything else becomes null, which no schema here accepts. */
function readJson(c: Context): Promise<unknown> {
  return c.req.json<unknown>().catch(() => null)
}
