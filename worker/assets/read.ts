import { and, desc, eq, lt } from 'drizzle-orm'
import type { AssetPage } from '../../shared/api.ts'
import { Asset } from '../../shared/assets.ts'
import { idPrefixes } from '../../shared/ids.ts'
import type { Context } from '../context.ts'
import { assets, files } from '../db/schema.ts'
import { Refusal } from '../problem.ts'
import { fileLink } from './link.ts'
import { storedFile } from './store.ts'

interface Row {
  assets: typeof assets.$inferSelect
  files: typeof files.$inferSelect
}

/** A page it was taken from is nobody else's business. */
const fromOf = (source: string | null) => (source?.startsWith(`${idPrefixes.asset}_`) ? source : null)

async function present(ctx: Context, origin: string, { assets: asset, files: file }: Row): Promise<Asset> {
  const { id: fileId, animated: _animated, ...measured } = storedFile(file)
  const link = await fileLink(ctx, origin, fileId)
  const { id, kind, name, model, prompt, jobId, consent, focal, createdAt } = asset
  return {
    ...measured,
    ...{ id, kind, name, origin: asset.origin, model, prompt, jobId, from: fromOf(asset.source) },
    ...{ consent, focal, createdAt },
    ...{ url: link.url, urlExpiresAt: link.expiresAt },
  }
}

/** The library of a workspace, newest first, `limit` at a time; `cursor` is the id of the last one seen. */
export async function readAssets(
  ctx: Context,
  workspaceId: string,
  { cursor, limit, origin }: { cursor: string | undefined; limit: number; origin: string },
): Promise<AssetPage> {
  const rows = await ctx.db
    .select()
    .from(assets)
    .innerJoin(files, eq(assets.fileId, files.id))
    .where(and(eq(assets.workspaceId, workspaceId), cursor ? lt(assets.id, cursor) : undefined))
    .orderBy(desc(assets.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  return {
    assets: await Promise.all(page.map((row) => present(ctx, origin, row))),
    next: rows.length > limit ? (page.at(-1)?.assets.id ?? null) : null,
  }
}

/** One thing of the library. Refuses `not-found`, also for another workspace's. */
export async function readAsset(
  ctx: Context,
  workspaceId: string,
  assetId: string,
  origin: string,
): Promise<Asset> {
  const [row] = await ctx.db
    .select()
    .from(assets)
    .innerJoin(files, eq(assets.fileId, files.id))
    .where(and(eq(assets.workspaceId, workspaceId), eq(assets.id, assetId)))
  if (!row)
    throw new Refusal('not-found', 'Your library has nothing by this id.', 'Look for it in the library.')
  return present(ctx, origin, row)
}
