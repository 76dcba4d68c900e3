import { and, desc, eq } from 'drizzle-orm'
import type { Preflight } from '../../shared/api.ts'
import type { FieldValue, Values } from '../../shared/fields.ts'
import type { Context } from '../context.ts'
import { assets, jobs } from '../db/schema.ts'
import type { ParsedWish } from './wish.ts'

/** Hex SHA-256 of a model and its values; the order of the values does not matter. */
export async function hashOfInput(model: string, input: Values): Promise<string> {
  const values: [string, FieldValue][] = Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))
  return hashOf([model, values])
}

export async function hashOf(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The latest job of this workspace that was asked the very same and has its results in the library; null if none. */
export async function earlierOf(
  ctx: Context,
  workspaceId: string,
  { model, input, beside }: ParsedWish,
): Promise<Preflight['earlier']> {
  if (beside.length > 0) return null
  const [job] = await ctx.db
    .select({ id: jobs.id, endedAt: jobs.endedAt })
    .from(jobs)
    .where(
      and(
        eq(jobs.workspaceId, workspaceId),
        eq(jobs.inputHash, await hashOfInput(model.id, input)),
        eq(jobs.state, 'done'),
      ),
    )
    .orderBy(desc(jobs.endedAt))
    .limit(1)
  if (!job) return null
  const made = await ctx.db
    .select({ id: assets.id })
    .from(assets)
    .where(and(eq(assets.jobId, job.id), eq(assets.workspaceId, workspaceId)))
    .orderBy(assets.n)
  return made.length === 0 ? null : { jobId: job.id, assets: made.map(({ id }) => id), at: job.endedAt ?? 0 }
}
