import { env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { countingRows } from './meter.ts'
import { openDb } from './open.ts'
import { members, users, workspaces } from './schema.ts'

const db = openDb(env.DB)
const at = new Date(1_700_000_000_000)

beforeAll(async () => {
  const person = { emailVerified: false, createdAt: at, updatedAt: at }
  await db
    .insert(users)
    .values(['b', 'a'].map((id) => ({ id, name: `person ${id}`, email: `${id}@x.example`, ...person })))
  await db.insert(workspaces).values({ id: 'w', name: 'workspace', slug: 'w', createdAt: at })
  await db.insert(members).values(
    ['a', 'b'].map((id) => ({
      id: `m${id}`,
      organizationId: 'w',
      userId: id,
      role: 'owner',
      createdAt: at,
    })),
  )
})

describe('a database that counts', () => {
  it('tells columns of one name apart, and keeps the order', async () => {
    const rows = await db
      .select({ user: users, workspace: workspaces, member: members })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .innerJoin(workspaces, eq(workspaces.id, members.organizationId))
      .orderBy(sql`${users.name} desc`)
    expect(
      rows.map(({ user, workspace, member }) => [
        user.id,
        user.name,
        workspace.id,
        workspace.name,
        member.id,
      ]),
    ).toEqual([
      ['b', 'person b', 'w', 'workspace', 'mb'],
      ['a', 'person a', 'w', 'workspace', 'ma'],
    ])
    expect(rows[0]?.user.createdAt).toEqual(at)
  })

  it('counts what is read and what is written, each for the work it was asked in', async () => {
    const [reading, writing] = await Promise.all([
      countingRows(async (rows) => {
        await db.select().from(users)
        return rows
      }),
      countingRows(async (rows) => {
        await db.batch([db.update(users).set({ name: 'one' }).where(eq(users.id, 'a')).returning()])
        return rows
      }),
    ])
    expect(reading).toEqual({ read: 2, written: 0 })
    expect(writing.written).toBe(1)
  })
})
