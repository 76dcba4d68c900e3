import { afterEach, beforeEach } from 'vitest'
import { stopWaiting } from './children.ts'
import { evidence, forgetErrors } from './evidence.ts'

// For every file of browser tests: a failure is printed with what was to be seen at that moment.

beforeEach(forgetErrors)
afterEach(async ({ task }) => {
  const waits = await stopWaiting()
  if (task.result?.state !== 'fail') return
  const lines = [...waits.map((what) => `still waited for: ${what}`), await evidence()].filter(Boolean)
  const why = task.result.errors?.at(-1)?.message ?? ''
  console.error(`"${task.name}" failed: ${why}\nWhat was to be seen:\n${lines.join('\n')}`)
})
