import { createExecutionContext } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { paths } from '../../shared/api.ts'
import { Problem } from '../../shared/errors.ts'
import { app } from '../app.ts'
import type { Bindings } from '../env.ts'
import { bindings, newcomer, send } from '../test/caller.ts'

const ask = async (change: Partial<Bindings>) => {
  const request = new Request(`https://api.atelier.example${paths.account}`, {
    headers: { authorization: 'Bearer 0123456789abcdefghijklmnopqrstuv' },
  })
  return app.fetch(request, { ...bindings, ...change }, createExecutionContext())
}

describe('what we did not foresee', () => {
  it.each([
    [
      'a database that is gone',
      {
        DB: {
          prepare: () => {
            throw new Error('secret of the database')
          },
        } as unknown as D1Database,
      },
    ],
    ['a Worker that is not set up', { AUTH_SECRET: 'secret of the database' }],
  ])('is answered without saying what: %s', async (_, change) => {
    const answer = await ask(change)
    expect(answer.status).toBe(500)
    const text = await answer.text()
    expect(text).not.toContain('secret of the database')
    expect(text).not.toContain('AUTH_SECRET')
    expect(Problem.parse(JSON.parse(text))).toMatchObject({
      code: 'broken',
      requestId: answer.headers.get('x-request-id'),
    })
  })
})

describe('the limit', () => {
  it('stops a flood from one address, and nobody else', async () => {
    const from = (address: string) => send(paths.providers, { headers: { 'cf-connecting-ip': address } })
    const address = crypto.randomUUID()
    const statuses = new Set<number>()
    // Two windows may share the requests, so there are more than two windows take.
    for (let n = 0; n < 1300; n += 100) {
      const some = await Promise.all(Array.from({ length: 100 }, () => from(address)))
      for (const { status } of some) statuses.add(status)
    }
    expect(statuses).toEqual(new Set([200, 429]))
    expect((await from(crypto.randomUUID())).status).toBe(200)
  })

  it('lets a vendor ring for many jobs from one address', async () => {
    const address = { 'cf-connecting-ip': crypto.randomUUID() }
    const ring = (n: number) =>
      send(`${paths.hooks}/wavespeed/job-${n}/x`, { method: 'POST', headers: address })
    const statuses = new Set<number>()
    for (let n = 0; n < 1300; n += 100) {
      const some = await Promise.all(Array.from({ length: 100 }, (_, k) => ring(n + k)))
      for (const { status } of some) statuses.add(status)
    }
    expect(statuses.has(429)).toBe(false)
  })

  it('never troubles a hundred presses of one person at once', async () => {
    const { token } = await newcomer()
    const all = await Promise.all(Array.from({ length: 100 }, () => send(paths.jobs, { token })))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
  })
})
