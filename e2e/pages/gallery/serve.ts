import { readFile } from 'node:fs/promises'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { makeCertificate } from './certificate.ts'
import { framePage, galleryPage, plainPage, swallowPage } from './page.ts'

const secureHosts = [
  'gallery.atelier.example',
  'cdn.atelier.example',
  'open.atelier.example',
  'guarded.atelier.example',
  'members.atelier.example',
  'frames.atelier.example',
]
const plainHosts = ['plain.atelier.example', 'plain-cdn.atelier.example']

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'img-src * data: blob:',
  'media-src blob:',
  'object-src *',
  'frame-src *',
].join('; ')

const pages: Readonly<Record<string, () => string>> = {
  'gallery.atelier.example/': galleryPage,
  'gallery.atelier.example/swallow': swallowPage,
  'gallery.atelier.example/frame': () => framePage('inside'),
  'frames.atelier.example/frame': () => framePage('other'),
  'plain.atelier.example/': plainPage,
}

const script = async () =>
  stripTypeScriptTypes(await readFile(join(import.meta.dirname, 'gallery.ts'), 'utf8'))

/** The gallery at its real names: pages from here, pictures from the sandbox, over real sockets and real TLS. */
export async function serveGallery(
  sandbox: string,
): Promise<{ resolve: readonly string[]; close(): Promise<void> }> {
  const answer: RequestListener = (request, response) => {
    reply(sandbox, request, response).catch((error: Error) => response.writeHead(502).end(error.message))
  }
  const servers: Server[] = [createSecureServer(makeCertificate(secureHosts), answer), createServer(answer)]
  const ports = await Promise.all(servers.map(listen))
  const map = (hosts: readonly string[], port = 0) => hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`)
  return {
    resolve: [...map(secureHosts, ports[0]), ...map(plainHosts, ports[1])],
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections()
        await new Promise((done) => server.close(done))
      }
    },
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

async function reply(sandbox: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const host = request.headers.host ?? ''
  const { pathname } = new URL(request.url ?? '/', `https://${host}`)
  const page = pages[host + pathname]
  const headers = { 'content-security-policy': policy }
  if (page)
    return void response
      .writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' })
      .end(page())
  if (pathname === '/gallery.js')
    return void response.writeHead(200, { ...headers, 'content-type': 'text/javascript' }).end(await script())
  const asked = Object.entries({ referer: request.headers.referer, cookie: request.headers.cookie })
  const picture = await fetch(`${sandbox}/${host}${pathname}`, {
    headers: Object.fromEntries(asked.flatMap(([name, value]) => (value ? [[name, value]] : []))),
  })
  const passed = ['content-type', 'cache-control', 'access-control-allow-origin']
  response
    .writeHead(
      picture.status,
      Object.fromEntries(
        passed.flatMap((name) => [[name, picture.headers.get(name)]]).filter(([, value]) => value),
      ),
    )
    .end(Buffer.from(await picture.arrayBuffer()))
}
