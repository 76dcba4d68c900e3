import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Event, EventPage } from '../../shared/events.ts'
import { isEnded, JobState, type Job } from '../../shared/jobs.ts'
import { openOf, takeJobs, watcher, type Jobs } from './watch.ts'

const job = (id: number, state: JobState): Job => ({
  id: `job_${String(id).padStart(25, '0')}`,
  orderId: `ord_${'0'.repeat(25)}`,
  task: 'create-image',
  model: 'wavespeed/qwen-image',
  modelTitle: 'Qwen Image',
  prompt: 'a hill',
  state,
  progress: 0,
  typicalSeconds: 3,
  cancel: 'no',
  failure: null,
  assets: [],
  receipt: { unit: 'image', asked: 1, held: 1, charged: null, why: '', vendorCostMicros: 0 },
  createdAt: 0,
  endedAt: null,
})
const event = (id: number, about: Job): Event => ({ id, at: 0, type: 'job-running', job: about })

describe('what is known of jobs', () => {
  it('never loses an end to an answer that comes late', () => {
    const heard = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(...JobState.options)))
    fc.assert(
      fc.property(heard, (stories) => {
        let known: Jobs = new Map()
        const ended = new Set<string>()
        for (const [id, state] of stories) {
          known = takeJobs(known, [job(id, state)])
          if (isEnded(state)) ended.add(job(id, state).id)
        }
        for (const id of ended) expect(isEnded(known.get(id)?.state ?? 'queued')).toBe(true)
      }),
    )
  })
})

/** A watcher over a server that answers with these pages, one after the other. */
function world(pages: (EventPage | Error)[], known: Job[], kept: number | null = 0, reread: Job[] = []) {
  let jobs = takeJobs(new Map(), known)
  const seen = { after: [] as (number | null)[], slept: [] as number[], unreached: [] as boolean[], kept }
  const ring = watcher({
    events: async (after) => {
      seen.after.push(after)
      const next = pages.shift()
      if (!next) throw new Error('asked once too often')
      if (next instanceof Error) throw next
      return next
    },
    reread: async () => reread,
    cursor: { read: async () => seen.kept, write: async (next) => void (seen.kept = next) },
    waiting: () => openOf(jobs).length > 0,
    hear: (heard) => (jobs = takeJobs(jobs, heard)),
    unreached: (cause) => seen.unreached.push(cause !== null),
    sleep: async (ms) => void seen.slept.push(ms),
  })
  return { ring, seen, open: () => openOf(jobs).length }
}

describe('watching', () => {
  it('asks nothing when there is nothing to wait for', async () => {
    const { ring, seen } = world([], [job(1, 'done')])
    await ring()
    expect(seen.after).toEqual([])
  })

  it('asks once a second from where it stopped, until all have ended', async () => {
    const { ring, seen, open } = world(
      [
        { events: [event(4, job(1, 'running'))], next: 4, more: false },
        { events: [], next: 4, more: false },
        { events: [event(5, job(1, 'done'))], next: 5, more: false },
      ],
      [job(1, 'queued')],
    )
    await ring()
    expect(seen).toMatchObject({ after: [0, 4, 4], slept: [1000, 1000], kept: 5 })
    expect(open()).toBe(0)
  })

  it('begins with what it waits for and the cursor of now, not with the whole past', async () => {
    const { ring, seen, open } = world([{ events: [], next: 900, more: false }], [job(1, 'queued')], null, [
      job(1, 'done'),
    ])
    await ring()
    expect(seen).toMatchObject({ after: [null], kept: 900 })
    expect(open()).toBe(0)
  })

  it('reads on at once while there is more', async () => {
    const { ring, seen } = world(
      [
        { events: [event(1, job(1, 'running'))], next: 1, more: true },
        { events: [event(2, job(1, 'done'))], next: 2, more: false },
      ],
      [job(1, 'queued')],
    )
    await ring()
    expect(seen).toMatchObject({ after: [0, 1], slept: [] })
  })

  it('asks more and more slowly without an answer, and is quick again after one', async () => {
    const lost = new Error('offline')
    const { ring, seen } = world(
      [
        lost,
        lost,
        lost,
        lost,
        { events: [], next: 0, more: false },
        { events: [event(1, job(1, 'failed'))], next: 1, more: false },
      ],
      [job(1, 'running')],
    )
    await ring()
    expect(seen.slept).toEqual([2000, 4000, 8000, 8000, 1000])
    expect(seen.unreached).toEqual([true, true, true, true, false, false])
  })

  it('runs once, however often it is rung', async () => {
    const { ring, seen } = world(
      [{ events: [event(1, job(1, 'done'))], next: 1, more: false }],
      [job(1, 'queued')],
    )
    await Promise.all([ring(), ring(), ring()])
    expect(seen.after).toEqual([0])
  })
})
