import type { Chance } from './chance.ts'
import type { Fate } from './seam.ts'
import type { VendorWeather } from './vendor.ts'

/** What may go wrong in one schedule, and how often. */
export interface Weather {
  /** Share of the calls leaving the Worker that something befalls, and what. */
  calls: number
  kinds: readonly Fate['what'][]
  vendor: VendorWeather
  /** Workers at once. */
  workers: number
  /** Bells are lost, come twice, come before their time. */
  loses: boolean
  doubles: boolean
  early: boolean
  /** Share of steps at which somebody may cancel. */
  cancels: number
  /** How often a bell that failed comes again before it is given up: letters die often enough to be seen. */
  retries: number
  /** Every Worker is restarted when the weather clears. */
  restart: boolean
  /** The account at the vendor. */
  limits: { perMinute: number; parallel: number }
  steps: number
}

const allKinds: Fate['what'][] = ['fail', 'silence', 'sleep', 'die']

export function forecast(chance: Chance): Weather {
  const one = chance.yes(0.5)
  return {
    calls: chance.pick(one ? [0.05, 0.15, 0.3] : [0, 0.02, 0.05, 0.15]),
    kinds: one ? [chance.pick(allKinds)] : allKinds,
    vendor: {
      wrong: chance.pick([0, 0, 0.1, 0.3]),
      gone: chance.yes(0.03),
      hook: chance.pick(['once', 'once', 'twice', 'late', 'never', 'forged', 'foreign']),
      fates: chance.pick([['done'], ['done'], ['done', 'done', 'fails', 'flagged', 'fileless', 'never']]),
    },
    workers: chance.pick([1, 2]),
    loses: chance.yes(0.3),
    doubles: chance.yes(0.3),
    early: chance.yes(0.3),
    cancels: chance.pick([0, 0.3, 0.8]),
    retries: chance.pick([0, 1, 5]),
    restart: chance.yes(0.3),
    limits: chance.pick([
      { perMinute: 500, parallel: 100 },
      { perMinute: 500, parallel: 100 },
      { perMinute: 1, parallel: 100 },
      { perMinute: 500, parallel: 1 },
    ]),
    steps: 8 + chance.below(25),
  }
}
