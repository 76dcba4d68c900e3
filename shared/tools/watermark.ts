import type { Fields } from '../fields.ts'
import { ninePlaces, placeTitles } from '../place.ts'
import { edgeMargin, ownPoint, thickness, typeface } from './lettering.ts'

const fields: Fields = {
  kind: {
    kind: 'choice',
    label: 'What stands on the picture',
    options: ['text', 'logo'],
    titles: { text: 'Words', logo: 'A logo' },
    default: 'text',
  },
  text: {
    kind: 'text',
    label: 'Words',
    help: 'A name, an address, ©; a new line stays a new line',
    required: true,
    max: 120,
    lines: 2,
    when: { field: 'kind', is: ['text'] },
  },
  logo: {
    kind: 'image',
    label: 'Logo',
    help: 'Best with nothing behind it: a PNG, WebP or SVG',
    required: true,
    when: { field: 'kind', is: ['logo'] },
  },
  place: {
    kind: 'choice',
    label: 'Place',
    options: [...ninePlaces, 'smart', 'free', 'tile'],
    titles: {
      ...placeTitles,
      smart: 'Beside the subject',
      free: 'Where I put it',
      tile: 'All over the picture',
    },
    default: 'bottom-right',
  },
  point: ownPoint('mark'),
  margin: { ...edgeMargin(3), when: { field: 'place', is: [...ninePlaces, 'smart'] } },
  spacing: {
    kind: 'number',
    label: 'Distance from one to the next',
    help: 'Of the width of the mark',
    min: 0,
    max: 200,
    step: 5,
    unit: '%',
    default: 60,
    when: { field: 'place', is: ['tile'] },
  },
  size: {
    kind: 'number',
    label: 'Width',
    help: 'Of the picture’s width, so that it looks alike on every size',
    min: 1,
    max: 100,
    step: 1,
    unit: '%',
    default: 24,
  },
  opacity: { kind: 'number', label: 'Opacity', min: 1, max: 100, step: 1, unit: '%', default: 80 },
  angle: {
    kind: 'number',
    label: 'Turned by',
    help: 'To the right; a negative number to the left',
    min: -180,
    max: 180,
    step: 1,
    unit: '°',
    default: 0,
  },
  font: { ...typeface, when: { field: 'kind', is: ['text'] } },
  weight: { ...thickness, when: { field: 'kind', is: ['text'] } },
  color: { kind: 'color', label: 'Colour', default: '#ffffff', when: { field: 'kind', is: ['text'] } },
  backing: {
    kind: 'choice',
    label: 'Kept readable by',
    options: ['shadow', 'outline', 'plate', 'none'],
    titles: { shadow: 'A soft shadow', outline: 'An outline', plate: 'A plate behind it', none: 'Nothing' },
    default: 'shadow',
    when: { field: 'kind', is: ['text'] },
  },
}

/** The same on a person's machine and in the API. */
export const watermark = {
  title: 'Watermark',
  about: 'Your words or your logo on a picture',
  verb: 'Put it on',
  fields,
} as const
