import { z } from 'zod'
import { fileTypes } from '../../shared/assets.ts'
import type { FailReason, Step } from '../../shared/step.ts'
import { tasks } from '../../shared/task.ts'
import { formOf, type Part } from './multipart.ts'
import type { Keep, Made, Net, Provider, Run } from './provider.ts'
import { isFile, wireOf } from './wire.ts'

// Stability AI, REST v2beta (platform.stability.ai): a form goes out and the file itself comes back, once. There is
// no history and no webhook; two calls alone answer with a name and are asked for later.

const api = 'https://api.stability.ai/v2beta'
const accountApi = 'https://api.stability.ai/v1/user'

/** Who we are, for the vendor's own support; nobody's person. */
const client = { 'stability-client-id': 'atelier', 'stability-client-version': '1' }

/** The longest of its answers take a minute or more; the body is in it. Less than a visit has. */
const submitMs = 100_000

/** It is asked for a result every ten seconds at most; one more is for the way there. */
const pollSeconds = 11

/** Who is over the limit is held off for as long. */
const heldOffSeconds = 60

const Accepted = z.looseObject({ id: z.string().min(1) })

/** A credit is a cent. */
const Balance = z.looseObject({ credits: z.number() })
const creditMicros = 10_000

/** Every refusal that is the vendor's own. */
const Envelope = z.looseObject({ name: z.string().default(''), errors: z.array(z.string()).default([]) })

export const stability: Provider = {
  hosts: ['api.stability.ai'],
  idempotent: false,
  cancels: false,
  // 150 requests in any ten seconds. Of 400 evenly spaced starts a minute, a tenth of which may go at once, no ten
  // seconds hold more than 98; the other 52 are for questions, one each for what is under way.
  limits: { perMinute: 400, parallel: 50 },

  /** A form that did not leave whole was not accepted; of any other without an answer nobody knows. */
  async start(run, net) {
    const form = formOf(partsOf(run), `atelier-${run.jobId}`)
    const { wire, task } = run.model
    let response: Response
    try {
      response = await ask(net, wire.path, {
        method: 'POST',
        headers: {
          accept: wire.later ? 'application/json' : tasks[task].makes === 'image' ? 'image/*' : '*/*',
          'content-type': form.contentType,
        },
        body: form.body,
        timeoutMs: submitMs,
      })
    } catch {
      return form.mayBeWhole() ? { state: 'unsure' } : busy('It did not take the whole request.', 10)
    }
    if (response.status !== 200) return (await refusalOf(response)) ?? { state: 'unsure' }
    return wire.later ? pending(response) : made(response, run.keep)
  },

  async check(handle, net, keep) {
    const { id } = Accepted.parse(handle)
    const again = (againInSeconds: number): Step<Made> => ({
      state: 'pending',
      handle: { id },
      againInSeconds,
    })
    const response = await ask(net, `/results/${id}`, {
      headers: { accept: 'image/*' },
      timeoutMs: 60_000,
    }).catch(() => null)
    if (response?.status === 200) return made(response, keep)
    const refusal = response && response.status !== 202 ? await refusalOf(response) : null
    if (response?.status === 202) await response.body?.cancel()
    if (response?.status === 404)
      return { ...failed('broken', 'Stability AI no longer has the result.'), billed: true }
    // Trouble with our account or with the question is not the end of the work.
    if (refusal && ['bad-input', 'refused'].includes(refusal.reason)) return refusal
    return again(refusal?.againInSeconds ?? pollSeconds)
  },

  // It lists no models of v2beta and tells no prices: its balance is all that can be asked for without paying.
  async balance(net) {
    const response = await net.fetch(`${accountApi}/balance`, { headers: headersOf(net), timeoutMs: 20_000 })
    if (response.status !== 200) throw new Error(`its balance answered ${response.status}`)
    return Math.floor(Balance.parse(await response.json()).credits * creditMicros + 1e-6)
  },
}

/** The form in the vendor's own names. A file is called as its part is. */
function partsOf(run: Run): Part[] {
  return Object.entries(wireOf(run)).map(([name, value]): Part => {
    if (!isFile(value)) return { name, text: String(value) }
    const file = run.files[value.file]
    if (!file) throw new Error(`${value.file} is not among the files of ${run.jobId}`)
    return { name, file: { ...file, name: `${name}.${fileTypes[file.type]}` } }
  })
}

const headersOf = (net: Net) => ({ authorization: `Bearer ${net.key}`, ...client })

const ask = (net: Net, path: string, init: RequestInit & { timeoutMs: number }) =>
  net.fetch(`${api}${path}`, { ...init, headers: { ...headersOf(net), ...init.headers } })

async function pending(response: Response): Promise<Step<Made>> {
  const accepted = Accepted.safeParse(await response.json().catch(() => null))
  if (!accepted.success) return billed('broken', 'Stability AI took it, and did not say under which name.')
  return { state: 'pending', handle: { id: accepted.data.id }, againInSeconds: pollSeconds }
}

/** The file itself, kept at once. A picture that was blurred by the safety check comes like any other. */
async function made({ headers, body }: Response, keep: Keep): Promise<Step<Made>> {
  const type = headers.get('content-type')?.split(';')[0]?.trim() ?? ''
  if (headers.get('finish-reason') === 'CONTENT_FILTERED') {
    await body?.cancel()
    return billed('refused', 'The vendor’s safety check refused the result.')
  }
  if (!body || !/^(image|model)\//.test(type)) {
    await body?.cancel()
    return billed('broken', 'Stability AI answered with something that is no file.')
  }
  let arrived = false
  const watched = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({ flush: () => void (arrived = true) }),
  )
  try {
    return { state: 'done', result: { outputs: [{ kept: await keep(watched, type) }] } }
  } catch (error) {
    // That our own store failed does not say that nothing lies in it.
    if (arrived) throw error
    return billed('broken', 'The answer of Stability AI broke off in the middle.')
  }
}

type Failed = Extract<Step<Made>, { state: 'failed' }>

const failed = (reason: FailReason, message: string): Failed => ({ state: 'failed', reason, message })
const billed = (reason: FailReason, message: string): Failed => ({ ...failed(reason, message), billed: true })
const busy = (message: string, againInSeconds: number): Failed => ({
  ...failed('busy', message),
  againInSeconds,
})

/** An answer that proves that nothing is billed; null for every other. What fails there is not charged. */
async function refusalOf(response: Response): Promise<Failed | null> {
  const { status } = response
  const envelope = Envelope.safeParse(await response.json().catch(() => null))
  const words = short(envelope.data?.errors.join('; ') ?? '')
  const moderated = /moderation/.test(`${envelope.data?.name} ${words}`)
  switch (true) {
    case status === 429:
      return busy('Stability AI has too much to do for us right now.', heldOffSeconds)
    case status === 403 && moderated:
      return failed('refused', 'The vendor’s safety check refused it.')
    case status === 401 || status === 402 || status === 403:
      return failed('reconnect', 'Stability AI does not accept our account at the moment.')
    case status === 404:
      return failed('broken', 'Stability AI does not offer this model any more.')
    case status === 413:
      return failed('bad-input', 'The picture is too large for Stability AI.')
    case status >= 400 && status < 500:
      return failed('bad-input', `Stability AI did not take it: ${words}`)
    // Its own word that it failed; a gateway's page is none.
    case status === 500 && envelope.success:
      return busy('Stability AI failed at it.', 10)
  }
  return null
}

const short = (text: string) => (text.length > 200 ? `${text.slice(0, 199)}…` : text) || 'no reason given'
