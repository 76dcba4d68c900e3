import { cutOut, directions, litFrom, tinted } from '../edits/background.ts'
import { editedByWords } from '../edits/by-words.ts'
import { extended, redrawn, sceneOf } from '../edits/canvas.ts'
import { coloursIn } from '../edits/colours.ts'
import { enlarged, sizeOfPicture } from '../edits/enlarge.ts'
import { filled } from '../edits/fill.ts'
import { findNamed } from '../edits/find.ts'
import { boundsOf, grown, transparency } from '../edits/masks.ts'
import { recoloured } from '../edits/style.ts'
import { subjectOf } from '../edits/subject.ts'
import { typeOf } from '../pictures.ts'
import { blended, meanColour, type Mask, type Pixels, type Size } from '../pixels.ts'
import {
  credits,
  fileOf,
  formatOf,
  maskOf,
  numberOf,
  pictureMade,
  pixelsOf,
  textOf,
  wishOf,
  type Endpoint,
  type Order,
  type Output,
} from './endpoint.ts'
import { choice, editLimits, outputs, picture, prompt, seed, share, style, whole } from './fields.ts'

/** The mask that was sent, else where the picture is transparent; its edge moved outwards as asked. */
async function meant(order: Order, pixels: Pixels): Promise<Mask> {
  const mask = order.files['mask'] ? await maskOf(order, 'mask', pixels) : transparency(pixels)
  return grown(mask, numberOf(order, 'grow_mask', 0))
}

async function drawnWithin(order: Order, pixels: Pixels, mask: Mask): Promise<Pixels> {
  const box = boundsOf(mask)
  return box ? redrawn(pixels, mask, box, wishOf(order)) : pixels
}

async function erase(order: Order): Promise<Output> {
  const pixels = await pixelsOf(order, 'image')
  return pictureMade(order, await filled(pixels, await meant(order, pixels)))
}

async function inpaint(order: Order): Promise<Output> {
  const pixels = await pixelsOf(order, 'image')
  return pictureMade(order, await drawnWithin(order, pixels, await meant(order, pixels)))
}

async function outpaint(order: Order): Promise<Output> {
  const side = (name: string) => numberOf(order, name, 0)
  const margins = { left: side('left'), right: side('right'), up: side('up'), down: side('down') }
  return pictureMade(order, await extended(await pixelsOf(order, 'image'), margins, wishOf(order)))
}

async function searchAndReplace(order: Order): Promise<Output> {
  const pixels = await pixelsOf(order, 'image')
  const mask = grown(findNamed(pixels, textOf(order, 'search_prompt')), numberOf(order, 'grow_mask', 3))
  return pictureMade(order, await drawnWithin(order, pixels, mask))
}

/** Without a colour in the prompt some other one is taken. */
async function searchAndRecolor(order: Order): Promise<Output> {
  const pixels = await pixelsOf(order, 'image')
  const mask = grown(findNamed(pixels, textOf(order, 'select_prompt')), numberOf(order, 'grow_mask', 3))
  const [asked] = coloursIn(textOf(order, 'prompt'))
  const [any] = coloursIn(['red', 'green', 'blue', 'purple'][order.seed % 4] ?? 'red')
  return pictureMade(order, recoloured(pixels, mask, (asked ?? any)?.colour ?? [125, 65, 190]))
}

/** The subject before another background, in its light and in the light asked for. */
async function replaceBackground(order: Order): Promise<Output> {
  const given = await pixelsOf(order, 'subject_image')
  const own = textOf(order, 'foreground_prompt')
  const subject = own === '' ? given : await editedByWords(given, own, String(order.seed))
  const behind =
    textOf(order, 'keep_original_background') === 'true'
      ? given
      : order.files['background_reference']
        ? await pixelsOf(order, 'background_reference', given)
        : await sceneOf(wishOf(order, 'background_prompt'), given, false)
  const strength = numberOf(order, 'light_source_strength', 0.3)
  const kept = numberOf(order, 'preserve_original_subject', 0.6)
  const light = order.files['light_reference']
    ? meanColour(await pixelsOf(order, 'light_reference'))
    : meanColour(behind)
  const toned = tinted(subject, given, light, order.files['light_reference'] ? strength : (1 - kept) * 0.4)
  const scene = blended(behind, toned, subjectOf(given))
  const from = textOf(order, 'light_source_direction')
  const lit = directions.find((each) => each === from)
  return pictureMade(order, lit ? litFrom(scene, lit, strength) : scene)
}

/** Enlarged to a size that depends on the picture's own. */
const enlargedTo =
  (target: (size: Size) => Size) =>
  async (order: Order): Promise<Output> => {
    const image = fileOf(order, 'image')
    const format = formatOf(order)
    return { bytes: await enlarged(image, target(await sizeOfPicture(image)), format), type: typeOf(format) }
  }

/** About four megapixels in the picture's own shape; never smaller than it was. */
const toFourMegapixels = ({ width, height }: Size): Size => {
  const scale = Math.max(1, Math.sqrt((4 * 1024 * 1024) / (width * height)))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

const maskedLimits = { minSide: 64, minPixels: 4096, maxPixels: 9_437_184 }
const more = { seed, ...outputs }

export const editEndpoints: readonly Endpoint[] = [
  {
    path: '/v2beta/stable-image/edit/erase',
    fields: { 'image*': picture(maskedLimits), mask: picture({}), grow_mask: whole(0, 20, 5), ...more },
    credits: credits(5),
    work: erase,
  },
  {
    path: '/v2beta/stable-image/edit/inpaint',
    fields: {
      'image*': picture(maskedLimits),
      'prompt*': prompt,
      mask: picture({}),
      negative_prompt: prompt,
      grow_mask: whole(0, 100, 5),
      ...style,
      ...more,
    },
    credits: credits(5),
    work: inpaint,
  },
  {
    path: '/v2beta/stable-image/edit/outpaint',
    fields: {
      'image*': picture(editLimits),
      left: whole(0, 2000, 0),
      right: whole(0, 2000, 0),
      up: whole(0, 2000, 0),
      down: whole(0, 2000, 0),
      creativity: share(0, 1, 0.5),
      prompt,
      ...style,
      ...more,
    },
    credits: credits(4),
    check: (form) =>
      ['left', 'right', 'up', 'down'].every((name) => numberOf(form, name, 0) === 0)
        ? 'at least one of left, right, up, down must not be zero'
        : null,
    work: outpaint,
  },
  {
    path: '/v2beta/stable-image/edit/search-and-replace',
    fields: {
      'image*': picture(editLimits),
      'prompt*': prompt,
      'search_prompt*': prompt,
      negative_prompt: prompt,
      grow_mask: whole(0, 20, 3),
      ...style,
      ...more,
    },
    credits: credits(5),
    work: searchAndReplace,
  },
  {
    path: '/v2beta/stable-image/edit/search-and-recolor',
    fields: {
      'image*': picture(editLimits),
      'prompt*': prompt,
      'select_prompt*': prompt,
      negative_prompt: prompt,
      grow_mask: whole(0, 20, 3),
      ...style,
      ...more,
    },
    credits: credits(5),
    work: searchAndRecolor,
  },
  {
    path: '/v2beta/stable-image/edit/remove-background',
    fields: {
      'image*': picture({ minSide: 64, maxPixels: 4_194_304 }),
      output_format: choice('png', 'png', 'webp'),
    },
    credits: credits(5),
    work: async (order) => pictureMade(order, cutOut(await pixelsOf(order, 'image'))),
  },
  {
    path: '/v2beta/stable-image/edit/replace-background-and-relight',
    asynchronous: true,
    fields: {
      'subject_image*': picture(editLimits),
      background_prompt: prompt,
      background_reference: picture(editLimits),
      foreground_prompt: prompt,
      negative_prompt: prompt,
      preserve_original_subject: share(0, 1, 0.6),
      original_background_depth: share(0, 1, 0.5),
      keep_original_background: choice('false', 'true', 'false'),
      light_source_direction: choice(null, ...directions),
      light_reference: picture(editLimits),
      light_source_strength: share(0, 1),
      ...more,
    },
    credits: credits(8),
    check: ({ values, files }) => {
      if (values['background_prompt'] === undefined && !files['background_reference'])
        return 'background_prompt or background_reference: one of them is required'
      const lit = values['light_source_direction'] !== undefined || files['light_reference'] !== undefined
      return values['light_source_strength'] !== undefined && !lit
        ? 'light_source_strength: needs light_source_direction or light_reference'
        : null
    },
    work: replaceBackground,
  },
]

export const upscaleEndpoints: readonly Endpoint[] = [
  {
    path: '/v2beta/stable-image/upscale/fast',
    fields: {
      'image*': picture({ minSide: 32, maxSide: 1536, minPixels: 1024, maxPixels: 1_048_576 }),
      ...outputs,
    },
    credits: credits(2),
    work: enlargedTo(({ width, height }) => ({ width: width * 4, height: height * 4 })),
  },
  {
    path: '/v2beta/stable-image/upscale/conservative',
    fields: {
      'image*': picture(editLimits),
      'prompt*': prompt,
      negative_prompt: prompt,
      creativity: share(0.2, 0.5, 0.35),
      ...more,
    },
    credits: credits(40),
    work: enlargedTo(toFourMegapixels),
  },
  {
    path: '/v2beta/stable-image/upscale/creative',
    asynchronous: true,
    fields: {
      'image*': picture({ minSide: 64, minPixels: 4096, maxPixels: 1_048_576 }),
      'prompt*': prompt,
      negative_prompt: prompt,
      creativity: share(0.1, 0.5, 0.3),
      ...style,
      ...more,
    },
    credits: credits(60),
    work: enlargedTo(toFourMegapixels),
  },
]
