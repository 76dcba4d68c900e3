import { centre, type Size } from '../../shared/crop.ts'
import type { Values } from '../../shared/fields.ts'
import type { MetadataChoice } from '../../shared/metadata/choice.ts'
import { placementTitle } from '../../shared/platforms.ts'
import { socialLevels, socialPlan, type SocialFile, type SocialLevel } from '../../shared/social.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../problem.ts'
import { keepOnce, type Made } from './edit.ts'
import type { EditType } from './render.ts'
import { drawnOn, subjectOf } from './resize.ts'
import { saying } from './saying.ts'
import { openSource, type Source } from './source.ts'
import { within } from './within.ts'

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
  const source = await openSource(ctx, workspaceId, assetId)
  const files = await planOf(source, values)
  const level = socialLevels[values['level'] as SocialLevel]
  const background = String(values['background'])
  const metadata = values['metadata'] as MetadataChoice
  const how = { quality: level.quality, background, metadata }
  const makeOne = (file: SocialFile) => {
    const asked = ['social', { ...file, placement: file.placement.id }, level, background, metadata]
    return keepOnce(ctx, workspaceId, source, asked, () => make(ctx, source, file, how))
  }
  const all: PromiseSettledResult<string>[] = []
  for (let at = 0; at < files.length; at += together)
    all.push(...(await Promise.allSettled(files.slice(at, at + together).map(makeOne))))
  refuseFailed(files, all)
  return all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

/** What was made for the other places stays: asked for again without those that failed, it is there. */
export function refuseFailed(
  files: readonly SocialFile[],
  all: readonly PromiseSettledResult<string>[],
): void {
  const failed = all.flatMap((one, n) => {
    if (one.status === 'fulfilled') return []
    if (!(one.reason instanceof Refusal)) throw one.reason
    return [{ place: files[n]!.placement, why: one.reason }]
  })
  const [first] = failed
  if (!first) return
  if (failed.length === files.length) throw first.why
  const places = [...new Set(failed.map(({ place }) => placementTitle(place)))].join(', ')
  throw new Refusal(
    'bad-input',
    `Not for ${places}: ${first.why.message.replace(' Nothing was stored.', '')} What was made for the other places is in your library.`,
    `Leave ${failed.length === 1 ? 'it' : 'them'} out and send it again: what was made is given, not made twice.`,
    { fields: [{ path: 'placements', message: `not ${failed.map(({ place }) => place.id).join(', ')}` }] },
  )
}

async function planOf(source: Source, values: Values): Promise<readonly SocialFile[]> {
  const { data } = await source.thumbnail()
  const transparent = data.some((value, n) => n % 4 === 3 && value < 255)
  const subject = values['focus'] === 'smart' ? await subjectOf(source) : { focal: centre, parts: [] }
  try {
    return socialPlan(source.size, transparent, values, subject)
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
  { placement, type, from, to, ground, suffix }: SocialFile,
  { quality, background, metadata }: { quality: number; background: string; metadata: MetadataChoice },
): Promise<Made> {
  const written = type as EditType
  const canvas: Size = placement.size
  const write = async (_: number, asked: number) => {
    const bytes = await drawnOn(
      ctx,
      await source.upright(),
      source.size,
      { from, to, canvas, ground },
      background,
      {
        type: written,
        quality: asked,
        ...(written === 'image/jpeg' && { background }),
      },
    )
    return saying(source, written, bytes, metadata)
  }
  const max = placement.maxBytes
  const first = await write(1, quality)
  const bytes =
    max === null || first.byteLength <= max
      ? first
      : await within({ type: written, max, most: quality, keepsSize: true, write })
  return { type: written, bytes, name: `${source.name}-${suffix}` }
}
