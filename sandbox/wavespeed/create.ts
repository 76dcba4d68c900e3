import { before } from '../edits/background.ts'
import { redrawn, sceneOf, withCards } from '../edits/canvas.ts'
import { shapeOf, withShorter } from '../edits/enlarge.ts'
import { boundsOf } from '../edits/masks.ts'
import { inColoursOf } from '../edits/style.ts'
import { readPixels, scaled, type Pixels, type Size } from '../pixels.ts'
import { drawOver, drawPicture, typeOf, type PictureFormat } from '../pictures.ts'
import { base64, format, inputs, oneOf, picture, pictures, seed, size, sync, text } from './inputs.ts'
import {
  allPixelsOf,
  chanceOf,
  fileOf,
  hasFile,
  maskOf,
  pictureMade,
  pixelsOf,
  sizeOf,
  textOf,
  type Job,
  type Work,
} from './job.ts'
import type { Model } from './model.ts'
import { perChoice, perRun } from './prices.ts'

/** The sizes Ideogram makes for its shapes, in pixels. */
const ideogramSizes: Readonly<Record<string, Size>> = {
  '1:1': { width: 1024, height: 1024 },
  '16:9': { width: 1312, height: 736 },
  '9:16': { width: 736, height: 1312 },
  '4:3': { width: 1152, height: 864 },
  '3:4': { width: 864, height: 1152 },
}
const ideogramShapes = oneOf('1:1', ...Object.keys(ideogramSizes))
const ideogramSize = (job: Job) => ideogramSizes[textOf(job, 'aspect_ratio')] ?? { width: 1024, height: 1024 }

/** A picture from its prompt, whose words are remembered for those who read them off it later. */
async function drawn(job: Job, { width, height }: Size, format: PictureFormat): Promise<Buffer> {
  const prompt = textOf(job, 'prompt')
  const bytes = await drawPicture({ prompt, seed: chanceOf(job), width, height, format })
  job.memory.remember(bytes, prompt)
  return bytes
}

const draw: Work = async (job) => {
  const ending = textOf(job, 'output_format') as PictureFormat
  const bytes = await drawn(job, sizeOf(job) ?? { width: 1024, height: 1024 }, ending)
  return [{ bytes, type: typeOf(ending), ending }]
}

/** Ideogram: alone, over a picture, within a mask, in the colours of references. */
const drawIdeogram: Work = async (job) => {
  const target = ideogramSize(job)
  const wish = { prompt: textOf(job, 'prompt'), seed: chanceOf(job) }
  let pixels: Pixels
  if (hasFile(job, 'image') && hasFile(job, 'mask_image')) {
    const mask = await maskOf(job, 'mask_image', target)
    const box = boundsOf(mask)
    const given = await pixelsOf(job, 'image', target)
    pixels = box ? await redrawn(given, mask, box, wish) : given
  } else if (hasFile(job, 'image'))
    pixels = await readPixels(
      await drawOver(fileOf(job, 'image'), null, { ...wish, ...target, format: 'png' }),
    )
  else {
    const bytes = await drawn(job, target, 'png')
    if (!hasFile(job, 'reference_images')) return [{ bytes, type: 'image/png', ending: 'png' }]
    pixels = await readPixels(bytes)
  }
  for (const reference of await allPixelsOf(job, 'reference_images'))
    pixels = inColoursOf(pixels, reference, 0.45)
  return pictureMade(job, pixels)
}

/** The very person or thing of the picture, in a scene of its own. */
const drawCharacter: Work = async (job) => {
  const target = ideogramSize(job)
  const scene = await sceneOf({ prompt: textOf(job, 'prompt'), seed: chanceOf(job) }, target)
  return pictureMade(job, before(scene, await pixelsOf(job, 'image', target)))
}

/** The shorter side of what Vidu makes, in pixels. */
const viduSides: Readonly<Record<string, number>> = { '1080p': 1080, '2K': 1440, '4K': 2160 }

const drawFromReferences: Work = async (job) => {
  const references = await allPixelsOf(job, 'images')
  const [first] = references
  const shape = shapeOf(textOf(job, 'aspect_ratio')) ?? (first ? first.width / first.height : 1)
  const target = withShorter({ width: shape, height: 1 }, viduSides[textOf(job, 'resolution')] ?? 1080)
  // Drawn small and enlarged: a scene gains nothing from more pixels.
  const small = withShorter(target, Math.min(720, target.width, target.height))
  const scene = await readPixels(await drawn(job, small, 'png'))
  return pictureMade(job, await scaled(await withCards(scene, references), target, 'fill'))
}

export const createModels: readonly Model[] = [
  {
    path: 'ideogram-ai/ideogram-v3-turbo',
    name: 'Ideogram V3 Turbo',
    description: 'Fast pictures with readable lettering.',
    type: 'text-to-image',
    schema: inputs({
      'prompt*': text,
      image: picture,
      mask_image: { ...picture, description: 'White: draw here. Black: keep.' },
      style: oneOf('Auto', 'Auto', 'General', 'Realistic', 'Design'),
      aspect_ratio: ideogramShapes,
      reference_images: pictures(undefined, 3),
      ...base64,
    }),
    price: perRun(0.03),
    work: drawIdeogram,
  },
  {
    path: 'wavespeed-ai/qwen-image/text-to-image',
    name: 'Qwen Image',
    description: 'Pictures from long, exact prompts.',
    type: 'text-to-image',
    schema: inputs({ 'prompt*': text, size: size('1024*1024'), seed, ...format, ...sync, ...base64 }),
    price: perRun(0.02),
    work: draw,
  },
  {
    path: 'wavespeed-ai/wan-2.2/text-to-image-realism',
    name: 'WAN 2.2 Text-to-Image Realism',
    description: 'Pictures that look photographed.',
    type: 'text-to-image',
    schema: inputs({ 'prompt*': text, size: size('1024*1024'), seed, ...format, ...sync, ...base64 }),
    price: perRun(0.025),
    work: draw,
  },
  {
    path: 'vidu/reference-to-image-q2',
    name: 'Vidu Reference-to-Image Q2',
    description: 'One picture from up to seven references.',
    type: 'image-to-image',
    schema: inputs({
      'images*': pictures(1, 7),
      'prompt*': text,
      aspect_ratio: oneOf('auto', 'auto', '1:1', '16:9', '9:16', '4:3', '3:4', '21:9', '2:3', '3:2'),
      resolution: oneOf('1080p', '1080p', '2K', '4K'),
      seed,
    }),
    // Nobody has published a price: this one is the sandbox's own.
    price: perChoice('resolution', { '1080p': 0.04, '2K': 0.06, '4K': 0.1 }),
    work: drawFromReferences,
  },
  {
    path: 'ideogram-ai/ideogram-character',
    name: 'Ideogram Character',
    description: 'The same character in another scene.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      'prompt*': text,
      style: oneOf('Auto', 'Auto', 'Fiction', 'Realistic'),
      rendering_speed: oneOf('Default', 'Default', 'Turbo', 'Quality'),
      aspect_ratio: ideogramShapes,
      ...base64,
    }),
    price: perChoice('rendering_speed', { Turbo: 0.1, Default: 0.15, Quality: 0.2 }),
    work: drawCharacter,
  },
]
