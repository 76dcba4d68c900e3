import { and, asc, eq, sql } from 'drizzle-orm'
import type { PlanId } from '../../shared/plans.ts'
import type { Db } from '../db/open.ts'
import { members, workspaces } from '../db/schema.ts'

/** Whose things somebody works with. */
export interface Workspace {
  id: string
  name: string
  plan: PlanId
}

const columns = { id: workspaces.id, name: workspaces.name, plan: workspaces.plan }

/** The workspace by this id if this person is one of its members, else null. */
export async function memberOf(db: Db, workspaceId: string, userId: string): Promise<Workspace | null> {
  const [row] = await db
    .select(columns)
    .from(members)
    .innerJoin(workspaces, eq(members.organizationId, workspaces.id))
    .where(and(eq(members.organizationId, workspaceId), eq(members.userId, userId)))
  return row ?? null
}

const slugOf = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)

/**
 * The workspace a person begins in: the one they have been a member of longest, or a new one of their own, named
 * after them. Safe to repeat and to race: it is made only for somebody who is a member of none, in one batch.
 */
export async function homeOf(db: Db, user: { id: string; name: string }, now: number): Promise<Workspace> {
  const oldest = db
    .select(columns)
    .from(members)
    .innerJoin(workspaces, eq(members.organizationId, workspaces.id))
    .where(eq(members.userId, user.id))
    .orderBy(asc(members.createdAt))
    .limit(1)
  const [found] = await oldest
  if (found) return found

  const id = crypto.randomUUID()
  const name = `${user.name}’s workspace`
  const slug = `${slugOf(user.name)}-${id.slice(0, 8)}`.replace(/^-/, '')
  // All columns in the order of the schema: a select is what lets an insert look first.
  const mine = sql`select ${id}, ${name}, ${slug}, null, null, 'free', ${now}
    where not exists (select 1 from members where user_id = ${user.id})`
  const owner = sql`select ${crypto.randomUUID()}, id, ${user.id}, 'owner', ${now} from workspaces where id = ${id}`
  await db.batch([db.insert(workspaces).select(mine), db.insert(members).select(owner)])
  const [made] = await oldest
  if (!made) throw new Error('a workspace that was just made is not there')
  return made
}
