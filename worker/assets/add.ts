import { sql } from 'drizzle-orm'
import type { UploadQuery } from '../../shared/api.ts'
import { fileTypes, kindOf, maxUploadBytes } from '../../shared/assets.ts'
import type { Context } from '../context.ts'
import { assets } from '../db/schema.ts'
import { modelById } from '../models/index.ts'
import { Refusal } from '../problem.ts'
import { fetchPublic } from '../providers/net.ts'
import { openAsset, saveFile, type AssetToAdd, type StoredFile } from './store.ts'

type Entry = Pick<AssetToAdd, 'name' | 'origin' | 'model' | 'prompt' | 'source'>

/**
 * Enters a file into the library and gives the entry's id. The same file of the same origin, model and source is
 * entered once: one statement looks and writes, so that two at once cannot both write.
 */
async function enter(ctx: Context, workspaceId: string, file: StoredFile, entry: Entry): Promise<string> {
  const { origin, model, source } = entry
  const same = sql`workspace_id = ${workspaceId} and file_id = ${file.id} and origin = ${origin}
    and job_id is null and model is ${model} and source is ${source}`
  const id = ctx.id('asset')
  await ctx.db.run(sql`
    insert into assets (id, workspace_id, file_id, kind, name, origin, model, prompt, source, created_at)
    select ${id}, ${workspaceId}, ${file.id}, ${kindOf(file.type)}, ${entry.name}, ${origin}, ${model},
      ${entry.prompt}, ${source}, ${ctx.now()}
    where not exists (select 1 from assets where ${same})`)
  const [row] = await ctx.db.select({ id: assets.id }).from(assets).where(same).limit(1)
  if (!row) throw new Error('an asset that was just entered is not there')
  return row.id
}

/** A name people recognise: the last part of a path without what a file system or header would trip over. */
export function tidyName(raw: string, fallback: string): string {
  const last = raw.split(/[/\\]/).at(-1) ?? ''
  const name = last
    .replace(/\.\w{1,5}$/, '')
    .replace(/[\p{C}"<>:|?*;]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100)
  return name || fallback
}

/** Refuses `bad-input` and `not-found` for a result made on a machine by no model, or of no picture, we know. */
export async function checkDeviceResult(
  ctx: Context,
  workspaceId: string,
  query: UploadQuery,
): Promise<void> {
  if (query.model && !modelById(query.model))
    throw new Refusal(
      'bad-input',
      `No model of the user's machine is called ${query.model}. Nothing was stored.`,
      'Take the model from the catalogue.',
      { fields: [{ path: 'model', message: 'not in the catalogue' }] },
    )
  if (query.from && !(await openAsset(ctx, workspaceId, query.from)))
    throw new Refusal(
      'not-found',
      'The picture this was made from is not in your library. Nothing was stored.',
      'Send it without its source, or add the source first.',
    )
}

/**
 * Takes in what a person sends: their own picture, clip or sound, or a result made on their machine (then `model` says
 * by what and `from` of what). Gives the entry's id. Refuses `too-large`, `wrong-type`, `bad-input`, `not-found`.
 */
export async function addUpload(
  ctx: Context,
  workspaceId: string,
  body: ReadableStream<Uint8Array>,
  bytes: number | null,
  query: UploadQuery,
): Promise<string> {
  await checkDeviceResult(ctx, workspaceId, query)
  const limits = { maxBytes: maxUploadBytes, kind: null, aiMark: false }
  return enterUpload(ctx, workspaceId, await saveFile(ctx, { workspaceId, body, bytes, ...limits }), query)
}

/** The entry of a file that a person sent, however it came. */
export function enterUpload(
  ctx: Context,
  workspaceId: string,
  file: StoredFile,
  query: UploadQuery,
): Promise<string> {
  const made = query.model !== undefined
  return enter(ctx, workspaceId, file, {
    name: tidyName(query.name ?? '', made ? 'Made on your device' : 'Upload'),
    origin: made ? 'device' : 'upload',
    model: query.model ?? null,
    prompt: query.prompt ?? '',
    source: query.from ?? null,
  })
}

/** What a browser says of the page to another site, and no more: its site. Many hosts give pictures on that word alone. */
function refererOf(page: string): string | null {
  const { protocol, origin } = new URL(page)
  return protocol === 'https:' ? `${origin}/` : null
}

const pictureTypes = Object.keys(fileTypes).filter((type) => type.startsWith('image/'))

/**
 * Takes in a picture from a public address. Gives the entry's id. Refuses `unreachable-picture` when it cannot be
 * fetched, `too-large` and `wrong-type` for what comes back.
 */
export async function addImport(
  ctx: Context,
  workspaceId: string,
  { url, page }: { url: string; page?: string | undefined },
): Promise<string> {
  const limits = { maxBytes: maxUploadBytes, timeoutMs: 20_000, accept: pictureTypes.join(', ') }
  const referer = page ? refererOf(page) : null
  const { body, headers } = await fetchPublic(ctx, url, { ...limits, referer })
  const file = await saveFile(ctx, {
    workspaceId,
    body: body ?? new Blob([]).stream(),
    bytes: lengthIn(headers),
    maxBytes: maxUploadBytes,
    kind: 'image',
    aiMark: false,
  })
  return enter(ctx, workspaceId, file, {
    name: tidyName(decodePath(url), new URL(url).hostname),
    origin: 'import',
    model: null,
    prompt: '',
    source: page ?? url,
  })
}

/** The length that was announced; null when nobody said. */
export function lengthIn(headers: Headers): number | null {
  const announced = headers.get('content-length')
  return announced !== null && /^\d{1,15}$/.test(announced) ? Number(announced) : null
}

function decodePath(url: string): string {
  const { pathname } = new URL(url)
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}
