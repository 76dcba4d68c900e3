import { and, eq, inArray } from 'drizzle-orm'
import { assetIdsOf } from '../../shared/fields.ts'
import { fieldsOf } from '../../shared/model.ts'
import type { MediaKind } from '../../shared/task.ts'
import { storedFile } from '../assets/store.ts'
import type { Context } from '../context.ts'
import { assets, files } from '../db/schema.ts'
import { Refusal } from '../problem.ts'
import { vendorOf } from '../providers/index.ts'
import { suitOf } from './suits.ts'
import { clonedVoices, ownVoices } from './voices.ts'
import type { ParsedWish } from './wish.ts'

const kindWords = { image: 'picture', audio: 'sound' } as const

/** A file of the library that a wish names, and where. */
interface Wanted {
  name: string
  path: string
  label: string
  kind: MediaKind & keyof typeof kindWords
  id: string
}

const wantedOf = ({ model, input }: ParsedWish): Wanted[] =>
  Object.entries(fieldsOf(model)).flatMap(([name, field]) =>
    assetIdsOf(field, input[name]).map((id, n): Wanted => ({
      name,
      path: field.kind === 'images' ? `input.${name}.${n}` : `input.${name}`,
      label: field.kind === 'images' ? `${field.label} (${n + 1})` : field.label,
      kind: field.kind === 'audio' ? 'audio' : 'image',
      id,
    })),
  )

const refuse = (wanted: readonly Pick<Wanted, 'path'>[], detail: string, remedy: string, message: string) =>
  new Refusal('bad-input', detail, `${remedy} Nothing was charged.`, {
    fields: wanted.map(({ path }) => ({ path, message })),
  })

/** What goes in: why it cannot, or what is done to it so that it can, in sentences. */
export interface Inputs {
  refusal: Refusal | null
  notes: string[]
}

const refused = (refusal: Refusal): Inputs => ({ refusal, notes: [] })

/** Each file must be one of the workspace, of the right kind, stand still, and be what the model takes or can be fitted. */
export async function judgeInputs(ctx: Context, workspaceId: string, parsed: ParsedWish): Promise<Inputs> {
  const wanted = wantedOf(parsed)
  const voice = await missingVoice(ctx, workspaceId, parsed)
  if (voice) return refused(voice)
  if (wanted.length === 0) return { refusal: null, notes: [] }
  const found = await ctx.db
    .select({ id: assets.id, kind: assets.kind, file: files })
    .from(assets)
    .innerJoin(files, eq(files.id, assets.fileId))
    .where(
      and(
        eq(assets.workspaceId, workspaceId),
        inArray(
          assets.id,
          wanted.map((want) => want.id),
        ),
      ),
    )
  const assetOf = ({ id }: { id: string }) => found.find((asset) => asset.id === id)
  const moving = wanted.filter((want) => assetOf(want)?.file.animated)
  if (moving.length > 0)
    return refused(
      refuse(
        moving,
        `${moving[0]!.label}: this picture moves, and the model takes a still one.`,
        'Save one of its frames as a picture and use that.',
        'an animated picture',
      ),
    )
  const bad = wanted.filter((want) => assetOf(want)?.kind !== want.kind)
  if (bad.length > 0) {
    const word = kindWords[bad[0]!.kind]
    return refused(
      refuse(
        bad,
        `${bad[0]!.label}: this is not a ${word} of your library.`,
        `Add the ${word} to your library first, then press again.`,
        `not a ${word} of this library`,
      ),
    )
  }
  const suit = suitOf(
    parsed.model,
    wanted.map((want) => ({ ...want, ...storedFile(assetOf(want)!.file) })),
  )
  if ('notes' in suit) return { refusal: null, notes: suit.notes }
  const { file, misfit } = suit
  const word = file.durationMs === null ? 'picture' : 'sound'
  return refused(
    refuse(
      [file],
      `${file.label}: this ${word} ${misfit.is}; ${parsed.model.title} takes ${misfit.takes}.`,
      misfit.nearest,
      `${misfit.is}; takes ${misfit.takes}`,
    ),
  )
}

async function missingVoice(
  ctx: Context,
  workspaceId: string,
  { model, input }: ParsedWish,
): Promise<Refusal | null> {
  const wanted = ownVoices(model, input).map((voice) => ({ ...voice, path: `input.${voice.name}` }))
  const ids = wanted.map(({ id }) => id)
  const cloned = await clonedVoices(ctx, workspaceId, vendorOf(model.id) ?? '', ids)
  const bad = wanted.filter(({ id }) => !cloned.has(id))
  if (bad.length === 0) return null
  return refuse(
    bad,
    `${bad[0]!.label}: this is not a voice that was cloned in your workspace for ${model.title}.`,
    'Clone the voice first, or choose one of the list.',
    'not a cloned voice of this workspace',
  )
}
