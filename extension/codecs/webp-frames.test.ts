import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { animatedWebp } from './webp-frames.ts'

const still = async (width: number, height: number, color: string, lossless: boolean) =>
  new Uint8Array(
    await sharp({ create: { width, height, channels: 4, background: color } })
      .webp({ lossless, quality: 90 })
      .toBuffer(),
  )

test(
  'frames of any size and place are read back as they were put together',
  { timeout: 30_000 },
  async () => {
    const frame = fc.record({
      x: fc.nat(10),
      y: fc.nat(10),
      width: fc.integer({ min: 1, max: 20 }),
      height: fc.integer({ min: 1, max: 20 }),
      durationMs: fc.integer({ min: 20, max: 5000 }),
      lossless: fc.boolean(),
      color: fc.constantFrom('#ff0000', '#00ff0080', '#00000000'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 2, maxLength: 5 }), fc.nat(9), async (parts, plays) => {
        const frames = await Promise.all(
          parts.map(async ({ x, y, width, height, durationMs, lossless, color }) => ({
            x: x * 2,
            y: y * 2,
            durationMs,
            file: await still(width, height, color, lossless),
          })),
        )
        const first = { x: 0, y: 0, durationMs: 100, file: await still(40, 40, '#0000ff', true) }
        const bytes = animatedWebp({ width: 40, height: 40, plays, transparent: true }, [first, ...frames])
        const read = await sharp(bytes, { animated: true }).metadata()
        expect(read).toMatchObject({ width: 40, pageHeight: 40, pages: frames.length + 1, loop: plays })
        expect(read.delay).toEqual([100, ...parts.map(({ durationMs }) => durationMs)])
        // What a frame covers is as the frame is, not a mixture.
        const { x, y, width, height, color } = parts.at(-1)!
        const last = await sharp(bytes, { page: frames.length }).ensureAlpha().raw().toBuffer()
        const at = ((y * 2 + Math.floor(height / 2)) * 40 + x * 2 + Math.floor(width / 2)) * 4
        const alpha = { '#ff0000': 255, '#00ff0080': 128, '#00000000': 0 }[color]!
        expect(Math.abs(last[at + 3]! - alpha)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 30 },
    )
  },
)
