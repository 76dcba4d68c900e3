import type { Point, Values } from '../../shared/fields.ts'
import { weightOf, type FontId, type WeightId } from '../../shared/fonts.ts'
import {
  ninePlaces,
  placeMark,
  placeTitles,
  sharesOf,
  type NinePlace,
  type Where,
} from '../../shared/place.ts'
import { edgeMargin, ownPoint, thickness, typeface } from '../../shared/tools/lettering.ts'
import { pictureTool } from '../codecs/chain.ts'
import { rgbOf } from '../lettering/contrast.ts'
import { drawWords, inkFor, platePadding, wordsOf, type Ground, type Side } from '../lettering/overlay.ts'
import { sizeOf, type Picture } from '../raster/picture.ts'
import { subjectOf } from '../raster/subject.ts'
import { fitText, loadStyle, type Align, type Style } from '../lettering/typesetting.ts'

/** A headline, and a small line below it, on a picture: always to be read. */
export const text = pictureTool(
  {
    title: 'Words on a picture',
    about: 'A headline and a small line, readable on any picture',
    verb: 'Put them on',
    fields: {
      headline: { kind: 'text', label: 'Headline', required: true, max: 160, lines: 2 },
      line: { kind: 'text', label: 'Small line', help: 'Stands below the headline', max: 240, lines: 2 },
      place: {
        kind: 'choice',
        label: 'Place',
        options: [...ninePlaces, 'smart', 'free'],
        titles: { ...placeTitles, smart: 'Beside the subject', free: 'Where I put it' },
        default: 'bottom-left',
      },
      point: ownPoint('words'),
      margin: edgeMargin(6),
      size: {
        kind: 'number',
        label: 'Size of the headline',
        help: 'Of the picture’s shorter side; smaller where it would not fit',
        min: 2,
        max: 40,
        step: 0.5,
        unit: '%',
        default: 9,
      },
      width: {
        kind: 'number',
        label: 'Width of the words at most',
        help: 'Of the picture’s width',
        min: 20,
        max: 100,
        step: 1,
        unit: '%',
        default: 80,
      },
      ground: {
        kind: 'choice',
        label: 'Kept readable by',
        options: ['gradient', 'plate', 'shadow', 'none'],
        titles: { gradient: 'A shade that fades out', plate: 'A plate', shadow: 'A shadow', none: 'Nothing' },
        default: 'gradient',
      },
      ink: {
        kind: 'choice',
        label: 'Colour of the words',
        options: ['auto', 'light', 'dark', 'own'],
        titles: { auto: 'What reads best', light: 'White', dark: 'Black', own: 'My own' },
        default: 'auto',
      },
      color: { kind: 'color', label: 'Colour', default: '#ffffff', when: { field: 'ink', is: ['own'] } },
      font: typeface,
      weight: thickness,
      capitals: { kind: 'switch', label: 'Headline in capitals', default: false },
    },
  },
  {
    async change(picture, values) {
      const size = sizeOf(picture)
      const [headline, line] = [String(values['headline']).trim(), String(values['line'] ?? '').trim()]
      const [strong, quiet] = stylesOf(values)
      await Promise.all([loadStyle(strong, headline), loadStyle(quiet, line)])
      const shorter = Math.min(size.width, size.height)
      const ground = values['ground'] as Ground
      const margin = Number(values['margin']) / 100
      const letters = (Number(values['size']) / 100) * shorter
      const pad = ground === 'plate' ? platePadding : { x: 0, y: 0 }
      const free = {
        width: Math.max(1, size.width - 2 * margin * shorter - 2 * pad.x * letters),
        height: Math.max(1, size.height - 2 * margin * shorter - 2 * pad.y * letters),
      }
      const room = {
        width: Math.min(free.width, (Number(values['width']) / 100) * size.width),
        height: free.height,
      }
      const side = sideOf(values)
      const align = (['left', 'center', 'right'] as const)[side * 2] as Align
      const share = line ? 0.66 : 1
      const head = fitText(
        headline,
        strong,
        { ...room, height: share * room.height },
        { least: 1, most: letters },
        align,
      )
      const rest = { ...room, height: Math.max(1, room.height - head.height - 0.55 * head.size) }
      const small = line ? fitText(line, quiet, rest, { least: 1, most: 0.46 * head.size }, align) : null
      const words = wordsOf(head, small)
      const box = {
        width: Math.min(size.width, Math.ceil(words.size.width + 2 * pad.x * head.size)),
        height: Math.min(size.height, Math.ceil(words.size.height + 2 * pad.y * head.size)),
      }
      const at = placeMark(size, box, await whereOf(picture, values, margin))
      const choice = inkFor(picture, at, inkOf(values))
      return drawWords(picture, words, at, side, ground, choice)
    },
  },
)

function stylesOf(values: Values): [Style, Style] {
  const font = values['font'] as FontId
  const weight = weightOf(font, values['weight'] as WeightId)
  const capitals = values['capitals'] === true
  return [
    { font, weight, leading: 1.14, tracking: capitals ? 0.01 : -0.012, capitals },
    { font, weight: weightOf(font, 'regular'), leading: 1.32 },
  ]
}

/** Words at a side of the picture stand flush with it. */
function sideOf(values: Values): Side {
  const place = String(values['place'])
  return place === 'free' || place === 'smart' ? 0.5 : (sharesOf(place as NinePlace).x as Side)
}

function inkOf(values: Values) {
  switch (values['ink']) {
    case 'light':
      return rgbOf('#ffffff')
    case 'dark':
      return rgbOf('#000000')
    case 'own':
      return rgbOf(String(values['color']))
    default:
      return null
  }
}

async function whereOf(picture: Picture, values: Values, margin: number): Promise<Where> {
  const place = values['place'] as NinePlace | 'free' | 'smart'
  if (place === 'free') return { place, point: values['point'] as Point }
  if (place === 'smart') return { place, margin, parts: (await subjectOf(picture)).parts }
  return { place, margin }
}
