import { sceneOf } from '../edits/canvas.ts'
import { shapeOf, withPixels } from '../edits/enlarge.ts'
import { alongLines, inColoursOf, inStructureOf } from '../edits/style.ts'
import { painted, type Colour, type Pixels } from '../pixels.ts'
import {
  credits,
  numberOf,
  pictureMade,
  pixelsOf,
  textOf,
  wishOf,
  type Endpoint,
  type Order,
} from './endpoint.ts'
import { choice, editLimits, outputs, picture, prompt, seed, shapes, share, style } from './fields.ts'

const megapixel = 1024 * 1024

/** Between a picture and a scene: strength 0 is the picture as it was, 1 the scene alone. */
function towards(pixels: Pixels, scene: Pixels, strength: number): Pixels {
  return painted(pixels, (colour, at) => {
    const other = scene.data.subarray(at * 4, at * 4 + 3)
    return colour.map(
      (value, channel) => value + ((other[channel] ?? 0) - value) * strength,
    ) as unknown as Colour
  })
}

const drawn =
  (pixels: number) =>
  async (order: Order): Promise<Pixels> => {
    const size = withPixels(shapeOf(textOf(order, 'aspect_ratio')) ?? 1, pixels)
    return order.files['image']
      ? towards(
          await pixelsOf(order, 'image', size),
          await sceneOf(wishOf(order), size),
          numberOf(order, 'strength', 0),
        )
      : sceneOf(wishOf(order), size)
  }

const sd3Credits: Readonly<Record<string, number>> = {
  'sd3.5-large': 6.5,
  'sd3.5-large-turbo': 4,
  'sd3.5-medium': 3.5,
  'sd3.5-flash': 2.5,
}

export const generateEndpoints: readonly Endpoint[] = [
  {
    path: '/v2beta/stable-image/generate/ultra',
    fields: {
      'prompt*': prompt,
      negative_prompt: prompt,
      ...shapes,
      ...style,
      image: picture({ minSide: 64, maxSide: 16_384, minPixels: 4096 }),
      strength: share(0, 1),
      seed,
      ...outputs,
    },
    credits: credits(8),
    check: ({ files, values }) =>
      files['image'] && values['strength'] === undefined ? 'strength: is required when image is given' : null,
    work: async (order) => pictureMade(order, await drawn(megapixel)(order)),
  },
  {
    path: '/v2beta/stable-image/generate/core',
    fields: { 'prompt*': prompt, negative_prompt: prompt, ...shapes, ...style, seed, ...outputs },
    credits: credits(3),
    work: async (order) => pictureMade(order, await drawn(megapixel * 1.5)(order)),
  },
  {
    path: '/v2beta/stable-image/generate/sd3',
    fields: {
      'prompt*': prompt,
      mode: choice('text-to-image', 'text-to-image', 'image-to-image'),
      image: picture({ minSide: 64 }),
      strength: share(0, 1),
      aspect_ratio: choice(null, '21:9', '16:9', '3:2', '5:4', '1:1', '4:5', '2:3', '9:16', '9:21'),
      model: choice('sd3.5-large', ...Object.keys(sd3Credits)),
      negative_prompt: prompt,
      cfg_scale: share(1, 10),
      ...style,
      seed,
      output_format: choice('png', 'png', 'jpeg'),
    },
    credits: (form) => sd3Credits[textOf(form, 'model')] ?? 6.5,
    check: ({ files, values }) => {
      const given = files['image'] !== undefined
      if (values['mode'] === 'image-to-image') {
        if (!given) return 'image: is required in image-to-image mode'
        if (values['strength'] === undefined) return 'strength: is required in image-to-image mode'
        return values['aspect_ratio'] === undefined
          ? null
          : 'aspect_ratio: is not allowed in image-to-image mode'
      }
      if (given) return 'image: is not allowed in text-to-image mode'
      return values['strength'] === undefined ? null : 'strength: is not allowed in text-to-image mode'
    },
    work: async (order) => {
      if (!order.files['image']) return pictureMade(order, await drawn(megapixel)(order))
      const given = await pixelsOf(order, 'image')
      const size = withPixels(given.width / given.height, megapixel)
      return pictureMade(
        order,
        towards(
          await pixelsOf(order, 'image', size),
          await sceneOf(wishOf(order), size),
          numberOf(order, 'strength', 0),
        ),
      )
    },
  },
]

const controlFields = {
  'image*': picture(editLimits),
  'prompt*': prompt,
  control_strength: share(0, 1, 0.7),
  negative_prompt: prompt,
  ...style,
  seed,
  ...outputs,
}

export const controlEndpoints: readonly Endpoint[] = [
  {
    path: '/v2beta/stable-image/control/sketch',
    fields: controlFields,
    credits: credits(5),
    work: async (order) => {
      const sketch = await pixelsOf(order, 'image')
      const scene = await sceneOf(wishOf(order), sketch, false)
      return pictureMade(order, alongLines(scene, sketch, numberOf(order, 'control_strength', 0.7)))
    },
  },
  {
    path: '/v2beta/stable-image/control/structure',
    fields: controlFields,
    credits: credits(5),
    work: async (order) => {
      const given = await pixelsOf(order, 'image')
      const scene = await sceneOf(wishOf(order), given, false)
      return pictureMade(order, inStructureOf(scene, given, numberOf(order, 'control_strength', 0.7)))
    },
  },
  {
    path: '/v2beta/stable-image/control/style',
    fields: {
      'image*': picture(editLimits),
      'prompt*': prompt,
      negative_prompt: prompt,
      ...shapes,
      fidelity: share(0, 1, 0.5),
      ...style,
      seed,
      ...outputs,
    },
    credits: credits(5),
    work: async (order) => {
      const scene = await drawn(megapixel)({ ...order, files: {} })
      return pictureMade(
        order,
        inColoursOf(scene, await pixelsOf(order, 'image'), numberOf(order, 'fidelity', 0.5)),
      )
    },
  },
  {
    path: '/v2beta/stable-image/control/style-transfer',
    fields: {
      'init_image*': picture(editLimits),
      'style_image*': picture(editLimits),
      prompt,
      negative_prompt: prompt,
      style_strength: share(0, 1, 1),
      composition_fidelity: share(0, 1, 0.9),
      change_strength: share(0.1, 1, 0.9),
      seed,
      ...outputs,
    },
    credits: credits(8),
    work: async (order) => {
      const moved = numberOf(order, 'style_strength', 1) * numberOf(order, 'change_strength', 0.9)
      const init = await pixelsOf(order, 'init_image')
      return pictureMade(order, inColoursOf(init, await pixelsOf(order, 'style_image'), moved))
    },
  },
]
