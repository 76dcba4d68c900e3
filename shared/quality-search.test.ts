import fc from 'fast-check'
import { expect, test } from 'vitest'
import { searchQuality, usualGrowth, type Weigh } from './quality-search.ts'

/** An encoder that grows with quality, each step by its own, and is a little uneven, as real ones are. */
const encoder = fc
  .record({
    base: fc.double({ min: 2000, max: 3_000_000, noNaN: true }),
    steps: fc.array(fc.double({ min: 0.004, max: 0.06, noNaN: true }), { minLength: 100, maxLength: 100 }),
    noise: fc.array(fc.double({ min: -0.002, max: 0.002, noNaN: true }), { minLength: 101, maxLength: 101 }),
  })
  .map(({ base, steps, noise }) => {
    let sum = 0
    const logs = [0, ...steps].map((step) => (sum += step))
    return (quality: number) =>
      Math.round(base * Math.exp(logs[quality]! - logs[100]! / 2 + noise[quality]! / 2))
  })

const counted = (bytesAt: (quality: number) => number) => {
  const asked: number[] = []
  const weigh: Weigh = (quality) => {
    asked.push(quality)
    return Promise.resolve(bytesAt(quality))
  }
  return { asked, weigh }
}

const range = { least: 30, most: 100 }

test('what is found is within the limit, was weighed, and nothing better is left out by more than a twentieth', () =>
  fc.assert(
    fc.asyncProperty(encoder, fc.double({ min: 0.3, max: 3, noNaN: true }), async (bytesAt, share) => {
      const max = Math.round(bytesAt(65) * share)
      const { asked, weigh } = counted(bytesAt)
      const { found } = await searchQuality(max, range, weigh)
      const fitting = Array.from({ length: 71 }, (_, n) => 30 + n).filter((q) => bytesAt(q) <= max)
      if (!found) {
        expect(bytesAt(30)).toBeGreaterThan(max)
        return
      }
      expect(asked).toContain(found.quality)
      expect(found.bytes).toBe(bytesAt(found.quality))
      expect(found.bytes).toBeLessThanOrEqual(max)
      const best = Math.max(...fitting.map(bytesAt))
      expect(found.bytes).toBeGreaterThanOrEqual(Math.min(best, max * 0.95) * 0.985)
      expect(asked.length).toBeLessThanOrEqual(12)
    }),
  ))

test('a likeness that is off by a factor and a slope still needs few writings', () =>
  fc.assert(
    fc.asyncProperty(
      encoder,
      fc.double({ min: 0.01, max: 0.2, noNaN: true }),
      fc.double({ min: 0.9, max: 1.1, noNaN: true }),
      async (bytesAt, factor, slope) => {
        const max = bytesAt(70) + 1
        const { asked, weigh } = counted(bytesAt)
        const likeness: Weigh = (quality) => Promise.resolve((bytesAt(quality) * factor) ** slope)
        const { found } = await searchQuality(max, range, weigh, likeness)
        expect(found!.bytes).toBeGreaterThanOrEqual(max * 0.93)
        expect(asked.length).toBeLessThanOrEqual(6)
      },
    ),
  ))

test('the best quality is taken where it fits, and nothing where the least does not', async () => {
  const small = counted((quality) => quality * 10)
  expect((await searchQuality(5000, range, small.weigh)).found).toEqual({ quality: 100, bytes: 1000 })
  const large = counted((quality) => quality * 1000)
  const none = await searchQuality(5000, range, large.weigh)
  expect(none.found).toBeNull()
  expect(large.asked).toContain(30)
  expect(await none.guess(30)).toBeCloseTo(30_000)
})

test('the usual growth only rises', async () => {
  const all = await Promise.all(Array.from({ length: 100 }, (_, n) => usualGrowth(n + 1)))
  expect(all).toEqual(all.toSorted((a, b) => a - b))
  expect(all[0]).toBeCloseTo(0.06)
  expect(all[99]).toBeCloseTo(5)
})

test('qualities between two whole ones are found where they make a difference', async () => {
  const { asked, weigh } = counted((quality) => Math.round(1000 * 1.2 ** (quality - 60)))
  const { found } = await searchQuality(10_000, { ...range, step: 0.25 }, weigh)
  expect(found!.quality).toBe(72.5)
  expect(asked.every((quality) => Number.isInteger(quality * 4))).toBe(true)
})
