import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeOf, pulled, steadied, wholeSight, zoomedAt, type Sight } from './sight.ts'

const size = (least: number, most: number) =>
  fc.record({ width: fc.integer({ min: least, max: most }), height: fc.integer({ min: least, max: most }) })
const pane = size(100, 2000)
const picture = size(1, 12_000)
const share = fc.double({ min: 0, max: 1, noNaN: true })
const sight = fc.record({ zoom: fc.double({ min: 0.1, max: 40, noNaN: true }), x: share, y: share })

test('a whole picture stands in the middle and touches two edges', () => {
  fc.assert(
    fc.property(pane, picture, (pane, picture) => {
      const { left, top, scale } = placeOf(pane, picture, wholeSight)
      const [right, foot] = [left + picture.width * scale, top + picture.height * scale]
      expect(left).toBeCloseTo(pane.width - right, 4)
      expect(top).toBeCloseTo(pane.height - foot, 4)
      expect(Math.min(left, top)).toBeCloseTo(0, 4)
    }),
  )
})

test('there is never an empty strip beside a picture that could fill it', () => {
  fc.assert(
    fc.property(pane, picture, sight, (pane, picture, wanted) => {
      const { left, top, scale } = placeOf(pane, picture, steadied(pane, picture, wanted))
      if (picture.width * scale >= pane.width) {
        expect(left).toBeLessThanOrEqual(0.01)
        expect(left + picture.width * scale).toBeGreaterThanOrEqual(pane.width - 0.01)
      }
      if (picture.height * scale >= pane.height) {
        expect(top).toBeLessThanOrEqual(0.01)
        expect(top + picture.height * scale).toBeGreaterThanOrEqual(pane.height - 0.01)
      }
    }),
  )
})

test('what lies under the pointer stays there while it grows, away from the edges', () => {
  const [room, photo] = [
    { width: 800, height: 600 },
    { width: 4000, height: 3000 },
  ]
  const near: Sight = { zoom: 4, x: 0.5, y: 0.5 }
  const at = { x: 300, y: 350 }
  const under = (sight: Sight) => {
    const { left, top, scale } = placeOf(room, photo, sight)
    return [(at.x - left) / scale, (at.y - top) / scale]
  }
  const [before, after] = [under(near), under(zoomedAt(room, photo, near, 1.5, at))]
  expect(after[0]).toBeCloseTo(before[0]!, 6)
  expect(after[1]).toBeCloseTo(before[1]!, 6)
})

test('pulled there and back it stands where it was', () => {
  const [room, photo] = [
    { width: 800, height: 600 },
    { width: 4000, height: 3000 },
  ]
  const near: Sight = { zoom: 3, x: 0.5, y: 0.5 }
  const away = pulled(room, photo, near, { x: 40, y: -25 })
  expect(away).not.toEqual(near)
  const back = pulled(room, photo, away, { x: -40, y: 25 })
  expect(back.x).toBeCloseTo(near.x, 9)
  expect(back.y).toBeCloseTo(near.y, 9)
})
