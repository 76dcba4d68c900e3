import type { Field } from '../../shared/fields.ts'
import type { FileLimit, Rule, Wire } from '../../shared/model.ts'

// What many of WaveSpeed's models have in common. Two inputs stand in no entry: `enable_sync_mode` is best effort and
// may end early, `enable_base64_output` sends the file as text; we ask for neither.

export const seed: Field = {
  kind: 'number',
  label: 'Seed',
  help: 'The same words and the same seed give the same result; empty or -1 gives a new one each time',
  min: -1,
  max: 2_147_483_647,
  step: 1,
}

export const avoid: Field = { kind: 'text', label: 'What should not be there?', max: 500, lines: 1 }

/** How far a model keeps to the words. */
export const guidance = (min: number, max: number, usual: number, step = 0.5): Field => ({
  kind: 'number',
  label: 'How closely the words are followed',
  min,
  max,
  step,
  default: usual,
})

export const side = (label: string): Field => ({
  kind: 'number',
  label,
  help: 'Instead of a shape; both sides',
  min: 256,
  max: 1536,
  step: 8,
  unit: 'px',
})

/** A size in pixels is both sides or none. */
export const bothSides: readonly Rule[] = [
  { when: 'width', need: ['height'], say: 'Height: a size needs both sides' },
  { when: 'height', need: ['width'], say: 'Width: a size needs both sides' },
]

/** A size in pixels wins over a shape. */
export const sizeOfSides: NonNullable<Wire['joined']> = { size: { of: ['width', 'height'], by: '*' } }

/** Sides of 256 to 1536 pixels: the largest exact shape, in steps of 8. */
export const sizes = {
  '1:1': '1280*1280',
  '4:5': '1152*1440',
  '3:4': '1104*1472',
  '2:3': '1024*1536',
  '9:16': '864*1536',
  '5:4': '1440*1152',
  '4:3': '1472*1104',
  '3:2': '1536*1024',
  '16:9': '1536*864',
  '21:9': '1512*648',
} as const

/** Says nothing of the shape: the vendor then keeps that of the picture. */
const same = 'same'

/** A shape, or that of the picture as it is. */
export const shapeOf = (ratios: readonly string[]): Field => ({
  kind: 'choice',
  label: 'Shape',
  options: [same, ...ratios],
  titles: { [same]: 'As the picture' },
  default: same,
})

export const shapeValues = (values: Readonly<Record<string, string>>) => ({ ...values, [same]: null })

/** The options of FLUX Kontext. */
export const kontextRatios = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21']

export const asIs = (options: readonly string[]) =>
  Object.fromEntries(options.map((option) => [option, option]))

/** Further pictures beside the one to change; the words say what is taken from which. */
export const more = (max: number): Field => ({
  kind: 'images',
  label: 'More pictures',
  help: 'The words say what is taken from which: the first picture, the second',
  min: 1,
  max,
})

/** Of what its uploads take, the types every model is known to read. No limit of pixels or bytes is documented. */
export const picture = {
  types: ['image/png', 'image/jpeg', 'image/webp'],
} as const satisfies FileLimit
