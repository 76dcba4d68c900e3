import { randomBytes } from 'node:crypto'
import { Hono, type Context } from 'hono'
import type { Outside } from './outside.ts'
import type { Endpoint } from './stability/endpoint.ts'
import { endpoints } from './stability/endpoints.ts'
import { readForm, type Form } from './stability/fields.ts'
import { openGate } from './stability/gate.ts'
import { pictureProblem } from './stability/pictures.ts'
import { refuse } from './stability/refusals.ts'
import { openWorkshop, type Result } from './stability/workshop.ts'
import type { Vendor, Wire } from './vendor.ts'

const largestBody = 10 * 1024 * 1024

/** Stability AI's REST API v2beta (facts: fields and limits, errors, answers, asynchronous results, credits). */
export function openStability(outside: Outside): Vendor {
  const workshop = openWorkshop(outside)
  const gate = openGate()
  const app = new Hono<Wire>()
  const credits = () => outside.settings.balanceMicros / 10_000 - workshop.spent()

  app.use(async (c, next) => {
    const { key, entry } = c.env.exchange
    if (!key.startsWith('sandbox-')) return refuse(401)
    if (!gate.lets(key, Date.now())) return refuse(429)
    if (entry.size > largestBody) return refuse(413)
    return next()
  })

  app.get('/v1/user/balance', (c) => c.json({ credits: credits() }))
  app.get('/v1/user/account', (c) =>
    c.json({ id: 'user-sandbox', email: 'person@example.com', profile_picture: null, organizations: [] }),
  )
  app.get('/v1/engines/list', (c) => c.json([]))

  for (const path of ['/v2beta/results/:id', '/v2beta/stable-image/upscale/creative/result/:id'])
    app.get(path, (c) => {
      const accept = acceptOf(c)
      if (!accept) return refuse(400, 'accept: must be */*, image/* or application/json')
      const { exchange } = c.env
      const task = workshop.find(c.req.param('id') ?? '', exchange.key, Date.now())
      if (!task) return refuse(404)
      if (!gate.letsPoll(task.id, Date.now(), outside.settings.pollMs))
        return refuse(429, 'results may be asked for every 10 seconds')
      if (task.state === 'in-progress') return c.json({ id: task.id, status: 'in-progress' }, 202)
      return task.result ? answer(task.result, accept) : refuse(task.refusal ?? 500)
    })

  for (const endpoint of endpoints)
    app.post(endpoint.path, async (c) => {
      const isSolid = endpoint.path.startsWith('/v2beta/3d/')
      const accept = acceptOf(c, isSolid)
      if (!accept)
        return refuse(400, `accept: must be ${isSolid ? 'model/gltf-binary' : 'image/* or application/json'}`)
      const read = await formOf(c, endpoint)
      if (read instanceof Response) return read
      const cost = endpoint.credits(read)
      if (cost > credits()) return refuse(402)
      if (read.dropped.length > 0) c.env.exchange.entry.dropped = read.dropped
      const task = workshop.open(endpoint, read, cost, c.env.exchange)
      if (endpoint.asynchronous) return c.json({ id: task.id })
      await task.ended
      return task.result ? answer(task.result, accept) : refuse(task.refusal ?? 500)
    })
  app.notFound(() => refuse(404))

  return {
    name: 'stability',
    hosts: { 'api.stability.ai': app },
    refuse: (status) => refuse(status),
    tasks: () => workshop.list(),
    reset: () => {
      workshop.clear()
      gate.clear()
    },
  }
}

/** How the client wants a result; null for a way the vendor does not have. */
function acceptOf(c: Context<Wire>, isSolid = false): 'bytes' | 'json' | null {
  const asked = (c.req.header('accept') ?? '*/*').split(',').map((kind) => kind.split(';')[0]?.trim())
  const bytes = isSolid ? ['*/*', 'model/gltf-binary'] : ['*/*', 'image/*']
  if (asked.some((kind) => bytes.includes(kind ?? ''))) return 'bytes'
  return !isSolid && asked.includes('application/json') ? 'json' : null
}

/** The form, read and checked; what is wrong with it is the answer. */
async function formOf(c: Context<Wire>, endpoint: Endpoint): Promise<Form | Response> {
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('multipart/form-data')) return refuse(400, 'content-type: must be multipart/form-data')
  const sent = await c.req.formData().catch(() => null)
  if (!sent) return refuse(400, 'the body is no multipart form')
  const read = await readForm(endpoint.fields, sent)
  if ('problem' in read) return refuse(400, read.problem)
  for (const [name, field] of Object.entries(endpoint.fields)) {
    const file = read.form.files[name.replace(/\*$/, '')]
    const problem =
      file && field.type === 'picture'
        ? await pictureProblem(name.replace(/\*$/, ''), file, field.limits)
        : null
    if (problem) return refuse(400, problem)
  }
  const problem = endpoint.check?.(read.form)
  return problem ? refuse(400, problem) : read.form
}

/** Bytes with the facts in headers, or JSON with all in the body. */
function answer({ bytes, type, finish, seed }: Result, accept: 'bytes' | 'json'): Response {
  const id = { 'x-request-id': randomBytes(16).toString('hex') }
  if (accept === 'bytes')
    return new Response(new Uint8Array(bytes), {
      headers: {
        ...id,
        'content-type': type,
        'finish-reason': finish,
        seed: String(seed),
        'content-length': String(bytes.length),
      },
    })
  const body = { image: bytes.toString('base64'), finish_reason: finish, seed }
  return new Response(JSON.stringify(body), {
    headers: { ...id, 'content-type': `application/json; type=${type}` },
  })
}
