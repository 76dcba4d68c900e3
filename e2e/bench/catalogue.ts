import { signUp, type Api } from '../api.ts'
import { until } from '../children.ts'
import { openDatabase } from '../database.ts'
import { openStudio, type Studio } from '../studio.ts'

export const title = 'from the press to the vendor’s request leaving, with 10 and with 10 000 open jobs'
export const baseline = 'the same with 10 open jobs'

const runs = 30
const sizes = { few: 10, many: 10_000 }
/** As many as the free plan lets a workspace have open. */
const openEach = 20

interface Figures {
  ms: number[]
  rowsRead: number[]
  rowsWritten: number[]
}

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

export async function bench(say: (line: string) => void) {
  const studio = await openStudio()
  try {
    await studio.sandbox.set({ pictureMs: 20 })
    const api = await signUp(studio.worker.url, 'Bench')
    await rich(studio, (await api.account()).workspace.id)
    const few = await measure(studio, api, sizes.few, say)
    const many = await measure(studio, api, sizes.many, say)
    const rows = [0.5, 0.95].flatMap((share) =>
      (['ms', 'rowsRead', 'rowsWritten'] as const).map((kind) => ({
        name: `press to vendor, ${{ ms: 'time', rowsRead: 'rows read', rowsWritten: 'rows written' }[kind]}, p${share * 100}`,
        value: quantile(many[kind], share),
        unit: kind === 'ms' ? 'ms' : 'rows',
        baseline: quantile(few[kind], share),
      })),
    )
    return rows
  } finally {
    await studio.close()
  }
}

/** Single presses, one after the other, while so many jobs of others stand in line. */
async function measure(
  studio: Studio,
  api: Api,
  open: number,
  say: (line: string) => void,
): Promise<Figures> {
  await standInLine(studio, open)
  say(`${open} jobs of others stand in line`)
  const figures: Figures = { ms: [], rowsRead: [], rowsWritten: [] }
  for (let run = 0; run < runs; run++) {
    const prompt = `a quiet harbour ${open} ${run}`
    const pressed = Date.now()
    const answer = await api.order('/api/image-studio/create', {
      model: 'wavespeed/qwen-image',
      input: { prompt },
      count: 1,
      price: { unit: 'image', amount: 1 },
    })
    if (answer.status !== 202) throw new Error(`the press answered ${answer.status}`)
    const [job] = (answer.body as { jobs: { id: string }[] }).jobs
    const sent = await until('the vendor’s request', async () =>
      (await studio.sandbox.received()).find(({ body }) => (body as { prompt?: string })?.prompt === prompt),
    )
    const request = await logOf(studio, `"requestId":"${answer.headers.get('x-request-id')}"`, 'request')
    const visit = await logOf(studio, `"jobId":"${job!.id}","errand":"start"`, 'visit')
    figures.ms.push(sent.at - pressed)
    figures.rowsRead.push(request.rowsRead + visit.rowsRead)
    figures.rowsWritten.push(request.rowsWritten + visit.rowsWritten)
    await api.ended(job!.id)
  }
  return figures
}

interface Logged {
  rowsRead: number
  rowsWritten: number
}

const logOf = (studio: Studio, words: string, event: string): Promise<Logged> =>
  until(`the log of a ${event}`, () => {
    const lines = studio.worker.output().split('\n')
    const line = lines.findLast((each) => each.startsWith(`{"event":"${event}"`) && each.includes(words))
    return line === undefined ? null : (JSON.parse(line) as Logged)
  })

/** The pro plan, and a pack that pays for everything. */
async function rich(studio: Studio, workspaceId: string): Promise<void> {
  const database = await openDatabase(studio.worker.state, false)
  const year = Date.now() + 365 * 24 * 3600 * 1000
  database.exec('begin immediate')
  database.prepare(`update workspaces set plan = 'pro' where id = ?`).run(workspaceId)
  database
    .prepare(
      `insert into grants (id, workspace_id, unit, source, granted, available, reason, expires_at, created_at)
       values ('grt_bench', ?, 'image', 'pack', 1000, 1000, 'bench', ?, 0)`,
    )
    .run(workspaceId, year)
  database
    .prepare(
      `insert into ledger (id, workspace_id, grant_id, job_id, kind, unit, delta, at)
       values ('lin_bench', ?, 'grt_bench', null, 'grant', 'image', 1000, 0)`,
    )
    .run(workspaceId)
  database.exec('commit')
  database.close()
}

/** Jobs of the free plan in the line of the same vendor, whose time comes after the benchmark. */
async function standInLine(studio: Studio, open: number): Promise<void> {
  const database = await openDatabase(studio.worker.state, false)
  const later = Date.now() + 3600_000
  database.exec('begin immediate')
  database.exec(
    `delete from jobs where workspace_id like 'bench%'; delete from orders where workspace_id like 'bench%'`,
  )
  const all = `with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${open})`
  const place = `'bench' || (i / ${openEach})`
  database.exec(`${all} insert or ignore into workspaces (id, name, slug, plan, created_at)
    select ${place}, 'Bench', ${place}, 'free', 0 from n`)
  database.exec(`${all} insert into orders (id, workspace_id, user_id, key, body_hash, created_at)
    select 'ord_bench' || i, ${place}, 'nobody', 'bench-' || i, '', 0 from n`)
  database.exec(`${all} insert into jobs (id, workspace_id, order_id, n, task, model, vendor, input, state, priority,
      turn, unit, asked, held, vendor_cost_micros, hook_token, due_at, allowed_ms, deadline_at, created_at)
    select 'job_bench' || i, ${place}, 'ord_bench' || i, 0, 'create-image', 'wavespeed/qwen-image', 'wavespeed',
      '{"prompt":"bench"}', 'queued', 0, i % ${openEach}, 'image', 1, 1, 20000, 'x', ${later}, 180000, ${later},
      ${Date.now()} from n`)
  database.exec('commit')
  database.close()
}
