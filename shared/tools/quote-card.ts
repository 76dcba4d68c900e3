import type { Fields } from '../fields.ts'
import { sheetFields } from '../sheet.ts'

/** The looks of a quote card. */
export const quoteLooks = {
  letterpress: 'Letterpress · warm paper, a serif',
  midnight: 'Midnight · gold on dark blue',
  poster: 'Poster · tall capitals on one colour',
  swiss: 'Swiss · a circle, a plain face',
  aurora: 'Aurora · lights in the dark',
  marker: 'Marker · words highlighted',
  gazette: 'Gazette · an old newspaper',
  bauhaus: 'Bauhaus · shapes in a row',
  arch: 'Arch · soft and rosy',
  notebook: 'Notebook · written by hand',
  terminal: 'Terminal · typed in the dark',
} as const
export type QuoteLook = keyof typeof quoteLooks

/** What both the tool and the model of the same name ask for beside the words and the shape. */
export const quoteFields: Fields = {
  author: { kind: 'text', label: 'Who said it', help: 'Stands small below the words', max: 80 },
  look: {
    kind: 'choice',
    label: 'Look',
    options: Object.keys(quoteLooks),
    titles: quoteLooks,
    default: 'letterpress',
  },
  tinted: {
    kind: 'switch',
    label: 'In a colour of my own',
    help: 'In place of the look’s own, where it has a strong one',
    default: false,
  },
  color: { kind: 'color', label: 'Colour', default: '#c4351a', when: { field: 'tinted', is: [true] } },
}

export const quoteWords = { max: 400, lines: 4 } as const

export const quoteCard = {
  title: 'Quote card',
  about: 'Words made into a picture, alone or over one of yours',
  verb: 'Make the card',
  fields: {
    words: { kind: 'text', label: 'The words', required: true, ...quoteWords },
    ...quoteFields,
    ...sheetFields(),
  },
} satisfies { title: string; about: string; verb: string; fields: Fields }
