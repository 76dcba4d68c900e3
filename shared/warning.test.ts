import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { warningOf } from './warning.ts'

const december = Date.UTC(2026, 11, 1)
const image = (amount: number) => ({ unit: 'image' as const, amount })

describe('a word before a limit', () => {
  it.each([
    ['plenty left', image(1), 12, null],
    ['few left', image(2), 6, 'After this you have 4 images left until 1 December.'],
    ['one left', image(1), 2, 'After this you have 1 image left until 1 December.'],
    ['the last', image(3), 3, 'This uses up what you have until 1 December.'],
    ['nothing to pay', image(0), 0, null],
    ['more than there is: that is a refusal', image(2), 1, null],
    [
      'dollars',
      { unit: 'usd' as const, amount: 90_000 },
      100_000,
      'After this you have $0.01 left until 1 December.',
    ],
  ])('%s', (_, price, available, says) => expect(warningOf('free', price, available, december)).toBe(says))

  it('says no day when nothing lapses', () =>
    expect(warningOf('free', image(1), 1, null)).toBe('This uses up what you have.'))

  it('is never said of what is free, nor of a larger rest than one it was not said of', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(500), fc.nat(500), (amount, one, more) => {
        const says = (available: number) => warningOf('pro', image(amount), available, null)
        if (amount === 0) expect(says(one)).toBeNull()
        else if (one >= amount && says(one) === null) expect(says(one + more)).toBeNull()
      }),
    )
  })
})
