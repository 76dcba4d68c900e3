import fc from 'fast-check'
import { expect, test } from 'vitest'
import { colorsAt, fewerColors } from './fewer-colors.ts'
import { nearColors } from './near-colors.ts'

const pixels = fc
  .uint8Array({ minLength: 4 * 6, maxLength: 4 * 600 })
  .map((bytes) => new Uint8ClampedArray(bytes.slice(0, bytes.length - (bytes.length % 24))))

const colorsOf = (data: Uint8ClampedArray) =>
  new Set([...new Uint32Array(data.slice().buffer)].map((word) => (word >>> 24 === 0 ? 0 : word))).size

test('no more colours are left than were asked for', () => {
  fc.assert(
    fc.property(pixels, fc.integer({ min: 2, max: 256 }), (data, most) => {
      const before = data.slice()
      fewerColors(data, 6, most)
      expect(colorsOf(data)).toBeLessThanOrEqual(most)
      if (colorsOf(before) <= most) expect(data).toEqual(before)
    }),
  )
})

test('a soft picture is still itself with 256 colours, and flat parts stay flat', () => {
  const [width, height] = [128, 128]
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set(y < 32 ? [250, 250, 248, 255] : [x * 2, y * 2, 255 - x, 255], (y * width + x) * 4)
  const before = data.slice()
  fewerColors(data, width, 256)
  const error = before.reduce((sum, value, at) => sum + (value - data[at]!) ** 2, 0) / before.length
  expect(10 * Math.log10(255 ** 2 / error)).toBeGreaterThan(34)
  expect(colorsOf(data.slice(0, width * 30 * 4))).toBe(1)
})

test('near colours are within half a step, and as opaque as they were', () => {
  fc.assert(
    fc.property(pixels, fc.integer({ min: 2, max: 20 }), (data, step) => {
      const before = data.slice()
      nearColors(data, 6, step)
      for (const [at, value] of data.entries()) {
        if (at % 4 === 3) expect(value).toBe(before[at])
        else expect(Math.abs(value - before[at]!)).toBeLessThan(step)
      }
    }),
  )
})

test('a better quality has more colours', () => {
  const all = Array.from({ length: 100 }, (_, n) => colorsAt((n + 1) / 100))
  expect(all[0]).toBeGreaterThanOrEqual(2)
  expect(all.at(-1)).toBe(256)
  expect(all).toEqual(all.toSorted((a, b) => a - b))
})
