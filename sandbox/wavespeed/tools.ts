import { before } from '../edits/background.ts'
import { extended, marginsTo, redrawn, sceneOf, zoomedOut } from '../edits/canvas.ts'
import { described, type Detail } from '../edits/describe.ts'
import { enlarged, shapeOf, sizeOfPicture, withLonger } from '../edits/enlarge.ts'
import { filled } from '../edits/fill.ts'
import { findNamed } from '../edits/find.ts'
import { inLanguage, languages } from '../edits/languages.ts'
import { relettered, withoutLettering } from '../edits/lettering.ts'
import { boundsOf, grown } from '../edits/masks.ts'
import { typeOf, type PictureFormat } from '../pictures.ts'
import type { Size } from '../pixels.ts'
import { base } from './edit.ts'
import { failedBecause } from './failure.ts'
import { base64, format, inputs, onOff, oneOf, picture, size, sync, text } from './inputs.ts'
import {
  chanceOf,
  fileOf,
  hasFile,
  maskOf,
  numberOf,
  pictureMade,
  pixelsOf,
  sizeOf,
  textOf,
  type Job,
  type Made,
  type Work,
} from './job.ts'
import type { Model } from './model.ts'
import { perRun } from './prices.ts'

/** The longer side an upscaler enlarges to, in pixels. */
const longerSides: Readonly<Record<string, number>> = { '2k': 2048, '4k': 4096, '8k': 8192 }

async function enlargeTo(job: Job, target: (size: Size) => Size): Promise<readonly Made[]> {
  const picture = fileOf(job, 'image')
  const ending = (textOf(job, 'output_format') || 'png') as PictureFormat
  const bytes = await enlarged(picture, target(await sizeOfPicture(picture)), ending)
  return [{ bytes, type: typeOf(ending), ending }]
}

const upscale: Work = (job) =>
  enlargeTo(job, (size) => withLonger(size, longerSides[textOf(job, 'target_resolution')] ?? 4096))

/** Bria's result has at most the area of 8192 x 8192. */
const increase: Work = (job) =>
  enlargeTo(job, ({ width, height }) => {
    const times = numberOf(job, 'desired_increase', 2)
    if (width * height * times * times > 8192 * 8192)
      throw failedBecause(1403, 'the result would be larger than 8192 x 8192 in area')
    return { width: width * times, height: height * times }
  })

/** Without a mask the words say what goes; without words, what the picture shows. */
const erase: Work = async (job) => {
  const pixels = await pixelsOf(job, 'image')
  const mask = hasFile(job, 'mask_image')
    ? await maskOf(job, 'mask_image', pixels)
    : grown(findNamed(pixels, textOf(job, 'prompt')), 3)
  return pictureMade(job, await filled(pixels, mask))
}

const inpaint: Work = async (job) => {
  const pixels = await base(job, await pixelsOf(job, 'image'))
  const mask = await maskOf(job, 'mask_image', pixels)
  const box = boundsOf(mask)
  const wish = { prompt: textOf(job, 'prompt'), seed: chanceOf(job) }
  return pictureMade(job, box ? await redrawn(pixels, mask, box, wish) : pixels)
}

const expand: Work = async (job) => {
  const pixels = await pixelsOf(job, 'image')
  const shape = shapeOf(textOf(job, 'aspect_ratio')) ?? 1
  return pictureMade(
    job,
    await extended(pixels, marginsTo(shape, pixels), { prompt: '', seed: chanceOf(job) }),
  )
}

const zoomOut: Work = async (job) => {
  const pixels = await pixelsOf(job, 'image')
  const longest = Math.max(pixels.width, pixels.height)
  const target = sizeOf(job) ?? (longest > 1536 ? withLonger(pixels, 1536) : pixels)
  const seen = await zoomedOut(pixels, target, { prompt: '', seed: chanceOf(job) })
  return pictureMade(job, seen)
}

const background: Work = async (job) => {
  const pixels = await pixelsOf(job, 'image')
  const scene = await sceneOf({ prompt: textOf(job, 'prompt'), seed: chanceOf(job) }, pixels, false)
  return pictureMade(job, before(scene, pixels))
}

const removeText: Work = async (job) => pictureMade(job, await withoutLettering(await pixelsOf(job, 'image')))

/** Terms asked for stand for what was read; what must not be said is left out. */
const translate: Work = async (job) => {
  let words = await job.memory.recall(fileOf(job, 'image'))
  const terms = job.inputs['terminologies']
  for (const term of Array.isArray(terms) ? terms : []) {
    const { source, target } = term as { source?: unknown; target?: unknown }
    if (typeof source === 'string' && typeof target === 'string') words = words.replaceAll(source, target)
  }
  const silent = job.inputs['sensitives']
  for (const word of Array.isArray(silent) ? silent : []) words = words.replaceAll(String(word), '')
  const language = textOf(job, 'target_language') || textOf(job, 'target_lang')
  const said = inLanguage(language, words.replaceAll(/\s+/g, ' ').trim())
  return pictureMade(job, await relettered(await pixelsOf(job, 'image'), said))
}

const captionPicture: Work = async (job) => [
  {
    text: described(
      await pixelsOf(job, 'image'),
      textOf(job, 'detail_level') as Detail,
      textOf(job, 'focus'),
    ),
  },
]

const resolution = oneOf('4k', '2k', '4k', '8k')
const speech = ['en', 'zh', 'ja', 'ko', 'fr', 'de', 'es', 'ru', 'ar'] as const

export const toolModels: readonly Model[] = [
  {
    path: 'wavespeed-ai/z-image/turbo-inpaint',
    name: 'Z-Image Turbo Inpaint',
    description: 'Draws anew what a mask means.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      'prompt*': text,
      'mask_image*': { ...picture, description: 'White: repaint. Black: keep.' },
      size: size(),
    }),
    price: perRun(0.02),
    work: inpaint,
  },
  {
    path: 'wavespeed-ai/image-zoom-out',
    name: 'Image Zoom-Out',
    description: 'Shows a picture from farther away.',
    type: 'image-to-image',
    schema: inputs({ 'image*': picture, size: size(), ...format, ...base64, ...sync }),
    price: perRun(0.02),
    work: zoomOut,
  },
  {
    path: 'wavespeed-ai/image-upscaler',
    name: 'Image Upscaler',
    description: 'Enlarges to 2K, 4K or 8K.',
    type: 'image-to-image',
    schema: inputs({ 'image*': picture, target_resolution: resolution, ...format, ...base64, ...sync }),
    price: perRun(0.01),
    work: upscale,
  },
  {
    path: 'wavespeed-ai/ultimate-image-upscaler',
    name: 'Ultimate Image Upscaler',
    description: 'Enlarges and redraws fine detail.',
    type: 'image-to-image',
    schema: inputs({ 'image*': picture, target_resolution: resolution, ...format, ...base64, ...sync }),
    price: perRun(0.06),
    work: upscale,
  },
  {
    path: 'bria/increase-resolution',
    name: 'Bria Increase Resolution',
    description: 'Enlarges without redrawing.',
    type: 'image-to-image',
    schema: inputs({ 'image*': picture, desired_increase: oneOf(2, 2, 4), ...sync, ...base64 }),
    price: perRun(0.04),
    work: increase,
  },
  {
    path: 'wavespeed-ai/image-eraser',
    name: 'Image Eraser',
    description: 'Takes away what a mask means.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      mask_image: { ...picture, description: 'White: erase.' },
      prompt: text,
      ...format,
      ...base64,
      ...sync,
    }),
    price: perRun(0.025),
    work: erase,
  },
  {
    path: 'bria/expand',
    name: 'Bria Expand',
    description: 'Brings a picture to another shape by going on beyond its edges.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      'aspect_ratio*': oneOf('1:1', '1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9'),
      ...sync,
      ...base64,
    }),
    price: perRun(0.04),
    work: expand,
  },
  {
    path: 'bria/generate-background',
    name: 'Bria Generate Background',
    description: 'Puts a new background behind what the picture shows.',
    type: 'image-to-image',
    schema: inputs({ 'image*': picture, 'prompt*': text, ...sync, ...base64 }),
    price: perRun(0.04),
    work: background,
  },
  {
    path: 'wavespeed-ai/image-text-remover',
    name: 'Image Text Remover',
    description: 'Takes lettering off a picture.',
    type: 'image-to-image',
    schema: inputs({ 'image*': picture, ...format, ...base64, ...sync }),
    price: perRun(0.15),
    work: removeText,
  },
  {
    path: 'wavespeed-ai/image-translator',
    name: 'Image Translator',
    description: 'Puts lettering into another language.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      'target_language*': oneOf('english', ...languages),
      ...format,
      ...base64,
      ...sync,
    }),
    price: perRun(0.15),
    work: translate,
  },
  {
    path: 'alibaba/qwen-image/translate',
    name: 'Alibaba Qwen Image Translate',
    description: 'Puts lettering into another language, with terms of your own.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      source_lang: oneOf('auto', 'auto', ...speech),
      'target_lang*': oneOf('zh', ...speech),
      domain_hint: text,
      sensitives: { type: 'array' },
      terminologies: { type: 'array', items: 'object' },
      skip_image_segment: onOff,
    }),
    price: perRun(0.01),
    work: translate,
  },
  {
    path: 'wavespeed-ai/image-captioner',
    name: 'Image Captioner',
    description: 'Says in words what a picture shows.',
    type: 'image-to-text',
    schema: inputs({
      'image*': picture,
      detail_level: oneOf('medium', 'low', 'medium', 'high'),
      focus: text,
      ...sync,
    }),
    price: perRun(0.001),
    work: captionPicture,
  },
]
