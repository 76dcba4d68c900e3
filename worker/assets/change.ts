import { and, eq } from 'drizzle-orm'
import type { AssetChange } from '../../shared/api.ts'
import type { Context } from '../context.ts'
import { assets } from '../db/schema.ts'
import { Refusal } from '../problem.ts'

/**
 * Gives a thing of the library another name, or marks what its picture is about. Refuses `not-found`, also for another
 * workspace's, and `bad-input` for a focal point of what is no picture, or when nothing is to be changed.
 */
export async function changeAsset(
  ctx: Context,
  workspaceId: string,
  assetId: string,
  { name, focal }: AssetChange,
): Promise<void> {
  const own = and(eq(assets.workspaceId, workspaceId), eq(assets.id, assetId))
  const [asset] = await ctx.db.select({ kind: assets.kind }).from(assets).where(own)
  if (!asset)
    throw new Refusal('not-found', 'Your library has nothing by this id.', 'Look for it in the library.')
  if (name === undefined && focal === undefined)
    throw new Refusal(
      'bad-input',
      'Nothing is named that should change. Nothing was changed.',
      'Send a name, a focal point, or both.',
    )
  if (focal && asset.kind !== 'image')
    throw new Refusal(
      'bad-input',
      'Only a picture has a focal point. Nothing was changed.',
      'Leave the focal point out.',
      { fields: [{ path: 'focal', message: 'only of a picture' }] },
    )
  await ctx.db
    .update(assets)
    .set({ ...(name !== undefined && { name }), ...(focal !== undefined && { focal }) })
    .where(own)
}
