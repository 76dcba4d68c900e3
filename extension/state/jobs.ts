import { computed, signal } from '@preact/signals'
import { z } from 'zod'
import { isEnded, type Job } from '../../shared/jobs.ts'
import { api, type Trouble } from '../api.ts'
import { account } from './account.ts'
import { kept } from './kept.ts'
import { library } from './library.ts'
import { troubleOf } from './loaded.ts'
import { session } from './session.ts'
import { openOf, takeJobs, watcher, type Jobs } from './watch.ts'

export const jobs = signal<Jobs>(new Map())
export const openJobs = computed(() => openOf(jobs.value).sort((a, b) => b.createdAt - a.createdAt))

/** Set while the server does not answer; work goes on there meanwhile. */
export const unreached = signal<Trouble | null>(null)

/** Jobs the person has stopped waiting for: they go on, and end up in the library. */
export const leftAlone = signal<ReadonlySet<string>>(new Set())

const cursor = kept('local', 'cursor', z.int().min(0))
const bell = kept('session', 'bell', z.int())

function hear(heard: readonly Job[]): void {
  const before = jobs.peek()
  jobs.value = takeJobs(before, heard)
  const ended = heard.some((job) => isEnded(job.state) && !isEnded(before.get(job.id)?.state ?? 'done'))
  if (ended) void Promise.all([account.refresh(), library.refresh()])
}

const watch = watcher({
  events: api.events,
  reread: () => Promise.all(openOf(jobs.peek()).map(({ id }) => api.job(id))),
  cursor,
  waiting: () => session.peek() === 'in' && openOf(jobs.peek()).length > 0,
  hear,
  unreached: (cause) => (unreached.value = cause === null ? null : troubleOf(cause)),
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
})

/** Takes in jobs that were just ordered or read, and waits for their end. */
export function follow(heard: readonly Job[]): void {
  hear(heard)
  void watch()
}

/** Tells the other windows that there is new work to watch. */
export const ring = () => bell.write(Date.now())

/** Reads what is running now. Never throws: `unreached` says when there is no answer. */
export async function refreshJobs(): Promise<void> {
  try {
    follow((await api.openJobs()).jobs)
    unreached.value = null
  } catch (cause) {
    unreached.value = troubleOf(cause)
  }
}

bell.watch(() => void refreshJobs())

/** Cancels a job that has not begun. Throws `Trouble` when it is too late. */
export async function cancel(job: Job): Promise<void> {
  follow([await api.cancel(job.id)])
}

export function stopWaiting(job: Job): void {
  leftAlone.value = new Set(leftAlone.value).add(job.id)
}

export function forgetJobs(): void {
  jobs.value = new Map()
  leftAlone.value = new Set()
  unreached.value = null
}
