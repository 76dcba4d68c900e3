import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Api, Asset, Job, Price } from './api.ts'
import { askOf, type Ask, type ListedModel } from './catalogue/asks.ts'
import { objectionsTo } from './catalogue/looked-at.ts'
import { addMaterials, type Materials } from './catalogue/materials.ts'
import { until } from './children.ts'
import { openDatabase } from './database.ts'
import { signUpRich } from './rich.ts'

// Over HTTP against Worker and sandbox: every model that GET models lists is asked for something, goes to its end,
// costs what was said, and what it made is opened.

const origin = inject('api')
const control = `${inject('sandbox')}/__sandbox`

/** Nobody has published its price: it is offered where a row names one. */
const unpriced = 'wavespeed/vidu-reference-q2'
const itsPrice = { '1080p': 40_000, '2K': 60_000, '4K': 100_000 }

let api: Api
let materials: Materials

async function set(settings: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetch(`${control}/settings`, { method: 'POST', headers, body: JSON.stringify(settings) })
}

async function giveItsPrice(statement: string, ...values: string[]): Promise<void> {
  const database = await openDatabase(inject('state'), false)
  database.prepare(statement).run(...values)
  database.close()
}

let usual: Record<string, unknown>

beforeAll(async () => {
  usual = (await (await fetch(`${control}/settings`)).json()) as Record<string, unknown>
  await set({ pictureMs: 50, videoMs: 50 })
  await giveItsPrice(
    'insert or replace into model_rows (model, micros) values (?, ?)',
    unpriced,
    JSON.stringify(itsPrice),
  )
  api = await signUpRich(origin, inject('state'), 'Walker')
  materials = await addMaterials(origin, api)
})
afterAll(async () => {
  await set({ pictureMs: usual['pictureMs'], videoMs: usual['videoMs'] })
  await giveItsPrice('delete from model_rows where model = ?', unpriced)
})

interface Walked {
  model: ListedModel
  ask: Ask
  price: Price
  jobId: string
}

/** The press, after the estimate. Throws the problem when it is not taken. */
async function press(model: ListedModel): Promise<Walked> {
  const ask = askOf(model, materials)
  const wish = { model: model.id, input: ask.input, consent: true }
  const estimate = await api.call('POST', '/api/image-studio/estimate-cost', wish)
  const { price } = estimate.body as { price: Price }
  const order = await api.order(`/api/image-studio/${ask.path}`, { ...wish, price })
  if (order.status !== 202) throw new Error(`${order.status} ${JSON.stringify(order.body)}`)
  return { model, ask, price, jobId: (order.body as { jobs: Job[] }).jobs[0]!.id }
}

/** What is not as it has to be with a job that has ended. */
async function judge({ model, ask, price, jobId }: Walked): Promise<string[]> {
  const job = await api.job(jobId)
  if (job.state !== 'done') return [`${job.state}: ${job.failure?.message}`]
  const wrong: string[] = []
  const { asked, held, charged, unit } = job.receipt
  if (unit !== price.unit || asked !== price.amount || held !== price.amount)
    wrong.push(`said ${price.amount} ${price.unit}, held ${held} ${unit}`)
  const metered = model.cost.per === '1k-chars' || model.cost.of === 'audio'
  if (charged === null || charged < 1 || (metered ? charged > held : charged !== held))
    wrong.push(`held ${held}, charged ${charged}`)
  if (job.assets.length === 0) return [...wrong, 'nothing is in the library']
  for (const id of job.assets) {
    const asset: Asset = await api.asset(id)
    const file = await fetch(asset.url)
    if (file.headers.get('content-type')?.split(';')[0] !== asset.type)
      wrong.push(`handed out as ${file.headers.get('content-type')}, not ${asset.type}`)
    wrong.push(...(await objectionsTo(asset, new Uint8Array(await file.arrayBuffer()), ask.expected)))
  }
  return wrong
}

test('every model of the catalogue works, costs what was said, and makes what it is for', async () => {
  const { body } = await api.call('GET', '/api/image-studio/models')
  const listed = (body as { models: ListedModel[] }).models
  // What runs on the person's own machine has no vendor to be asked.
  const models = listed.filter(({ id }) => !id.startsWith('device/'))
  expect(models.map(({ id }) => id)).toContain(unpriced)

  const failures: Record<string, string[]> = {}
  const walked: Walked[] = []
  for (const model of models)
    await press(model).then(
      (one) => walked.push(one),
      (error: unknown) => (failures[model.id] = [String(error)]),
    )
  await until(
    'all jobs to end',
    async () => {
      const { body } = await api.call('GET', '/api/jobs')
      return (body as { jobs: Job[] }).jobs.length === 0
    },
    300,
  )
  for (const one of walked) {
    const wrong = await judge(one)
    if (wrong.length > 0) failures[one.model.id] = wrong
  }
  const kinds = Map.groupBy(walked, ({ ask }) => ask.expected.kind)
  const counts = [...kinds].map(([kind, all]) => `${kind} ${all.length}`).join(', ')
  console.log(
    `catalogue: ${models.length - Object.keys(failures).length} of ${models.length} models pass (${counts})`,
  )
  expect(failures).toEqual({})

  // A vendor drops without a word what it does not know: nothing of that kind was ever sent.
  expect(await (await fetch(`${control}/dropped`)).json()).toEqual({ dropped: {} })
}, 420_000)

test('a voice that was cloned speaks', async () => {
  const clone = await press({
    id: 'wavespeed/minimax-voice-clone',
    task: 'clone-voice',
    title: '',
    cost: { per: 'run' },
  })
  const [voice] = (await api.ended(clone.jobId)).assets
  const ask = { model: 'wavespeed/minimax-speech-02-hd', input: { text: 'It is me who speaks.', voice } }
  const { body } = await api.call('POST', '/api/image-studio/estimate-cost', ask)
  const order = await api.order('/api/image-studio/voice/speak', {
    ...ask,
    price: (body as { price: Price }).price,
  })
  const job = await api.ended((order.body as { jobs: Job[] }).jobs[0]!.id)
  expect([job.state, job.failure]).toEqual(['done', null])
  expect(await api.asset(job.assets[0]!)).toMatchObject({ kind: 'audio', type: 'audio/mpeg', width: null })
})
