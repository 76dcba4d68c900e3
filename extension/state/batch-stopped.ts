import { signal } from '@preact/signals'
import { journal } from '../batch/journal.ts'

/** Whether a batch waits to be gone on with: paused, or cut short by a closed window or a crash. */
export const stopped = signal(false)

export async function lookForStopped(): Promise<void> {
  const all = await journal.batches().catch(() => [])
  stopped.value = all.some(({ state }) => state === 'running' || state === 'paused')
}
