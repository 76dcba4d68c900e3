import { and, eq, inArray } from 'drizzle-orm'
import type { Values } from '../../shared/fields.ts'
import { idOf } from '../../shared/ids.ts'
import { fieldsOf, type Model } from '../../shared/model.ts'
import type { Context } from '../context.ts'
import { assets, jobs } from '../db/schema.ts'
import { nameAtVendor } from '../providers/wire.ts'

const AssetId = idOf('asset')

/** The fields that ask for a voice of the workspace's own, and the asset that stands for it. */
export const ownVoices = (model: Model, input: Values): { name: string; label: string; id: string }[] =>
  Object.entries(fieldsOf(model)).flatMap(([name, field]) => {
    const id = AssetId.safeParse(input[name])
    return field.kind === 'voice' && id.success ? [{ name, label: field.label, id: id.data }] : []
  })

/** Of these assets, those that stand for a voice cloned in this workspace at that vendor, with the job that did it. */
export async function clonedVoices(
  ctx: Context,
  workspaceId: string,
  vendor: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select({ id: assets.id, jobId: jobs.id })
    .from(assets)
    .innerJoin(jobs, eq(jobs.id, assets.jobId))
    .where(
      and(
        eq(assets.workspaceId, workspaceId),
        inArray(assets.id, [...ids]),
        eq(jobs.task, 'clone-voice'),
        eq(jobs.vendor, vendor),
        eq(jobs.state, 'done'),
      ),
    )
  return new Map(rows.map(({ id, jobId }) => [id, jobId]))
}

/** The input as the vendor knows it: each voice of the workspace's own by the name it was given there. */
export async function withVoiceNames(
  ctx: Context,
  { workspaceId, vendor, input }: { workspaceId: string; vendor: string; input: Values },
  model: Model,
): Promise<Values> {
  const wanted = ownVoices(model, input)
  if (wanted.length === 0) return input
  const cloned = await clonedVoices(
    ctx,
    workspaceId,
    vendor,
    wanted.map(({ id }) => id),
  )
  const named = wanted.map(({ name, id }) => {
    const jobId = cloned.get(id)
    if (!jobId) throw new Error(`the voice of ${name} is no longer there`)
    return [name, nameAtVendor(jobId)]
  })
  return { ...input, ...Object.fromEntries(named) }
}
