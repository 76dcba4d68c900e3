import { env } from 'cloudflare:workers'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openDb } from './db/open.ts'
import { jobs } from './db/schema.ts'
import { wordsOf } from './log.ts'
import { openWorld } from './test/world.ts'

describe('the words of an error', () => {
  it('name the query that failed and why, but none of its values', async () => {
    const failed = openDb(env.DB).run(sql`insert into nowhere values (${'the words of a prompt'})`)
    const words = wordsOf(await failed.catch((error: unknown) => error))
    expect(words).toContain('insert into nowhere')
    expect(words).toContain('no such table')
    expect(words).not.toContain('the words of a prompt')
  })

  it('do not quote what could not be read', () => {
    const words = (() => {
      try {
        return JSON.parse('{"prompt": lighthouse}') as string
      } catch (error) {
        return wordsOf(error)
      }
    })()
    expect(words).toContain('SyntaxError')
    expect(words).not.toContain('lighthouse')
  })

  it.each([
    [
      'Error: no way to https://x.example/files/fil_1?expires=1&signature=abc, sorry',
      /^Error: no way to https:\/\/x\.example\/files\/fil_1\?…/,
    ],
    ['Error: https://v.example/submit?webhook=https%3A%2F%2Fus%2Ftoken9', /submit\?…$/],
    ['Error: POST /api/hooks/wavespeed/job_1/token9', /\/api\/hooks\/wavespeed\/job_1\/…$/],
  ])('tell of an address nothing that opens doors: %s', (message, kept) => {
    const words = wordsOf(message)
    expect(words).toMatch(kept)
    expect(words).not.toMatch(/signature=|token9/)
  })

  it('are its own otherwise', () => expect(wordsOf(new TypeError('odd'))).toBe('TypeError: odd'))
})

describe('the log of jobs that go every way', () => {
  it('holds no word of a prompt, and no token', async () => {
    const world = await openWorld()
    const who = await world.person()
    const picture = (prompt: string) => ({ model: 'wavespeed/qwen-image', input: { prompt } })
    await world.misbehave({ do: 'status', status: 500, times: 1 }, { do: 'status', status: 400, times: 1 })
    for (const prompt of ['a hill', 'a lake', 'a wood [fail]', 'a rock', 'a dune'])
      await world.press(who, picture(prompt))
    await world.quiet()
    const rows = await world.ctx.db.select().from(jobs).where(eq(jobs.workspaceId, who.workspaceId))
    const states = new Set(rows.map(({ state }) => state))
    expect([...states].sort()).toEqual(['done', 'failed'])
    const all = JSON.stringify(world.lines)
    expect(world.lines.length).toBeGreaterThan(10)
    for (const secret of [world.word, 'a hill', 'sandbox-key', ...rows.map(({ hookToken }) => hookToken)])
      expect(all).not.toContain(secret)
  })
})
