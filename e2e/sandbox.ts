import { answering, binary, freePort, startChild } from './children.ts'

/** One request the sandbox received, as its log has it. */
export interface Received {
  /** When it came (UTC milliseconds). */
  at: number
  vendor: string
  method: string
  path: string
  status?: number
  body?: unknown
}

/** The outside world, played: a program of its own, spoken to over HTTP alone. */
export interface Sandbox {
  url: string
  /** Gives orders to misbehave; their form is described in sandbox/orders.ts. */
  order(...rules: readonly object[]): Promise<void>
  clearOrders(): Promise<void>
  set(settings: object): Promise<void>
  received(): Promise<Received[]>
  close(): Promise<void>
}

/** `worker`: where the public host's requests (webhooks, inputs) are to go. */
export async function startSandbox(options: {
  port?: number
  publicHost: string
  worker: string
}): Promise<Sandbox> {
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const child = startChild([
    binary('node'),
    'sandbox/index.ts',
    '--port',
    String(port),
    '--public-host',
    options.publicHost,
    '--worker',
    options.worker,
  ])
  await answering(child, `${url}/__sandbox/health`)
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/__sandbox${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    })
    if (!response.ok) throw new Error(`the sandbox refused ${method} ${path}: ${await response.text()}`)
    return response.json()
  }
  return {
    url,
    order: async (...rules) => void (await call('POST', '/orders', rules)),
    clearOrders: async () => void (await call('DELETE', '/orders')),
    set: async (settings) => void (await call('POST', '/settings', settings)),
    received: async () => ((await call('GET', '/log')) as { received: Received[] }).received,
    close: child.stop,
  }
}
