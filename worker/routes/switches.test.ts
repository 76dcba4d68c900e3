import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { paths } from '../../shared/api.ts'
import { SignedSwitches } from '../../shared/switches.ts'
import { openDb } from '../db/open.ts'
import { switchLists } from '../db/switches.ts'
import { send } from '../test/caller.ts'

const db = openDb(env.DB)
const row = (version: number) => ({
  version,
  list: JSON.stringify({ version, expiresAt: 0, off: [] }),
  signature: 's'.repeat(86),
})

beforeEach(async () => {
  await db.delete(switchLists)
})

describe('what is switched off', () => {
  it('is nothing where there has never been a list', async () => {
    const answer = await send(paths.switches)
    expect(answer.status).toBe(204)
    expect(answer.bytes.byteLength).toBe(0)
  })

  it('is the newest list, to the letter, for everybody', async () => {
    await db.insert(switchLists).values([row(1), row(3), row(2)])
    const answer = await send(paths.switches)
    expect(answer.headers.get('etag')).toBe('"3"')
    const { list, signature } = SignedSwitches.parse(answer.json())
    expect({ version: 3, list, signature }).toEqual(row(3))
  })

  it('is not sent twice to who has it', async () => {
    await db.insert(switchLists).values(row(4))
    for (const known of ['"4"', 'W/"4"', '"3", "4"']) {
      const answer = await send(paths.switches, { headers: { 'if-none-match': known } })
      expect(answer.status).toBe(304)
      expect(answer.bytes.byteLength).toBe(0)
    }
    expect((await send(paths.switches, { headers: { 'if-none-match': '"3"' } })).status).toBe(200)
  })
})
