import type { Model } from '../../shared/model.ts'
import { picture, seed } from './wavespeed-fields.ts'

/** Models that make a portrait speak or sing. */
export const avatarModels: readonly Model[] = [
  {
    id: 'wavespeed/hunyuan-avatar',
    task: 'make-avatar',
    title: 'Hunyuan Avatar',
    bestFor: 'Up to two minutes, with feeling in the face',
    tier: 'standard',
    strengths: ['people'],
    cost: {
      per: 'second',
      of: 'audio',
      by: ['resolution'],
      micros: { '480p': 30_000, '720p': 60_000 },
      block: 5,
      min: 5,
      max: 120,
    },
    costBasis: 'documented',
    costNote:
      'Documented: $0.15 for 5 s, in a sentence that names 480p and 720p together. For 720p code and seed have $0.30: the higher is charged. That blocks are whole is that code’s rule.',
    extras: { seed },
    limits: { image: picture, audio: { seconds: [0, 120] } },
    typicalSeconds: 180,
    wire: { path: 'wavespeed-ai/hunyuan-avatar' },
  },
  {
    id: 'wavespeed/infinitetalk',
    task: 'make-avatar',
    title: 'InfiniteTalk',
    bestFor: 'Long speeches, up to ten minutes; lips, head and body move',
    tier: 'standard',
    strengths: ['people', 'quality'],
    cost: {
      per: 'second',
      of: 'audio',
      by: ['resolution'],
      micros: { '480p': 30_000, '720p': 60_000 },
      block: 1,
      min: 5,
      max: 600,
    },
    costBasis: 'documented',
    extras: {
      mask: {
        kind: 'mask',
        label: 'Who speaks',
        help: 'Paint over the person, where there are several',
        of: 'image',
      },
      seed,
    },
    limits: { image: picture, audio: { seconds: [0, 600] } },
    typicalSeconds: 240,
    wire: { path: 'wavespeed-ai/infinitetalk', mask: 'white', rename: { mask: 'mask_image' } },
  },
]
