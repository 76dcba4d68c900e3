import type { MetadataChoice } from '../../shared/metadata/choice.ts'
import { compress as shared, kilobyte, purposes, type Purpose } from '../../shared/tools/compress.ts'
import type { Context } from '../context.ts'
import type { EditTool, Made } from './edit.ts'
import { refuseOthers, type Able } from './only-here.ts'
import { longestSides, refuseTooLong, render, type Bytes, type EditType } from './render.ts'
import { saying } from './saying.ts'
import type { Source } from './source.ts'
import { sameType, typeNamed } from './types.ts'
import { within } from './within.ts'

/** What Cloudflare Images can be asked for. */
export const compressAble: Able = {
  how: ['quality', 'web', 'email', 'social', 'size'],
  progressive: [true],
}

const isPurpose = (how: string): how is Purpose => how in purposes

/** Better than this nobody sees on a screen, however many bytes there are. */
const enough = 88

/** The same picture in a smaller file; where there is none, the picture itself. */
export const compress: EditTool = {
  id: 'compress',
  check: (values) => refuseOthers(shared.fields, compressAble, values),
  async make(ctx, _, source, values) {
    const how = String(values['how'])
    const byQuality = how === 'quality'
    const choice = values['metadata'] as MetadataChoice
    const max = isPurpose(how) ? purposes[how] * kilobyte : Number(values['target']) * kilobyte
    const most = isPurpose(how) ? enough : 100
    let best: Made | null = null
    for (const type of typesOf(source, String(values['type']))) {
      refuseTooLong(source.size, type)
      const write = async (scale: number, quality: number) =>
        saying(source, type, await writeAt(ctx, source, type, scale, quality), choice)
      const bytes = byQuality
        ? await write(1, Number(values['quality']))
        : await within({ type, max, most, keepsSize: values['keepSize'] === true, write })
      if (!best || bytes.byteLength < best.bytes.byteLength) best = { type, bytes }
    }
    const small = values['type'] === 'same' && (byQuality || source.length <= max)
    return best && small && best.bytes.byteLength >= source.length ? null : best
  },
}

/** Two are tried for the smallest. */
function typesOf(source: Source, name: string): readonly EditType[] {
  if (name === 'same') return [sameType(source.type)]
  if (name !== 'smallest') return [typeNamed(name)]
  const longest = Math.max(source.size.width, source.size.height)
  return longest > longestSides['image/avif'] ? ['image/webp'] : ['image/webp', 'image/avif']
}

async function writeAt(
  ctx: Context,
  source: Source,
  type: EditType,
  scale: number,
  quality: number,
): Promise<Bytes> {
  const size = {
    width: Math.max(1, Math.round(source.size.width * scale)),
    height: Math.max(1, Math.round(source.size.height * scale)),
  }
  const smaller = (picture: ImageTransformer) => picture.transform({ ...size, fit: 'squeeze' })
  return render(ctx, source.open, (picture) => (scale === 1 ? picture : smaller(picture)), {
    type,
    quality,
  })
}
