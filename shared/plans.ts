import { z } from 'zod'
import type { Micros, Unit } from './money.ts'

export const PlanId = z.enum(['free', 'pro'])
export type PlanId = z.infer<typeof PlanId>

/** What a plan gives each calendar month (UTC) and what it allows. */
export interface Plan {
  title: string
  /** Dollars a month, for people; billing reads its own price ids. */
  monthly: Micros
  /** Granted at the start of each month; what is left lapses at its end. */
  grants: Readonly<Record<Unit, number>>
  tiers: readonly ('draft' | 'standard' | 'premium')[]
  /** Options not in the plan, by field. */
  without: Readonly<Record<string, readonly string[]>>
  /** Jobs of one press. */
  maxCount: number
  /** Jobs not yet ended, in the whole workspace. */
  maxOpenJobs: number
  /** Larger goes first where jobs wait for a vendor. */
  priority: number
}

export const plans: Record<PlanId, Plan> = {
  free: {
    title: 'Free',
    monthly: 0,
    grants: { image: 20, video: 2, usd: 100_000 },
    tiers: ['draft', 'standard'],
    without: { resolution: ['1080p'] },
    maxCount: 4,
    maxOpenJobs: 20,
    priority: 0,
  },
  pro: {
    title: 'Pro',
    monthly: 29_000_000,
    grants: { image: 300, video: 30, usd: 10_000_000 },
    tiers: ['draft', 'standard', 'premium'],
    without: {},
    maxCount: 10,
    maxOpenJobs: 100,
    priority: 1,
  },
}
