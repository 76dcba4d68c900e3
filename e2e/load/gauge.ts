import type { DatabaseSync } from 'node:sqlite'
import type { Worker } from '../worker.ts'

export interface Sample {
  /** Seconds since the start. */
  at: number
  /** Memory of the runtime, in bytes. */
  memory: number
  /** How long the job that is most overdue has waited for anybody to come, in milliseconds. */
  queueAge: number
  open: number
}

/** Reads the Worker's memory and its queue as they are now. */
export function takeSample(worker: Worker, database: DatabaseSync, at: number): Sample {
  const now = Date.now()
  const row = database
    .prepare(
      `select count(*) as open,
        coalesce(max(case when due_at <= :now and lease_until <= :now then :now - due_at end), 0) as age
       from jobs where ended_at is null`,
    )
    .get({ now }) as { open: number; age: number }
  return { at, memory: worker.memory(), queueAge: row.age, open: row.open }
}

/** Of the values in order, the one that this share of them does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Bytes at a time (seconds since the start). */
export interface Weight {
  at: number
  bytes: number
}

/** By how much it rises in a minute, by least squares, once it has warmed up (the first third); in bytes. */
export function slopeOf(weights: readonly Weight[]): number {
  const warm = weights.slice(Math.floor(weights.length / 3))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const at = mean(warm.map((weight) => weight.at))
  const bytes = mean(warm.map((weight) => weight.bytes))
  const spread = warm.reduce((sum, weight) => sum + (weight.at - at) ** 2, 0)
  const together = warm.reduce((sum, weight) => sum + (weight.at - at) * (weight.bytes - bytes), 0)
  return spread === 0 ? 0 : (together / spread) * 60
}
