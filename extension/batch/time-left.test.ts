import { expect, test } from 'vitest'
import { leftWords, median, timeLeft } from './time-left.ts'

test('nothing is said before there is something to say it by', () => {
  expect(timeLeft([900, 1000], 8, 2)).toBeNull()
  expect(timeLeft([], 0, 2)).toBe(0)
})

test('one huge picture does not turn it, and only the last ones count', () => {
  expect(timeLeft([1000, 1000, 60_000, 1000], 10, 2)).toBe(5000)
  expect(timeLeft([...Array<number>(50).fill(9000), ...Array<number>(20).fill(1000)], 4, 4)).toBe(1000)
  expect(median([4, 1, 3, 2])).toBe(2.5)
})

test('words are never finer than it is known', () => {
  expect([null, 4000, 31_000, 65_000, 290_000, 3_700_000, 9_000_000].map(leftWords)).toEqual([
    'Working out how long it takes',
    'A few seconds left',
    'About 40 seconds left',
    'About a minute left',
    'About 5 minutes left',
    'About an hour left',
    'About 2.5 hours left',
  ])
})
