import { and, eq } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { BufferSource, CustomSource } from 'mediabunny'
import { fileLimits, fileTypes, type FileType, type Origin } from '../../shared/assets.ts'
import type { MediaKind } from '../../shared/task.ts'
import type { Context } from '../context.ts'
import { assets, files } from '../db/schema.ts'
import { Refusal } from '../problem.ts'
import { capped, gather, peek, tooLarge, type Pieces } from './bytes.ts'
import { markPicture, markStream } from './mark.ts'
import { refuseOversize } from './limits.ts'
import { clipIsWhole, measureClip, measurePicture, type Measure } from './measure.ts'
import { writeObject, type Written } from './object.ts'
import { withoutSound } from './silent.ts'
import { sniff, sniffBytes } from './sniff.ts'
import { structureOf } from './structure.ts'

/** A file of the library: bytes in R2 and what was measured from them. */
export interface StoredFile {
  id: string
  /** Lower-case hex, of the stored bytes. */
  sha256: string
  type: FileType
  bytes: number
  width: number
  height: number
  durationMs: number | null
  /** A picture that moves: nothing for a model that asks for a still. */
  animated: boolean
}

export interface FileToSave {
  workspaceId: string
  body: ReadableStream<Uint8Array>
  /** Length as announced; null when nobody said. */
  bytes: number | null
  maxBytes: number
  /** What it has to be; null: a picture or a clip. */
  kind: 'image' | 'video' | null
  /** Write "made by a model" into the file before it is hashed. */
  aiMark: boolean
  /** Drop the sound track of a clip. */
  silent?: boolean
}

/** Pictures are held in memory while they are measured and marked. */
const maxPictureBytes = fileLimits.image.bytes
/** Clips pass in parts of 8 MB, but one that has its sound removed is held in memory whole. */
const maxSilencedBytes = 32 * 1024 * 1024

export const kindOf = (type: FileType): 'image' | 'video' => (type.startsWith('video/') ? 'video' : 'image')

export const objectKey = (workspaceId: string, fileId: string) => `${workspaceId}/${fileId}`

export const wrongType = (detail: string) =>
  new Refusal(
    'wrong-type',
    `${detail} Nothing was stored.`,
    `Use one of: ${Object.values(fileTypes).join(', ')}.`,
  )

const unreadable = (type: FileType) => () => {
  throw wrongType(`The file begins like ${type}, but could not be read as such; it may be damaged.`)
}

const cutOff = (type: FileType) =>
  wrongType(`The file begins like ${type}, but ends in the middle; it did not arrive whole.`)

/** Reads some bytes of an object of R2, `end` not included. */
const readerOf = (media: R2Bucket, key: string) => async (start: number, end: number) => {
  const part = await media.get(key, { range: { offset: start, length: end - start } })
  if (!part) throw new Error('the object went away while it was read')
  return new Uint8Array(await part.arrayBuffer())
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

type Saved = Written & Measure & { animated: boolean }

async function savePicture(
  ctx: Context,
  key: string,
  type: FileType,
  pieces: Pieces,
  aiMark: boolean,
): Promise<Saved> {
  const bytes = await gather(pieces, maxPictureBytes)
  let size: Measure
  try {
    size = measurePicture(bytes)
    if (!(size.width > 0 && size.height > 0)) throw new Error('a picture of no size')
  } catch {
    return unreadable(type)()
  }
  refuseOversize('image', size)
  const { whole, animated } = structureOf(type, bytes)
  if (!whole) throw cutOff(type)
  let final: Uint8Array<ArrayBuffer>
  try {
    final = aiMark ? markPicture(type, bytes) : bytes
  } catch {
    return unreadable(type)()
  }
  return { ...(await writeObject(ctx.media, key, type, inOnePiece(final))), ...size, animated }
}

async function saveClip(
  ctx: Context,
  key: string,
  type: FileType,
  pieces: Pieces,
  wish: { aiMark: boolean; silent: boolean },
): Promise<Saved> {
  let clip = pieces
  if (wish.silent && type === 'video/mp4') {
    const loud = await gather(pieces, maxSilencedBytes)
    clip = inOnePiece(new Uint8Array(await withoutSound(new BufferSource(loud)).catch(unreadable(type))))
  }
  const written = await writeObject(ctx.media, key, type, wish.aiMark ? markStream(type, clip) : clip)
  const read = readerOf(ctx.media, key)
  const source = new CustomSource({ getSize: () => written.bytes, read, prefetchProfile: 'network' })
  const size = await measureClip(source).catch(unreadable(type))
  refuseOversize('video', size)
  if (type === 'video/mp4' && !(await clipIsWhole(written.bytes, read))) throw cutOff(type)
  return { ...written, ...size, animated: false }
}

/**
 * Takes a file in: its type is read from its own bytes, a clip's sound is dropped and the AI mark written where
 * asked for, then it is hashed and stored. Safe to repeat: equal bytes give the file that is already there.
 * Refuses `too-large` and `wrong-type`; nothing is left behind then.
 */
export async function saveFile(ctx: Context, wish: FileToSave): Promise<StoredFile> {
  if (wish.bytes !== null && wish.bytes > wish.maxBytes) throw tooLarge(wish.maxBytes)
  const { head, all } = await peek(capped(wish.body, wish.maxBytes), sniffBytes)
  const type = sniff(head)
  if (!type) throw wrongType('These bytes are not a kind of picture or clip the library takes.')
  const kind = kindOf(type)
  if (wish.kind && wish.kind !== kind) throw wrongType(`This is ${type}, where ${wish.kind} was expected.`)

  const id = ctx.id('file')
  const key = objectKey(wish.workspaceId, id)
  const silent = wish.silent ?? false
  const saved = await (
    kind === 'image'
      ? savePicture(ctx, key, type, all, wish.aiMark)
      : saveClip(ctx, key, type, all, { aiMark: wish.aiMark, silent })
  ).catch(async (error: unknown) => {
    await ctx.media.delete(key)
    throw error
  })
  return enter(ctx, wish.workspaceId, { id, type, ...saved })
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
  const { id, sha256, type, bytes, width, height, durationMs, animated } = row
  return { id, sha256, type: type as FileType, bytes, width, height, durationMs, animated }
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
}

/** The statement that adds an entry to the library: for a closing batch. */
export const assetInsert = (ctx: Context, asset: AssetToAdd): BatchItem<'sqlite'> =>
  ctx.db.insert(assets).values({ ...asset, createdAt: ctx.now() })
