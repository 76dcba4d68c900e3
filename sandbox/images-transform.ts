import sharp, { type Sharp } from 'sharp'
import { z } from 'zod'
import { cropped, type Pixels } from './pixels.ts'

const side = z.int().min(1).max(12_000)
const factor = z.number().min(0)

/** What is done to one picture at a time, in this order where several are named. */
export const transformSchema = z.strictObject({
  trim: z
    .strictObject({
      left: z.int().min(0).optional(),
      top: z.int().min(0).optional(),
      width: side.optional(),
      height: side.optional(),
    })
    .optional(),
  rotate: z.union([z.literal(90), z.literal(180), z.literal(270)]).optional(),
  width: side.optional(),
  height: side.optional(),
  fit: z.enum(['scale-down', 'contain', 'cover', 'crop', 'pad', 'squeeze']).optional(),
  brightness: factor.optional(),
  contrast: factor.optional(),
  gamma: factor.optional(),
  saturation: factor.optional(),
})
type Transform = z.infer<typeof transformSchema>

export const drawingSchema = z.strictObject({
  drawImageIndex: z.int().min(1),
  targetImageIndex: z.int().min(0),
  opacity: z.number().min(0).max(1).optional(),
  left: z.int().min(0).optional(),
  top: z.int().min(0).optional(),
})

/** A picture after one change. */
export async function transformed(picture: Pixels, change: Transform): Promise<Pixels> {
  const { trim, rotate, brightness = 1, contrast = 1, gamma = 1, saturation = 1 } = change
  let now = picture
  if (trim) {
    const { left = 0, top = 0 } = trim
    const { width = now.width - left, height = now.height - top } = trim
    now = cropped(now, { left, top, width, height })
  }
  if (rotate) now = await through(now, (image) => image.rotate(rotate))
  if (change.width !== undefined || change.height !== undefined) now = await resized(now, change)
  return brightness === 1 && contrast === 1 && gamma === 1 && saturation === 1
    ? now
    : toned(now, { brightness, contrast, gamma, saturation })
}

async function through({ width, height, data }: Pixels, change: (image: Sharp) => Sharp): Promise<Pixels> {
  const image = change(sharp(data, { raw: { width, height, channels: 4 } }))
  const made = await image.raw().toBuffer({ resolveWithObject: true })
  return { width: made.info.width, height: made.info.height, data: made.data }
}

const fits = {
  'scale-down': { fit: 'inside', withoutEnlargement: true },
  contain: { fit: 'inside' },
  cover: { fit: 'cover' },
  crop: { fit: 'cover', withoutEnlargement: true },
  pad: { fit: 'contain', background: '#ffffff' },
  squeeze: { fit: 'fill' },
} as const

const resized = (picture: Pixels, { width, height, fit = 'scale-down' }: Transform) =>
  through(picture, (image) => image.resize(width ?? null, height ?? null, fits[fit]))

type Tone = Record<'brightness' | 'contrast' | 'gamma' | 'saturation', number>

/** Factors of what is stored: brightness multiplies it, contrast spreads it around the middle, gamma bends it. */
function toned(picture: Pixels, { brightness, contrast, gamma, saturation }: Tone): Pixels {
  const within = (value: number) => Math.min(1, Math.max(0, value))
  const table = Uint8ClampedArray.from({ length: 256 }, (_, byte) => {
    const lit = within((byte / 255) * brightness)
    return 255 * within((lit - 0.5) * contrast + 0.5) ** (1 / gamma)
  })
  const data = new Uint8ClampedArray(picture.data)
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = [table[data[at]!]!, table[data[at + 1]!]!, table[data[at + 2]!]!]
    const grey = (0.2126 * red + 0.7152 * green + 0.0722 * blue) * (1 - saturation)
    data[at] = grey + red * saturation
    data[at + 1] = grey + green * saturation
    data[at + 2] = grey + blue * saturation
  }
  return { ...picture, data: new Uint8Array(data.buffer) }
}

/** One picture laid on another, its left upper corner at a place. */
export function draw(
  base: Pixels,
  over: Pixels,
  { opacity = 1, left = 0, top = 0 }: z.infer<typeof drawingSchema>,
): Pixels {
  const data = Uint8Array.from(base.data)
  for (let y = 0; y < over.height && y + top < base.height; y++)
    for (let x = 0; x < over.width && x + left < base.width; x++) {
      const from = (y * over.width + x) * 4
      const to = ((y + top) * base.width + x + left) * 4
      const share = (opacity * over.data[from + 3]!) / 255
      const below = (data[to + 3]! / 255) * (1 - share)
      const alpha = share + below
      if (alpha === 0) continue
      for (let n = 0; n < 3; n++)
        data[to + n] = Math.round((over.data[from + n]! * share + data[to + n]! * below) / alpha)
      data[to + 3] = Math.round(255 * alpha)
    }
  return { ...base, data }
}
