import type { Inputs, RequestSchema } from './check-inputs.ts'

/** One model of the catalogue: path, inputs and price as WaveSpeed documents them. Money in micro-dollars. */
export interface Model {
  readonly path: string
  readonly name: string
  readonly description: string
  readonly type: 'text-to-image' | 'image-to-video'
  readonly schema: RequestSchema
  readonly price: { readonly perRun: number } | { readonly perSecond: Readonly<Record<string, number>> }
  /** The price as the catalogue words it (JSONata). */
  readonly formula: string
}

const seed = { type: 'integer', default: -1, minimum: -1, maximum: 2147483647 } as const
const base64 = {
  type: 'boolean',
  default: false,
  description: 'Answer with base64 text, not an address.',
} as const

export const models: readonly Model[] = [
  {
    path: 'ideogram-ai/ideogram-v3-turbo',
    name: 'Ideogram V3 Turbo',
    description: 'Fast pictures with readable lettering.',
    type: 'text-to-image',
    schema: {
      required: ['prompt'],
      properties: {
        prompt: { type: 'string' },
        image: { type: 'string', format: 'image' },
        mask_image: { type: 'string', format: 'image', description: 'White: draw here. Black: keep.' },
        style: { type: 'string', enum: ['Auto', 'General', 'Realistic', 'Design'], default: 'Auto' },
        aspect_ratio: { type: 'string', enum: ['1:1', '16:9', '9:16', '4:3', '3:4'], default: '1:1' },
        reference_images: { type: 'array', format: 'image', maxItems: 3 },
        enable_base64_output: base64,
      },
    },
    price: { perRun: 30_000 },
    formula: 'base_price',
  },
  {
    path: 'wavespeed-ai/qwen-image/text-to-image',
    name: 'Qwen Image',
    description: 'Pictures from long, exact prompts.',
    type: 'text-to-image',
    schema: {
      required: ['prompt'],
      properties: {
        prompt: { type: 'string' },
        size: { type: 'string', format: 'W*H', minimum: 256, maximum: 1536, default: '1024*1024' },
        seed,
        output_format: { type: 'string', enum: ['jpeg', 'png', 'webp'], default: 'jpeg' },
        enable_sync_mode: {
          type: 'boolean',
          default: false,
          description: 'Hold the answer until the output exists.',
        },
        enable_base64_output: base64,
      },
    },
    price: { perRun: 20_000 },
    formula: 'base_price',
  },
  {
    path: 'alibaba/wan-2.5/image-to-video',
    name: 'WAN 2.5 Image-to-Video',
    description: 'A clip with sound from one picture.',
    type: 'image-to-video',
    schema: {
      required: ['image', 'prompt'],
      properties: {
        image: { type: 'string', format: 'image' },
        prompt: { type: 'string' },
        audio: { type: 'string', format: 'audio' },
        negative_prompt: { type: 'string' },
        resolution: { type: 'string', enum: ['480p', '720p', '1080p'], default: '720p' },
        duration: { type: 'integer', enum: [5, 10], default: 5 },
        enable_prompt_expansion: { type: 'boolean', default: false },
        seed,
      },
    },
    price: { perSecond: { '480p': 50_000, '720p': 100_000, '1080p': 150_000 } },
    formula: 'base_price * duration / 5 * (resolution = "1080p" ? 1.5 : resolution = "480p" ? 0.5 : 1)',
  },
]

/** What a run with these (checked or incomplete) inputs costs; what is missing counts as its default. */
export function priceOf(model: Model, inputs: Inputs): number {
  if ('perRun' in model.price) return model.price.perRun
  const { resolution, duration } = model.schema.properties
  const rate = model.price.perSecond[String(inputs['resolution'] ?? resolution?.default)]
  const seconds = Number(inputs['duration'] ?? duration?.default)
  return (rate ?? 0) * seconds
}
