import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import type { Upload, UploadStart } from '../../shared/api.ts'
import { fileLimits, kindOf, uploadKinds } from '../../shared/assets.ts'
import type { Context } from '../context.ts'
import { uploadParts, uploads } from '../db/uploads.ts'
import { wordsOf } from '../log.ts'
import { Refusal } from '../problem.ts'
import { checkDeviceResult, enterUpload } from './add.ts'
import { capped, gather, tooLarge } from './bytes.ts'
import { partBytes } from './object.ts'
import { sniff, sniffBytes } from './sniff.ts'
import { wrongType } from './savers.ts'
import { objectKey, saveFile } from './store.ts'

// A file larger than one request takes comes in parts, each of which may be sent again. They lie in R2 under the
// upload's own id; only when all are there does the file go the way of every other: measured, hashed, entered.

/** An upload that is not complete a day later is thrown away. */
const lifeMs = 24 * 3600_000
/** Of one workspace at a time: parts take room before anything is known about them. */
const maxOpen = 5
const maxBytes = fileLimits.video.bytes

type Row = typeof uploads.$inferSelect

const partsOf = ({ bytes }: Row) => Math.ceil(bytes / partBytes)

const multipartOf = (ctx: Context, { workspaceId, id, multipart }: Row) =>
  ctx.media.resumeMultipartUpload(objectKey(workspaceId, id), multipart)

/** Announces a file. Refuses `too-large`, `too-many-open`, and what an upload refuses. */
export async function startUpload(ctx: Context, workspaceId: string, wish: UploadStart): Promise<Upload> {
  const { bytes, ...query } = wish
  if (bytes > maxBytes) throw tooLarge(maxBytes)
  await checkDeviceResult(ctx, workspaceId, query)
  const id = ctx.id('upload')
  const { uploadId: multipart } = await ctx.media.createMultipartUpload(objectKey(workspaceId, id))
  const row: Row = { id, workspaceId, multipart, bytes, query, assetId: null, expiresAt: ctx.now() + lifeMs }
  const { meta } = await ctx.db.run(sql`
    insert into uploads (id, workspace_id, multipart, bytes, query, expires_at)
    select ${id}, ${workspaceId}, ${multipart}, ${bytes}, ${JSON.stringify(query)}, ${row.expiresAt}
    where (select count(*) from uploads where workspace_id = ${workspaceId} and asset_id is null
      and expires_at > ${ctx.now()}) < ${maxOpen}`)
  if (meta.changes === 0) {
    await multipartOf(ctx, row).abort()
    throw new Refusal(
      'too-many-open',
      `${maxOpen} uploads of this workspace are under way already. Nothing was stored.`,
      'Complete one of them, or wait a day: what is not completed is thrown away.',
    )
  }
  return present(ctx, row)
}

/** An upload and which of its parts have arrived. Refuses `not-found`. */
export const readUpload = async (ctx: Context, workspaceId: string, id: string): Promise<Upload> =>
  present(ctx, await openUpload(ctx, workspaceId, id))

/**
 * Takes one part, numbered from 1; sent again it takes the place of the first. Refuses `not-found`, `bad-input` for a
 * part that is not as long as it has to be, `wrong-type` when the first is the beginning of nothing we take.
 */
export async function putPart(
  ctx: Context,
  workspaceId: string,
  id: string,
  n: number,
  body: ReadableStream<Uint8Array>,
): Promise<Upload> {
  const upload = await openUpload(ctx, workspaceId, id)
  if (upload.assetId !== null)
    throw new Refusal(
      'too-late',
      'This upload is complete; it is in your library.',
      'Start a new upload for another file.',
    )
  const last = partsOf(upload)
  if (n > last) throw wrongPart(`This upload has ${last} parts; this is number ${n}.`)
  const expected = n < last ? partBytes : upload.bytes - (last - 1) * partBytes
  const bytes = await gather(capped(body, partBytes), partBytes)
  if (bytes.byteLength !== expected)
    throw wrongPart(`Part ${n} has to have ${expected} bytes; ${bytes.byteLength} came.`)
  if (n === 1) refuseBeginning(bytes.subarray(0, sniffBytes), upload.bytes)
  const { etag } = await multipartOf(ctx, upload).uploadPart(n, bytes)
  await ctx.db
    .insert(uploadParts)
    .values({ uploadId: id, n, etag })
    .onConflictDoUpdate({ target: [uploadParts.uploadId, uploadParts.n], set: { etag } })
  return present(ctx, upload)
}

/**
 * Makes one file of the parts and gives its entry in the library; a second time it is the same entry. Refuses
 * `not-found`, `bad-input` while parts are missing, and what an upload refuses: then nothing of it is kept.
 */
export async function completeUpload(ctx: Context, workspaceId: string, id: string): Promise<string> {
  const upload = await openUpload(ctx, workspaceId, id)
  if (upload.assetId !== null) return upload.assetId
  const parts = await arrived(ctx, upload)
  const missing = missingOf(partsOf(upload), parts)
  if (missing.length > 0)
    throw wrongPart(`Of ${partsOf(upload)} parts ${missing.length} are missing, the first is ${missing[0]}.`)
  const body = await wholeOf(ctx, upload, parts)
  if (!body) {
    // Somebody else completed it at the same moment.
    const { assetId } = await openUpload(ctx, workspaceId, id)
    if (assetId !== null) return assetId
    throw new Error(`the parts of ${id} are gone`)
  }
  const limits = { maxBytes, kind: null, aiMark: false }
  const file = await saveFile(ctx, { workspaceId, body, bytes: upload.bytes, ...limits }).catch(
    async (error: unknown) => {
      if (error instanceof Refusal) await drop(ctx, upload)
      throw error
    },
  )
  const assetId = await enterUpload(ctx, workspaceId, file, upload.query)
  await ctx.db.update(uploads).set({ assetId }).where(eq(uploads.id, id))
  await ctx.media.delete(objectKey(workspaceId, id))
  return assetId
}

/** Once a minute: throws away what was not completed in time. */
export async function dropStaleUploads(ctx: Context): Promise<void> {
  const stale = await ctx.db.select().from(uploads).where(lte(uploads.expiresAt, ctx.now())).limit(20)
  for (const upload of stale) await drop(ctx, upload)
}

async function drop(ctx: Context, upload: Row): Promise<void> {
  // Of a completed or forgotten one R2 no longer knows the parts; the object then goes by its key.
  await multipartOf(ctx, upload)
    .abort()
    .catch(() => {})
  await ctx.media.delete(objectKey(upload.workspaceId, upload.id))
  await ctx.db.batch([
    ctx.db.delete(uploadParts).where(eq(uploadParts.uploadId, upload.id)),
    ctx.db.delete(uploads).where(eq(uploads.id, upload.id)),
  ])
}

async function openUpload(ctx: Context, workspaceId: string, id: string): Promise<Row> {
  const [row] = await ctx.db
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, id), eq(uploads.workspaceId, workspaceId), gt(uploads.expiresAt, ctx.now())))
  if (row) return row
  throw new Refusal(
    'not-found',
    'There is no such upload; one that is not completed within a day is thrown away.',
    'Start it again. Nothing else was changed.',
  )
}

const arrived = (ctx: Context, { id }: Row) =>
  ctx.db.select().from(uploadParts).where(eq(uploadParts.uploadId, id)).orderBy(asc(uploadParts.n))

function missingOf(last: number, parts: readonly { n: number }[]): number[] {
  const have = new Set(parts.map(({ n }) => n))
  return Array.from({ length: last }, (_, at) => at + 1).filter((n) => !have.has(n))
}

/** The parts as one object; made one by the first who asks. Null when it is gone again. */
async function wholeOf(
  ctx: Context,
  upload: Row,
  parts: readonly { n: number; etag: string }[],
): Promise<ReadableStream<Uint8Array> | null> {
  const key = objectKey(upload.workspaceId, upload.id)
  const before = await ctx.media.get(key)
  if (before) return before.body
  await multipartOf(ctx, upload)
    .complete(parts.map(({ n, etag }) => ({ partNumber: n, etag })))
    .catch((error: unknown) => ctx.log('upload-not-joined', { id: upload.id, error: wordsOf(error) }))
  return (await ctx.media.get(key))?.body ?? null
}

/** What the first bytes give away already is not carried on for hundreds of megabytes. */
function refuseBeginning(head: Uint8Array, bytes: number): void {
  const type = sniff(head)
  if (!type || !uploadKinds.includes(kindOf(type)))
    throw wrongType('These bytes are not the beginning of a picture, clip or sound the library takes.')
  const most = fileLimits[kindOf(type)].bytes
  if (bytes > most) throw tooLarge(most)
}

const wrongPart = (detail: string) =>
  new Refusal(
    'bad-input',
    `${detail} Nothing was changed.`,
    'Ask for the upload: it says how long a part is and which have arrived.',
  )

async function present(ctx: Context, upload: Row): Promise<Upload> {
  const { id, bytes, expiresAt } = upload
  const received = (await arrived(ctx, upload)).map(({ n }) => n)
  return { id, bytes, partBytes, parts: partsOf(upload), received, expiresAt }
}
