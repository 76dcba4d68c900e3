import type { Model } from '../../shared/model.ts'

/** Models that make a new picture from words. */
export const createModels: readonly Model[] = [
  {
    id: 'wavespeed/qwen-image',
    task: 'create-image',
    title: 'Qwen Image',
    bestFor: 'Fast pictures of any shape; repeatable with a seed',
    tier: 'draft',
    cost: { per: 'run', micros: 20_000 },
    costBasis: 'documented',
    extras: {
      seed: {
        kind: 'number',
        label: 'Seed',
        help: 'The same words and the same seed give the same picture; empty or -1 gives a new one each time',
        min: -1,
        max: 2_147_483_647,
        step: 1,
      },
    },
    typicalSeconds: 3,
    wire: {
      path: 'wavespeed-ai/qwen-image/text-to-image',
      rename: { ratio: 'size' },
      // Sides of 256 to 1536 pixels: the largest exact shape, in steps of 8.
      values: {
        ratio: {
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
        },
      },
      fixed: { output_format: 'png' },
    },
  },
  {
    id: 'wavespeed/ideogram-v3-turbo',
    task: 'create-image',
    title: 'Ideogram V3 Turbo',
    bestFor: 'Words inside the picture, posters, clean design',
    tier: 'standard',
    cost: { per: 'run', micros: 30_000 },
    costBasis: 'documented',
    only: { ratio: ['1:1', '16:9', '9:16', '4:3', '3:4'] },
    extras: {
      sort: {
        kind: 'choice',
        label: 'Kind of picture',
        options: ['Auto', 'General', 'Realistic', 'Design'],
        default: 'Auto',
      },
    },
    typicalSeconds: 8,
    wire: { path: 'ideogram-ai/ideogram-v3-turbo', rename: { ratio: 'aspect_ratio', sort: 'style' } },
  },
]
