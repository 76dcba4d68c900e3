import fc from 'fast-check'
import { expect, test } from 'vitest'
import { centre, largestOf, smartCrop, type Size } from './crop.ts'
import { placements } from './platforms.ts'
import { cutBy, safeCrop } from './safe-crop.ts'
import type { Part, Subject } from './subject.ts'

const side = fc.integer({ min: 40, max: 8000 })
const size = fc.record({ width: side, height: side })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const box = fc.tuple(share, share, share, share).map(([a, b, c, d]) => ({
  x: Math.min(a, b),
  y: Math.min(c, d),
  width: Math.abs(a - b),
  height: Math.abs(c - d),
}))
const partOf = (sure: fc.Arbitrary<number>) =>
  fc.record({
    kind: fc.constantFrom('face' as const, 'text' as const, 'thing' as const),
    box,
    weight: fc.double({ min: 0.01, max: 2, noNaN: true }),
    sure,
  })
const subjectOf = (sure: fc.Arbitrary<number>) =>
  fc.record({ focal: fc.constant(centre), parts: fc.array(partOf(sure), { maxLength: 5 }) })
const shape = fc.constantFrom(...placements)

const cropOf = (subject: Subject, picture: Size, { size, margins }: (typeof placements)[number]) =>
  smartCrop(subject, picture, size, margins)

test('a sure face and sure words are never cut', () => {
  fc.assert(
    fc.property(subjectOf(fc.constant(1)), size, shape, (subject, picture, place) => {
      const rect = safeCrop(subject, picture, cropOf(subject, picture, place))
      for (const { kind, box } of subject.parts) {
        if (kind === 'thing') continue
        expect(rect.x).toBeLessThanOrEqual(box.x * picture.width + 1e-6)
        expect(rect.y).toBeLessThanOrEqual(box.y * picture.height + 1e-6)
        expect(rect.x + rect.width).toBeGreaterThanOrEqual((box.x + box.width) * picture.width - 1e-6)
        expect(rect.y + rect.height).toBeGreaterThanOrEqual((box.y + box.height) * picture.height - 1e-6)
      }
      expect(cutBy(subject, picture, rect)).toBeNull()
    }),
  )
})

test('no more is shown than they need, and it lies in the picture', () => {
  fc.assert(
    fc.property(subjectOf(fc.constant(1)), size, shape, (subject, picture, place) => {
      const crop = cropOf(subject, picture, place)
      const rect = safeCrop(subject, picture, crop)
      expect(Object.values(rect).every(Number.isInteger)).toBe(true)
      expect(Math.min(rect.x, rect.y)).toBeGreaterThanOrEqual(0)
      expect(rect.x + rect.width).toBeLessThanOrEqual(picture.width)
      expect(rect.y + rect.height).toBeLessThanOrEqual(picture.height)
      const largest = largestOf(picture, place.size)
      const kept = subject.parts.filter(({ kind }) => kind !== 'thing')
      // Where it grew, parts stand at both its ends, with the little that a thumbnail leaves open.
      const loose = 1 + (2 * 1.5 * Math.max(picture.width, picture.height)) / 256
      const ends = (from: number, to: number, all: readonly [number, number][]) => {
        const [first, last] = [
          Math.min(...all.map(([start]) => start)),
          Math.max(...all.map(([, end]) => end)),
        ]
        const widest = Math.max(...all.map(([start, end]) => end - start))
        expect(to - from).toBeLessThanOrEqual(last - first + 0.16 * widest + loose + 1)
      }
      if (rect.width > largest.width)
        ends(
          rect.x,
          rect.x + rect.width,
          kept.map(({ box: { x, width } }) => [x * picture.width, (x + width) * picture.width]),
        )
      if (rect.height > largest.height)
        ends(
          rect.y,
          rect.y + rect.height,
          kept.map(({ box: { y, height } }) => [y * picture.height, (y + height) * picture.height]),
        )
    }),
  )
})

test('what is not believed, and things alone, change nothing', () => {
  const doubtful = subjectOf(fc.double({ min: 0, max: 0.6, noNaN: true }))
  fc.assert(
    fc.property(doubtful, size, shape, (subject, picture, place) => {
      const crop = cropOf(subject, picture, place)
      expect(safeCrop(subject, picture, crop)).toEqual(crop)
      expect(cutBy(subject, picture, crop)).toBeNull()
    }),
  )
})

test('a crop that need only be moved is moved', () => {
  const picture = { width: 1600, height: 900 }
  // So heavy a thing draws the crop away from the small words.
  const parts: Part[] = [
    { kind: 'thing', box: { x: 0, y: 0.1, width: 0.3, height: 0.8 }, weight: 3, sure: 1 },
    { kind: 'text', box: { x: 0.4, y: 0.4, width: 0.14, height: 0.1 }, weight: 0.1, sure: 0.9 },
  ]
  const subject = { focal: { x: 0.1, y: 0.5 }, parts }
  const crop = smartCrop(subject, picture, { width: 9, height: 16 })
  expect(cutBy(subject, picture, crop)).toBe('words')
  const rect = safeCrop(subject, picture, crop)
  expect(rect).toMatchObject({ width: crop.width, height: crop.height })
  expect(cutBy(subject, picture, rect)).toBeNull()
})
