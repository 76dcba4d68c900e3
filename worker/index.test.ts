import {
  createExecutionContext,
  createMessageBatch,
  createScheduledController,
  getQueueResult,
} from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { openContext } from './context.ts'
import { deadLetters } from './db/schema.ts'
import worker from './index.ts'
import { readJob } from './jobs/read.ts'
import { openWorld } from './test/world.ts'

const message = (body: unknown, id: string = crypto.randomUUID()) => ({
  id,
  timestamp: Date.now(),
  attempts: 1,
  body,
})

/** Hands messages to the queue's door and says what became of them. */
async function deliver(queue: string, ...messages: ReturnType<typeof message>[]) {
  const batch = createMessageBatch(queue, messages)
  await worker.queue(batch as MessageBatch<never>, env)
  return getQueueResult(batch, createExecutionContext())
}

describe('the door for bells', () => {
  it('throws away what is no bell, and asks again for nothing', async () => {
    const result = await deliver('atelier-bell', message('ding'), message({ vendor: 'nobody' }))
    expect(result).toMatchObject({ outcome: 'ok', retryMessages: [] })
  })

  it('works with the real queue: a press is done without anybody calling', async () => {
    const world = await openWorld()
    const who = await world.person()
    const real = openContext(env)
    const [job] = (await world.press(who, { model: 'wavespeed/qwen-image', input: { prompt: 'a hill' } }))
      .jobs
    await env.BELL.send({ vendor: 'wavespeed' })
    await vi.waitFor(async () => expect((await readJob(real, who.workspaceId, job!.id)).state).toBe('done'), {
      timeout: 15_000,
      interval: 100,
    })
  })

  it('keeps what failed for good, once', async () => {
    const world = await openWorld()
    const dead = message({ vendor: 'wavespeed' })
    await deliver('atelier-bell-dead', dead)
    await deliver('atelier-bell-dead', dead)
    expect(await world.ctx.db.select().from(deadLetters).where(eq(deadLetters.id, dead.id))).toMatchObject([
      { queue: 'atelier-bell-dead', body: { vendor: 'wavespeed' } },
    ])
  })
})

describe('the door for the clock', () => {
  it('rings for a job that has no bell', async () => {
    const world = await openWorld()
    const who = await world.person()
    const [job] = (await world.press(who, { model: 'wavespeed/qwen-image', input: { prompt: 'a hill' } }))
      .jobs
    await worker.scheduled(createScheduledController(), env)
    await vi.waitFor(
      async () => expect((await readJob(openContext(env), who.workspaceId, job!.id)).state).toBe('done'),
      { timeout: 15_000, interval: 100 },
    )
  })
})
