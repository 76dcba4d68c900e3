import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matrixOf, turnedPoint, turnedSize, type Turning } from './turning.ts'

const side = fc.integer({ min: 8, max: 12_000 })
const size = fc.record({ width: side, height: side })
const turning: fc.Arbitrary<Turning> = fc.record({
  quarters: fc.constantFrom(0, 1, 2, 3),
  mirrored: fc.constantFrom('none', 'sideways', 'upside'),
  degrees: fc.integer({ min: -450, max: 450 }).map((tenths) => tenths / 10),
})

test('no corner of what is left lies outside of the picture, and none could be further out', () => {
  fc.assert(
    fc.property(size, turning, (picture, how) => {
      const left = turnedSize(picture, how)
      if (Math.min(left.width, left.height) === 1) return
      const [a, b, c, d] = matrixOf(how)
      // A turning is undone by its mirror image along the diagonal.
      const reach = (width: number, height: number) =>
        Math.max(
          ...[-1, 1].flatMap((sx) =>
            [-1, 1].map((sy) => {
              const [x, y] = [(sx * width) / 2, (sy * height) / 2]
              return Math.max(
                Math.abs(a * x + b * y) / (picture.width / 2),
                Math.abs(c * x + d * y) / (picture.height / 2),
              )
            }),
          ),
        )
      expect(reach(left.width, left.height)).toBeLessThanOrEqual(1 + 1e-9)
      const grown = (length: number) => (length + 4) * 1.0001
      expect(reach(grown(left.width), grown(left.height))).toBeGreaterThan(1)
    }),
  )
})

test('quarters and mirrors are exact, and the picture keeps its shape when it is straightened', () => {
  expect(matrixOf({ quarters: 1, mirrored: 'none', degrees: 0 }).map((n) => n + 0)).toEqual([0, 1, -1, 0])
  expect(turnedSize({ width: 30, height: 20 }, { quarters: 3, mirrored: 'sideways', degrees: 0 })).toEqual({
    width: 20,
    height: 30,
  })
  const left = turnedSize({ width: 3000, height: 2000 }, { quarters: 0, mirrored: 'none', degrees: 5 })
  expect(left.width / left.height).toBeCloseTo(1.5, 2)
  expect(left.width).toBeGreaterThan(2600)
})

test('a place goes with the picture', () => {
  const picture = { width: 400, height: 200 }
  const point = { x: 0.25, y: 0.1 }
  const at = (how: Partial<Turning>) =>
    turnedPoint(point, picture, { quarters: 0, mirrored: 'none', degrees: 0, ...how })
  expect(at({}).y).toBeCloseTo(0.1)
  expect(at({ quarters: 1 }).x).toBeCloseTo(0.9)
  expect(at({ quarters: 1 }).y).toBeCloseTo(0.25)
  expect(at({ mirrored: 'sideways' }).x).toBeCloseTo(0.75)
  expect(at({ mirrored: 'upside' }).y).toBeCloseTo(0.9)
  expect(at({ degrees: 45 }).x).toBeGreaterThanOrEqual(0)
})
