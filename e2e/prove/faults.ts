import { binary, runChild } from '../children.ts'

export const title =
  '20,000 random schedules of faults: nothing lost, nothing paid twice, every job comes to its end'

const schedules = 20_000
/** At once, so that none holds all of their stories. */
const part = 5000

/** The Worker's own test at full size, in the Worker's own runtime. Throws with the story of the first that fails. */
export async function prove(): Promise<string[]> {
  const first = Number(process.env['FAULTS_SEED'] ?? Date.now() % 1e9)
  const started = performance.now()
  for (let played = 0; played < schedules; played += part)
    await runChild(
      [binary('vitest'), 'run', '-c', 'worker/vitest.config.ts', 'worker/jobs/faults.test.ts', '--no-color'],
      { env: { FAULTS: String(part), FAULTS_SEED: String(first + played) } },
    )
  const seconds = (performance.now() - started) / 1000
  return [
    `${schedules} schedules, seeds ${first} to ${first + schedules - 1}, ${Math.round(schedules / seconds)} a second`,
    `one in sixty of them over D1 and R2 as wrangler plays them, the others over D1's engine alone`,
  ]
}
