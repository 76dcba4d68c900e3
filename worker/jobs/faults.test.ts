import { describe, expect, inject, it } from 'vitest'
import { inWords, playNear, playOverD1, type Failure } from '../test/homes.ts'
import { plantedBugs } from '../test/planted.ts'

// Money and jobs survive whatever comes: presses, bells, webhooks, cancels and sweeps in any order, under faults.

const { schedules, seed } = inject('faults')

const holds = (failure: Failure | null) => expect(failure && inWords(failure)).toBeNull()

it(`${schedules} schedules from seed ${seed} on`, { timeout: 1000 + schedules * 500 }, async () => {
  for (let played = 0; played < schedules; played += 100)
    holds(await playNear(seed + played, Math.min(100, schedules - played)))
})

const few = Math.max(1, Math.ceil(schedules / 60))
it(`${few} of them over D1 and R2 themselves`, { timeout: 1000 + few * 10_000 }, async () => {
  holds(await playOverD1(seed, few))
})

describe('a planted bug is found', () => {
  it.each(Object.entries(plantedBugs))('%s', { timeout: 120_000 }, async (_, bug) => {
    const failure = await playNear(1, 1000, bug)
    expect(failure?.untruths).toBeTruthy()
  })
})
