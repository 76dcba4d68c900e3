import { Hono } from 'hono'
import { z } from 'zod'
import { draw, drawingSchema, transformed, transformSchema } from './images-transform.ts'
import { readPixels, type Pixels } from './pixels.ts'
import { written, writtenFormats } from './images-output.ts'
import type { Vendor, Wire } from './vendor.ts'

// Cloudflare Images as its binding speaks to it: one multipart request, a list of changes in their order, an answer in
// another format. What is played is what its documentation says (developers.cloudflare.com/images, read in November
// 2026); where that gives no formula, as for contrast, the usual one. Its own encoders and resampling differ.

const changes = z.array(
  z.union([
    drawingSchema,
    z.looseObject({ imageIndex: z.int().min(0) }).transform(({ imageIndex, ...rest }) => ({
      imageIndex,
      change: transformSchema.parse(rest),
    })),
  ]),
)

const requestSchema = z.object({
  transforms: z
    .string()
    .default('[]')
    .transform((text) => changes.parse(JSON.parse(text))),
  output_format: z.enum(writtenFormats),
  output_quality: z.coerce.number().min(1).max(100).optional(),
  background: z.string().optional(),
})

/** The most that is taken in: megapixels, and bytes. */
const limits = { pixels: 100_000_000, bytes: 100_000_000 }

class Refused extends Error {
  readonly code: number
  readonly status: number
  constructor(code: number, status: number, words: string) {
    super(words)
    this.code = code
    this.status = status
  }
}

async function read(file: File): Promise<Pixels> {
  if (file.size > limits.bytes) throw new Refused(9402, 413, 'the image is too large')
  const pixels = await readPixels(new Uint8Array(await file.arrayBuffer())).catch(() => {
    throw new Refused(9412, 415, 'the input is not an image')
  })
  if (pixels.width * pixels.height > limits.pixels) throw new Refused(9402, 413, 'the image is too large')
  return pixels
}

async function answer(form: FormData): Promise<Response> {
  const asked = requestSchema.safeParse(
    Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')),
  )
  if (!asked.success) throw new Refused(9401, 400, asked.error.issues[0]?.message ?? 'unknown')
  const { transforms, output_format: format, output_quality: quality, background } = asked.data
  const files = [form.get('image'), ...form.getAll('draw_image')]
  const images = await Promise.all(
    files.map((file) => {
      if (file instanceof File) return read(file)
      throw new Refused(9401, 400, 'no image')
    }),
  )
  for (const one of transforms) {
    const index = 'drawImageIndex' in one ? one.targetImageIndex : one.imageIndex
    const image = images[index]
    if (!image) throw new Refused(9401, 400, `no image ${index}`)
    images[index] =
      'drawImageIndex' in one
        ? draw(image, images[one.drawImageIndex]!, one)
        : await transformed(image, one.change)
  }
  const { bytes, type } = await written(images[0]!, format, quality, background)
  return new Response(bytes, { headers: { 'content-type': type } })
}

export function openImages(): Vendor {
  const app = new Hono<Wire>()
  app.post('/transform', async (c) => {
    try {
      return await answer(await c.req.formData())
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause
      return new Response(`ERROR ${cause.code}: ${cause.message}`, {
        status: cause.status,
        headers: { 'cf-images-binding': `err=${cause.code}` },
      })
    }
  })
  return {
    name: 'images',
    hosts: { 'js.images.cloudflare.com': app },
    refuse: (status) => new Response(`ERROR 9523: ${status}\n`, { status }),
    tasks: () => [],
    reset: () => undefined,
  }
}
