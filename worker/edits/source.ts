import { and, eq } from 'drizzle-orm'
import { decode } from 'fast-png'
import { imageSize } from 'image-size'
import type { FileType } from '../../shared/assets.ts'
import { fitInside, type Size } from '../../shared/crop.ts'
import type { Point } from '../../shared/fields.ts'
import { marked } from '../../shared/metadata/ai-mark.ts'
import { readMetadata } from '../../shared/metadata/file.ts'
import type { Metadata } from '../../shared/metadata/metadata.ts'
import { findSubject, thumbSide, type Subject } from '../../shared/subject.ts'
import { peek } from '../assets/bytes.ts'
import { openAsset } from '../assets/store.ts'
import type { Context } from '../context.ts'
import { assets } from '../db/schema.ts'
import { Refusal } from '../problem.ts'
import { openOf, render, type Open } from './render.ts'
import { sameType } from './types.ts'

/** A picture of the library that is to be changed. */
export interface Source {
  id: string
  name: string
  type: FileType
  size: Size
  /** What it is about, as a person has marked it. */
  focal: Point | null
  model: string | null
  prompt: string
  /** Bytes of its file. */
  length: number
  /** What its file says beside its pixels; that a model has made it, or a part of it, is among it. */
  says(): Promise<Metadata>
  open: Open
  /** The same standing upright in itself, not by what it says of its orientation. */
  upright(): Promise<Open>
  /** At most `thumbSide` pixels a side: red, green, blue and alpha. */
  thumbnail(): Promise<Thumb>
  /** What it is about, found. */
  subject(): Promise<Subject>
}

interface Thumb extends Size {
  data: Uint8Array
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

/**
 * A still picture of this workspace. Refuses `not-found`, also for another workspace's, and `bad-input`, with the
 * field's name, for what is no picture or moves.
 */
export async function openSource(
  ctx: Context,
  workspaceId: string,
  assetId: string,
  field = 'image',
): Promise<Source> {
  const refused = (detail: string, remedy: string, message: string) =>
    new Refusal('bad-input', `${detail} Nothing was stored.`, remedy, { fields: [{ path: field, message }] })
  const [row] = await ctx.db
    .select()
    .from(assets)
    .where(and(eq(assets.workspaceId, workspaceId), eq(assets.id, assetId)))
  const opened = row && (await openAsset(ctx, workspaceId, assetId))
  if (!opened)
    throw new Refusal(
      'not-found',
      'Your library has nothing by this id. Nothing was stored.',
      'Look for it in the library.',
      { fields: [{ path: field, message: 'not in your library' }] },
    )
  const { file, open } = opened
  if (row.kind !== 'image' || file.width === null || file.height === null)
    throw refused('This is no picture.', 'Name a picture of your library.', 'not a picture')
  if (file.animated)
    throw refused(
      'This picture moves; this call changes stills.',
      'Change it with the extension: it keeps every frame.',
      'a picture that moves',
    )
  const size: Size = { width: file.width, height: file.height }
  const thumbnail = once(async (): Promise<Thumb> => {
    const small = fitInside(size, { width: thumbSide, height: thumbSide })
    const change = (picture: ImageTransformer) => picture.transform({ ...small, fit: 'squeeze' })
    return withAlpha(decode(await render(ctx, open, change, { type: 'image/png' })))
  })
  const upright = once(async () => {
    if (!(await isTurned(open))) return open
    // Whether a part is cut out before or after it is turned, is written nowhere.
    const written = { type: sameType(file.type), quality: 98 }
    return openOf(await render(ctx, open, (picture) => picture, written))
  })
  return {
    id: row.id,
    ...{ name: row.name, type: file.type, size, focal: row.focal, model: row.model, prompt: row.prompt },
    length: file.bytes,
    open,
    upright,
    says: once(async () => {
      const bytes = new Uint8Array(await new Response(await open()).arrayBuffer())
      const says = await readMetadata(bytes, file.type)
      return row.origin === 'generated' ? marked(says) : says
    }),
    thumbnail,
    subject: once(async () => findSubject(await thumbnail())),
  }
}

/** As much of a file as holds what it says of its orientation. */
const headBytes = 256 * 1024

async function isTurned(open: Open): Promise<boolean> {
  const pieces = await open()
  const { head, all } = await peek(pieces, headBytes)
  await all[Symbol.asyncIterator]().return?.()
  try {
    return (imageSize(head).orientation ?? 1) !== 1
  } catch {
    return false
  }
}

/** Whatever samples a PNG has, as red, green, blue and alpha of a byte each. */
function withAlpha({ width, height, data, channels, depth, palette }: ReturnType<typeof decode>): Thumb {
  const made = new Uint8Array(width * height * 4)
  const down = depth === 16 ? 257 : 1
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * channels
    const sample = (n: number) => data[from + n]! / down
    const rgba = palette
      ? [...(palette[data[from]!] ?? [0, 0, 0]), 255].slice(0, 4)
      : channels < 3
        ? [sample(0), sample(0), sample(0), channels === 2 ? sample(1) : 255]
        : [sample(0), sample(1), sample(2), channels === 4 ? sample(3) : 255]
    made.set(rgba, pixel * 4)
  }
  return { width, height, data: made }
}
