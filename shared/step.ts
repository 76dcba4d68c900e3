import { z } from 'zod'

/** Why a slow outside call failed, in the five ways that differ for the person waiting. */
export const FailReason = z.enum(['bad-input', 'refused', 'reconnect', 'busy', 'broken'])
export type FailReason = z.infer<typeof FailReason>

/** What a provider keeps to ask again; opaque to everyone but that provider. */
export const Handle = z.record(z.string(), z.json())
export type Handle = z.infer<typeof Handle>

/** The one answer of every slow outside call: generation, publishing, training. */
export type Step<R> =
  | { state: 'pending'; handle: Handle; againInSeconds: number }
  | { state: 'done'; result: R }
  /** It may have been accepted: look it up, never start it blindly again. */
  | { state: 'unsure' }
  /** `billed`: the other side counts it all the same. */
  | { state: 'failed'; reason: FailReason; message: string; againInSeconds?: number; billed?: boolean }
