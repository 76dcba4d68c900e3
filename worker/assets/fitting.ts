import type { FileType } from '../../shared/assets.ts'
import type { FileLimit } from '../../shared/model.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../problem.ts'
import { fitOf, sentType, type Picture } from './fit.ts'

/** Good enough that nobody sees the difference. */
const quality = 90

/** How often a picture is drawn until it has few enough bytes. */
const tries = 6

export interface Fitted {
  type: FileType
  bytes: Uint8Array<ArrayBuffer>
  width: number
  height: number
}

type Open = () => Promise<ReadableStream<Uint8Array>>

/**
 * The picture as a model takes it; null when it goes as it is. What is transparent stays so wherever the model takes
 * a type that can be. Throws Refusal `bad-input` for a picture that cannot be fitted.
 */
export async function fitPicture(
  ctx: Context,
  open: Open,
  picture: Picture,
  limit: FileLimit,
): Promise<Fitted | null> {
  const judged = fitOf(picture, limit)
  if ('misfit' in judged) {
    const { is, takes, nearest } = judged.misfit
    throw new Refusal('bad-input', `The picture ${is}; the model takes ${takes}.`, nearest)
  }
  if (judged.fit.notes.length === 0) return null
  let size = { width: judged.fit.width, height: judged.fit.height }
  let type = sentType(picture.type, limit)
  const guess = picture.bytes * ((size.width * size.height) / (picture.width * picture.height))
  if (limit.bytes !== undefined && guess > limit.bytes) type = denserType(type, limit) ?? type
  for (let n = 0; n < tries; n++) {
    const bytes = await redraw(ctx, open, type, size)
    if (limit.bytes === undefined || bytes.byteLength <= limit.bytes) return { type, bytes, ...size }
    const denser = denserType(type, limit)
    if (denser) type = denser
    else size = smaller(size, limit.bytes / bytes.byteLength)
  }
  throw new Refusal(
    'bad-input',
    'The picture could not be made small enough for the model.',
    'Choose a smaller one. Nothing was charged.',
  )
}

/** Bytes go with the pixels, roughly: a little less than the share that is allowed. */
function smaller({ width, height }: { width: number; height: number }, share: number) {
  const scale = Math.min(0.8, Math.max(0.3, 0.9 * Math.sqrt(share)))
  return { width: Math.ceil(width * scale), height: Math.ceil(height * scale) }
}

/** A PNG of many colours is large. WebP keeps what is transparent in it. */
const denserType = (type: FileType, { types }: FileLimit): FileType | null =>
  type === 'image/png' && (!types || types.includes('image/webp')) ? 'image/webp' : null

/** The picture in another size and type. Throws Refusal `bad-input` when it cannot be decoded. */
export async function redraw(
  ctx: Context,
  open: Open,
  type: FileType,
  size: { width: number; height: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const output = ctx.images
    .input(await open())
    .transform({ ...size, fit: 'squeeze' })
    .output({
      format: type as ImageOutputOptions['format'],
      // Asked for a quality, a PNG would have fewer colours.
      ...(type !== 'image/png' && { quality }),
    })
  try {
    return new Uint8Array(await (await output).response().arrayBuffer())
  } catch (error) {
    // The binding's own refusals carry a number; anything else may go well the next time.
    if (!(error instanceof Error) || typeof (error as Partial<ImagesError>).code !== 'number') throw error
    throw new Refusal(
      'bad-input',
      'The picture could not be read when it was to be made smaller.',
      'Open it in another program, save it anew and add it again. Nothing was charged.',
    )
  }
}
