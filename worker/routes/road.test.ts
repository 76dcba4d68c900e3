import { describe, expect, it } from 'vitest'
import { Account, Estimate, JobList, paths, Preflight } from '../../shared/api.ts'
import { Asset } from '../../shared/assets.ts'
import { EventPage } from '../../shared/events.ts'
import { isEnded, Job, Order } from '../../shared/jobs.ts'
import { openContext } from '../context.ts'
import { answerBell } from '../jobs/run.ts'
import { bindings, newcomer, post, send } from '../test/caller.ts'
import { fileOf, sha256 } from '../test/files.ts'

const read = async (path: string, token: string) => (await send(path, { token })).json()

/** Answers bells, each a little later on the Worker's clock, until the job has ended. */
async function ended(id: string, token: string): Promise<Job> {
  for (let later = 0; ; later += 2000) {
    await answerBell(
      openContext(bindings, () => Date.now() + later),
      { vendor: 'wavespeed' },
    )
    const job = Job.parse(await read(`${paths.jobs}/${id}`, token))
    if (isEnded(job.state)) return job
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const press = async (path: string, wish: { model: string; input: object }, token: string) => {
  const { price } = Estimate.parse((await post(paths.estimate, wish, { token })).json())
  const headers = { 'idempotency-key': crypto.randomUUID() }
  const answer = await post(`/api/image-studio/${path}`, { ...wish, price }, { headers, token })
  expect(answer.status).toBe(202)
  return Order.parse(answer.json())
}

const left = async (unit: string, token: string) =>
  Account.parse(await read(paths.account, token)).balance.find((one) => one.unit === unit)?.available

describe('through the front door', () => {
  it('a prompt becomes a picture, which says it was made by a model', async () => {
    const { token } = await newcomer()
    const wish = { model: 'wavespeed/qwen-image', input: { prompt: 'a lighthouse at dusk' } }
    const preflight = Preflight.parse((await post(paths.preflight, wish, { token })).json())
    expect(preflight).toMatchObject({ allowed: true, estimate: { price: { unit: 'image', amount: 1 } } })

    const order = await press('create', wish, token)
    expect(JobList.parse(await read(paths.jobs, token)).jobs.map(({ id }) => id)).toEqual([order.jobs[0]?.id])
    expect(await left('image', token)).toBe(19)

    const job = await ended(order.jobs[0]!.id, token)
    expect(job).toMatchObject({ state: 'done', failure: null, receipt: { charged: 1 } })
    const asset = Asset.parse(await read(`${paths.assets}/${job.assets[0]}`, token))
    expect(asset).toMatchObject({ origin: 'generated', prompt: 'a lighthouse at dusk', jobId: job.id })

    const link = new URL(asset.url)
    const file = await send(link.pathname + link.search)
    expect(await sha256(file.bytes)).toBe(asset.sha256)
    expect(new TextDecoder('latin1').decode(file.bytes)).toContain('trainedAlgorithmicMedia')

    const { events, next } = EventPage.parse(await read(`${paths.events}?after=0`, token))
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['job-queued', 'job-done']))
    expect(EventPage.parse(await read(`${paths.events}?after=${next}`, token)).events).toEqual([])
    expect(JobList.parse(await read(paths.jobs, token)).jobs).toEqual([])
    expect(Order.parse(await read(`${paths.orders}/${order.id}`, token)).jobs).toEqual([job])
    expect(await left('image', token)).toBe(19)
  })

  it('a picture becomes a silent clip', async () => {
    const { token } = await newcomer()
    const upload = await send(paths.assets, { method: 'POST', body: fileOf('jpeg'), token })
    const image = Asset.parse(upload.json()).id
    const input = { image, prompt: 'slowly', resolution: '480p', silent: true }
    const order = await press('transform/image-to-video', { model: 'wavespeed/wan-2.5-i2v', input }, token)
    const job = await ended(order.jobs[0]!.id, token)
    expect(job).toMatchObject({ state: 'done', failure: null, receipt: { unit: 'video', charged: 1 } })
    const clip = Asset.parse(await read(`${paths.assets}/${job.assets[0]}`, token))
    expect(clip).toMatchObject({ kind: 'video', type: 'video/mp4', height: 480 })
    expect(clip.durationMs).toBeGreaterThan(4500)
    const link = new URL(clip.url)
    const file = new TextDecoder('latin1').decode((await send(link.pathname + link.search)).bytes)
    expect(file).toContain('trainedAlgorithmicMedia')
    expect(file).toContain('avc1')
    expect(file).not.toContain('mp4a')
  })

  it('a job that waits can be cancelled for nothing', async () => {
    const { token } = await newcomer()
    const order = await press('create', { model: 'wavespeed/qwen-image', input: { prompt: 'x' } }, token)
    const path = `${paths.jobs}/${order.jobs[0]!.id}/cancel`
    const answer = await send(path, { method: 'POST', token })
    expect(Job.parse(answer.json())).toMatchObject({ state: 'cancelled', receipt: { charged: 0 } })
    expect(await left('image', token)).toBe(20)
  })
})
