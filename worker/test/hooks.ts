import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Rung } from './rung.ts'

/** Stands where vendors believe the Worker to be: takes every webhook, and shows them all to a GET. */
export async function listenForHooks(): Promise<{ url: string; close(): void }> {
  const rung: Rung[] = []
  const server = createServer((request, response) => {
    if (request.method === 'GET') return response.end(JSON.stringify(rung))
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      rung.push({ path: request.url ?? '', headers, body: Buffer.concat(chunks).toString() })
      response.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
