import { describe, expect, inject, it } from 'vitest'
import type { Job } from '../../shared/jobs.ts'
import type { Rung } from '../test/rung.ts'
import { openWorld, type World } from '../test/world.ts'
import { ringFromHook } from './hook.ts'

const qwen = (prompt: string) => ({ model: 'wavespeed/qwen-image', input: { prompt } })

/** The webhook the sandbox sent for a job. */
async function rungFor({ id }: Job): Promise<Rung> {
  for (;;) {
    const rung = (await (await fetch(inject('hooksUrl'))).json()) as Rung[]
    const mine = rung.find(({ path }) => path.includes(id))
    if (mine) return mine
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Hands a webhook to the door of a job, as the route does. */
function handOver(world: World, { path, headers, body }: Rung): Promise<void> {
  const [vendor, jobId, token] = path.replace('/api/hooks/', '').split('/') as [string, string, string]
  const request = new Request('https://api.atelier.example', { method: 'POST', headers, body })
  return ringFromHook(world.ctx, vendor, jobId, token, request)
}

const code = (call: Promise<void>) =>
  call.then(
    () => 'taken',
    (error: { code?: string }) => error.code,
  )

/** A job at the vendor, with no bell of its own. */
async function waiting(prompt: string, ...rules: object[]) {
  const world = await openWorld()
  const who = await world.person()
  if (rules.length > 0) await world.misbehave(...rules)
  const [job] = (await world.press(who, qwen(prompt))).jobs
  await world.ringOnce()
  world.bells.length = 0
  return { world, who, job: job! }
}

describe('a webhook', () => {
  it('is a doorbell: the job is looked at, and is done', async () => {
    const { world, who, job } = await waiting('a hill')
    await handOver(world, await rungFor(job))
    expect(world.bells).toHaveLength(1)
    await world.ringOnce()
    expect(await world.job(who, job)).toMatchObject({ state: 'done', receipt: { charged: 1 } })
  })

  it('that comes twice, or after the end, changes nothing', async () => {
    const { world, who, job } = await waiting('a hill')
    const rung = await rungFor(job)
    await Promise.all([handOver(world, rung), handOver(world, rung)])
    await world.ringOnce()
    const before = await world.money(who)
    expect(await code(handOver(world, rung))).toBe('taken')
    expect(world.bells).toEqual([])
    expect(await world.money(who)).toEqual(before)
  })

  it('finds a job whose submit was never answered', async () => {
    const { world, who, job } = await waiting('a hill', { do: 'drop-after-accept', times: 1 })
    expect((await world.job(who, job)).state).toBe('unsure')
    await handOver(world, await rungFor(job))
    await world.ringOnce()
    expect((await world.job(who, job)).state).toBe('done')
    expect(await world.vendorTasks()).toHaveLength(1)
  })

  it('rings for nobody at a wrong address', async () => {
    const { world, job } = await waiting('a hill')
    const rung = await rungFor(job)
    const paths = [
      rung.path.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      rung.path.slice(0, -1),
      rung.path.replace('wavespeed', 'device'),
      rung.path.replace(job.id, world.ctx.id('job')),
    ]
    for (const path of paths) expect(await code(handOver(world, { ...rung, path }))).toBe('not-found')
    expect(world.bells).toEqual([])
  })

  it('rings for nobody with a forged signature', async () => {
    const { world, job } = await waiting('a hill', { do: 'webhook', how: 'forged' })
    expect(await code(handOver(world, await rungFor(job)))).toBe('not-signed-in')
    expect(world.bells).toEqual([])
  })

  it('rings for nobody when its body, its time or its signature was changed', async () => {
    const { world, job } = await waiting('a hill')
    const rung = await rungFor(job)
    const { 'webhook-signature': _signature, ...unsigned } = rung.headers
    const changed: Rung[] = [
      { ...rung, body: rung.body.replace('completed', 'complete') },
      {
        ...rung,
        headers: {
          ...rung.headers,
          'webhook-timestamp': String(Number(rung.headers['webhook-timestamp']) + 1),
        },
      },
      { ...rung, headers: unsigned },
    ]
    for (const each of changed) expect(await code(handOver(world, each))).toBe('not-signed-in')
    world.pass(301_000)
    expect(await code(handOver(world, rung))).toBe('not-signed-in')
    expect(world.bells).toEqual([])
  })
})
