import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elapsedWords, shareOf, timeWords } from './progress.ts'

describe('progress', () => {
  it('only grows, and never arrives before the end', () => {
    const job = fc.record({
      progress: fc.double({ min: 0, max: 0.95, noNaN: true }),
      typicalSeconds: fc.integer({ min: 1, max: 300 }),
      createdAt: fc.constant(0),
    })
    fc.assert(
      fc.property(job, fc.nat(1_000_000), fc.nat(1_000_000), (one, a, b) => {
        const early = shareOf(one, Math.min(a, b))
        const late = shareOf(one, Math.max(a, b))
        expect(early).toBeLessThanOrEqual(late)
        expect(late).toBeLessThan(1)
        expect(early).toBeGreaterThanOrEqual(one.progress)
      }),
    )
  })

  it('is not thrown by a clock that runs behind the server’s', () =>
    expect(shareOf({ progress: 0, typicalSeconds: 8, createdAt: 5000 }, 0)).toBe(0))

  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [80, '1 min 20 s'],
  ])('%d seconds read %s', (seconds, words) => expect(timeWords(seconds)).toBe(words))

  it('tells the usual time beside the time so far', () => {
    const job = { typicalSeconds: 8, createdAt: 0 }
    expect(elapsedWords(job, 4000)).toBe('4 s of about 8 s')
    expect(elapsedWords(job, 14_000)).toBe('14 s, usually about 8 s')
  })
})
