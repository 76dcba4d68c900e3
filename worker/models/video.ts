import type { Field } from '../../shared/fields.ts'
import type { Cost, FileLimit, Model } from '../../shared/model.ts'
import { avoid, picture, seed } from './wavespeed-fields.ts'

const cost: Cost = {
  per: 'second',
  of: 'seconds',
  by: ['resolution'],
  micros: { '480p': 50_000, '720p': 100_000, '1080p': 150_000 },
}

const sound: Field = {
  kind: 'audio',
  label: 'Your own sound',
  help: 'WAV or MP3 of 3 to 30 seconds; cut to the length of the clip, silence after a shorter one',
}

const soundLimit: FileLimit = {
  types: ['audio/wav', 'audio/mpeg'],
  bytes: 15 * 1024 * 1024,
  seconds: [3, 30],
}

const expansion: Field = {
  kind: 'switch',
  label: 'Let the model add to the words',
  help: 'It writes more detail into a short sentence',
  default: false,
}

const steady: Field = {
  ...seed,
  help: 'Keeps the movement alike from one run to the next; empty or -1 gives a new one each time',
} as Field

/** Models that make a clip, from a picture or from words. */
export const videoModels: readonly Model[] = [
  {
    id: 'wavespeed/wan-2.5-i2v',
    task: 'image-to-video',
    title: 'WAN 2.5',
    bestFor: 'Real movement, with sound that fits; the clip keeps the shape of the picture',
    tier: 'standard',
    strengths: ['quality', 'people'],
    cost,
    costBasis: 'documented',
    extras: {
      negative_prompt: { ...avoid, label: 'What should not happen?' },
      sound,
      expansion,
      seed: steady,
    },
    limits: { image: picture, sound: soundLimit },
    typicalSeconds: 60,
    wire: {
      path: 'alibaba/wan-2.5/image-to-video',
      // Taking the sound away is our own work, after the clip has come.
      rename: { seconds: 'duration', silent: null, sound: 'audio', expansion: 'enable_prompt_expansion' },
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
  {
    id: 'wavespeed/wan-2.5-t2v',
    task: 'text-to-video',
    title: 'WAN 2.5 from words',
    bestFor: 'A clip from nothing but words, with sound that fits',
    tier: 'standard',
    strengths: ['quality'],
    cost,
    costBasis: 'documented',
    costNote: 'The vendor takes a size; that its shorter side decides the rate is our reading.',
    extras: {
      negative_prompt: { ...avoid, label: 'What should not happen?' },
      sound,
      expansion,
      seed: steady,
    },
    limits: { sound: soundLimit },
    typicalSeconds: 70,
    wire: {
      path: 'alibaba/wan-2.5/text-to-video',
      rename: { seconds: 'duration', silent: null, sound: 'audio', expansion: 'enable_prompt_expansion' },
      values: { seconds: { '5': 5, '10': 10 } },
      joined: {
        size: {
          of: ['resolution', 'ratio'],
          by: ' ',
          values: {
            '480p 16:9': '832*480',
            '480p 9:16': '480*832',
            '720p 16:9': '1280*720',
            '720p 9:16': '720*1280',
            '1080p 16:9': '1920*1080',
            '1080p 9:16': '1080*1920',
          },
        },
      },
    },
  },
]
