import type { Field } from '../../shared/fields.ts'
import type { Model } from '../../shared/model.ts'
import { picture } from './wavespeed-fields.ts'

const resolution: Field = {
  kind: 'choice',
  label: 'Resolution',
  options: ['2K', '4K', '8K'],
  default: '4K',
}

/** JPEG first: a PNG of 8K is larger than the library takes. */
const format: Field = {
  kind: 'choice',
  fine: true,
  label: 'File',
  options: ['JPEG', 'PNG', 'WebP'],
  default: 'JPEG',
}

const rename = { resolution: 'target_resolution', format: 'output_format' }

const values = {
  resolution: { '2K': '2k', '4K': '4k', '8K': '8k' },
  format: { JPEG: 'jpeg', PNG: 'png', WebP: 'webp' },
}

/** Models that give a picture more pixels. */
export const upscaleModels: readonly Model[] = [
  {
    id: 'wavespeed/image-upscaler',
    task: 'upscale',
    title: 'Image Upscaler',
    bestFor: 'Larger for next to nothing',
    tier: 'draft',
    strengths: ['speed'],
    cost: { per: 'run', micros: 10_000 },
    costBasis: 'reported',
    costNote: 'The page calls it a base price; whether 8K costs more is not known. The price call tells.',
    extras: { resolution, format },
    limits: { image: picture },
    typicalSeconds: 10,
    wire: { path: 'wavespeed-ai/image-upscaler', rename, values },
  },
  {
    id: 'wavespeed/bria-increase-resolution',
    task: 'upscale',
    title: 'Bria Increase Resolution',
    bestFor: 'Two or four times larger with nothing redrawn: for pictures that are clean already',
    tier: 'standard',
    strengths: ['products'],
    cost: { per: 'run', micros: 40_000 },
    costBasis: 'reported',
    extras: {
      factor: {
        kind: 'choice',
        label: 'How much larger',
        help: 'The result has at most 8192 x 8192 pixels',
        options: ['2', '4'],
        titles: { '2': 'Twice', '4': 'Four times' },
        default: '2',
      },
    },
    limits: { image: picture },
    typicalSeconds: 12,
    wire: {
      path: 'bria/increase-resolution',
      rename: { factor: 'desired_increase' },
      values: { factor: { '2': 2, '4': 4 } },
    },
  },
  {
    id: 'wavespeed/ultimate-upscaler',
    task: 'upscale',
    title: 'Ultimate Image Upscaler',
    bestFor: 'Fine detail drawn anew: for print and large screens',
    tier: 'premium',
    strengths: ['quality'],
    cost: { per: 'run', micros: 60_000 },
    costBasis: 'reported',
    costNote: 'An older list of somebody else’s has $0.01. Whether 8K costs more is not known.',
    extras: { resolution, format },
    limits: { image: picture },
    typicalSeconds: 25,
    wire: { path: 'wavespeed-ai/ultimate-image-upscaler', rename, values },
  },
]
