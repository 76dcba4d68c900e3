import type { Point, Values } from '../../shared/fields.ts'
import { weightOf, type FontId, type WeightId } from '../../shared/fonts.ts'
import { markSize, placeMark, tileMarks, turnedSize, type NinePlace, type Where } from '../../shared/place.ts'
import { watermark as asked } from '../../shared/tools/watermark.ts'
import { pictureTool } from '../codecs/chain.ts'
import {
  logoMark,
  middleOf,
  stamp,
  textMark,
  type Backing,
  type Mark,
  type SizeFor,
} from '../lettering/mark.ts'
import { sizeOf, type Picture } from '../raster/picture.ts'
import { subjectOf } from '../raster/subject.ts'
import type { Watch } from './tool.ts'

const share = (values: Values, name: string) => Number(values[name]) / 100

/** A name or a logo on a picture, on every frame of what moves. */
export const watermark = pictureTool(asked, {
  async change(picture, values, watch) {
    const size = sizeOf(picture)
    const tiled = values['place'] === 'tile'
    const angle = Number(values['angle'])
    const margin = tiled || values['place'] === 'free' ? 0 : share(values, 'margin')
    const mark = await markOf(values, watch, (aspect) =>
      markSize(size, aspect, share(values, 'size'), margin, tiled ? 0 : angle),
    )
    const middles = tiled
      ? tileMarks(size, mark.size, share(values, 'spacing'), angle)
      : [middleOf(placeMark(size, turnedSize(mark.size, angle), await whereOf(picture, values, margin)))]
    return stamp(picture, mark, middles, angle, share(values, 'opacity'))
  },
})

function markOf(values: Values, watch: Watch, sizeFor: SizeFor): Promise<Mark> {
  if (values['kind'] === 'logo') return logoMark(watch.file('logo'), sizeFor)
  const text = String(values['text'] ?? '').trim()
  if (!text) throw new Error('Write the words that are to stand on the picture.')
  const font = values['font'] as FontId
  const style = { font, weight: weightOf(font, values['weight'] as WeightId), leading: 1.25 }
  return textMark(text, style, String(values['color']), values['backing'] as Backing, sizeFor)
}

async function whereOf(picture: Picture, values: Values, margin: number): Promise<Where> {
  const place = values['place'] as NinePlace | 'free' | 'smart'
  if (place === 'free') return { place, point: values['point'] as Point }
  if (place === 'smart') return { place, margin, parts: (await subjectOf(picture)).parts }
  return { place, margin }
}
