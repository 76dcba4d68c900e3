import { randomBytes } from 'node:crypto'
import { Hono, type Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import { checkInputs, type Inputs, type InputSchema } from './check-inputs.ts'
import { shortened } from './exchange.ts'
import { openFiles, serveFile } from './files.ts'
import type { Outside } from './outside.ts'
import type { Vendor, Wire } from './vendor.ts'
import { models } from './wavespeed/catalogue.ts'
import { hookSecret } from './wavespeed/hook.ts'
import { openLimits } from './wavespeed/limits.ts'
import { priceOf, type Model } from './wavespeed/model.ts'
import { soldAs } from './wavespeed/sold.ts'
import { cdnHost, openTasks, taskStates, wireOf, type Task } from './wavespeed/tasks.ts'

const megabyte = 1024 * 1024
/** The documented limit of the simple upload. */
const largestUpload = 300 * megabyte
/** The limit of a JSON body is not documented; a picture of some megabytes as a data URI is known to pass. */
const largestBody = 32 * megabyte
const historyMs = 7 * 24 * 3600 * 1000

const uploadKinds: Readonly<Record<string, readonly string[]>> = {
  image: ['jpg', 'jpeg', 'png', 'webp', 'gif', 'bmp', 'tiff'],
  video: ['mp4', 'avi', 'mov', 'wmv', 'flv', 'webm', 'mkv', '3gp', 'ogv'],
  audio: ['mp3', 'wav', 'ogg', 'aac', 'flac', 'm4a', 'opus'],
}

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const historyQuery = z.object({
  page: z.int().min(1),
  page_size: z.int().min(1).max(100),
  model: z.string().optional(),
  status: z.enum(taskStates).optional(),
  created_after: time.optional(),
  created_before: time.optional(),
  include_inputs: z.boolean().default(false),
})
const deletion = z.object({ ids: z.array(z.string()).min(1) })
const priceQuery = z.object({ model_id: z.string(), inputs: z.record(z.string(), z.unknown()).default({}) })

const refusals: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized: invalid or inactive API key',
  402: 'Insufficient balance. Please top up your account.',
  404: 'Not found',
  413: 'Request body is too large',
  429: 'Too many requests. Please slow down.',
  500: 'Internal server error',
  503: 'Service unavailable',
  504: 'Gateway timeout',
}

/** WaveSpeed's API v3 and the CDN behind it (facts: paths, envelope, statuses, webhooks, errors, prices). */
export function openWaveSpeed(outside: Outside): Vendor {
  const files = openFiles()
  const limits = openLimits()
  const tasks = openTasks(outside, files, limits)
  const app = new Hono<Wire>()

  app.use(async (c, next) => {
    if (!c.env.exchange.key.startsWith('sandbox-')) return refuse(401)
    const largest = c.req.path.includes('/upload/') ? largestUpload : largestBody
    if (c.env.exchange.entry.size > largest) return refuse(413)
    return next()
  })

  app.get('/api/v3/balance', (c) => answer(c, { balance: dollars(balance()) }))
  app.get('/api/v3/webhook/secret', (c) => answer(c, { secret: hookSecret(c.env.exchange.key) }))
  app.get('/api/v3/models', (c) => answer(c, sold(c).map(catalogueEntry)))

  app.post('/api/v3/model/price', async (c) => {
    const price = await quote(c)
    if (price instanceof Response) return price
    const { model, micros } = price
    return answer(c, {
      model_id: model.path,
      price: dollars(micros),
      discounted_price: dollars(micros),
      discount_rate: 0,
      currency: 'USD',
    })
  })
  app.post('/api/v3/model/pricing', async (c) => {
    const price = await quote(c)
    return price instanceof Response
      ? price
      : answer(c, { unit_price: dollars(price.micros), currency: 'USD' })
  })

  app.post('/api/v3/media/upload/binary', async (c) => {
    const form = await c.req.formData().catch(() => null)
    const file = form?.get('file')
    if (!(file instanceof File) || file.size === 0)
      return refuse(400, 'A non-empty form field "file" is required')
    const ending = /\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''
    const kind = Object.keys(uploadKinds).find((each) => uploadKinds[each]?.includes(ending))
    if (!kind) return refuse(400, `Unsupported file type ".${ending}"`)
    const path = `/media/${kind}s/${Date.now()}_${randomBytes(6).toString('hex')}.${ending}`
    const bytes = Buffer.from(await file.arrayBuffer())
    files.put(path, bytes, file.type || `${kind}/${ending === 'jpg' ? 'jpeg' : ending}`)
    const url = `https://${cdnHost}${path}`
    return answer(c, { type: kind, download_url: url, filename: file.name, size: bytes.length })
  })

  for (const path of ['/api/v3/predictions/:id', '/api/v3/predictions/:id/result'])
    app.get(path, (c) => {
      const task = visible().find((each) => each.id === c.req.param('id'))
      return task ? answer(c, wireOf(task)) : refuse(404, 'Prediction not found')
    })
  app.post('/api/v3/predictions', async (c) => {
    const asked = historyQuery.safeParse(await json(c))
    if (!asked.success) return refuse(400, z.prettifyError(asked.error))
    const { page, page_size, model, status, created_after, created_before, include_inputs } = asked.data
    const found = visible()
      .filter((task) => task.createdAt > Date.now() - historyMs)
      .filter((task) => model === undefined || task.model.path === model)
      .filter((task) => status === undefined || task.status === status)
      .filter((task) => created_after === undefined || task.createdAt >= created_after)
      .filter((task) => created_before === undefined || task.createdAt <= created_before)
      .toReversed()
      .slice((page - 1) * page_size, page * page_size)
    const items = found.map((task) => ({
      ...wireOf(task),
      ...(include_inputs ? { inputs: task.inputs } : {}),
    }))
    return answer(c, { page, items })
  })
  app.post('/api/v3/predictions/delete', async (c) => {
    const asked = deletion.safeParse(await json(c))
    if (!asked.success) return refuse(400, z.prettifyError(asked.error))
    const found = visible().filter((task) => asked.data.ids.includes(task.id))
    for (const task of found) task.deleted = true
    return answer(c, { deleted_count: found.length })
  })

  app.post('/api/v3/*', async (c) => {
    const model = sold(c).find((each) => `/api/v3/${each.path}` === c.req.path)
    if (!model) return refuse(404, 'Model not found')
    const checked = checkInputs(model.schema, await json(c))
    if ('problem' in checked) return refuse(400, checked.problem, checked.kind === 'missing' ? 1400 : 1401)
    const webhook = c.req.query('webhook') ?? null
    if (webhook !== null && !(URL.canParse(webhook) && new URL(webhook).protocol === 'https:'))
      return refuse(400, 'The webhook must be an https address')
    if (priceOf(model, checked.inputs) > balance()) return refuse(402)
    if (!limits.lets(c.env.exchange.key, Date.now(), outside.settings.perMinute)) return refuse(429)
    if (checked.dropped.length > 0) c.env.exchange.entry.dropped = checked.dropped
    const task = tasks.open(model, checked.inputs, checked.dropped, webhook, c.env.exchange)
    // Best effort, as at the vendor: when the wait is over the answer is what there is.
    if (checked.inputs['enable_sync_mode']) await Promise.race([task.ended, wait(outside.settings.syncMs)])
    return answer(c, wireOf(task))
  })
  app.notFound(() => refuse(404))

  const cdn = new Hono<Wire>()
  cdn.get('*', (c) => {
    const file = files.get(c.req.path)
    if (file && c.env.exchange.take('expire-links')) file.expired = true
    return file && !file.expired ? serveFile(file.bytes, file.type, c.req.header('range')) : gone()
  })

  const visible = () => tasks.list().filter((task) => !task.deleted)

  /** What is left: every accepted submit is billed at once, a failed one is paid back a good while later. */
  function balance(): number {
    const owed = (task: Task) =>
      task.status === 'failed' && Date.now() - (task.finishedAt ?? 0) >= outside.settings.refundMs
        ? 0
        : task.costMicros
    return outside.settings.balanceMicros - tasks.list().reduce((sum, task) => sum + owed(task), 0)
  }

  return {
    name: 'wavespeed',
    hosts: { 'api.wavespeed.ai': app, [cdnHost]: cdn },
    refuse: (status) => refuse(status),
    tasks: () =>
      tasks.list().map((task) => ({
        vendor: 'wavespeed',
        ...wireOf(task),
        outputs: shortened(task.outputs),
        inputs: shortened(task.inputs),
        dropped: task.dropped,
        webhook: task.webhook,
        costMicros: task.costMicros,
        deleted: task.deleted,
      })),
    reset: () => {
      tasks.clear()
      limits.clear()
      files.clear()
    },
  }
}

function answer(c: Context<Wire>, data: unknown): Response {
  return c.json({ code: 200, message: 'success', data })
}

/** The vendor's no; `errorCode` is one of its task codes, where the body itself is at fault. */
function refuse(
  status: number,
  message = refusals[status] ?? `Error ${status}`,
  errorCode?: number,
): Response {
  const more = errorCode === undefined ? {} : { error_code: errorCode }
  return Response.json(
    { code: status, message, data: null, ...more },
    { status: status as ContentfulStatusCode },
  )
}

function gone(): Response {
  const text =
    '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'
  return new Response(text, { status: 403, headers: { 'content-type': 'application/xml' } })
}

/** The body as JSON when it is sent as such; anything else becomes null, which no check accepts. */
function json(c: Context<Wire>): Promise<unknown> {
  const isJson = c.req.header('content-type')?.startsWith('application/json') ?? false
  return isJson ? c.req.json<unknown>().catch(() => null) : Promise.resolve(null)
}

async function quote(c: Context<Wire>): Promise<{ model: Model; micros: number } | Response> {
  const asked = priceQuery.safeParse(await json(c))
  if (!asked.success) return refuse(400, z.prettifyError(asked.error))
  const model = sold(c).find((each) => each.path === asked.data.model_id)
  return model
    ? { model, micros: priceOf(model, asked.data.inputs as Inputs) }
    : refuse(404, 'Model not found')
}

/** What is sold, unless an order says otherwise. */
function sold(c: Context<Wire>): readonly Model[] {
  return soldAs(models, c.env.exchange.take('catalogue'))
}

function catalogueEntry(model: Model, at: number) {
  const { properties, required } = model.schema
  return {
    model_id: model.path,
    name: model.name,
    description: model.description,
    type: model.type,
    base_price: dollars(priceOf(model, {})),
    formula: model.price.formula,
    sort_order: at + 1,
    api_schema: {
      api_schemas: [
        {
          type: 'model_run',
          method: 'POST',
          server: 'https://api.wavespeed.ai',
          api_path: `/api/v3/${model.path}`,
          request_schema: {
            type: 'object',
            properties: Object.fromEntries(
              Object.entries(properties).map(([name, each]) => [name, published(each)]),
            ),
            required,
            'x-order-properties': Object.keys(properties),
          },
        },
      ],
    },
  }
}

/** An input as the catalogue shows it: a pattern is prose there. */
function published({ pattern, format, ...property }: InputSchema) {
  return {
    ...property,
    ...(format === 'W*H' ? { format: 'size' } : format === undefined ? {} : { 'x-media': format }),
    ...(pattern === undefined ? {} : { pattern: pattern.test }),
  }
}

function dollars(micros: number): number {
  return micros / 1_000_000
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
