import type { Size } from '../../shared/crop.ts'
import type { Point, Values } from '../../shared/fields.ts'
import { markSize, placeMark, tileMarks, turnedSize, type NinePlace, type Where } from '../../shared/place.ts'
import { watermark as shared } from '../../shared/tools/watermark.ts'
import { Refusal } from '../problem.ts'
import type { EditTool } from './edit.ts'
import { refuseOthers, type Able } from './only-here.ts'
import { refuseTooLong, render, streamOf } from './render.ts'
import { saying } from './saying.ts'
import { openSource, type Source } from './source.ts'
import { sameType, writtenWell } from './types.ts'

/** Cloudflare Images draws pictures on pictures, and turns them by quarters. */
export const watermarkAble: Able = { kind: ['logo'], angle: [0, 90, 180, -90, -180] }

/** Each is a drawing of its own: more than these are too much for one call. */
const maxMarks = 100

const share = (values: Values, name: string) => Number(values[name]) / 100

/** A logo on a picture. Words are drawn by the extension, which has the typefaces. */
export const watermark: EditTool = {
  id: 'watermark',
  check(values) {
    if (values['kind'] === 'text')
      throw new Refusal(
        'bad-input',
        'This call puts logos on pictures, not words: it has no typefaces. Nothing was stored.',
        'Put the words on with the extension, or send them as a picture with nothing behind them and name that as “logo”.',
        { fields: [{ path: 'kind', message: 'only logo here' }] },
      )
    refuseOthers(shared.fields, watermarkAble, values)
  },
  async make(ctx, workspaceId, source, values) {
    const type = sameType(source.type)
    refuseTooLong(source.size, type)
    const logo = await openSource(ctx, workspaceId, String(values['logo']), 'logo')
    const tiled = values['place'] === 'tile'
    const degrees = Number(values['angle'])
    const margin = tiled || values['place'] === 'free' ? 0 : share(values, 'margin')
    const aspect = logo.size.width / logo.size.height
    const size = markSize(source.size, aspect, share(values, 'size'), margin, tiled ? 0 : degrees)
    const turned = turnedSize(size, degrees)
    const corners = tiled
      ? tileMarks(source.size, size, share(values, 'spacing'), degrees).map(({ x, y }) => ({
          x: Math.round(x - turned.width / 2),
          y: Math.round(y - turned.height / 2),
        }))
      : [placeMark(source.size, turned, await whereOf(source, values, margin))]
    refuseMany(corners.length)
    const mark = await render(ctx, logo.open, (picture) => turn(picture, size, degrees), {
      type: 'image/png',
    })
    const opacity = share(values, 'opacity')
    const bytes = await render(
      ctx,
      source.open,
      (picture) =>
        corners.reduce((now, corner) => {
          const { part, left, top } = seen(ctx.images.input(streamOf(mark)), corner, turned, source.size)
          return now.draw(part, { left, top, opacity })
        }, picture),
      writtenWell(type),
    )
    return { type, bytes: await saying(source, type, bytes, 'keep') }
  },
}

function turn(picture: ImageTransformer, size: Size, degrees: number): ImageTransformer {
  const sized = picture.transform({ ...size, fit: 'squeeze' })
  const rotate = (((degrees % 360) + 360) % 360) as 0 | 90 | 180 | 270
  return rotate === 0 ? sized : sized.transform({ rotate })
}

/** Of a mark that reaches over the edge, the part that is seen. */
function seen(mark: ImageTransformer, { x, y }: Point, size: Size, picture: Size) {
  const [left, top] = [Math.max(0, x), Math.max(0, y)]
  const width = Math.min(x + size.width, picture.width) - left
  const height = Math.min(y + size.height, picture.height) - top
  const whole = width === size.width && height === size.height
  const part = whole ? mark : mark.transform({ trim: { left: left - x, top: top - y, width, height } })
  return { part, left, top }
}

function refuseMany(count: number): void {
  if (count <= maxMarks) return
  throw new Refusal(
    'bad-input',
    `That would be ${count} marks; this call draws up to ${maxMarks}. Nothing was stored.`,
    'Make the mark or the distance larger, or use the extension.',
    { fields: [{ path: 'spacing', message: `at most ${maxMarks} marks` }] },
  )
}

async function whereOf(source: Source, values: Values, margin: number): Promise<Where> {
  const place = values['place'] as NinePlace | 'free' | 'smart'
  if (place === 'free') return { place, point: values['point'] as Point }
  if (place === 'smart') return { place, margin, parts: (await source.subject()).parts }
  return { place, margin }
}
