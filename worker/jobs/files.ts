import { fieldsOf, type Model } from '../../shared/model.ts'
import { tasks } from '../../shared/task.ts'
import { openAsset, saveFile, type StoredFile } from '../assets/store.ts'
import type { Context } from '../context.ts'
import type { InputFile, Made, Net } from '../providers/provider.ts'
import type { JobRow } from './read.ts'

/** Bytes of one result. */
const maxBytes = { image: 25 * 1024 * 1024, video: 300 * 1024 * 1024 }

/** The pictures a job was given, by field; null when one is no longer there. */
export async function inputFiles(
  ctx: Context,
  job: JobRow,
  model: Model,
): Promise<Record<string, InputFile> | null> {
  const files: Record<string, InputFile> = {}
  for (const [name, field] of Object.entries(fieldsOf(model))) {
    const id = job.input[name]
    if (field.kind !== 'image' || id === undefined) continue
    const asset = await openAsset(ctx, job.workspaceId, String(id))
    if (!asset) return null
    files[name] = { type: asset.file.type, bytes: asset.file.bytes, name, open: asset.open }
  }
  return files
}

/** What was made, with its length where that is known. Throws when it cannot be had. */
async function openOutput(
  ctx: Context,
  net: Net,
  output: Made['outputs'][number],
): Promise<{ body: ReadableStream<Uint8Array>; bytes: number | null }> {
  if ('kept' in output) {
    const object = await ctx.media.get(output.kept)
    if (!object) throw new Error('what was kept is gone')
    return { body: object.body, bytes: object.size }
  }
  if ('text' in output) throw new Error('words have no file')
  const response = await net.fetch(output.url, { timeoutMs: 90_000 })
  if (!response.ok || !response.body) throw new Error(`the result’s address answered ${response.status}`)
  const length = response.headers.get('content-length')
  return { body: response.body, bytes: length === null ? null : Number(length) }
}

/** Copies what the vendor made into our own store, in its order. Repeating it gives the same files. */
export async function saveOutputs(ctx: Context, net: Net, job: JobRow, model: Model): Promise<StoredFile[]> {
  const kind = tasks[model.task].makes
  if (kind !== 'image' && kind !== 'video') throw new Error(`${kind} has no place in the library`)
  const files: StoredFile[] = []
  for (const output of job.made?.outputs ?? []) {
    files.push(
      await saveFile(ctx, {
        workspaceId: job.workspaceId,
        ...(await openOutput(ctx, net, output)),
        maxBytes: maxBytes[kind],
        kind,
        aiMark: true,
        silent: job.input['silent'] === true,
      }),
    )
  }
  if (files.length === 0) throw new Error('there is no result to save')
  return files
}
