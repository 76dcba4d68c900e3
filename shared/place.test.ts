import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markSize, ninePlaces, placeMark, tileMarks, turnedSize, type Where } from './place.ts'
import type { Part } from './subject.ts'

const side = fc.integer({ min: 1, max: 6000 })
const size = fc.record({ width: side, height: side })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const point = fc.record({ x: share, y: share })
const box = fc
  .tuple(share, share, share, share)
  .map(([x, y, width, height]) => ({ x, y, width: width * (1 - x), height: height * (1 - y) }))
const parts: fc.Arbitrary<Part[]> = fc.array(
  fc.record({ kind: fc.constant('thing' as const), box, weight: share, sure: share }),
  { maxLength: 4 },
)
const margin = fc.double({ min: 0, max: 0.25, noNaN: true })
const where: fc.Arbitrary<Where> = fc.oneof(
  fc.record({ place: fc.constantFrom(...ninePlaces), margin }),
  fc.record({ place: fc.constant('free' as const), point }),
  fc.record({ place: fc.constant('smart' as const), margin, parts }),
)

describe('where a mark stands', () => {
  test('always inside the picture, in whole pixels', () => {
    fc.assert(
      fc.property(
        size,
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        share,
        where,
        (picture, aspect, wide, at) => {
          const mark = markSize(picture, aspect, wide)
          const rect = placeMark(picture, mark, at)
          expect(Object.values(rect).every(Number.isInteger)).toBe(true)
          expect(rect.x).toBeGreaterThanOrEqual(0)
          expect(rect.y).toBeGreaterThanOrEqual(0)
          expect(rect.x + rect.width).toBeLessThanOrEqual(picture.width)
          expect(rect.y + rect.height).toBeLessThanOrEqual(picture.height)
        },
      ),
    )
  })

  const picture = { width: 1000, height: 600 }
  const mark = { width: 200, height: 50 }

  test('at each of the nine places, as far from the edge as asked', () => {
    const at = (place: (typeof ninePlaces)[number]) => placeMark(picture, mark, { place, margin: 0.05 })
    expect(at('top-left')).toEqual({ ...mark, x: 30, y: 30 })
    expect(at('top')).toEqual({ ...mark, x: 400, y: 30 })
    expect(at('middle')).toEqual({ ...mark, x: 400, y: 275 })
    expect(at('right')).toEqual({ ...mark, x: 770, y: 275 })
    expect(at('bottom-right')).toEqual({ ...mark, x: 770, y: 520 })
  })

  test('its middle at a free point, but never over the edge', () => {
    const at = (x: number, y: number) => placeMark(picture, mark, { place: 'free', point: { x, y } })
    expect(at(0.5, 0.25)).toMatchObject({ x: 400, y: 125 })
    expect(at(1, 0)).toMatchObject({ x: 800, y: 0 })
  })

  test('beside what matters, wherever there is room', () => {
    const clear = (boxes: Part['box'][]) =>
      placeMark(picture, mark, {
        place: 'smart',
        margin: 0.05,
        parts: boxes.map((box) => ({ kind: 'thing', box, weight: 1, sure: 1 })),
      })
    expect(clear([])).toMatchObject({ x: 770, y: 520 })
    expect(clear([{ x: 0.7, y: 0.5, width: 0.3, height: 0.5 }])).toMatchObject({ x: 30, y: 520 })
    // Both lower corners are taken and so are the upper ones: a strip in the middle is left.
    const tall = [
      { x: 0, y: 0, width: 0.35, height: 1 },
      { x: 0.65, y: 0, width: 0.35, height: 1 },
    ]
    const { x } = clear(tall)
    expect(x).toBeGreaterThanOrEqual(350)
    expect(x + mark.width).toBeLessThanOrEqual(650)
  })

  test('a mark is as wide as asked, and smaller only where it would not fit', () => {
    expect(markSize(picture, 4, 0.2)).toEqual({ width: 200, height: 50 })
    expect(markSize({ width: 2000, height: 1200 }, 4, 0.2)).toEqual({ width: 400, height: 100 })
    expect(markSize(picture, 0.5, 0.9)).toEqual({ width: 300, height: 600 })
    expect(markSize(picture, 0.5, 0.9, 0.05)).toEqual({ width: 270, height: 540 })
  })

  test('a quarter turn swaps its sides', () => {
    expect(turnedSize(mark, 90)).toEqual({ width: 50, height: 200 })
    expect(turnedSize(mark, -180)).toEqual(mark)
  })
})

test('marks all over a picture leave no place uncovered, its corners neither', () => {
  const sides = fc.integer({ min: 50, max: 3000 })
  const spacing = fc.double({ min: 0, max: 2, noNaN: true })
  const turned = fc.integer({ min: -180, max: 180 })
  fc.assert(
    fc.property(
      fc.record({ width: sides, height: sides }),
      fc.double({ min: 0.2, max: 8, noNaN: true }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      spacing,
      turned,
      fc.record({ x: share, y: share }),
      (picture, aspect, wide, gap, degrees, at) => {
        const mark = markSize(picture, aspect, wide)
        const middles = tileMarks(picture, mark, gap, degrees)
        const step = { x: mark.width * (1 + gap), y: mark.height + mark.width * gap }
        // Nothing on the endless pattern is farther from a mark than half a step across and half a step down.
        const gapAtMost = Math.hypot(step.x / 2, step.y / 2)
        // A picture that is thinner may lie between two rows.
        fc.pre(Math.min(picture.width, picture.height) >= 2 * gapAtMost)
        // A circle of that size in a corner holds a mark: the corner is no farther from it than from the far side.
        const far = gapAtMost * (1 + Math.SQRT2)
        for (const { x, y } of [at, { x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 1 }, { x: 1, y: 1 }]) {
          const nearest = Math.min(
            ...middles.map((middle) =>
              Math.hypot(middle.x - x * picture.width, middle.y - y * picture.height),
            ),
          )
          expect(nearest).toBeLessThanOrEqual(far + 1e-6)
        }
      },
    ),
    { numRuns: 60 },
  )
})
