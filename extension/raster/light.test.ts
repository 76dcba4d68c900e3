import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meansOf } from './light.ts'

test('the mean around each pixel is that of the pixels there are', () => {
  const side = fc.integer({ min: 1, max: 12 })
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 6 }), fc.nat(), (width, height, radius, seed) => {
      const plane = Float32Array.from({ length: width * height }, (_, at) => (at * 7919 + seed) % 251)
      const means = meansOf(plane, width, height, radius)
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          let sum = 0
          let count = 0
          for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++)
            for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
              sum += plane[v * width + u]!
              count++
            }
          expect(means[y * width + x]).toBeCloseTo(sum / count, 2)
        }
    }),
  )
})
