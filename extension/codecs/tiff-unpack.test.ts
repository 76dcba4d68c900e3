import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readTiff } from './read-tiff.ts'
import { unpackBits, unpackLzw } from './tiff-unpack.ts'

// What a browser has, as far as it is needed here.
Object.assign(globalThis, {
  ImageData: function (data: Uint8ClampedArray, width: number, height: number) {
    return { data, width, height }
  },
})

test('every way a TIFF is packed gives the same pixels', { timeout: 30_000 }, async () => {
  const side = fc.integer({ min: 1, max: 80 })
  const packing = fc.constantFrom('none', 'lzw', 'deflate', 'packbits')
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        w: side,
        h: side,
        packing,
        deep: fc.boolean(),
        channels: fc.constantFrom(1, 3, 4),
        seed: fc.nat(),
      }),
      async ({ w, h, packing, deep, channels, seed }) => {
        // Runs and noise, so that long words and short ones occur.
        const raw = Uint8Array.from(
          { length: w * h * channels },
          (_, at) => (((at >> 5) * seed + (at % 97 > 60 ? at * at : 0)) >>> 0) & 255,
        )
        const picture = sharp(raw, { raw: { width: w, height: h, channels: channels as 1 | 3 | 4 } })
        const shown = deep
          ? picture.toColourspace(channels === 1 ? 'grey16' : 'rgb16')
          : channels === 1
            ? picture.toColourspace('b-w')
            : picture
        const file = await shown
          .tiff({ compression: packing as 'lzw', predictor: deep ? 'horizontal' : 'none' })
          .toBuffer()
        const { pixels } = await readTiff(new Uint8Array(file), null, 'srgb')
        expect([pixels.width, pixels.height]).toEqual([w, h])
        const expected = await sharp(file).toColourspace('srgb').ensureAlpha().raw().toBuffer()
        for (const [at, value] of pixels.data.entries())
          expect(Math.abs(value - expected[at]!)).toBeLessThanOrEqual(1)
      },
    ),
    { numRuns: 25 },
  )
})

test('no packed bytes bring it down, or give more than was asked for', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), fc.nat(2000), (bytes, most) => {
      expect(unpackLzw(bytes, most).length).toBeLessThanOrEqual(most)
      expect(unpackBits(bytes, most).length).toBeLessThanOrEqual(most)
    }),
  )
})
