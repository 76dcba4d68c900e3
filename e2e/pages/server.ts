import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerPage, type Outside } from './pages.ts'

/**
 * Serves the stand-in pages to any browser: each host has a port of its own on 127.0.0.1, so that paths stay as
 * they are. Sites are not recognised by name there; the extension treats them as any other page.
 */
export async function servePages(
  host: string,
  outside: Outside & { port?: number } = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `https://${host}`)
    answerPage(url, outside).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      (error: Error) => response.writeHead(502).end(error.message),
    )
  })
  await new Promise<void>((resolve) => server.listen(outside.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
