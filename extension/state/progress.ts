import type { Job } from '../../shared/jobs.ts'

/** Share of the way, 0 to below 1: the typical time, then ever slower, and never behind what the server said. */
export function shareOf(job: Pick<Job, 'progress' | 'typicalSeconds' | 'createdAt'>, now: number): number {
  const passed = Math.max(0, now - job.createdAt) / 1000 / Math.max(1, job.typicalSeconds)
  const expected = passed < 0.9 ? passed : 1 - 0.1 * Math.exp(-(passed - 0.9) / 2)
  return Math.min(0.99, Math.max(job.progress, expected))
}

/** "12 s", "1 min 20 s" */
export function timeWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const minutes = Math.floor(whole / 60)
  const rest = whole % 60
  if (minutes === 0) return `${rest} s`
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
}

/** "4 s of about 8 s"; past the typical time "14 s, usually about 8 s". */
export function elapsedWords(job: Pick<Job, 'typicalSeconds' | 'createdAt'>, now: number): string {
  const passed = Math.max(0, now - job.createdAt) / 1000
  const typical = timeWords(job.typicalSeconds)
  return Math.round(passed) <= job.typicalSeconds
    ? `${timeWords(passed)} of about ${typical}`
    : `${timeWords(passed)}, usually about ${typical}`
}

const stateWords = {
  queued: 'Waiting for its turn',
  starting: 'Starting',
  running: 'Working on it',
  saving: 'Saving it to your library',
  unsure: 'Making sure the model has it',
} as const

export const stateWordsOf = (state: Job['state']): string =>
  state in stateWords ? stateWords[state as keyof typeof stateWords] : ''
