import type { Fields } from './fields.ts'

export const metadataChoices = ['keep', 'rights', 'strip'] as const

/** What a written picture says beside its pixels: asked alike by every tool that writes one. */
export const metadataFields = {
  metadata: {
    kind: 'choice',
    label: 'What the file says',
    help: 'Beside the picture itself. That a picture was made by AI is said in any case.',
    options: metadataChoices,
    titles: {
      keep: 'All it said before',
      rights: 'Author, rights and description; no place, no camera',
      strip: 'Nothing',
    },
    default: 'rights',
  },
} as const satisfies Fields

/** Words of one's own for the file; left empty, it goes on saying what it said. */
export const ownWordsFields = {
  author: { kind: 'text', label: 'Author', max: 200 },
  copyright: { kind: 'text', label: 'Copyright', max: 300 },
} as const satisfies Fields
