import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openDb } from './db/open.ts'
import { wordsOf } from './log.ts'

describe('the words of an error', () => {
  it('name the query that failed and why, but none of its values', async () => {
    const failed = openDb(env.DB).run(sql`insert into nowhere values (${'the words of a prompt'})`)
    const words = wordsOf(await failed.catch((error: unknown) => error))
    expect(words).toContain('insert into nowhere')
    expect(words).toContain('no such table')
    expect(words).not.toContain('the words of a prompt')
  })

  it('are its own otherwise', () => expect(wordsOf(new TypeError('odd'))).toBe('TypeError: odd'))
})
