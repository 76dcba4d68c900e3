import { expect, test } from 'vitest'
import { openLimits } from './limits.ts'

test('the counter of a minute belongs to a key, and begins anew with the next', () => {
  const limits = openLimits()
  expect([0, 1, 2, 59_999].map((now) => limits.lets('a', now, 3))).toEqual([true, true, true, false])
  expect(limits.lets('b', 5, 3)).toBe(true)
  expect(limits.lets('a', 60_000, 3)).toBe(true)
  expect(Array.from({ length: 500 }, () => limits.lets('c', 0, 0)).every(Boolean)).toBe(true)
})

test('whoever waits for a place comes in turn, and one at a time', async () => {
  const limits = openLimits()
  const order: string[] = []
  const leave = await limits.place('a', 1)
  const others = [1, 2].map(async (number) => {
    const go = await limits.place('a', 1)
    order.push(`${number} comes`)
    await Promise.resolve()
    order.push(`${number} goes`)
    go()
  })
  expect(order).toEqual([])
  leave()
  await Promise.all(others)
  expect(order).toEqual(['1 comes', '1 goes', '2 comes', '2 goes'])
})
