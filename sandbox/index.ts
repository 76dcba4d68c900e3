import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { parseArgs } from 'node:util'
import { createAdaptorServer } from '@hono/node-server'
import { playOutside } from './app.ts'
import { settingsSchema, startSettings, type Settings } from './outside.ts'

/** Starts the sandbox on this machine alone; port 0 takes any free one. */
export async function startSandbox(
  options: Partial<Settings> & { port?: number } = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const { port = 0, ...settings } = options
  const { app, sandbox } = playOutside(settingsSchema.parse({ ...startSettings, ...settings }))
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  // Node's own 5 seconds would now and then close a connection in the very moment it is used again: a fault that
  // nobody ordered.
  server.keepAliveTimeout = 10 * 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        sandbox.reset()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8788' },
      'public-host': { type: 'string', default: startSettings.publicHost },
      worker: { type: 'string', default: startSettings.worker },
    },
  })
  const { url } = await startSandbox({
    port: Number(values.port),
    publicHost: values['public-host'],
    worker: values.worker,
  })
  console.log(`The sandbox plays the outside at ${url}`)
}
