import fc from 'fast-check'
import { expect, test } from 'vitest'
import { black, contrast, inkOn, over, readable, rgbOf, veilFor, white, type Rgb } from './contrast.ts'

const byte = fc.integer({ min: 0, max: 255 })
const colour = fc.tuple(byte, byte, byte) as fc.Arbitrary<Rgb>

test('contrast is that of WCAG 2', () => {
  expect(contrast(black, white)).toBeCloseTo(21, 5)
  expect(contrast(rgbOf('#767676'), white)).toBeCloseTo(4.54, 2)
  expect(contrast(white, rgbOf('#0000ff'))).toBeCloseTo(8.59, 2)
})

test('black or white is always read on a colour', () => {
  fc.assert(
    fc.property(colour, (ground) => {
      expect(contrast(inkOn(ground), ground)).toBeGreaterThan(readable)
    }),
  )
})

test('a veil is as thick as needed, and no thicker', () => {
  fc.assert(
    fc.property(colour, (ground) => {
      const alpha = veilFor(new Uint8ClampedArray([...ground, 255]), white, black)!
      expect(contrast(white, over(black, alpha, ground))).toBeGreaterThanOrEqual(readable)
      if (alpha > 0.02) expect(contrast(white, over(black, alpha - 0.02, ground))).toBeLessThan(readable)
    }),
  )
})

test('one bright spark does not darken everything, and nothing helps ink on a veil of its own colour', () => {
  const pixels = new Uint8ClampedArray(400 * 4).fill(0)
  for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255
  pixels.fill(255, 0, 4)
  expect(veilFor(pixels, white, black)).toBe(0)
  expect(veilFor(pixels, white, white)).toBeNull()
})
