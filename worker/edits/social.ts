import type { Size } from '../../shared/crop.ts'
import type { Values } from '../../shared/fields.ts'
import { socialLevels, socialPlan, type SocialFile, type SocialLevel } from '../../shared/social.ts'
import { social as shared } from '../../shared/tools/social.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../problem.ts'
import { keepOnce, type Made } from './edit.ts'
import { refuseOthers, type Able } from './only-here.ts'
import type { EditType } from './render.ts'
import { drawnOn, smartFor } from './resize.ts'
import { openSource, type Source } from './source.ts'
import { within } from './within.ts'

export const socialAble: Able = { metadata: ['strip'] }

/** So many are made at the same time. */
const together = 4

/**
 * One picture in the size, type and bytes of every place it is posted at, each entered into the library; gives their
 * ids, in the order of the places. Asked again for the same, nothing is made twice. Refuses as `editAsset` does.
 */
export async function editForSocial(
  ctx: Context,
  workspaceId: string,
  assetId: string,
  values: Values,
): Promise<readonly string[]> {
  refuseOthers(shared.fields, socialAble, values)
  const source = await openSource(ctx, workspaceId, assetId)
  const files = await planOf(source, values)
  const level = socialLevels[values['level'] as SocialLevel]
  const background = String(values['background'])
  const ids: string[] = []
  for (let at = 0; at < files.length; at += together)
    ids.push(
      ...(await Promise.all(
        files
          .slice(at, at + together)
          .map((file) =>
            keepOnce(
              ctx,
              workspaceId,
              source,
              ['social', { ...file, placement: file.placement.id }, level, background],
              () => make(ctx, source, file, level.quality, background),
            ),
          ),
      )),
    )
  return ids
}

async function planOf(source: Source, values: Values): Promise<readonly SocialFile[]> {
  const { data } = await source.thumbnail()
  const transparent = data.some((value, n) => n % 4 === 3 && value < 255)
  const smart = values['focus'] === 'smart' ? await smartFor(source) : () => ({ x: 0, y: 0, ...source.size })
  try {
    return socialPlan(source.size, transparent, values, smart)
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    throw new Refusal('bad-input', `${cause.message} Nothing was stored.`, 'Correct it and send it again.', {
      fields: [{ path: 'own', message: cause.message }],
    })
  }
}

async function make(
  ctx: Context,
  source: Source,
  { placement, type, from, to, suffix }: SocialFile,
  quality: number,
  background: string,
): Promise<Made> {
  const written = type as EditType
  const canvas: Size = placement.size
  const write = async (_: number, asked: number) =>
    drawnOn(ctx, await source.upright(), source.size, { from, to, canvas }, background, {
      type: written,
      quality: asked,
      ...(written === 'image/jpeg' && { background }),
    })
  const max = placement.maxBytes
  const first = await write(1, quality)
  const bytes =
    max === null || first.byteLength <= max
      ? first
      : await within({ type: written, max, most: quality, keepsSize: true, write })
  return { type: written, bytes, name: `${source.name}-${suffix}` }
}
