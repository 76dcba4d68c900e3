import { z } from 'zod'
import { ProviderId } from './providers.ts'

const share = z.number().min(0)

/** How the studio is, for anybody who asks: counts and ages, nothing about anybody. Ages in milliseconds. */
export const Health = z.strictObject({
  state: z.enum(['well', 'strained']),
  /** What strains it, in sentences; empty when it is well. */
  remarks: z.array(z.string()),
  at: z.int(),
  vendors: z.array(
    z.strictObject({
      id: ProviderId,
      title: z.string(),
      /** Is there a key, or a sandbox, behind it? */
      ready: z.boolean(),
      waiting: z.int(),
      working: z.int(),
      /** Sent without an answer: looked for, never repeated. */
      unsure: z.int(),
      /** Ended in the last hour; what the person or a safety check could not have is in neither. */
      done: z.int(),
      failed: z.int(),
    }),
  ),
  queue: z.strictObject({
    /** Jobs whose time has come and that nobody has in hand. */
    due: z.int(),
    oldestDueMs: z.int().nullable(),
  }),
  oldestOpenJobMs: z.int().nullable(),
  /** Messages that failed for good and have not been read. */
  deadLetters: z.int(),
  /** Of today's stop, by vendor and for `all`: 1 is the stop. */
  spending: z.array(z.strictObject({ scope: z.string(), share })),
  prices: z.strictObject({
    /** When the vendors were last asked; null: never. */
    checkedAt: z.int().nullable(),
    /** Where ours is not the vendor's. `tooLow`: each one sold is a loss. */
    differences: z.array(
      z.strictObject({
        model: z.string(),
        options: z.record(z.string(), z.string()),
        ourMicros: z.int(),
        vendorMicros: z.int(),
        tooLow: z.boolean(),
      }),
    ),
  }),
})
export type Health = z.infer<typeof Health>
