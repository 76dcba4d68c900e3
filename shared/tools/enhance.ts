import type { Fields } from '../fields.ts'

/** What can be measured in a picture and set right. White balance takes the warm light out of a sunset: asked for. */
export const measured = ['white-balance', 'exposure', 'contrast', 'saturation'] as const
export type Measured = (typeof measured)[number]

export const looks = [
  'none',
  'black-and-white',
  'noir',
  'sepia',
  'vintage',
  'faded',
  'vivid',
  'warm',
  'cool',
] as const
export type Look = (typeof looks)[number]

const around = (label: string, help?: string) =>
  ({
    kind: 'number',
    label,
    min: -100,
    max: 100,
    step: 1,
    default: 0,
    ...(help && { help }),
  }) as const

const upTo100 = (label: string, help?: string) => ({ ...around(label, help), min: 0 }) as const

export const enhance = {
  title: 'Enhance',
  about: 'Light, colour and sharpness set right, or a look put over it',
  verb: 'Enhance',
  fields: {
    auto: {
      kind: 'choices',
      label: 'Set right by measuring',
      options: measured,
      default: ['exposure', 'contrast', 'saturation'],
      min: 0,
      titles: {
        'white-balance': 'White balance',
        exposure: 'Exposure',
        contrast: 'Contrast',
        saturation: 'Saturation',
      },
    },
    filter: {
      kind: 'choice',
      label: 'Look',
      options: looks,
      default: 'none',
      titles: {
        none: 'None',
        'black-and-white': 'Black and white',
        noir: 'Noir',
        sepia: 'Sepia',
        vintage: 'Vintage',
        faded: 'Faded',
        vivid: 'Vivid',
        warm: 'Warm',
        cool: 'Cool',
      },
    },
    strength: {
      kind: 'number',
      label: 'Strength of the look',
      min: 0,
      max: 100,
      step: 1,
      unit: '%',
      default: 100,
      when: { field: 'filter', is: looks.filter((look) => look !== 'none') },
    },
    exposure: {
      kind: 'number',
      label: 'Exposure',
      help: 'Steps of light: one more is twice as much; light areas are not burnt out',
      min: -3,
      max: 3,
      step: 0.05,
      default: 0,
    },
    brightness: around('Brightness'),
    contrast: around('Contrast'),
    gamma: around('Midtones', 'Lighter or darker between black and white, which stay as they are'),
    highlights: around('Highlights'),
    shadows: around('Shadows'),
    temperature: around('Temperature', 'Cooler below nought, warmer above it'),
    tint: around('Tint', 'Greener below nought, pinker above it'),
    saturation: around('Saturation'),
    vibrance: around('Vibrance', 'Pale colours more than strong ones, skin least'),
    denoise: upTo100('Less noise', 'Edges stay sharp'),
    sharpen: upTo100('Sharpen'),
    vignette: upTo100('Vignette', 'Darker towards the corners'),
  },
} as const satisfies { title: string; about: string; verb: string; fields: Fields }
