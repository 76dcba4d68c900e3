import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Api, Job } from '../api.ts'
import { until } from '../children.ts'
import type { Sandbox } from '../sandbox.ts'
import { ruleFor, type Fault } from './faults.ts'

/** What all clients together have seen. */
export interface Seen {
  /** Milliseconds to the answer, by kind of call. */
  times: Record<string, number[]>
  /** Milliseconds from the press to the end, of the jobs that met no fault. */
  jobs: number[]
  ended: Record<string, number>
  injected: Record<string, number>
  /** Whatever was not as it should be. */
  wrong: string[]
}

export const nothingSeen = (): Seen => ({ times: {}, jobs: [], ended: {}, injected: {}, wrong: [] })

export interface Client {
  api: Api
  sandbox: Sandbox
  seen: Seen
  random(): number
  /** The fault the next order is to meet; mostly none. */
  nextFault(): Fault | null
  nextNumber(): number
}

const count = (tally: Record<string, number>, name: string) => void (tally[name] = (tally[name] ?? 0) + 1)

const pauseMs = 1000
/** An answer lost after acceptance is looked up with patience. */
const patienceSeconds = 240

/** Makes pictures and looks around, as people do, until the time is over; the last job is waited for. */
export async function live(client: Client, isOver: () => boolean): Promise<void> {
  const acts = [makePicture, makePicture, makePicture, lookAround, changeMind]
  while (!isOver()) {
    const act = acts[Math.floor(client.random() * acts.length)] ?? makePicture
    await act(client).catch((error: unknown) => client.seen.wrong.push(`${act.name}: ${String(error)}`))
  }
}

async function timed(client: Client, what: string, expected: number, call: () => Promise<Answer>) {
  const started = performance.now()
  const answer = await call()
  ;(client.seen.times[what] ??= []).push(performance.now() - started)
  if (answer.status !== expected)
    throw new Error(`${what} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

const get = (client: Client, what: string, path: string) =>
  timed(client, what, 200, () => client.api.call('GET', path))

const orderOf = (prompt: string) => ({
  model: 'wavespeed/qwen-image',
  input: { prompt },
  count: 1,
  price: { unit: 'image', amount: 1 },
})

/** One press in ten is sent twice with the same key, as after a lost answer: it is one order all the same. */
async function press(client: Client, prompt: string): Promise<Job> {
  const key = `load-${prompt.replaceAll(/\W+/g, '-')}`
  const once = () =>
    timed(client, 'order', 202, () => client.api.order('/api/image-studio/create', orderOf(prompt), key))
  const times = client.random() < 0.1 ? 2 : 1
  const answers = (await Promise.all(Array.from({ length: times }, once))) as { id: string; jobs: Job[] }[]
  if (new Set(answers.map(({ id }) => id)).size !== 1) throw new Error(`one key, two orders: ${key}`)
  return answers[0]!.jobs[0]!
}

async function makePicture(client: Client): Promise<void> {
  const words = `load ${client.nextNumber()};`
  const fault = client.nextFault()
  if (fault) {
    await client.sandbox.order(ruleFor(fault, words))
    count(client.seen.injected, fault.name)
  }
  const started = performance.now()
  const { id } = await press(client, words)
  const job = await ended(client, id)
  count(client.seen.ended, job.state)
  if (!fault) client.seen.jobs.push(performance.now() - started)
  if (job.state !== 'done' && !fault?.mayFail)
    throw new Error(`${words} ${fault?.name ?? 'no fault'}: ${job.state}, ${job.failure?.message}`)
  const { charged } = job.receipt
  const result = job.assets.length
  if (charged !== (job.state === 'done' ? 1 : 0) || result !== (job.state === 'done' ? 1 : 0))
    throw new Error(`${words} is ${job.state} with ${result} results, and ${charged} was charged`)
}

function ended(client: Client, id: string): Promise<Job> {
  return until(
    `job ${id} to end`,
    async () => {
      await sleep(pauseMs)
      const job = (await get(client, 'job', `/api/jobs/${id}`)) as Job
      return ['done', 'failed', 'cancelled'].includes(job.state) && job
    },
    patienceSeconds,
  )
}

/** Pressed and cancelled at once: whichever was first, it is told, and the money follows it. */
async function changeMind(client: Client): Promise<void> {
  const { id } = await press(client, `load ${client.nextNumber()}; never mind`)
  await timed(client, 'cancel', 200, () => client.api.call('POST', `/api/jobs/${id}/cancel`))
  const job = await ended(client, id)
  count(client.seen.ended, job.state)
  if (!['done', 'cancelled'].includes(job.state)) throw new Error(`${id} cancelled: it is ${job.state}`)
  if (job.receipt.charged !== (job.state === 'done' ? 1 : 0)) throw new Error(`${id}: ${job.receipt.charged}`)
}

async function lookAround(client: Client): Promise<void> {
  await get(client, 'account', '/api/account')
  const { assets } = (await get(client, 'library', '/api/image-studio/assets')) as {
    assets: { url: string; bytes: number }[]
  }
  await timed(client, 'preflight', 200, () =>
    client.api.call('POST', '/api/subscription/preflight-check', { ...orderOf('a hill'), price: undefined }),
  )
  const [newest] = assets
  if (newest) {
    const started = performance.now()
    const file = await fetch(newest.url)
    const { byteLength } = await file.arrayBuffer()
    ;(client.seen.times['file'] ??= []).push(performance.now() - started)
    if (file.status !== 200 || byteLength !== newest.bytes)
      throw new Error(`a file of ${newest.bytes} bytes: ${file.status}, ${byteLength} bytes`)
  }
  await sleep(pauseMs)
}
