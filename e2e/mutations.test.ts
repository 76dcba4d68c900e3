import { expect, test } from 'vitest'
import { misplaced } from './prove/mutations.ts'

test('every rule that the proof of changes takes away stands where it is looked for', () => {
  expect(misplaced()).toEqual([])
})
