import { and, eq } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { kindOf, uploadKinds, type FileType, type Origin } from '../../shared/assets.ts'
import type { MediaKind } from '../../shared/task.ts'
import type { Context } from '../context.ts'
import { assets, files } from '../db/schema.ts'
import { capped, peek, tooLarge } from './bytes.ts'
import { savers, wrongType } from './savers.ts'
import { sniff, sniffBytes } from './sniff.ts'

/** A file of the library: bytes in R2 and what was measured from them. */
export interface StoredFile {
  id: string
  /** Lower-case hex, of the stored bytes. */
  sha256: string
  type: FileType
  bytes: number
  /** Pixels; null for what has none. */
  width: number | null
  height: number | null
  durationMs: number | null
  /** A picture that moves: nothing for a model that asks for a still. */
  animated: boolean
  /** The words of a text. */
  text: string | null
}

export interface FileToSave {
  workspaceId: string
  body: ReadableStream<Uint8Array>
  /** Length as announced; null when nobody said. */
  bytes: number | null
  maxBytes: number
  /** What it has to be; null: whatever a person may add. */
  kind: MediaKind | null
  /** Write "made by a model" into the file before it is hashed. */
  aiMark: boolean
  /** Drop the sound track of a clip. */
  silent?: boolean
}

export const objectKey = (workspaceId: string, fileId: string) => `${workspaceId}/${fileId}`

/**
 * Takes a file in: its type is read from its own bytes, a clip's sound is dropped and the AI mark written where
 * asked for, then it is hashed and stored. Safe to repeat: equal bytes give the file that is already there.
 * Refuses `too-large` and `wrong-type`; nothing is left behind then.
 */
export async function saveFile(ctx: Context, wish: FileToSave): Promise<StoredFile> {
  if (wish.bytes !== null && wish.bytes > wish.maxBytes) throw tooLarge(wish.maxBytes)
  const { head, all } = await peek(capped(wish.body, wish.maxBytes), sniffBytes)
  // Words have no beginning of their own: they are what a model has said.
  const type = wish.kind === 'text' ? 'text/plain' : sniff(head, wish.kind)
  const kind = type && kindOf(type)
  if (!kind || (wish.kind === null && !uploadKinds.includes(kind)))
    throw wrongType('These bytes are not a kind of picture, clip or sound the library takes.')
  if (wish.kind && wish.kind !== kind) throw wrongType(`This is ${type}, where ${wish.kind} was expected.`)

  const id = ctx.id('file')
  const key = objectKey(wish.workspaceId, id)
  const destination = { media: ctx.media, key, type, aiMark: wish.aiMark, silent: wish.silent ?? false }
  const saved = await savers[kind](destination, all).catch(async (error: unknown) => {
    await ctx.media.delete(key)
    throw error
  })
  return enter(ctx, wish.workspaceId, { id, ...saved })
}

/** The row makes it ours: where the same bytes were there before, that row wins and the new object goes. */
async function enter(ctx: Context, workspaceId: string, file: StoredFile): Promise<StoredFile> {
  const { db } = ctx
  await db
    .insert(files)
    .values({ ...file, workspaceId, createdAt: ctx.now() })
    .onConflictDoNothing({ target: [files.workspaceId, files.sha256] })
  const [row] = await db
    .select()
    .from(files)
    .where(and(eq(files.workspaceId, workspaceId), eq(files.sha256, file.sha256)))
  if (!row) throw new Error('a file that was just entered is not there')
  if (row.id !== file.id) await ctx.media.delete(objectKey(workspaceId, file.id))
  return storedFile(row)
}

export function storedFile(row: typeof files.$inferSelect): StoredFile {
  const { id, sha256, type, bytes, width, height, durationMs, animated, text } = row
  return { id, sha256, type: type as FileType, bytes, width, height, durationMs, animated, text }
}

/** A thing of this workspace's library with a way to its bytes; null when it has no such thing. */
export async function openAsset(
  ctx: Context,
  workspaceId: string,
  assetId: string,
): Promise<{ file: StoredFile; name: string; open(): Promise<ReadableStream<Uint8Array>> } | null> {
  const [row] = await ctx.db
    .select({ file: files, name: assets.name })
    .from(assets)
    .innerJoin(files, eq(assets.fileId, files.id))
    .where(and(eq(assets.workspaceId, workspaceId), eq(assets.id, assetId)))
  if (!row) return null
  return {
    file: storedFile(row.file),
    name: row.name,
    async open() {
      const object = await ctx.media.get(objectKey(workspaceId, row.file.id))
      if (!object) throw new Error(`the object of ${row.file.id} is gone`)
      return object.body
    },
  }
}

export interface AssetToAdd {
  id: string
  workspaceId: string
  fileId: string
  kind: MediaKind
  name: string
  origin: Origin
  model: string | null
  prompt: string
  jobId: string | null
  /** Place among the results of its job. */
  n: number | null
  source: string | null
  consent: { words: string; at: number } | null
}

/** The statement that adds an entry to the library: for a closing batch. */
export const assetInsert = (ctx: Context, asset: AssetToAdd): BatchItem<'sqlite'> =>
  ctx.db.insert(assets).values({ ...asset, createdAt: ctx.now() })
