import { fileLimits } from '../../shared/assets.ts'
import { assetIdsOf } from '../../shared/fields.ts'
import { fieldsOf, type Model } from '../../shared/model.ts'
import { tasks, type MediaKind } from '../../shared/task.ts'
import { openAsset, saveFile, type StoredFile } from '../assets/store.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../problem.ts'
import type { InputFile, Made, Net } from '../providers/provider.ts'
import { listedFile } from '../providers/wire.ts'
import type { JobRow } from './read.ts'

/** Bytes of one result. */
const maxBytes: Readonly<Record<MediaKind, number>> = {
  image: fileLimits.image.bytes,
  video: 300 * 1024 * 1024,
  audio: fileLimits.audio.bytes,
  model3d: fileLimits.model3d.bytes,
  text: fileLimits.text.bytes,
}

/** The files a job was given, by field, those of a list by field and place; null when one is no longer there. */
export async function inputFiles(
  ctx: Context,
  job: JobRow,
  model: Model,
): Promise<Record<string, InputFile> | null> {
  const files: Record<string, InputFile> = {}
  for (const [name, field] of Object.entries(fieldsOf(model)))
    for (const [n, id] of assetIdsOf(field, job.input[name]).entries()) {
      const asset = await openAsset(ctx, job.workspaceId, id)
      if (!asset) return null
      const place = field.kind === 'images' ? listedFile(name, n) : name
      const { type, bytes, width, height } = asset.file
      files[place] = { type, bytes, width, height, name: place, open: asset.open }
    }
  return files
}

/** What was made, with its length where that is known. Throws when it cannot be had. */
async function openOutput(
  ctx: Context,
  net: Net,
  output: Made['outputs'][number],
): Promise<{ body: ReadableStream<Uint8Array>; bytes: number | null }> {
  if ('text' in output) {
    const words = new Blob([output.text])
    return { body: words.stream(), bytes: words.size }
  }
  if ('kept' in output) {
    const object = await ctx.media.get(output.kept)
    if (!object) throw new Error('what was kept is gone')
    return { body: object.body, bytes: object.size }
  }
  const response = await net.fetch(output.url, { timeoutMs: 90_000 })
  if (!response.ok || !response.body) throw new Error(`the result’s address answered ${response.status}`)
  const length = response.headers.get('content-length')
  return { body: response.body, bytes: length === null ? null : Number(length) }
}

/** Copies what the vendor made into our own store, in its order. Repeating it gives the same files. */
export async function saveOutputs(ctx: Context, net: Net, job: JobRow, model: Model): Promise<StoredFile[]> {
  const kind = tasks[model.task].makes
  const files: StoredFile[] = []
  for (const output of job.made?.outputs ?? []) {
    if ('text' in output !== (kind === 'text'))
      throw new Error(`the answer is not the ${kind} that was asked for`)
    const wish = {
      workspaceId: job.workspaceId,
      ...(await openOutput(ctx, net, output)),
      maxBytes: maxBytes[kind],
      kind,
      aiMark: true,
      silent: job.input['silent'] === true,
    }
    try {
      files.push(await saveFile(ctx, wish))
    } catch (error) {
      // Beside a body some vendors lay pictures of it: those are no results.
      const beside = kind === 'model3d' && error instanceof Refusal && error.code === 'wrong-type'
      if (!beside) throw error
    }
  }
  if (files.length === 0) throw new Error('there is no result to save')
  return files
}
