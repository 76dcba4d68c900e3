import { and, eq } from 'drizzle-orm'
import { decode } from 'fast-png'
import { imageSize } from 'image-size'
import { fileLimits, type FileType } from '../../shared/assets.ts'
import { fitInside, type Size } from '../../shared/crop.ts'
import type { Point } from '../../shared/fields.ts'
import { findSubject, thumbSide, type Subject } from '../../shared/subject.ts'
import { gather } from '../assets/bytes.ts'
import { openAsset } from '../assets/store.ts'
import type { Context } from '../context.ts'
import { assets } from '../db/schema.ts'
import { Refusal } from '../problem.ts'
import { render, type Bytes } from './render.ts'
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
  /** Made by a model, or with something that was. */
  byAi(): Promise<boolean>
  bytes(): Promise<Bytes>
  /** The same standing upright in itself, not by what it says of its orientation. */
  upright(): Promise<Bytes>
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
  const bytes = once(async () => gather(await open(), fileLimits.image.bytes))
  const thumbnail = once(async (): Promise<Thumb> => {
    const small = fitInside(size, { width: thumbSide, height: thumbSide })
    const png = await render(
      ctx,
      await bytes(),
      (picture) => picture.transform({ ...small, fit: 'squeeze' }),
      {
        type: 'image/png',
      },
    )
    return withAlpha(decode(png))
  })
  const upright = once(async () => {
    const own = await bytes()
    const { orientation = 1 } = imageSize(own)
    // Whether a part is cut out before or after it is turned, is written nowhere.
    return orientation === 1
      ? own
      : render(ctx, own, (picture) => picture, { type: sameType(file.type), quality: 98 })
  })
  return {
    id: row.id,
    ...{ name: row.name, type: file.type, size, focal: row.focal, model: row.model, prompt: row.prompt },
    length: file.bytes,
    bytes,
    upright,
    byAi: once(async () => row.origin === 'generated' || saysAi(await bytes())),
    thumbnail,
    subject: once(async () => findSubject(await thumbnail())),
  }
}

/** The end of the address of IPTC's "trained algorithmic media", and of "composite with" it. */
const mark = new TextEncoder().encode('rainedAlgorithmicMedia')

/** Whether a file says of itself that a model has made it, or a part of it. */
function saysAi(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(mark[0]!); at >= 0; at = bytes.indexOf(mark[0]!, at + 1))
    if (mark.every((byte, n) => bytes[at + n] === byte)) return true
  return false
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
