import { env } from 'cloudflare:workers'
import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { openContext, type Context } from '../context.ts'
import { fileOf } from '../test/files.ts'
import type { Images } from './played-images.ts'
import { openOf, render, streamOf, type Bytes } from './render.ts'

const played = openContext(env)
/** The same with the runtime's own binding. */
const own: Context = { ...played, images: env.IMAGES as Images }

const png = { type: 'image/png' } as const

async function sizeAndColour(bytes: Bytes) {
  const { width, height, channels, data } = decode(bytes)
  return { width, height, colour: [...data.subarray(0, channels)] }
}

describe('the binding as the sandbox plays it, and as the runtime has it', () => {
  it('make the same of what both know', async () => {
    const small = (picture: ImageTransformer) => picture.transform({ width: 12, height: 30, fit: 'squeeze' })
    const [one, other] = await Promise.all(
      [played, own].map((ctx) => render(ctx, openOf(fileOf('png')), small, png).then(sizeAndColour)),
    )
    expect(one).toEqual(other)
    expect(one).toMatchObject({ width: 12, height: 30 })
  })

  it('take the same calls: a cut, a picture drawn on another, factors, quality', async () => {
    for (const ctx of [played, own]) {
      const bytes = await render(
        ctx,
        openOf(fileOf('square')),
        (picture) =>
          picture
            .transform({ trim: { left: 10, top: 10, width: 40, height: 40 } })
            .transform({ width: 20, height: 20, fit: 'squeeze' })
            .draw(ctx.images.input(streamOf(fileOf('png'))).transform({ width: 5 }), {
              left: 3,
              opacity: 0.5,
            })
            .transform({ brightness: 1.1 })
            .transform({ saturation: 0 }),
        { type: 'image/jpeg', quality: 70, background: '#ffffff' },
      )
      expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
    }
  })

  it.each([
    ['the sandbox', played],
    ['the runtime', own],
  ])('refuse what is no picture, in a sentence: %s', async (_, ctx) => {
    const words = Uint8Array.from(new TextEncoder().encode('no picture at all'))
    const asked = render(ctx, openOf(words), (picture) => picture.transform({ width: 5 }), png)
    await expect(asked).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('Nothing was stored'),
    })
  })
})

it('what the service does not answer is no fault of the picture', async () => {
  const ctx = openContext(env, Date.now, () => Promise.resolve(new Response('', { status: 502 })))
  await expect(render(ctx, openOf(fileOf('png')), (picture) => picture, png)).rejects.toThrow('502')
})
