import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startSandbox } from './index.ts'
import type { Settings } from './outside.ts'

/** A webhook as the Worker's stand-in got it. */
export interface Rung {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A prediction as a client sees it. */
export interface Prediction {
  readonly id: string
  readonly status: string
  readonly outputs: string[]
  readonly error: string
  readonly code?: number
  readonly has_nsfw_contents: boolean[]
  readonly created_at: string
  readonly timings: { readonly inference: number }
}

export interface Answer<T = unknown> {
  readonly status: number
  readonly body: { code: number; message: string; data: T }
}

export const ideogram = 'ideogram-ai/ideogram-v3-turbo'
export const qwen = 'wavespeed-ai/qwen-image/text-to-image'
export const wan = 'alibaba/wan-2.5/image-to-video'
export const cdn = 'd1q70pf5vjeyhc.wavespeed.ai'

/** A sandbox with quick tasks, a stand-in for the Worker, and a client that speaks WaveSpeed. */
export async function openWorld(settings: Partial<Settings> = {}) {
  const rung: Rung[] = []
  const world = { hookStatus: [] as number[], picture: Buffer.alloc(0) as Buffer }
  const worker = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.method === 'POST') {
        rung.push({
          path: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        })
        response.writeHead(world.hookStatus.shift() ?? 200).end()
      } else if (request.url === '/away') response.writeHead(302, { location: '/picture' }).end()
      else response.writeHead(request.url === '/picture' ? 200 : 404).end(world.picture)
    })
  })
  worker.listen(0, '127.0.0.1')
  await once(worker, 'listening')
  const workerUrl = `http://127.0.0.1:${(worker.address() as AddressInfo).port}`
  const sandbox = await startSandbox({
    worker: workerUrl,
    pictureMs: 40,
    videoMs: 40,
    retryMs: 5,
    ...settings,
  })

  /** `https://HOST/path`, asked at the sandbox. */
  const get = (url: string, init: RequestInit = {}) => fetch(url.replace('https://', `${sandbox.url}/`), init)
  async function ask<T = unknown>(path: string, body?: unknown, init: RequestInit = {}): Promise<Answer<T>> {
    const answer = await get(`https://api.wavespeed.ai/api/v3/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: 'Bearer sandbox-key', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...init,
    })
    return { status: answer.status, body: (await answer.json()) as Answer<T>['body'] }
  }
  const submit = async (model: string, body: unknown) => (await ask<Prediction>(model, body)).body.data
  /** Asks until the prediction has ended. */
  async function finish({ id }: Prediction): Promise<Prediction> {
    for (;;) {
      const { data } = (await ask<Prediction>(`predictions/${id}/result`)).body
      if (['completed', 'failed'].includes(data.status)) return data
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const make = async (model: string, body: unknown) => finish(await submit(model, body))
  const bytesOf = async (url: string) => Buffer.from(await (await get(url)).arrayBuffer())
  async function upload(file: Buffer, name: string) {
    const body = new FormData()
    body.set('file', new Blob([new Uint8Array(file)], { type: 'image/jpeg' }), name)
    const headers = { authorization: 'Bearer sandbox-key' }
    type Uploaded = { type: string; download_url: string; filename: string; size: number }
    return ask<Uploaded>('media/upload/binary', undefined, { method: 'POST', headers, body })
  }
  /** The sandbox's own controls. */
  async function control<T = unknown>(
    path: string,
    body?: unknown,
    method = body === undefined ? 'GET' : 'POST',
  ) {
    const answer = await fetch(`${sandbox.url}/__sandbox/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return (await answer.json()) as T
  }
  const order = (...rules: object[]) => control('orders', rules)
  /** Waits until the stand-in has been called so many times. */
  async function ringing(times: number): Promise<Rung[]> {
    while (rung.length < times) await new Promise((resolve) => setTimeout(resolve, 5))
    return rung
  }
  async function close(): Promise<void> {
    await sandbox.close()
    worker.closeAllConnections()
    worker.close()
  }
  const tools = { get, ask, submit, finish, make, bytesOf, upload, control, order, ringing, close }
  return Object.assign(world, { rung, url: sandbox.url, workerUrl, ...tools })
}

export type World = Awaited<ReturnType<typeof openWorld>>
