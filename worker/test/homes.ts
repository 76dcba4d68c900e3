import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { nearBucket, nearDatabase } from './near.ts'
import { playSchedule, type Home, type Planted } from './schedule.ts'
import { findUntruths } from './truths.ts'

/** What did not hold after a schedule, and everything that happened in it. */
export interface Failure {
  seed: number
  untruths: string[]
  story: string
}

async function play(home: Home, seed: number, planted?: Planted): Promise<Failure | null> {
  const played = await playSchedule(home, seed, planted)
  const untruths = await findUntruths(home, played)
  const story = [JSON.stringify(played.weather), ...played.trace].join('\n')
  return untruths.length === 0 ? null : { seed, untruths, story }
}

/** Plays so many seeds over D1 and R2 themselves; gives the first that fails. */
export async function playOverD1(first: number, count: number): Promise<Failure | null> {
  for (let seed = first; seed < first + count; seed++) {
    const failure = await play(env, seed)
    if (failure) return failure
  }
  return null
}

/** Plays so many seeds near by, each from an empty database; gives the first that fails. */
export function playNear(first: number, count: number, planted?: Planted): Promise<Failure | null> {
  const stub = env.NEAR.get(env.NEAR.newUniqueId())
  return runInDurableObject(stub, async (_, { storage }) => {
    for (const { queries } of env.MIGRATIONS) for (const query of queries) storage.sql.exec(query)
    for (let seed = first; seed < first + count; seed++) {
      const home = { DB: nearDatabase(storage), MEDIA: nearBucket() }
      const failure = await storage.transaction(async (transaction) => {
        const found = await play(home, seed, planted)
        transaction.rollback()
        return found
      })
      if (failure) return failure
    }
    return null
  })
}

/** A failure as a person reads it. */
export const inWords = ({ seed, untruths, story }: Failure) =>
  `schedule ${seed} does not hold (again with FAULTS_SEED=${seed}):\n${untruths.join('\n')}\n\n${story}`
