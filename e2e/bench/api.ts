import { signUp, type Answer, type Api } from '../api.ts'
import { until } from '../children.ts'
import { openDatabase } from '../database.ts'
import { openStudio, type Studio } from '../studio.ts'

export const title = 'preflight and a press, with 10 and with 1 000 000 lines in the ledger'
export const baseline = 'an address of the same Worker with nothing behind it'

const runs = 40
const sizes = { few: 10, many: 1_000_000 }
const wish = { model: 'wavespeed/qwen-image', input: { prompt: 'a quiet harbour' }, count: 1 }

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export async function bench(say: (line: string) => void) {
  const studio = await openStudio()
  try {
    await studio.sandbox.set({ pictureMs: 20 })
    const few = await person(studio, sizes.few, say)
    const many = await person(studio, sizes.many, say)
    // All take turns, so that whatever else the machine does falls on each of them.
    for (let run = 0; run < runs; run++) for (const each of [few, many]) await round(studio, each)
    const rows = (['preflight', 'order'] as const).flatMap((what) =>
      (['rowsRead', 'rowsWritten'] as const).map((kind) => ({
        name: `${what}, ${kind === 'rowsRead' ? 'rows read' : 'rows written'}, many lines beside few`,
        value: median(many.logged[what].map((line) => line[kind])),
        unit: 'rows',
        baseline: median(few.logged[what].map((line) => line[kind])),
      })),
    )
    const row = (what: 'preflight' | 'order', { times }: Person, size: number) => ({
      name: `${what}, ${size} ledger lines`,
      value: median(times[what]),
      unit: 'ms',
      baseline: median([...few.times.empty, ...many.times.empty]),
    })
    const beside = (what: 'preflight' | 'order') => ({
      name: `${what}, many lines beside few`,
      value: median(many.times[what]),
      unit: 'ms',
      baseline: median(few.times[what]),
    })
    return [
      row('preflight', few, sizes.few),
      row('preflight', many, sizes.many),
      row('order', few, sizes.few),
      row('order', many, sizes.many),
      beside('preflight'),
      beside('order'),
      ...rows,
    ]
  } finally {
    await studio.close()
  }
}

/** Somebody whose ledger has so many lines, and how long their calls took, in milliseconds. */
interface Person {
  api: Api
  times: Record<What, number[]>
  /** What the Worker's own log says of each call. */
  logged: Record<What, Logged[]>
}
type What = 'empty' | 'preflight' | 'order'

async function person(studio: Studio, size: number, say: (line: string) => void): Promise<Person> {
  const api = await signUp(studio.worker.url, `Bench ${size}`)
  const { workspace } = await api.account()
  await seed(studio, workspace.id, size)
  say(`${size} lines are in the ledger of a workspace of its own`)
  const none = () => ({ empty: [], preflight: [], order: [] })
  return { api, times: none(), logged: none() }
}

/** Single calls, one after the other; the job of the press is over before the next round. */
async function round(studio: Studio, { api, times, logged }: Person): Promise<void> {
  const timed = async (what: What, expected: number, call: () => Promise<Answer>) => {
    const started = performance.now()
    const { status, body, headers } = await call()
    times[what].push(performance.now() - started)
    logged[what].push(await logOf(studio, headers.get('x-request-id')))
    if (status !== expected) throw new Error(`${what} answered ${status}: ${JSON.stringify(body)}`)
  }
  await timed('empty', 404, () => api.call('GET', '/api/nothing-here'))
  await timed('preflight', 200, () => api.call('POST', '/api/subscription/preflight-check', wish))
  await timed('order', 202, () =>
    api.order('/api/image-studio/create', { ...wish, price: { unit: 'image', amount: 1 } }),
  )
  const [job] = await api.jobs()
  if (job) await api.ended(job.id)
}

interface Logged {
  requestId: string
  /** Rows of D1. */
  rowsRead: number
  rowsWritten: number
}

const logOf = (studio: Studio, requestId: string | null): Promise<Logged> =>
  until('the log of a request', () => {
    const line = studio.worker
      .output()
      .match(new RegExp(`^{"event":"request","requestId":"${requestId}".*$`, 'm'))
    return line && (JSON.parse(line[0]) as Logged)
  })

/** A pack that pays for everything, and lines of holds and releases as years of use would leave them. */
async function seed(studio: Studio, workspaceId: string, size: number): Promise<void> {
  const database = await openDatabase(studio.worker.state, false)
  const grant = `grt_bench${size}`
  const year = Date.now() + 365 * 24 * 3600 * 1000
  database.exec('begin immediate')
  database
    .prepare(
      `insert into grants (id, workspace_id, unit, source, granted, available, reason, expires_at, created_at)
       values (?, ?, 'image', 'pack', 1000000, 1000000, 'bench', ?, 0)`,
    )
    .run(grant, workspaceId, year)
  database
    .prepare(
      `with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ?)
       insert into ledger (id, workspace_id, grant_id, job_id, kind, unit, delta, at)
       select 'lin_bench' || ? || '_' || i, ?, ?,
         case when i = 0 then null else 'job_bench' || ? || '_' || ((i + 1) / 2) end,
         case when i = 0 then 'grant' when i % 2 then 'hold' else 'release' end, 'image',
         case when i = 0 then 1000000 + (? % 2 = 0) when i % 2 then -1 else 1 end, i from n`,
    )
    .run(size, size, workspaceId, grant, size, size)
  database.exec('commit')
  database.close()
}
