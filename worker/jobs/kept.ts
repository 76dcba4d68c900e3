import { inArray } from 'drizzle-orm'
import { writeObject } from '../assets/object.ts'
import type { Context } from '../context.ts'
import { jobs } from '../db/schema.ts'
import type { Keep, Made } from '../providers/provider.ts'

// Some vendors answer with the result itself, and only once. It is put into our store before anything else is done
// with it: whoever comes after a death in the middle finds it there.

const folder = 'kept/'

const keyOf = (jobId: string, n: number) => `${folder}${jobId}/${n}`

/** Keeps what a vendor answers a job with, in its order; gives the key it lies under. */
export function keeper(ctx: Context, jobId: string): Keep {
  let n = 0
  return async (body, type) => {
    const key = keyOf(jobId, n++)
    await writeObject(ctx.media, key, type, body)
    return key
  }
}

/** What is kept for a job, in its order; null when there is nothing. */
export async function keptFor(ctx: Context, jobId: string): Promise<Made | null> {
  const outputs: Made['outputs'] = []
  while (await ctx.media.head(keyOf(jobId, outputs.length)))
    outputs.push({ kept: keyOf(jobId, outputs.length) })
  return outputs.length > 0 ? { outputs } : null
}

/** The job has ended. What cannot be removed now the sweep removes. */
export async function dropKept(ctx: Context, made: Made | null): Promise<void> {
  const keys = (made?.outputs ?? []).flatMap((output) => ('kept' in output ? [output.kept] : []))
  if (keys.length > 0) await ctx.media.delete(keys)
}

/** Nothing is removed while somebody may still be busy with it. */
const orphanMs = 600_000

/** Removes what was kept for jobs that have ended, the oldest first: ids of jobs begin with their time. */
export async function dropOrphans(ctx: Context): Promise<void> {
  const { objects } = await ctx.media.list({ prefix: folder, limit: 500 })
  const jobOf = (key: string) => key.split('/')[1] ?? ''
  const old = objects.filter(({ uploaded }) => uploaded.getTime() <= ctx.now() - orphanMs)
  const ids = [...new Set(old.map(({ key }) => jobOf(key)))]
  const open = new Set<string>()
  // D1 takes a hundred values a query.
  for (let at = 0; at < ids.length; at += 90) {
    const rows = await ctx.db
      .select({ id: jobs.id, endedAt: jobs.endedAt })
      .from(jobs)
      .where(inArray(jobs.id, ids.slice(at, at + 90)))
    for (const { id, endedAt } of rows) if (endedAt === null) open.add(id)
  }
  const orphans = old.map(({ key }) => key).filter((key) => !open.has(jobOf(key)))
  if (orphans.length > 0) await ctx.media.delete(orphans)
}
