import type { FileType } from '../../shared/assets.ts'
import type { Size } from '../../shared/crop.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../problem.ts'

export type Bytes = Uint8Array<ArrayBuffer>

/** A way to the bytes of a picture, from their beginning. Large pictures are never held in memory. */
export type Open = () => Promise<ReadableStream<Uint8Array>>

/** The types that are written for the API. */
export type EditType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif' | 'image/gif'

/** How a picture is to be written. */
export interface Written {
  type: EditType
  /** 1 to 100. A PNG has fewer colours below 100, and without a quality keeps every pixel. */
  quality?: number
  /** Stands where nothing is, in a type that knows no transparency. */
  background?: string
}

/** The most that Cloudflare Images makes, in pixels a side. Source: developers.cloudflare.com/images, limits. */
export const longestSides = { 'image/avif': 1200, other: 12_000 } as const

const count = (pixels: number) => pixels.toLocaleString('en')

/** Refuses `bad-input` for a size that cannot be written in a type. */
export function refuseTooLong({ width, height }: Size, type: FileType): void {
  const most = type === 'image/avif' ? longestSides['image/avif'] : longestSides.other
  if (Math.max(width, height) <= most) return
  const size = `${count(width)} x ${count(height)}`
  throw new Refusal(
    'bad-input',
    type === 'image/avif'
      ? `This call writes AVIF with up to ${count(most)} pixels a side; this would have ${size}. Nothing was stored.`
      : `This call makes pictures of up to ${count(most)} pixels a side; this would have ${size}. Nothing was stored.`,
    type === 'image/avif'
      ? 'Make it smaller, or take WebP; the extension writes larger AVIF.'
      : 'Make it smaller, or use the extension.',
  )
}

export const streamOf = (bytes: Bytes): ReadableStream<Uint8Array> => new Blob([bytes]).stream()
export const openOf =
  (bytes: Bytes): Open =>
  () =>
    Promise.resolve(streamOf(bytes))

/**
 * A picture after some changes, written as said: one call of Cloudflare Images. Throws Refusal `bad-input` when the
 * picture cannot be decoded.
 */
export async function render(
  ctx: Context,
  open: Open,
  changes: (picture: ImageTransformer) => ImageTransformer,
  { type, quality, background }: Written,
): Promise<Bytes> {
  const options: ImageOutputOptions = {
    format: type,
    ...(quality !== undefined && { quality }),
    ...(background !== undefined && { background }),
    anim: false,
  }
  try {
    const result = await changes(ctx.images.input(await open())).output(options)
    const made = new Uint8Array(await result.response().arrayBuffer())
    if (result.contentType() === type) return made
  } catch (error) {
    // The binding's own refusals carry a number; anything else may go well the next time.
    if (!(error instanceof Error) || typeof (error as Partial<ImagesError>).code !== 'number') throw error
    throw new Refusal(
      'bad-input',
      'The picture could not be read when it was to be changed. Nothing was stored.',
      'Open it in another program, save it anew and add it again, or use the extension.',
    )
  }
  throw new Refusal(
    'bad-input',
    `The picture could not be written as ${type}. Nothing was stored.`,
    'Take another type, or a smaller size.',
  )
}
