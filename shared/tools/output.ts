import type { Field } from '../fields.ts'

// What every tool asks that writes a file: the same words and defaults everywhere.

export const metadata = (initial: 'keep' | 'rights' | 'strip') =>
  ({
    kind: 'choice',
    label: 'What the file says',
    help: 'Author and copyright stay unless you remove everything; the place and the camera are what most people do not want to give away. That a picture was made by AI is said in any case.',
    options: ['keep', 'rights', 'strip'],
    titles: { keep: 'Keep all', rights: 'Author and rights', strip: 'Remove all' },
    default: initial,
    fine: true,
  }) as const satisfies Field

export const colors = {
  kind: 'choice',
  label: 'Colours',
  help: 'sRGB looks the same everywhere. Wide colours are kept where the type can say so.',
  options: ['srgb', 'keep'],
  titles: { srgb: 'sRGB', keep: 'As they are' },
  default: 'srgb',
  fine: true,
} as const satisfies Field

export const background = {
  kind: 'color',
  label: 'Background',
  help: 'Stands where the picture is transparent.',
  default: '#ffffff',
} as const satisfies Field
