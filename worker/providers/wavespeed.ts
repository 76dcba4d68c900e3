import { z } from 'zod'
import { fileTypes } from '../../shared/assets.ts'
import type { FailReason, Handle, Step } from '../../shared/step.ts'
import { RequestSchema, type ListedModel } from './listing.ts'
import { formOf } from './multipart.ts'
import type { Made, Net, Provider, Run, Window } from './provider.ts'
import { isSigned } from './wavespeed-hook.ts'
import { isFile, wireOf } from './wire.ts'

// WaveSpeed API v3 (wavespeed.ai/docs): one envelope, one task object, and every accepted submit is billed.

const api = 'https://api.wavespeed.ai/api/v3'

/** Entries of the history at once: the most it gives. In the time of one lookup our account can fill some pages. */
const pageSize = 100
const maxPages = 20

const Envelope = z.looseObject({ code: z.number(), message: z.string().default(''), data: z.unknown() })

/** The documented task object; fields we do not read are left alone. */
const Task = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  outputs: z.array(z.unknown()).nullish(),
  error: z.string().nullish(),
  /** Of a failed task (wavespeed.ai/docs/error-codes). */
  code: z.number().nullish(),
  has_nsfw_contents: z.array(z.boolean()).nullish(),
})
type Task = z.infer<typeof Task>

const Upload = z.looseObject({ download_url: z.url() })
const History = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), inputs: z.record(z.string(), z.unknown()).nullish() })),
})
const Price = z.looseObject({ price: z.number().min(0), currency: z.literal('USD') })
const Balance = z.looseObject({ balance: z.number() })
const Listing = z.array(
  z.looseObject({
    model_id: z.string().min(1),
    name: z.string().nullish(),
    api_schema: z
      .looseObject({
        api_schemas: z.array(
          z.looseObject({ type: z.string().nullish(), request_schema: RequestSchema.nullish().catch(null) }),
        ),
      })
      .nullish()
      .catch(null),
  }),
)
const TaskId = z.object({ id: z.string().min(1) })

export const wavespeed: Provider = {
  hosts: ['api.wavespeed.ai', '*.wavespeed.ai', '*.cloudfront.net'],
  idempotent: false,
  cancels: false,
  // Level "Silver" grants 500 a minute; of tasks at once an older page promises 100 where the newer one says 300.
  limits: { perMinute: 500, parallel: 100 },

  /** Files go by the binary upload; what it answers stands in the submit. */
  async prepare(run, net) {
    const addresses: Handle = {}
    for (const [field, file] of Object.entries(run.files)) {
      const named = { ...file, name: `${field}.${fileTypes[file.type]}` }
      const form = formOf([{ name: 'file', file: named }], `atelier-${run.jobId}`)
      const { status, data, message } = await ask(net, 'media/upload/binary', {
        method: 'POST',
        headers: { 'content-type': form.contentType },
        body: form.body,
        timeoutMs: 45_000,
      })
      if (status !== 200) return rejected(status, message) ?? busy('It did not take the upload.')
      addresses[field] = Upload.parse(data).download_url
    }
    return { state: 'done', result: addresses }
  },

  /** Only an answer that proves otherwise counts as not accepted: anything else may have been billed. */
  async start(run, net) {
    const address = `${run.model.wire.path}?webhook=${encodeURIComponent(run.hookUrl)}`
    const body = JSON.stringify(bodyOf(run))
    const answer = await ask(net, address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    }).catch(() => null)
    if (!answer) return { state: 'unsure' }
    if (answer.status !== 200) return rejected(answer.status, answer.message) ?? { state: 'unsure' }
    const task = Task.safeParse(answer.data)
    if (!task.success) return { state: 'unsure' }
    const step = stepOf(task.data)
    // Even when it is done at once its name is kept first: else a job with the same words could take it for its own.
    return step.state === 'done' ? pendingOf(task.data) : step
  },

  async check(handle, net) {
    const { id } = TaskId.parse(handle)
    const answer = await ask(net, `predictions/${id}/result`, { timeoutMs: 20_000 }).catch(() => null)
    const task = Task.safeParse(answer?.status === 200 ? answer.data : null)
    return task.success ? stepOf(task.data) : { state: 'pending', handle: { id }, againInSeconds: 5 }
  },

  /** All pages of that time or nothing: what stands on a page that was not read could be the task just as well. */
  async find(run, window, net) {
    const sent = Object.entries(bodyOf(run))
    const found: Handle[] = []
    for (let page = 1; page <= maxPages; page++) {
      const { status, data, message } = await ask(net, 'predictions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(historyQuery(run, window, page)),
      })
      if (status !== 200) throw new Error(`the history answered ${status}: ${message}`)
      const { items } = History.parse(data)
      for (const { id, inputs } of items)
        if (sent.every(([name, value]) => same(inputs?.[name], value))) found.push({ id })
      if (items.length < pageSize) return found
    }
    return []
  },

  // The list price: a discount comes and goes, and a price of ours that lives on one is too low already.
  async price(run, net) {
    const { status, data } = await ask(net, 'model/price', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model_id: run.model.wire.path, inputs: bodyOf(run) }),
      timeoutMs: 10_000,
    })
    const price = Price.safeParse(status === 200 ? data : null)
    return price.success ? Math.ceil(price.data.price * 1_000_000 - 1e-6) : null
  },

  async listing(net) {
    const { status, data } = await ask(net, 'models', { timeoutMs: 60_000 })
    if (status !== 200) throw new Error(`its catalogue answered ${status}`)
    return Listing.parse(data).map((entry): ListedModel => {
      const schemas = entry.api_schema?.api_schemas ?? []
      const run = schemas.find(({ type }) => type === 'model_run') ?? schemas[0]
      const { properties = null, required = [] } = run?.request_schema ?? {}
      return { path: entry.model_id, title: entry.name ?? entry.model_id, inputs: properties, required }
    })
  },

  async balance(net) {
    const { status, data } = await ask(net, 'balance', { timeoutMs: 20_000 })
    if (status !== 200) throw new Error(`its balance answered ${status}`)
    return Math.floor(Balance.parse(data).balance * 1_000_000 + 1e-6)
  },

  async readHook(headers, body, net, now) {
    if (!(await isSigned(headers, body, now, () => readSecret(net), net.key))) return null
    return TaskId.parse(JSON.parse(new TextDecoder().decode(body)))
  },
}

type Sent = string | number | boolean | readonly string[]

/**
 * A run in the vendor's words; it would drop without an error what it does not know. A file stands in it by its
 * address: one that lies nowhere yet (a question for a price) is left out.
 */
export function bodyOf(run: Pick<Run, 'jobId' | 'model' | 'input' | 'prepared'>): Record<string, Sent> {
  const body: Record<string, Sent> = {}
  const addressOf = (file: string) => {
    const address = run.prepared[file]
    return typeof address === 'string' ? address : undefined
  }
  for (const [name, value] of Object.entries(wireOf(run))) {
    const sent = isFile(value)
      ? addressOf(value.file)
      : Array.isArray(value)
        ? value.flatMap((one: unknown) => (isFile(one) ? (addressOf(one.file) ?? []) : [String(one)]))
        : (value as Sent)
    if (sent !== undefined) body[name] = sent
  }
  return body
}

/** Lists are compared by what stands in them. */
const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)

const historyQuery = (run: Run, { from, to }: Window, page: number) => ({
  page,
  page_size: pageSize,
  model: run.model.wire.path,
  created_after: new Date(from).toISOString(),
  created_before: new Date(to).toISOString(),
  include_inputs: true,
})

/** `status` is the envelope's where there is one: WaveSpeed repeats the HTTP status there. Throws on no answer. */
async function ask(
  net: Net,
  address: string,
  init: RequestInit & { timeoutMs?: number },
): Promise<{ status: number; message: string; data: unknown }> {
  const headers = { authorization: `Bearer ${net.key}`, ...init.headers }
  const response = await net.fetch(`${api}/${address}`, { ...init, headers })
  const envelope = Envelope.safeParse(await response.json().catch(() => null))
  if (!envelope.success) return { status: response.ok ? 0 : response.status, message: '', data: null }
  const { code, message, data } = envelope.data
  return { status: response.ok ? code : response.status, message, data }
}

async function readSecret(net: Net): Promise<string> {
  const { status, data } = await ask(net, 'webhook/secret', { timeoutMs: 10_000 })
  if (status !== 200) throw new Error(`no webhook secret: ${status}`)
  return z.looseObject({ secret: z.string().startsWith('whsec_') }).parse(data).secret
}

type Failed = Extract<Step<Made>, { state: 'failed' }>

const failed = (reason: FailReason, message: string): Failed => ({ state: 'failed', reason, message })
const busy = (message: string): Failed => ({ ...failed('busy', message), againInSeconds: 10 })

/** An answer that proves that nothing was accepted; null for every other. */
function rejected(status: number, message: string): Failed | null {
  if (status === 429) return busy('WaveSpeed has too much to do for us right now.')
  if (status === 401 || status === 402 || status === 403)
    return failed('reconnect', 'WaveSpeed does not accept our account at the moment.')
  if (status === 404) return failed('broken', 'WaveSpeed does not offer this model any more.')
  if (status >= 400 && status < 500)
    return failed('bad-input', `WaveSpeed did not take it: ${short(message)}`)
  return null
}

function stepOf(task: Task): Step<Made> {
  if (task.status === 'completed' || task.status === 'succeeded') return madeOf(task)
  if (['failed', 'cancelled', 'timeout', 'deleted'].includes(task.status)) return failureOf(task)
  // Whatever else it says, it has not ended.
  return pendingOf(task)
}

const pendingOf = ({ id }: Task): Step<Made> => ({ state: 'pending', handle: { id }, againInSeconds: 1 })

function madeOf(task: Task): Step<Made> {
  if (task.has_nsfw_contents?.includes(true))
    return {
      ...failed('refused', 'The vendor’s safety check refused the result.'),
      billed: true,
    }
  const outputs = (task.outputs ?? []).flatMap(outputsOf)
  if (outputs.length === 0)
    return { ...failed('broken', 'The vendor was done but had no file.'), billed: true }
  return { state: 'done', result: { outputs } }
}

/** Usually addresses; words where words were asked for; the official types allow objects that hold addresses. */
function outputsOf(output: unknown): Made['outputs'] {
  if (typeof output === 'object' && output !== null) return Object.values(output).flatMap(outputsOf)
  if (typeof output !== 'string' || output.trim() === '') return []
  return [/^https?:\/\/\S+$/.test(output) ? { url: output } : { text: output }]
}

function failureOf(task: Task): Failed {
  const text = short(task.error ?? '')
  switch (task.code) {
    case 1200:
      return failed('refused', 'The vendor’s safety check refused it.')
    case 1400:
    case 1401:
      return failed('bad-input', `The model could not work with these values: ${text}`)
    case 1402:
      return failed('broken', 'The model could not read the picture.')
    case 5003:
      return failed('busy', 'The model was not available.')
  }
  if (/moderation|nsfw|safety|sensitive/i.test(text))
    return failed('refused', 'The vendor’s safety check refused it.')
  return failed('broken', text ? `The model failed: ${text}` : 'The model failed without a reason.')
}

const short = (text: string) => (text.length > 200 ? `${text.slice(0, 199)}…` : text) || 'no reason given'
