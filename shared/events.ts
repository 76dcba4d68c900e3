import { z } from 'zod'
import { Job } from './jobs.ts'

/** One thing that happened in the workspace. The job is as it is now, not as it was: the last event says all. */
export const Event = z.strictObject({
  id: z.int(),
  at: z.int(),
  type: z.enum([
    'job-queued',
    'job-starting',
    'job-running',
    'job-saving',
    'job-unsure',
    'job-done',
    'job-failed',
    'job-cancelled',
  ]),
  job: Job,
})
export type Event = z.infer<typeof Event>

/** Events after a cursor, oldest first. `next` is the cursor to ask with; `more` says there are further ones now. */
export const EventPage = z.strictObject({ events: z.array(Event), next: z.int(), more: z.boolean() })
export type EventPage = z.infer<typeof EventPage>
