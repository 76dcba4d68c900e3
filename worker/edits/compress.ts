import type { Size } from '../../shared/crop.ts'
import { searchQuality } from '../../shared/quality-search.ts'
import { compress as shared, kilobyte, purposes, type Purpose } from '../../shared/tools/compress.ts'
import type { Values } from '../../shared/fields.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../problem.ts'
import type { EditTool, Made } from './edit.ts'
import { refuseOthers, type Able } from './only-here.ts'
import { longestSides, refuseTooLong, render, type Bytes, type EditType } from './render.ts'
import type { Source } from './source.ts'
import { sameType, typeNamed } from './types.ts'

/** What Cloudflare Images can be asked for. */
export const compressAble: Able = {
  how: ['quality', 'web', 'email', 'social', 'size'],
  progressive: [true],
  metadata: ['strip'],
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
    const same = values['type'] === 'same'
    const max = isPurpose(how) ? purposes[how] * kilobyte : Number(values['target']) * kilobyte
    const types = await typesOf(source, String(values['type']))
    let best: Made | null = null
    for (const type of types) {
      const bytes =
        how === 'quality'
          ? await at(ctx, source, type, source.size, Number(values['quality']))
          : await within(ctx, source, type, max, isPurpose(how) ? enough : 100, values)
      if (!best || bytes.byteLength < best.bytes.byteLength) best = { type, bytes }
    }
    const fits = how === 'quality' || source.length <= max
    return best && same && fits && best.bytes.byteLength >= source.length ? null : best
  },
}

/** Two are tried for the smallest; that a model made a picture cannot be written into AVIF here. */
async function typesOf(source: Source, name: string): Promise<readonly EditType[]> {
  if (name === 'same') return [sameType(source.type)]
  if (name !== 'smallest') return [typeNamed(name)]
  const longest = Math.max(source.size.width, source.size.height)
  return longest > longestSides['image/avif'] || (await source.byAi())
    ? ['image/webp']
    : ['image/webp', 'image/avif']
}

async function at(ctx: Context, source: Source, type: EditType, size: Size, quality: number): Promise<Bytes> {
  refuseTooLong(size, type)
  return render(
    ctx,
    await source.bytes(),
    (picture) => (size === source.size ? picture : picture.transform({ ...size, fit: 'squeeze' })),
    { type, quality },
  )
}

/** Below this a picture looks bad: rather a smaller one. PNG has no quality here. */
const least: Readonly<Record<EditType, number>> = {
  'image/jpeg': 40,
  'image/webp': 35,
  'image/avif': 30,
  'image/png': 100,
  'image/gif': 100,
}

/** So many sizes are tried before it is said that nothing fits. */
const maxSizes = 6

/** The best that has no more than `max` bytes: less quality first, then less size. */
async function within(
  ctx: Context,
  source: Source,
  type: EditType,
  max: number,
  most: number,
  values: Values,
): Promise<Bytes> {
  const keepsSize = values['keepSize'] === true
  let scale = 1
  for (let tries = 0; tries < maxSizes; tries++) {
    const size: Size =
      scale === 1
        ? source.size
        : {
            width: Math.max(1, Math.round(source.size.width * scale)),
            height: Math.max(1, Math.round(source.size.height * scale)),
          }
    const { bytes, smallest } = await bestAt(ctx, source, type, size, max, keepsSize ? 1 : least[type], most)
    if (bytes) return bytes
    if (keepsSize) break
    scale *= Math.min(0.95, (0.95 * (max / smallest)) ** 0.52)
  }
  const size = `${max / kilobyte} KB`
  throw new Refusal(
    'bad-input',
    `The picture does not fit in ${size} as ${type}${keepsSize ? ' at its width and height' : ''}. Nothing was stored.`,
    keepsSize
      ? 'Let it be made smaller (keepSize: false), allow more bytes, or take WebP.'
      : 'Allow more bytes, or take WebP or JPG.',
    { fields: [{ path: 'target', message: 'too few bytes' }] },
  )
}

/** The best file of one size that fits; else how small the smallest was. */
async function bestAt(
  ctx: Context,
  source: Source,
  type: EditType,
  size: Size,
  max: number,
  from: number,
  most: number,
): Promise<{ bytes: Bytes | null; smallest: number }> {
  let best: Bytes | null = null
  let smallest = Infinity
  const weigh = async (quality: number) => {
    const bytes = await at(ctx, source, type, size, quality)
    smallest = Math.min(smallest, bytes.byteLength)
    if (bytes.byteLength <= max && (!best || bytes.byteLength > best.byteLength)) best = bytes
    return bytes.byteLength
  }
  if (least[type] === 100) await weigh(100)
  else await searchQuality(max, { least: Math.min(from, most), most }, weigh)
  return { bytes: best, smallest }
}
