import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedPart } from './changed-part.ts'

const image = (data: Uint8ClampedArray, width: number, height: number) =>
  ({ data, width, height, colorSpace: 'srgb' }) as ImageData

test('outside the part nothing has changed, and no smaller part would do', () => {
  const side = fc.integer({ min: 1, max: 30 })
  const places = fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 5 })
  fc.assert(
    fc.property(side, side, places, fc.constantFrom(1, 2), (width, height, places, step) => {
      const before = new Uint8ClampedArray(width * height * 4)
      const now = before.slice()
      const changed = places.map(([x, y]) => [x % width, y % height] as const)
      for (const [x, y] of changed) now[(y * width + x) * 4 + 2] = 9
      const part = changedPart(image(before, width, height), image(now, width, height), step)
      if (changed.length === 0) {
        expect(part).toBeNull()
        return
      }
      const [xs, ys] = [changed.map(([x]) => x), changed.map(([, y]) => y)]
      const [left, top] = [Math.min(...xs), Math.min(...ys)].map((value) => value - (value % step))
      expect(part).toEqual({
        x: left,
        y: top,
        width: Math.max(...xs) - left! + 1,
        height: Math.max(...ys) - top! + 1,
      })
    }),
  )
})

test('the first frame is whole', () => {
  expect(changedPart(null, image(new Uint8ClampedArray(24), 3, 2))).toEqual({
    x: 0,
    y: 0,
    width: 3,
    height: 2,
  })
})
