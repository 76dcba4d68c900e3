import type { EventPage } from '../../shared/events.ts'
import { isEnded, type Job } from '../../shared/jobs.ts'

export type Jobs = ReadonlyMap<string, Job>

/** What is known after hearing more: an ended job never comes back to life by a late answer. */
export function takeJobs(known: Jobs, heard: readonly Job[]): Jobs {
  const next = new Map(known)
  for (const job of heard) {
    const before = next.get(job.id)
    if (!before || !isEnded(before.state) || isEnded(job.state)) next.set(job.id, job)
  }
  return next
}

export const openOf = (jobs: Jobs) => [...jobs.values()].filter((job) => !isEnded(job.state))

const everyMs = 1000
const slowestMs = 8000

export interface Parts {
  /** Without a cursor it brings no events, only the cursor of now. */
  events(after: number | null): Promise<EventPage>
  /** The jobs that are being waited for, as they are now. */
  reread(): Promise<Job[]>
  /** Where the last reading ended; null at the very first. */
  cursor: { read(): Promise<number | null>; write(next: number): Promise<void> }
  /** Whether anything is worth waiting for. */
  waiting(): boolean
  hear(jobs: Job[]): void
  /** `null` when the server answers again. */
  unreached(cause: unknown): void
  sleep(ms: number): Promise<void>
}

/**
 * Reads the workspace's events once a second while there is something to wait for, and stops otherwise.
 * With no answer it asks more and more slowly, and goes on. Calling it while it runs changes nothing.
 */
export function watcher(parts: Parts): () => Promise<void> {
  let running: Promise<void> | null = null
  const run = async () => {
    let after = await parts.cursor.read()
    let pause = everyMs
    while (parts.waiting()) {
      try {
        const page = await parts.events(after)
        parts.unreached(null)
        parts.hear(after === null ? await parts.reread() : page.events.map((event) => event.job))
        if (page.next !== after) await parts.cursor.write((after = page.next))
        pause = everyMs
        if (page.more) continue
      } catch (cause) {
        parts.unreached(cause)
        pause = Math.min(pause * 2, slowestMs)
      }
      if (parts.waiting()) await parts.sleep(pause)
    }
  }
  return () => (running ??= run().finally(() => (running = null)))
}
