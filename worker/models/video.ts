import type { Model } from '../../shared/model.ts'

/** Models that make a clip from a picture. */
export const videoModels: readonly Model[] = [
  {
    id: 'wavespeed/wan-2.5-i2v',
    task: 'image-to-video',
    title: 'WAN 2.5',
    bestFor: 'Real movement, with sound that fits; the clip keeps the shape of the picture',
    tier: 'standard',
    cost: {
      per: 'second',
      of: 'seconds',
      by: ['resolution'],
      micros: { '480p': 50_000, '720p': 100_000, '1080p': 150_000 },
    },
    costBasis: 'documented',
    extras: {
      negative_prompt: { kind: 'text', label: 'What should not happen?', max: 500, lines: 1 },
      seed: {
        kind: 'number',
        label: 'Seed',
        help: 'Keeps the movement alike from one run to the next; empty or -1 gives a new one each time',
        min: -1,
        max: 2_147_483_647,
        step: 1,
      },
    },
    typicalSeconds: 60,
    wire: {
      path: 'alibaba/wan-2.5/image-to-video',
      // Taking the sound away is our own work, after the clip has come.
      rename: { seconds: 'duration', silent: null },
      values: { seconds: { '5': 5, '10': 10 } },
    },
  },
  {
    id: 'device/pan-zoom',
    task: 'image-to-video',
    title: 'Pan and zoom',
    bestFor: 'A quiet camera move over the picture, made on your own machine: free and private',
    tier: 'draft',
    cost: { per: 'run', micros: 0 },
    costBasis: 'code',
    without: ['prompt', 'silent'],
    extras: {
      move: {
        kind: 'choice',
        label: 'Camera move',
        options: ['Zoom in', 'Zoom out', 'Pan left', 'Pan right'],
        default: 'Zoom in',
      },
    },
    typicalSeconds: 5,
    wire: { path: 'pan-zoom' },
  },
]
