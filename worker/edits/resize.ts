import { encode } from 'fast-png'
import { centre, smartCrop, type Rect, type Size } from '../../shared/crop.ts'
import type { Values } from '../../shared/fields.ts'
import { resizePlan, type ResizePlan } from '../../shared/resize.ts'
import { softSizes } from '../../shared/social.ts'
import type { Subject } from '../../shared/subject.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../problem.ts'
import type { EditTool } from './edit.ts'
import { openOf, refuseTooLong, render, type Bytes, type Open, type Written } from './render.ts'
import { saying } from './saying.ts'
import type { Source } from './source.ts'
import { sameType, writtenWell } from './types.ts'

/** Another size or shape: the whole picture, or the part of it that matters. */
export const resize: EditTool = {
  id: 'resize',
  async make(ctx, _, source, values) {
    const plan = await planOf(source, values)
    const type = sameType(source.type)
    refuseTooLong(plan.canvas, type)
    if (isWhole(plan.from, source.size) && isWhole(plan.canvas, source.size)) return null
    const background = String(values['background'])
    const written = writtenWell(type)
    const bytes = await drawnOn(ctx, await source.upright(), source.size, plan, background, written)
    return { type, bytes: await saying(source, type, bytes, 'keep') }
  },
}

const isWhole = (part: Size, { width, height }: Size) => part.width === width && part.height === height

/** A part of a picture at a size, in the middle of a colour or a softened part of it where there is room around it. */
export async function drawnOn(
  ctx: Context,
  open: Open,
  size: Size,
  { from, to, canvas, ground = null }: ResizePlan & { ground?: Rect | null },
  background: string,
  written: Written,
): Promise<Bytes> {
  if (isWhole(to, canvas)) return render(ctx, open, (picture) => cut(picture, size, from, to), written)
  const place = {
    left: Math.round((canvas.width - to.width) / 2),
    top: Math.round((canvas.height - to.height) / 2),
  }
  const picture = await open()
  const onto = (around: ImageTransformer) =>
    around.draw(cut(ctx.images.input(picture), size, from, to), place)
  return ground
    ? render(ctx, open, (around) => onto(softened(around, size, ground, canvas)), written)
    : render(
        ctx,
        openOf(dot(background)),
        (one) => onto(one.transform({ ...canvas, fit: 'squeeze' })),
        written,
      )
}

/** What a picture is about: the place that a person has marked counts more than what is found. */
export const subjectOf = async ({ focal, subject }: Source): Promise<Subject> =>
  focal ? { focal, parts: [] } : subject()

async function planOf(source: Source, values: Values): Promise<ResizePlan> {
  const asksSubject = values['how'] === 'fill' && values['focus'] === 'smart'
  const subject = asksSubject ? await subjectOf(source) : { focal: centre, parts: [] }
  try {
    return resizePlan(source.size, values, (shape, margins) =>
      smartCrop(subject, source.size, shape, margins),
    )
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new Refusal('bad-input', `${cause.message} Nothing was stored.`, 'Say another size and try again.')
  }
}

/** A part of a picture, drawn so large. */
function cut(picture: ImageTransformer, size: Size, from: Rect, to: Size): ImageTransformer {
  const { x: left, y: top, width, height } = from
  const part = isWhole(from, size) ? picture : picture.transform({ trim: { left, top, width, height } })
  return part.transform({ width: to.width, height: to.height, fit: 'squeeze' })
}

/** A part of a picture that is only colours and light, so large: how far the binding's own blur reaches, is written nowhere. */
function softened(picture: ImageTransformer, size: Size, part: Rect, to: Size): ImageTransformer {
  const [few, ...larger] = softSizes(to)
  return larger.reduce(
    (now, next) => now.transform({ width: next.width, height: next.height, fit: 'squeeze' }),
    cut(picture, size, part, few),
  )
}

/** A picture of one pixel, to be made as large as is needed. */
function dot(color: string): Bytes {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  const data = new Uint8Array([red, green, blue])
  return new Uint8Array(encode({ width: 1, height: 1, data, channels: 3, depth: 8 }))
}
