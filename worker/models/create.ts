import type { Model } from '../../shared/model.ts'
import { quoteFields, quoteWords } from '../../shared/tools/quote-card.ts'
import { bothSides, picture, seed, side, sizeOfSides, sizes } from './wavespeed-fields.ts'

/** Models that make a new picture from words. */
export const createModels: readonly Model[] = [
  {
    id: 'wavespeed/qwen-image',
    task: 'create-image',
    title: 'Qwen Image',
    bestFor: 'Fast pictures of any shape; repeatable with a seed',
    tier: 'draft',
    strengths: ['speed'],
    cost: { per: 'run', micros: 20_000 },
    costBasis: 'documented',
    costNote: 'The seed says $0.05; the vendor’s page of October 2025 says $0.02.',
    extras: { width: side('Width'), height: side('Height'), seed },
    rules: bothSides,
    typicalSeconds: 3,
    wire: {
      path: 'wavespeed-ai/qwen-image/text-to-image',
      rename: { ratio: 'size' },
      values: { ratio: sizes },
      joined: sizeOfSides,
      fixed: { output_format: 'png' },
    },
  },
  {
    id: 'wavespeed/ideogram-v3-turbo',
    task: 'create-image',
    title: 'Ideogram V3 Turbo',
    bestFor: 'Words inside the picture, posters, clean design',
    tier: 'standard',
    strengths: ['words-in-picture', 'quality'],
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
      references: {
        kind: 'images',
        label: 'Pictures with the style',
        help: 'It follows their look, not their content',
        min: 1,
        max: 3,
      },
    },
    limits: { references: picture },
    typicalSeconds: 8,
    wire: {
      path: 'ideogram-ai/ideogram-v3-turbo',
      // Its `image` and `mask_image` change a picture: other models here do that as a task of its own.
      rename: { ratio: 'aspect_ratio', sort: 'style', references: 'reference_images' },
    },
  },
  {
    id: 'wavespeed/wan-2.2-realism',
    task: 'create-image',
    title: 'WAN 2.2 Realism',
    bestFor: 'People and groups as a camera would see them',
    tier: 'standard',
    strengths: ['people', 'quality'],
    cost: { per: 'run', micros: 25_000 },
    costBasis: 'seed',
    extras: { width: side('Width'), height: side('Height'), seed },
    rules: bothSides,
    typicalSeconds: 10,
    wire: {
      path: 'wavespeed-ai/wan-2.2/text-to-image-realism',
      rename: { ratio: 'size' },
      values: { ratio: sizes },
      joined: sizeOfSides,
      fixed: { output_format: 'png' },
    },
  },
  {
    id: 'device/quote-card',
    task: 'create-image',
    title: 'Quote card',
    bestFor: 'Your own words set as a card, made on your own machine: free and private',
    tier: 'draft',
    strengths: ['words-in-picture'],
    cost: { per: 'run', micros: 0 },
    costBasis: 'code',
    without: ['style'],
    extras: {
      prompt: { kind: 'text', label: 'The words on the card', required: true, ...quoteWords },
      ...quoteFields,
    },
    aside: true,
    typicalSeconds: 1,
    wire: { path: 'quote-card' },
  },
]

/** Models that make a new picture from words and from pictures with the things or people to be seen. */
export const referenceModels: readonly Model[] = [
  {
    id: 'wavespeed/flux-kontext-pro-multi',
    task: 'reference-image',
    title: 'FLUX Kontext Pro Multi',
    bestFor: 'Brings people and things of several pictures into one',
    tier: 'standard',
    strengths: ['many-pictures', 'products'],
    cost: { per: 'run', micros: 40_000 },
    costBasis: 'seed',
    // The page names no limit; five is the seed's.
    counts: { images: [1, 5] },
    only: { ratio: ['1:1', '3:4', '2:3', '9:16', '4:3', '3:2', '16:9', '21:9', '9:21'] },
    extras: {
      guidance: {
        kind: 'number',
        label: 'How closely the words are followed',
        min: 1,
        max: 20,
        step: 0.5,
        default: 3.5,
      },
      seed,
    },
    limits: { images: picture },
    typicalSeconds: 12,
    wire: {
      path: 'wavespeed-ai/flux-kontext-pro/multi',
      rename: { ratio: 'aspect_ratio', guidance: 'guidance_scale' },
    },
  },
  {
    id: 'wavespeed/ideogram-character',
    task: 'reference-image',
    title: 'Ideogram Character',
    bestFor: 'The same person again, in another place and mood',
    tier: 'premium',
    strengths: ['people', 'quality'],
    cost: {
      per: 'run',
      by: ['speed'],
      micros: { Fast: 100_000, Normal: 150_000, Careful: 200_000 },
    },
    costBasis: 'seed',
    costNote: 'The seed gives $0.10 to $0.20; which speed costs what follows Ideogram’s own price list.',
    // It goes by one picture.
    without: ['images'],
    only: { ratio: ['1:1', '16:9', '9:16', '4:3', '3:4'] },
    extras: {
      image: { kind: 'image', label: 'Picture of the person', required: true },
      sort: {
        kind: 'choice',
        label: 'Kind of picture',
        options: ['Auto', 'Fiction', 'Realistic'],
        default: 'Auto',
      },
      speed: {
        kind: 'choice',
        label: 'How much care it takes',
        options: ['Fast', 'Normal', 'Careful'],
        default: 'Normal',
      },
    },
    limits: { image: picture },
    typicalSeconds: 20,
    wire: {
      path: 'ideogram-ai/ideogram-character',
      rename: { ratio: 'aspect_ratio', sort: 'style', speed: 'rendering_speed' },
      values: { speed: { Fast: 'Turbo', Normal: 'Default', Careful: 'Quality' } },
    },
  },
  {
    id: 'wavespeed/vidu-reference-q2',
    task: 'reference-image',
    title: 'Vidu Reference-to-Image Q2',
    bestFor: 'Up to seven pictures brought together, up to 4K',
    tier: 'premium',
    strengths: ['many-pictures', 'quality'],
    cost: {
      per: 'run',
      by: ['resolution'],
      micros: { '1080p': 100_000, '2K': 150_000, '4K': 200_000 },
    },
    costBasis: 'unknown',
    costNote:
      'Nobody has published a price. It is offered once a row of model_rows gives one, taken from the vendor’s price call; these figures only give that row its shape.',
    counts: { images: [1, 7] },
    // Its "auto" is left out: a shape is chosen here.
    only: { ratio: ['1:1', '3:4', '2:3', '9:16', '4:3', '3:2', '16:9', '21:9'] },
    extras: {
      resolution: {
        kind: 'choice',
        label: 'Resolution',
        options: ['1080p', '2K', '4K'],
        default: '1080p',
      },
      seed,
    },
    limits: { images: picture },
    typicalSeconds: 30,
    wire: { path: 'vidu/reference-to-image-q2', rename: { ratio: 'aspect_ratio' } },
  },
]
