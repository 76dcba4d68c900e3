import type { Field } from '../../shared/fields.ts'
import type { FileLimit, Wire } from '../../shared/model.ts'

// What many of Stability AI's calls have in common (facts: REST v2beta). Their own pages differ in nothing here.

export const seed: Field = {
  kind: 'number',
  label: 'Seed',
  help: 'The same words and the same seed give the same picture; empty or 0 gives a new one each time',
  min: 0,
  max: 4_294_967_294,
  step: 1,
}

export const avoid: Field = { kind: 'text', label: 'What should not be there?', max: 2000, lines: 1 }

/** How far a mask reaches beyond its edge. */
export const grow = (max: number, usual: number): Field => ({
  kind: 'number',
  label: 'Reach beyond the edge',
  help: 'Softens the seam',
  min: 0,
  max,
  step: 1,
  unit: 'px',
  default: usual,
})

export const share = (label: string, usual: number, min = 0, max = 1, help?: string): Field => ({
  kind: 'number',
  label,
  ...(help ? { help } : {}),
  min,
  max,
  step: 0.05,
  default: usual,
})

/** Its seventeen presets have the names of ours. */
export const presets: NonNullable<Wire['styles']> = {
  field: 'style_preset',
  values: {
    enhance: 'enhance',
    anime: 'anime',
    photographic: 'photographic',
    'digital-art': 'digital-art',
    'comic-book': 'comic-book',
    'fantasy-art': 'fantasy-art',
    'line-art': 'line-art',
    'analog-film': 'analog-film',
    'neon-punk': 'neon-punk',
    isometric: 'isometric',
    'low-poly': 'low-poly',
    origami: 'origami',
    'modeling-compound': 'modeling-compound',
    cinematic: 'cinematic',
    '3d-model': '3d-model',
    'pixel-art': 'pixel-art',
    'tile-texture': 'tile-texture',
  },
}

export const ratios = ['1:1', '4:5', '2:3', '9:16', '9:21', '5:4', '3:2', '16:9', '21:9']

/** 10 MiB a request, its words and the form itself in it. */
const bytes = 10_000_000
const types = ['image/png', 'image/jpeg', 'image/webp'] as const

/** One picture of any shape. The longest side is the library's own. */
const picture = { types, bytes, side: [64, 16_384], pixels: [4096, 9_437_184] } as const satisfies FileLimit

export const limits = {
  /** Of what starts a new picture: no limit but the sides. */
  start: { types, bytes, side: [64, 16_384] },
  /** The usual ones of an edit. */
  edited: { ...picture, ratio: 2.5 },
  /** One of two pictures of a request. */
  half: { ...picture, ratio: 2.5, bytes: bytes / 2 },
  /** A picture beside its mask. */
  masked: { ...picture, bytes: 8_500_000 },
  mask: { types: ['image/png'], bytes: 1_500_000 },
  /** Cut out, or made into a body. */
  cut: { types, bytes, side: [64, 16_384], pixels: [4096, 4_194_304] },
} as const satisfies Record<string, FileLimit>
