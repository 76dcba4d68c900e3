import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cost } from './model.ts'
import { dollars, priceWords } from './money.ts'
import { costOf, quote } from './price.ts'

const wan: Cost = {
  per: 'second',
  of: 'seconds',
  by: ['resolution'],
  micros: { '480p': 50_000, '720p': 100_000, '1080p': 150_000 },
}

describe('the price of a run', () => {
  it('is the rate times the seconds', () => {
    expect(costOf(wan, { seconds: '5', resolution: '720p' })).toBe(500_000)
    expect(costOf(wan, { seconds: '10', resolution: '1080p' })).toBe(1_500_000)
  })

  it('is a video credit for every $1.50 begun', () => {
    expect(quote({ task: 'image-to-video', cost: wan }, { seconds: '10', resolution: '1080p' })).toEqual({
      cost: 1_500_000,
      price: { unit: 'video', amount: 1 },
    })
    const dearer: Cost = { per: 'run', micros: 1_500_001 }
    expect(quote({ task: 'image-to-video', cost: dearer }, {}).price.amount).toBe(2)
  })

  it('covers the vendor’s cost, by less than one credit more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50_000_000 }), (micros) => {
        const { cost, price } = quote({ task: 'create-image', cost: { per: 'run', micros } }, {})
        expect(price.amount * 100_000).toBeGreaterThanOrEqual(cost)
        expect((price.amount - 1) * 100_000).toBeLessThan(Math.max(cost, 1))
      }),
    )
  })

  it('refuses values that name no rate rather than guessing one', () => {
    expect(() => costOf(wan, { seconds: '5', resolution: '4k' })).toThrow(RangeError)
    expect(() => costOf(wan, { seconds: 'soon', resolution: '480p' })).toThrow(RangeError)
  })
})

describe('a price in words', () => {
  it.each([
    [{ unit: 'image', amount: 1 } as const, '1 image'],
    [{ unit: 'image', amount: 4 } as const, '4 images'],
    [{ unit: 'usd', amount: 40_000 } as const, '$0.04'],
    [{ unit: 'usd', amount: 1_000 } as const, '$0.0010'],
    [{ unit: 'video', amount: 0 } as const, 'free'],
  ])('%o reads %s', (price, words) => expect(priceWords(price)).toBe(words))

  it('never loses a cent', () => expect(dollars(29_000_000)).toBe('$29.00'))
})

describe('a price by length', () => {
  const avatar = { per: 'second', of: 'audio', micros: 30_000, block: 5, min: 5, max: 120 } as const
  it.each([
    [1, 150_000],
    [5, 150_000],
    [5.01, 300_000],
    [119, 3_600_000],
    [500, 3_600_000],
  ])('counts %f seconds of sound in whole blocks', (seconds, micros) =>
    expect(costOf(avatar, { audio: 'ast' }, { audio: seconds })).toBe(micros),
  )

  it('counts characters', () => {
    const speech = { per: '1k-chars', of: 'text', micros: 50_000 } as const
    expect(costOf(speech, { text: 'x'.repeat(1500) })).toBe(75_000)
    expect(costOf(speech, { text: 'x' })).toBe(50)
  })

  it('refuses a sound that was not measured', () =>
    expect(() => costOf(avatar, { audio: 'ast' })).toThrow(RangeError))
})
