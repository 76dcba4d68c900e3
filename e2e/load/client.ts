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
/** An answer lost after acceptance is looked up with patience: until the job's own deadline, and clips have longer. */
const patienceSeconds = { picture: 300, clip: 1200 }

/** Makes pictures and looks around, as people do, until the time is over; the last job is waited for. */
export async function live(client: Client, isOver: () => boolean): Promise<void> {
  const acts = [makePicture, makePicture, makePicture, lookAround, changeMind]
  while (!isOver()) {
    // A clip is drawn on this machine too: now and then one, so that the load stays on the Worker.
    const act = client.random() < 0.01 ? makeClip : acts[Math.floor(client.random() * acts.length)]!
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

const pictureOf = (prompt: string) => ({
  model: 'wavespeed/qwen-image',
  input: { prompt },
  count: 1,
  price: { unit: 'image', amount: 1 },
})

const clipOf = (prompt: string, image: string) => ({
  model: 'wavespeed/wan-2.5-i2v',
  input: { prompt, image, resolution: '480p' },
  count: 1,
  price: { unit: 'video', amount: 1 },
})

/** One press in ten is sent twice with the same key, as after a lost answer: it is one order all the same. */
async function press(client: Client, words: string, order: object, path = 'create'): Promise<Job> {
  const key = `load-${words.replaceAll(/\W+/g, '-')}`
  const once = () =>
    timed(client, 'order', 202, () => client.api.order(`/api/image-studio/${path}`, order, key))
  const times = client.random() < 0.1 ? 2 : 1
  const answers = (await Promise.all(Array.from({ length: times }, once))) as { id: string; jobs: Job[] }[]
  if (new Set(answers.map(({ id }) => id)).size !== 1) throw new Error(`one key, two orders: ${key}`)
  return answers[0]!.jobs[0]!
}

/** New words for one order, and the fault it is to meet. */
async function setOut(client: Client): Promise<{ words: string; fault: Fault | null }> {
  const words = `load ${client.nextNumber()};`
  const fault = client.nextFault()
  if (fault) {
    await client.sandbox.order(ruleFor(fault, words))
    count(client.seen.injected, fault.name)
  }
  return { words, fault }
}

/** It is told how it ended, there is a result or none, and exactly a result is charged. */
function checkEnd(client: Client, words: string, fault: Fault | null, job: Job, may: readonly string[]) {
  count(client.seen.ended, job.state)
  const allowed = fault?.mayFail ? [...may, 'failed'] : may
  if (!allowed.includes(job.state))
    throw new Error(`${words} ${fault?.name ?? 'no fault'}: ${job.state}, ${job.failure?.message}`)
  const { charged } = job.receipt
  const result = job.assets.length
  if (charged !== (job.state === 'done' ? 1 : 0) || result !== (job.state === 'done' ? 1 : 0))
    throw new Error(`${words} is ${job.state} with ${result} results, and ${charged} was charged`)
}

async function makePicture(client: Client): Promise<void> {
  const { words, fault } = await setOut(client)
  const started = performance.now()
  const { id } = await press(client, words, pictureOf(words))
  const job = await ended(client, id)
  if (!fault) client.seen.jobs.push(performance.now() - started)
  checkEnd(client, words, fault, job, ['done'])
}

/** From the newest picture of the library, if there is one. */
async function makeClip(client: Client): Promise<void> {
  const { assets } = (await get(client, 'library', '/api/image-studio/assets')) as {
    assets: { id: string; kind: string }[]
  }
  const picture = assets.find(({ kind }) => kind === 'image')
  if (!picture) return
  const { words, fault } = await setOut(client)
  const { id } = await press(client, words, clipOf(words, picture.id), 'transform/image-to-video')
  checkEnd(client, words, fault, await ended(client, id, patienceSeconds.clip), ['done'])
}

function ended(client: Client, id: string, patience = patienceSeconds.picture): Promise<Job> {
  return until(
    `job ${id} to end`,
    async () => {
      await sleep(pauseMs)
      const job = (await get(client, 'job', `/api/jobs/${id}`)) as Job
      return ['done', 'failed', 'cancelled'].includes(job.state) && job
    },
    patience,
  )
}

/** Pressed and cancelled at once: whichever was first, it is told, and the money follows it. */
async function changeMind(client: Client): Promise<void> {
  const { words, fault } = await setOut(client)
  const { id } = await press(client, words, pictureOf(`${words} never mind`))
  await timed(client, 'cancel', 200, () => client.api.call('POST', `/api/jobs/${id}/cancel`))
  checkEnd(client, words, fault, await ended(client, id), ['done', 'cancelled'])
}

async function lookAround(client: Client): Promise<void> {
  await get(client, 'account', '/api/account')
  const { assets } = (await get(client, 'library', '/api/image-studio/assets')) as {
    assets: { url: string; bytes: number }[]
  }
  await timed(client, 'preflight', 200, () =>
    client.api.call('POST', '/api/subscription/preflight-check', {
      ...pictureOf('a hill'),
      price: undefined,
    }),
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
