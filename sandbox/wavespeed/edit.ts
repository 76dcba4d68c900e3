import { editedByWords } from '../edits/by-words.ts'
import { cutTo, redrawn, withCards } from '../edits/canvas.ts'
import { enlarged, shapeOf, withLonger, withPixels } from '../edits/enlarge.ts'
import { boundsOf, coverage, transparency } from '../edits/masks.ts'
import { typeOf, type PictureFormat } from '../pictures.ts'
import { scaled, writePixels, type Pixels, type Size } from '../pixels.ts'
import { failedBecause, TaskFailure } from './failure.ts'
import {
  amount,
  base64,
  format,
  inputs,
  oneOf,
  picture,
  pictures,
  seed,
  seedOrNone,
  size,
  sync,
  text,
  whole,
} from './inputs.ts'
import { allPixelsOf, chanceOf, pictureMade, pixelsOf, sizeOf, textOf, type Job, type Work } from './job.ts'
import type { Model } from './model.ts'
import { perChoice, perQualityAndShape, perRun } from './prices.ts'

/** No editor gives more back than this, however large the picture was. */
const mostPixels = 4_000_000

/** The first picture at the size of the result: as asked, else in the shape asked, else as it came. */
export async function base(job: Job, pixels: Pixels): Promise<Pixels> {
  const asked = sizeOf(job)
  if (asked) return scaled(pixels, asked)
  const shape = shapeOf(textOf(job, 'aspect_ratio'))
  const cut = shape ? cutTo(pixels, shape) : pixels
  if (shape) return scaled(cut, withPixels(shape, 1024 * 1024), 'fill')
  const scale = Math.sqrt(mostPixels / (cut.width * cut.height))
  return scale >= 1 ? cut : scaled(cut, withLonger(cut, Math.floor(Math.max(cut.width, cut.height) * scale)))
}

/** Edits by words; further pictures all appear on the first. */
const edit: Work = async (job) => {
  const [first, ...others] = [...(await allPixelsOf(job, 'image')), ...(await allPixelsOf(job, 'images'))]
  if (!first) throw new TaskFailure(1400)
  const edited = await editedByWords(await base(job, first), textOf(job, 'prompt'), chanceOf(job))
  return pictureMade(job, await withCards(edited, others))
}

/** The longer side of what Nano Banana makes, in pixels. */
const bananaSides: Readonly<Record<string, number>> = { '4k': 4096, '8k': 8192 }

const editLarge: Work = async (job) => {
  const [first, ...others] = await allPixelsOf(job, 'images')
  if (!first) throw new TaskFailure(1400)
  const small = await base(job, first)
  const edited = await withCards(await editedByWords(small, textOf(job, 'prompt'), chanceOf(job)), others)
  const longer = bananaSides[textOf(job, 'resolution')] ?? 4096
  const ending = textOf(job, 'output_format') as PictureFormat
  const bytes = await enlarged(await writePixels(edited, 'png'), withLonger(edited, longer), ending)
  return [{ bytes, type: typeOf(ending), ending }]
}

const gptSizes: readonly Size[] = [
  { width: 1024, height: 1024 },
  { width: 1024, height: 1536 },
  { width: 1536, height: 1024 },
]

/** GPT Image 1: where a mask is transparent, there is drawn; without one the whole picture is edited. */
const editGpt: Work = async (job) => {
  const given = await pixelsOf(job, 'image')
  const shape = given.width / given.height
  const away = (size: Size) => Math.abs(Math.log(size.width / size.height / shape))
  const target = sizeOf(job) ?? gptSizes.toSorted((a, b) => away(a) - away(b))[0] ?? given
  const pixels = await scaled(given, target)
  const wish = { prompt: textOf(job, 'prompt'), seed: chanceOf(job) }
  if (!job.media['mask_image']) return pictureMade(job, await editedByWords(pixels, wish.prompt, wish.seed))
  const mask = transparency(await pixelsOf(job, 'mask_image', target))
  const box = boundsOf(mask)
  if (!box || coverage(mask) === 0) throw failedBecause(1403, 'mask_image has no transparent pixels')
  return pictureMade(job, await redrawn(pixels, mask, box, wish))
}

const kontextShapes = oneOf(null, '21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21')
const guidance = amount(1, 20, 3.5)

export const editModels: readonly Model[] = [
  {
    path: 'google/nano-banana-pro/edit-ultra',
    name: 'Google Nano Banana Pro Edit Ultra',
    description: 'Edits up to fourteen pictures at once, in 4K or 8K.',
    type: 'image-to-image',
    schema: inputs({
      'images*': pictures(1, 14),
      'prompt*': text,
      aspect_ratio: oneOf(null, '1:1', '3:2', '2:3', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'),
      resolution: oneOf('4k', '4k', '8k'),
      output_format: oneOf('png', 'png', 'jpeg'),
      ...sync,
      ...base64,
    }),
    price: perChoice('resolution', { '4k': 0.15, '8k': 0.18 }),
    work: editLarge,
  },
  {
    path: 'alibaba/wan-2.5/image-edit',
    name: 'Alibaba WAN 2.5 Image Edit',
    description: 'Edits one or two pictures by words.',
    type: 'image-to-image',
    schema: inputs({ 'images*': pictures(1, 2), 'prompt*': text, negative_prompt: text, seed }),
    price: perRun(0.03),
    work: edit,
  },
  {
    path: 'wavespeed-ai/qwen-image/edit',
    name: 'Qwen Image Edit',
    description: 'Edits a picture by words.',
    type: 'image-to-image',
    schema: inputs({ 'image*': picture, 'prompt*': text, size: size(), seed, ...format, ...base64, ...sync }),
    price: perRun(0.02),
    work: edit,
  },
  {
    path: 'wavespeed-ai/qwen-image/edit-plus',
    name: 'Qwen Image Edit Plus',
    description: 'Edits up to three pictures by words.',
    type: 'image-to-image',
    schema: inputs({
      'images*': pictures(1, 3),
      'prompt*': text,
      size: size(),
      seed,
      ...format,
      ...base64,
      ...sync,
    }),
    price: perRun(0.02),
    work: edit,
  },
  {
    path: 'wavespeed-ai/step1x-edit',
    name: 'Step1X Edit',
    description: 'Simple edits by words.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      'prompt*': text,
      negative_prompt: text,
      seed: seedOrNone,
      guidance_scale: amount(0, 20, 4),
      num_inference_steps: whole(1, 50, 30),
    }),
    price: perRun(0.03),
    work: edit,
  },
  {
    path: 'wavespeed-ai/flux-kontext-pro',
    name: 'FLUX Kontext Pro',
    description: 'Edits with a good sense of what belongs together.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      'prompt*': text,
      guidance_scale: guidance,
      aspect_ratio: kontextShapes,
      ...sync,
    }),
    price: perRun(0.04),
    work: edit,
  },
  {
    path: 'wavespeed-ai/flux-kontext-max',
    name: 'FLUX Kontext Max',
    description: 'Kontext at its best.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      'prompt*': text,
      seed: seedOrNone,
      guidance_scale: guidance,
      aspect_ratio: kontextShapes,
      ...sync,
    }),
    price: perRun(0.08),
    work: edit,
  },
  {
    path: 'wavespeed-ai/flux-kontext-pro/multi',
    name: 'FLUX Kontext Pro Multi',
    description: 'Kontext with up to five pictures.',
    type: 'image-to-image',
    schema: inputs({
      'images*': pictures(1, 5),
      'prompt*': text,
      seed: seedOrNone,
      guidance_scale: guidance,
      aspect_ratio: kontextShapes,
      ...sync,
    }),
    price: perRun(0.04),
    work: edit,
  },
  {
    path: 'openai/gpt-image-1',
    name: 'OpenAI GPT Image 1',
    description: 'Edits by words, or within a mask.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      'prompt*': text,
      quality: oneOf('medium', 'high', 'medium', 'low'),
      mask_image: { ...picture, description: 'A PNG; fully transparent pixels mark the area to edit.' },
      size: oneOf('auto', 'auto', '1024*1024', '1024*1536', '1536*1024'),
      ...sync,
      ...base64,
    }),
    price: perQualityAndShape(
      { low: 0.011, medium: 0.042, high: 0.167 },
      { low: 0.016, medium: 0.063, high: 0.25 },
    ),
    work: editGpt,
  },
  {
    path: 'bytedance/seededit-v3',
    name: 'SeedEdit V3',
    description: 'Edits that keep what is not meant.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      'prompt*': text,
      guidance_scale: amount(0, 1, 0.5),
      seed,
      ...base64,
    }),
    price: perRun(0.027),
    work: edit,
  },
  {
    path: 'wavespeed-ai/hidream-e1-full',
    name: 'HiDream E1 Full',
    description: 'Edits by words, open weights.',
    type: 'image-to-image',
    schema: inputs({ 'image*': picture, 'prompt*': text, seed, ...format, ...base64 }),
    price: perRun(0.024),
    work: edit,
  },
]
