import type { FileType } from '../../shared/assets.ts'
import { capped, gather } from '../assets/bytes.ts'
import { markPicture, markStream } from '../assets/mark.ts'
import type { Chance } from './chance.ts'
import { fileOf, sha256, streamOf } from './files.ts'

// WaveSpeed's wire as the documents have it, in the test's own isolate and time: what it answers, and when, is the
// schedule's.

export interface VendorTask {
  id: string
  /** Named by the webhook's address. */
  jobId: string
  inputs: { prompt: string }
  createdAt: number
  fate: 'done' | 'fails' | 'flagged' | 'fileless' | 'never'
  /** When it ends. */
  endsAt: number
}

/** A call to submit. `proved`: the caller was told that nothing was accepted. `arrived`: the vendor has read it. */
export interface Attempt {
  jobId: string
  proved: boolean
  arrived: boolean
}

export interface Webhook {
  path: string
  at: number
  body: string
  secret: string
}

export interface VendorWeather {
  /** Share of answers that are not what they should be. */
  wrong: number
  /** Nothing is accepted and nothing is answered well, ever. */
  gone: boolean
  hook: 'once' | 'twice' | 'late' | 'never' | 'forged' | 'foreign'
  fates: readonly VendorTask['fate'][]
}

const secret = `whsec_${'5a'.repeat(16)}`
const origin = 'https://d111.cloudfront.net'

const pictures = ['png', 'webp', 'jpeg'] as const

/** What is made of these words. */
export function fileFor(prompt: string): { type: FileType; bytes: Uint8Array<ArrayBuffer> } {
  if (prompt.startsWith('clip')) return { type: 'video/mp4', bytes: fileOf('clip') }
  const name = pictures[Number(prompt.match(/\d/)?.[0] ?? 0) % pictures.length]!
  return { type: `image/${name}`, bytes: fileOf(name) }
}

/** The hash of the library's file when all of it has come, by the words it was asked with. */
const whole = new Map<string, Promise<string>>()
export function wholeSha(prompt: string): Promise<string> {
  let known = whole.get(prompt)
  if (!known) whole.set(prompt, (known = markedSha(prompt)))
  return known
}
async function markedSha(prompt: string): Promise<string> {
  const { type, bytes } = fileFor(prompt)
  if (!type.startsWith('video/')) return sha256(markPicture(type, bytes))
  return sha256(await gather(markStream(type, capped(streamOf(bytes), 1e9)), 1e9))
}

export function openVendor(chance: Chance, now: () => number, weather: VendorWeather) {
  const tasks: VendorTask[] = []
  const attempts: Attempt[] = []
  const hooks: Webhook[] = []

  const json = (status: number, data: unknown, message = 'success') =>
    Response.json({ code: status, message, data }, { status })
  const refusals = [
    () => json(429, null, 'too many requests'),
    () => json(500, null, 'internal error'),
    () => new Response('<html>bad gateway</html>', { status: 502 }),
  ]
  const nonsense = [
    () => new Response('{"code":200,"mess'),
    () => json(200, { hello: 'world' }),
    () => json(500, null, 'internal error'),
    () => new Response('<html>bad gateway</html>', { status: 502 }),
  ]
  const wrong = () => chance.yes(weather.wrong)

  function submit(url: URL, body: string): Response {
    if (weather.gone || wrong()) return chance.pick(refusals)()
    const hook = new URL(url.searchParams.get('webhook') ?? 'https://nobody.example')
    const task: VendorTask = {
      id: `t${tasks.length}x${chance.below(1e9)}`,
      jobId: hook.pathname.split('/').at(-2) ?? '',
      inputs: JSON.parse(body) as VendorTask['inputs'],
      createdAt: now(),
      fate: chance.pick(weather.fates),
      endsAt: now() + chance.pick([0, 500, 3000, 20_000, 170_000, 400_000]),
    }
    tasks.push(task)
    if (task.fate !== 'never') ring(task, hook.pathname)
    return wrong() ? chance.pick(nonsense)() : json(200, show(task))
  }

  function ring(task: VendorTask, path: string) {
    const { hook } = weather
    if (hook === 'never') return
    const foreign = hook === 'foreign' || hook === 'forged'
    const other = chance.pick(tasks)
    const hookOf = (delay: number): Webhook => ({
      path,
      at: task.endsAt + delay,
      // A forger may name a task of somebody else's.
      body: wordsOf(foreign ? other : task),
      secret: foreign ? 'whsec_guessed' : secret,
    })
    hooks.push(hookOf(hook === 'late' ? 200_000 : 100))
    const honest = { body: wordsOf(task), secret }
    if (hook === 'twice' || hook === 'forged') hooks.push({ ...hookOf(200), ...honest })
  }

  const wordsOf = ({ id }: VendorTask) =>
    JSON.stringify({ id, status: 'completed', outputs: [`${origin}/${id}`] })

  function show(task: VendorTask) {
    const base = { id: task.id, inputs: task.inputs, outputs: [] as string[], error: '' }
    if (task.fate === 'never' || now() < task.endsAt) return { ...base, status: 'processing' }
    if (task.fate === 'fails') return { ...base, status: 'failed', error: 'the model failed' }
    const outputs = task.fate === 'fileless' ? [] : [`${origin}/${task.id}`]
    return { ...base, status: 'completed', outputs, has_nsfw_contents: [task.fate === 'flagged'] }
  }

  function file(id: string): Response {
    const task = tasks.find((each) => each.id === id)
    if (!task || weather.gone) return new Response('gone', { status: 404 })
    const { bytes } = fileFor(task.inputs.prompt)
    const headers = { 'content-length': String(bytes.byteLength) }
    if (!wrong()) return new Response(bytes, { headers })
    if (chance.yes(0.4)) return new Response('no', { status: chance.pick([404, 429, 500]) })
    const half = bytes.slice(0, chance.below(bytes.byteLength))
    let sent = false
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent) controller.error(new Error('the connection was lost'))
        else controller.enqueue(half)
        sent = true
      },
    })
    return new Response(broken, { headers })
  }

  function history(body: string): Response {
    const query = JSON.parse(body) as { created_after: string; created_before: string }
    const [from, to] = [Date.parse(query.created_after), Date.parse(query.created_before)]
    const items = tasks.filter(({ createdAt }) => createdAt >= from && createdAt <= to)
    return json(200, { items: items.map(({ id, inputs }) => ({ id, inputs })) })
  }

  /** The network, as far as this vendor is behind it. */
  function answer(url: URL, body: string): Response {
    const path = url.pathname.replace('/api/v3/', '')
    if (url.origin === origin) return file(path.slice(1))
    if (path !== 'predictions' && url.searchParams.has('webhook')) return submit(url, body)
    if (weather.gone || wrong()) return chance.pick([...refusals, ...nonsense])()
    if (path === 'media/upload/binary')
      return json(200, { download_url: `${origin}/upload${chance.below(1e9)}` })
    if (path === 'webhook/secret') return json(200, { secret })
    if (path === 'predictions') return history(body)
    const task = tasks.find(({ id }) => path === `predictions/${id}/result`)
    return task ? json(200, show(task)) : json(404, null, 'no such prediction')
  }

  return { tasks, attempts, hooks, answer }
}

export type Vendor = ReturnType<typeof openVendor>

/** A webhook as it comes in over the wire, signed for the time at which it is sent. */
export async function requestOf({ path, body, secret }: Webhook, now: number): Promise<Request> {
  const timestamp = String(Math.floor(now / 1000))
  const encoder = new TextEncoder()
  const raw = encoder.encode(secret.replace('whsec_', ''))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', key, encoder.encode(`id.${timestamp}.${body}`))
  const hex = [...new Uint8Array(signed)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const headers = {
    'webhook-id': 'id',
    'webhook-timestamp': timestamp,
    'webhook-signature': `v3,${hex}`,
  }
  return new Request(`https://api.atelier.example${path}`, { method: 'POST', headers, body })
}
