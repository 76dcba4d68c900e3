import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evenRuns } from './even-runs.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

test('a long one stands alone beside many short ones', () => {
  expect(evenRuns([1, 1, 8, 1, 1], 2, sum)).toEqual([
    [1, 1, 8],
    [1, 1],
  ])
  expect(evenRuns([9, 1, 1, 1, 1], 2, sum)).toEqual([[9], [1, 1, 1, 1]])
  expect(evenRuns([1, 1, 1, 1, 1], 2, sum)).toEqual([
    [1, 1, 1],
    [1, 1],
  ])
  expect(evenRuns([], 2, sum)).toEqual([])
})

test('nothing is lost or moved, and no other cut is much lighter', () => {
  const numbers = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(numbers, (list) => {
      const runs = evenRuns(list, 2, sum)
      expect(runs.flat()).toEqual(list)
      expect(runs.length).toBeLessThanOrEqual(2)
      const cuts = list.map((_, at) => Math.max(sum(list.slice(0, at)), sum(list.slice(at))))
      expect(Math.max(...runs.map(sum))).toBeLessThanOrEqual(Math.min(...cuts) * 1.01)
    }),
  )
})
