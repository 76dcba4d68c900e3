import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noPast, noted, redone, undone, type Past } from './past.ts'

test('all steps can be taken back and made again', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 60 }), (values) => {
      let [past, now]: [Past<number>, number] = [noPast, 0]
      for (const value of values) {
        past = noted(past, now, false)
        now = value
      }
      for (const value of [0, ...values].toReversed().slice(1)) {
        const back = undone(past, now)!
        ;({ past, now } = back)
        expect(now).toBe(value)
      }
      expect(undone(past, now)).toBeNull()
      for (const value of values) {
        ;({ past, now } = redone(past, now)!)
        expect(now).toBe(value)
      }
      expect(redone(past, now)).toBeNull()
    }),
  )
})

test('a change on its way is one step, and nothing can be made again after it', () => {
  let past = noted<string>(noPast, 'a', false)
  past = noted(past, 'b', true)
  expect(past.before).toEqual(['a'])
  const back = undone(past, 'c')!
  expect(back.now).toBe('a')
  expect(noted(back.past, 'a', true).after).toEqual([])
})
