import type { Api } from '../api.ts'
import { until } from '../children.ts'
import { openDatabase, readGrants } from '../database.ts'
import { signUpRich } from '../rich.ts'
import type { Studio } from '../studio.ts'
import { live, nothingSeen, type Client, type Seen } from './client.ts'
import { faults } from './faults.ts'
import { quantile, slopeOf, takeSample, type Sample, type Weight } from './gauge.ts'

export interface Figures {
  seconds: number
  clients: number
  calls: number
  seen: Omit<Seen, 'times' | 'jobs'>
  /** Milliseconds by kind of call; `job` is one look at a job, `from press to end` the whole of it. */
  times: Record<string, { calls: number; median: number; p99: number; max: number }>
  queueAge: { median: number; max: number }
  /** What the runtime takes from the machine, its database and caches included. */
  memory: { first: number; last: number; max: number; slopePerMinute: number }
  /** What our own code holds after each collection of garbage. */
  heap: { first: number; last: number; max: number; slopePerMinute: number }
  samples: number
}

const clients = 32
/** Several clients are one person, as several windows are: it stays below what one person may ask in a minute. */
const people = 8
const oneFaultIn = 20
const sampleMs = 500
/** The heap is collected and weighed so often in a run. */
const weighings = 24

/** Mixed load for so many seconds. What was not as it should be is in `seen.wrong`; it throws for nothing else. */
export async function runLoad(studio: Studio, seconds: number): Promise<Figures> {
  await studio.sandbox.set({ pictureMs: 500 })
  const apis: Api[] = []
  for (let n = 0; n < people; n++)
    apis.push(await signUpRich(studio.worker.url, studio.worker.state, `Load ${n}`))
  const seen = nothingSeen()
  const numbers = { order: 0, fault: 0 }
  const nextFault = () =>
    ++numbers.fault % oneFaultIn === 0 ? (faults[(numbers.fault / oneFaultIn) % faults.length] ?? null) : null
  const client = (n: number): Client => ({
    api: apis[n % people]!,
    sandbox: studio.sandbox,
    seen,
    random: seeded(n + 1),
    nextFault,
    nextNumber: () => ++numbers.order,
  })

  const started = performance.now()
  const passed = () => (performance.now() - started) / 1000
  const samples: Sample[] = []
  const database = await openDatabase(studio.worker.state)
  const watching = setInterval(() => {
    if (passed() < seconds) samples.push(takeSample(studio.worker, database, passed()))
  }, sampleMs)
  const heaps: Weight[] = []
  // The inspector may be too busy for one of them; the others tell enough.
  const weigh = () =>
    studio.worker.heap().then(
      (bytes) => void heaps.push({ at: passed(), bytes }),
      () => undefined,
    )
  const weighing = setInterval(() => void weigh(), Math.max(4000, (seconds * 1000) / weighings))
  await Promise.all(Array.from({ length: clients }, (_, n) => live(client(n), () => passed() >= seconds)))
  clearInterval(watching)
  clearInterval(weighing)
  database.close()
  if (heaps.length < Math.min(weighings, seconds / 4) / 2) seen.wrong.push('the heap could not be weighed')
  await settleBooks(studio, apis, seen)
  return figuresOf(seen, samples, heaps, seconds)
}

/** Everything has ended, nothing is held, and the ledger adds up. */
async function settleBooks(studio: Studio, apis: readonly Api[], seen: Seen): Promise<void> {
  const database = await openDatabase(studio.worker.state)
  const count = (sql: string) => (database.prepare(sql).get() as { n: number }).n
  const open = () => count('select count(*) as n from jobs where ended_at is null')
  await until('every job to end', () => open() === 0, 60).catch((error: unknown) =>
    seen.wrong.push(String(error)),
  )
  const dead = count('select count(*) as n from dead_letters')
  if (dead > 0) seen.wrong.push(`${dead} messages died`)
  database.close()
  for (const api of apis)
    for (const grant of await readGrants(studio.worker.state, (await api.account()).workspace.id))
      if (grant.available !== grant.ledgerSum)
        seen.wrong.push(
          `grant ${grant.id}: ${grant.available} available, its lines add up to ${grant.ledgerSum}`,
        )
}

function figuresOf(
  { times, jobs, ...seen }: Seen,
  samples: readonly Sample[],
  heaps: readonly Weight[],
  seconds: number,
): Figures {
  const ages = samples.map((sample) => sample.queueAge)
  const all = { ...times, 'from press to end': jobs }
  return {
    seconds,
    clients,
    calls: Object.values(times).reduce((sum, list) => sum + list.length, 0),
    seen,
    times: Object.fromEntries(
      Object.entries(all).map(([what, list]) => [
        what,
        {
          calls: list.length,
          median: Math.round(quantile(list, 0.5)),
          p99: Math.round(quantile(list, 0.99)),
          max: Math.round(quantile(list, 1)),
        },
      ]),
    ),
    queueAge: { median: Math.round(quantile(ages, 0.5)), max: Math.round(quantile(ages, 1)) },
    memory: courseOf(samples.map(({ at, memory }) => ({ at, bytes: memory }))),
    heap: courseOf(heaps),
    samples: samples.length,
  }
}

/** From where it had warmed up (the first third) to the end. */
function courseOf(weights: readonly Weight[]) {
  const bytes = weights.map((weight) => weight.bytes)
  return {
    first: bytes[Math.floor(bytes.length / 3)] ?? 0,
    last: bytes.at(-1) ?? 0,
    max: Math.max(0, ...bytes),
    slopePerMinute: Math.round(slopeOf(weights)),
  }
}

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed * 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
