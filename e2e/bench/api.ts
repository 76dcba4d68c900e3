import { signUp, type Api } from '../api.ts'
import { openDatabase } from '../database.ts'
import { openStudio, type Studio } from '../studio.ts'

export const title = 'preflight and a press, with 10 and with 1 000 000 lines in the ledger'
export const baseline = 'an address of the same Worker with nothing behind it'

const runs = 40
const lines = { few: 10, many: 1_000_000 }
const wish = { model: 'wavespeed/qwen-image', input: { prompt: 'a quiet harbour' }, count: 1 }

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export async function bench(say: (line: string) => void) {
  const studio = await openStudio()
  try {
    await studio.sandbox.set({ pictureMs: 20 })
    const few = await measure(studio, lines.few, say)
    const many = await measure(studio, lines.many, say)
    const row = (what: 'preflight' | 'order', at: Measured, size: number) => ({
      name: `${what}, ${size} ledger lines`,
      value: at[what],
      unit: 'ms',
      baseline: at.empty,
    })
    return [
      row('preflight', few, lines.few),
      row('preflight', many, lines.many),
      row('order', few, lines.few),
      row('order', many, lines.many),
      {
        name: 'preflight, many lines beside few',
        value: many.preflight,
        unit: 'ms',
        baseline: few.preflight,
      },
      { name: 'order, many lines beside few', value: many.order, unit: 'ms', baseline: few.order },
    ]
  } finally {
    await studio.close()
  }
}

interface Measured {
  empty: number
  preflight: number
  order: number
}

/** Medians of single calls, one after the other, for a person whose ledger has so many lines. */
async function measure(studio: Studio, size: number, say: (line: string) => void): Promise<Measured> {
  const api = await signUp(studio.worker.url, `Bench ${size}`)
  const { workspace } = await api.account()
  await seed(studio, workspace.id, size)
  say(`${size} lines are in the ledger of a workspace of its own`)
  const times: Record<keyof Measured, number[]> = { empty: [], preflight: [], order: [] }
  const timed = async (what: keyof Measured, expected: number, call: () => ReturnType<Api['call']>) => {
    const started = performance.now()
    const { status, body } = await call()
    times[what].push(performance.now() - started)
    if (status !== expected) throw new Error(`${what} answered ${status}: ${JSON.stringify(body)}`)
  }
  // The three take turns, so that whatever else the machine does falls on all of them.
  for (let run = 0; run < runs; run++) {
    await timed('empty', 404, () => api.call('GET', '/api/nothing-here'))
    await timed('preflight', 200, () => api.call('POST', '/api/subscription/preflight-check', wish))
    await timed('order', 202, () =>
      api.order('/api/image-studio/create', { ...wish, price: { unit: 'image', amount: 1 } }),
    )
    const order = (await api.jobs())[0]
    if (order) await api.ended(order.id)
  }
  return { empty: median(times.empty), preflight: median(times.preflight), order: median(times.order) }
}

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
