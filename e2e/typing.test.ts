import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDisplay, type Display } from './display.ts'
import { compareTyping } from './typing.ts'

let display: Display
beforeAll(async () => void (display = await openDisplay()))
afterAll(() => display?.close())

// How long a key takes is for "npm run prove typing" to say, at full size; here it is shown that all of it happens.
test('keys typed beside the panel and the button all arrive, and nothing shifts', async () => {
  const [extension, api, sandbox] = [inject('extension'), inject('api'), inject('sandbox')]
  const { bare, ours, arrived, shifts } = await compareTyping({ display, extension, api, sandbox }, 200, 100)
  expect([...bare, ours].map((run) => run.flat().length)).toEqual([200, 200, 200])
  expect(arrived).toBe(200)
  expect(shifts).toBe(0)
})
