import { and, eq } from 'drizzle-orm'
import { fileLimits, kindOf } from '../../shared/assets.ts'
import type { Values } from '../../shared/fields.ts'
import { saveFile } from '../assets/store.ts'
import type { Context } from '../context.ts'
import { assets } from '../db/schema.ts'
import { hashOf } from '../jobs/earlier.ts'
import { streamOf, type Bytes, type EditType } from './render.ts'
import { openSource, type Source } from './source.ts'

/** What a tool makes of a picture; null: it is as good as it is, and stays the only one. */
export interface Made {
  type: EditType
  bytes: Bytes
  /** What it is called, where that is not as the picture it was made of. */
  name?: string
}

/** One tool of the API. */
export interface EditTool {
  /** By what it is told from the others in the library's memory. */
  id: string
  /** Refuses `bad-input`, by the field's name, for what cannot be done here and where it can. */
  check?(values: Values): void
  make(ctx: Context, workspaceId: string, source: Source, values: Values): Promise<Made | null>
}

/**
 * Changes a picture of the library and enters the result beside it; gives its id. Asked again for the same, nothing
 * is made and the same id given. Refuses `not-found` and `bad-input`; nothing is stored then.
 */
export async function editAsset(
  ctx: Context,
  workspaceId: string,
  { id: tool, check, make }: EditTool,
  assetId: string,
  values: Values,
): Promise<string> {
  check?.(values)
  const source = await openSource(ctx, workspaceId, assetId)
  const asked = [tool, Object.entries(values).toSorted()]
  return keepOnce(ctx, workspaceId, source, asked, () => make(ctx, workspaceId, source, values))
}

/** Makes and enters what is asked of a picture, once: `asked` names it. The picture's own id where nothing comes of it. */
export async function keepOnce(
  ctx: Context,
  workspaceId: string,
  source: Source,
  asked: unknown,
  make: () => Promise<Made | null>,
): Promise<string> {
  const hash = await hashOf([source.id, source.focal, asked])
  const before = await madeBefore(ctx, workspaceId, hash)
  if (before) return before
  const made = await make()
  return made ? keep(ctx, workspaceId, source, made, hash) : source.id
}

async function madeBefore(ctx: Context, workspaceId: string, asked: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ id: assets.id })
    .from(assets)
    .where(and(eq(assets.workspaceId, workspaceId), eq(assets.asked, asked)))
  return row?.id ?? null
}

async function keep(
  ctx: Context,
  workspaceId: string,
  source: Source,
  { bytes, name = source.name }: Made,
  asked: string,
): Promise<string> {
  // That a model made it, its bytes say already.
  const file = await saveFile(ctx, {
    ...{ workspaceId, body: streamOf(bytes), bytes: bytes.byteLength, aiMark: false },
    maxBytes: fileLimits.image.bytes,
    kind: 'image',
  })
  await ctx.db
    .insert(assets)
    .values({
      id: ctx.id('asset'),
      ...{ workspaceId, fileId: file.id, kind: kindOf(file.type), name, origin: 'edited' as const },
      ...{ model: source.model, prompt: source.prompt, source: source.id, asked },
      createdAt: ctx.now(),
    })
    .onConflictDoNothing()
  const id = await madeBefore(ctx, workspaceId, asked)
  if (!id) throw new Error('an asset that was just entered is not there')
  return id
}
