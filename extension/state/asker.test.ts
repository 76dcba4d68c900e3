import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { asker } from './asker.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function world(keep: boolean) {
  const sent: string[] = []
  const answers = new Map<string, (answer: string) => void>()
  const { now, ask } = asker<string, string>({
    pauseMs: 300,
    keep,
    send: (question) => {
      sent.push(question)
      return new Promise((resolve) => answers.set(question, resolve))
    },
  })
  return { sent, now, ask, answer: (question: string) => answers.get(question)?.(`${question}!`) }
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

it('asks once, a moment after the last change', async () => {
  const { sent, now, ask, answer } = world(false)
  ask('a')
  await pass(200)
  ask('b')
  ask('b')
  await pass(400)
  expect(sent).toEqual(['b'])
  answer('b')
  await pass(0)
  expect(now.value).toBe('b!')
})

it('never shows the answer to an older question', async () => {
  const { now, ask, answer } = world(false)
  ask('a')
  await pass(300)
  ask('b')
  await pass(300)
  answer('a')
  await pass(0)
  expect(now.value).toBeNull()
  answer('b')
  await pass(0)
  expect(now.value).toBe('b!')
  ask(null)
  expect(now.value).toBeNull()
})

it.each([
  [true, 'a!'],
  [false, null],
])('keeps what was said meanwhile: %s', async (keep, shown) => {
  const { now, ask, answer } = world(keep)
  ask('a')
  await pass(300)
  answer('a')
  await pass(0)
  ask('b')
  expect(now.value).toBe(shown)
})
