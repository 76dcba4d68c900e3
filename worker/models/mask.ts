import type { Model } from '../../shared/model.ts'
import { bothSides, picture, shapeOf, shapeValues, side, sizeOfSides, sizes } from './wavespeed-fields.ts'

const expandRatios = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9']

/** Models that change a painted part of a picture, or add room around it. */
export const maskModels: readonly Model[] = [
  {
    id: 'wavespeed/image-eraser',
    task: 'erase',
    title: 'Image Eraser',
    bestFor: 'Things and people gone, the ground behind them filled in',
    tier: 'standard',
    cost: { per: 'run', micros: 25_000 },
    costBasis: 'documented',
    extras: {
      prompt: { kind: 'text', label: 'What should be there instead?', max: 500, lines: 1 },
    },
    limits: { image: picture },
    typicalSeconds: 8,
    wire: {
      path: 'wavespeed-ai/image-eraser',
      mask: 'white',
      rename: { mask: 'mask_image' },
      fixed: { output_format: 'png' },
    },
  },
  {
    id: 'wavespeed/z-image-inpaint',
    task: 'inpaint',
    title: 'Z-Image Turbo Inpaint',
    bestFor: 'A painted part filled in a moment',
    tier: 'draft',
    strengths: ['speed'],
    cost: { per: 'run', micros: 20_000 },
    costBasis: 'documented',
    limits: { image: picture },
    typicalSeconds: 5,
    wire: {
      path: 'wavespeed-ai/z-image/turbo-inpaint',
      mask: 'white',
      // Its `size` is left out: a filled part belongs into a picture of the same size.
      rename: { mask: 'mask_image' },
    },
  },
  {
    id: 'wavespeed/bria-expand',
    task: 'expand',
    title: 'Bria Expand',
    bestFor: 'Another shape, the picture whole in it; safe for commercial use',
    tier: 'standard',
    cost: { per: 'run', micros: 40_000 },
    costBasis: 'documented',
    extras: {
      ratio: { kind: 'choice', label: 'Shape', options: expandRatios, default: '1:1' },
    },
    limits: { image: picture },
    typicalSeconds: 10,
    wire: { path: 'bria/expand', rename: { ratio: 'aspect_ratio' } },
  },
  {
    id: 'wavespeed/image-zoom-out',
    task: 'expand',
    title: 'Image Zoom-Out',
    bestFor: 'A step back: more of the scene on every side, for little',
    tier: 'draft',
    strengths: ['speed'],
    cost: { per: 'run', micros: 20_000 },
    costBasis: 'seed',
    extras: { ratio: shapeOf(Object.keys(sizes)), width: side('Width'), height: side('Height') },
    rules: bothSides,
    limits: { image: picture },
    typicalSeconds: 10,
    wire: {
      path: 'wavespeed-ai/image-zoom-out',
      rename: { ratio: 'size' },
      values: { ratio: shapeValues(sizes) },
      joined: sizeOfSides,
      fixed: { output_format: 'png' },
    },
  },
]
