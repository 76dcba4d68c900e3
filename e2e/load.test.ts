import { afterAll, beforeAll, expect, test } from 'vitest'
import { runLoad } from './load/run.ts'
import { openStudio, type Studio } from './studio.ts'

// The small form of "npm run prove load": too short to tell of memory, long enough for every kind of call.

let studio: Studio
beforeAll(async () => void (studio = await openStudio()))
afterAll(() => studio?.close())

// The books alone are given a minute to settle: who waits must wait longer, or nobody hears what is wrong with them.
test(
  'under mixed load with faults, nothing goes wrong but what was made to',
  { timeout: 150_000 },
  async () => {
    const { seen, times, queueAge, memory } = await runLoad(studio, 10)
    expect(seen.wrong).toEqual([])
    // How many, is for the machine to say.
    expect(seen.ended['done']).toBeGreaterThan(0)
    expect(Object.keys(seen.injected).length).toBeGreaterThan(0)
    expect(Object.keys(times).toSorted()).toEqual(
      ['account', 'cancel', 'file', 'from press to end', 'job', 'library', 'order', 'preflight'].toSorted(),
    )
    expect(queueAge.max).toBeLessThan(30_000)
    if (process.platform === 'linux') expect(memory.max).toBeGreaterThan(0)
  },
)
