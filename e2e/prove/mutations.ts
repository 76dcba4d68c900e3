import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { binary, root, startChild, temporaryFolder } from '../children.ts'

export const title = 'each rule that guards money and jobs, changed by hand, makes the suite fail'

interface Mutation {
  what: string
  file: string
  from: string
  to: string
}

const tables = 'migrations/0000_start.sql'

/** A rule of the database, taken away. */
const without = (name: string, from: string, to = ''): Mutation => ({
  what: `constraint ${name}`,
  file: tables,
  from,
  to,
})
const unique = (name: string) => without(name, `CREATE UNIQUE INDEX \`${name}\``, `CREATE INDEX \`${name}\``)
const check = (name: string) =>
  without(name, `CONSTRAINT "${name}" CHECK(`, `CONSTRAINT "${name}" CHECK(1 or `)
const change = (kind: string, file: string) => (what: string, from: string, to: string) => ({
  what: `${kind}: ${what}`,
  file,
  from,
  to,
})
const claim = change('claim', 'worker/jobs/claim.ts')
const hold = change('hold', 'worker/ledger.ts')
const close = change('close', 'worker/ledger.ts')
const end = change('close', 'worker/jobs/lifecycle.ts')
const move = change('claim', 'worker/jobs/lifecycle.ts')
const refund = change('refund', 'worker/ledger.ts')

const mutations: readonly Mutation[] = [
  ...['grants_once', 'ledger_one_hold', 'ledger_one_close', 'orders_once', 'jobs_handle_once'].map(unique),
  ...['jobs_place', 'jobs_claim', 'files_once', 'assets_of_job'].map(unique),
  ...['grants_available', 'holds_settled', 'jobs_ended', 'jobs_started', 'jobs_charged'].map(check),
  check('jobs_free_unless_done'),
  without(
    'holds.grant_id not null',
    '`grant_id` text NOT NULL,\n\t`unit` text NOT NULL,\n\t`amount`',
    '`grant_id` text,\n\t`unit` text NOT NULL,\n\t`amount`',
  ),
  without(
    'ledger.grant_id not null',
    '`grant_id` text NOT NULL,\n\t`job_id`',
    '`grant_id` text,\n\t`job_id`',
  ),

  claim('a job that has ended', 'started_at is not null and ended_at is null\n', 'started_at is not null\n'),
  claim(
    'before it is due',
    'and due_at <= ${now} and lease_until <= ${now} order',
    'and lease_until <= ${now} order',
  ),
  claim(
    'while another has it',
    'and due_at <= ${now} and lease_until <= ${now} order',
    'and due_at <= ${now} order',
  ),
  claim(
    'of another vendor',
    '(select id from jobs where vendor = ${vendor} and',
    '(select id from jobs where',
  ),
  claim(
    'a job that was begun',
    'sql`j.vendor = ${vendor} and j.started_at is null and',
    'sql`j.vendor = ${vendor} and',
  ),
  claim('a waiting job that has ended', 'is null and j.ended_at is null`', 'is null`'),
  claim('more than the rate', '${freeAt} <= ${now} and closed_until', 'closed_until'),
  claim('from a vendor that does not answer', 'and closed_until <= ${now} and', 'and'),
  claim('more than run at once', ' and ${inParallel} < parallel`', '`'),
  claim('without a free place', 'sql`changes() = 1`', 'sql`1`'),
  claim(
    'a deadline that moves on',
    'case when attempts = 0 then ${now} + allowed_ms else deadline_at end',
    '${now} + allowed_ms',
  ),
  move(
    'a write when another has the job',
    "const mine = and(eq(jobs.id, job.id), eq(jobs.claim, job.claim ?? ''), isNull(jobs.endedAt))",
    'const mine = and(eq(jobs.id, job.id), isNull(jobs.endedAt))',
  ),
  move(
    'handed over when another has the job',
    ".where(and(eq(jobs.id, job.id), eq(jobs.claim, job.claim ?? ''), isNull(jobs.endedAt)))",
    '.where(and(eq(jobs.id, job.id), isNull(jobs.endedAt)))',
  ),
  move('a step back', '.where(and(mine, eq(jobs.state, job.state)))', '.where(mine)'),

  hold('from a grant that cannot pay', 'and available >= ${amount}\n', '\n'),
  hold('from a grant that has lapsed', 'and expires_at > ${now} and available', 'and available'),
  hold(
    'from another workspace',
    'from grants where workspace_id = ${workspaceId} and unit',
    'from grants where unit',
  ),
  hold('of another unit', 'and unit = ${unit}\n', '\n'),
  hold('beyond the open jobs of the plan', '< ${maxOpenJobs}\n', '< 1000000\n'),
  hold('without taking it', 'sql`available - ${amount}`', 'sql`available`'),
  hold('without its line', "'hold', unit, -amount,", "'hold', unit, 0,"),

  close('of a job that goes on', 'and j.ended_at is not null)`', ')`'),
  close(
    'to a grant that has lapsed',
    'where h.job_id = ${jobId} and g.expires_at <= ${now}',
    'where h.job_id = ${jobId} and 0',
  ),
  close(
    'what is not charged is kept',
    'sql`(select amount from holds where job_id = ${jobId}) - ${charged}`',
    'sql`0`',
  ),
  close(
    'what is charged is given back',
    'where job_id = ${jobId}) - ${charged}`,\n',
    'where job_id = ${jobId})`,\n',
  ),
  close(
    'nothing returns to the grant',
    'sql`available + (select delta from ledger where id = ${line})`',
    'sql`available`',
  ),
  close('the hold stays open', 'set({ settled: charged, closedAt: now })', 'set({ settled: charged })'),
  close(
    'settled at another price',
    'set({ settled: charged, closedAt: now })',
    'set({ settled: 0, closedAt: now })',
  ),
  close('the month forgets', 'charged: sql`charged + excluded.charged`', 'charged: sql`excluded.charged`'),
  end('by whoever comes', 'isNull(jobs.endedAt), guard))', 'isNull(jobs.endedAt)))'),
  end(
    'a cancel of what was sent',
    "eq(jobs.state, 'queued'), { state: 'cancelled'",
    "isNull(jobs.endedAt), { state: 'cancelled'",
  ),
  end('a late result is charged', 'charged: ctx.now() > job.deadlineAt ? 0 : (', 'charged: ('),

  refund('of what was never charged', 'and settled > 0`', '`'),
  refund(
    'of another workspace’s job',
    'where job_id = ${jobId} and workspace_id = ${workspaceId} and settled',
    'where job_id = ${jobId} and settled',
  ),
  refund('as often as asked', '${`refund ${jobId}`}', '${`refund ${gift}`}'),
  refund(
    'without its line',
    "'refund', unit, granted, ${now} from grants where id = ${gift}`",
    "'refund', unit, 0, ${now} from grants where id = ${gift}`",
  ),
  refund('the month forgets', 'charged - (select granted from grants where id = ${gift})', 'charged'),
]

/** Changes whose place is not to be found once in the tree: in a sentence each. */
export const misplaced = (all: readonly Mutation[] = mutations): string[] =>
  all.flatMap(({ what, file, from }) =>
    readFileSync(join(root, file), 'utf8').split(from).length === 2
      ? []
      : [`${what}: "${from}" does not stand once in ${file}`],
  )

/** A copy of the tree, without what is made from it. */
function copyTree(): string {
  const copy = temporaryFolder('mutations')
  const left = new Set(['node_modules', '.git', '.output', '.wxt', '.wrangler', 'demo'])
  cpSync(root, copy, {
    recursive: true,
    filter: (path) =>
      !relative(root, path)
        .split('/')
        .some((part) => left.has(part)),
  })
  // Packages one by one: what a bundler notes beside them stays the copy's own.
  mkdirSync(join(copy, 'node_modules'))
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name === '.bin' || !name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name))
  return copy
}

/** Everything that has to do with money and jobs; the first few say most of it, and sooner. */
const suite = ['worker/db/', 'worker/ledger.test.ts', 'worker/jobs/', 'worker/assets/store.test.ts']
const nearest: Record<string, string[]> = {
  [tables]: ['worker/db/rules.test.ts'],
  'worker/ledger.ts': ['worker/ledger.test.ts', 'worker/jobs/orders.test.ts'],
  'worker/jobs/claim.ts': ['worker/jobs/claim.test.ts', 'worker/jobs/visit.test.ts'],
  'worker/jobs/lifecycle.ts': ['worker/jobs/visit.test.ts', 'worker/jobs/faults.test.ts'],
}

/** Some changes make a test go round for ever: that is noticed too. As long as a stage of the tests. */
const limitMs = 600_000
/** The nearest tests are few. */
const nearLimitMs = 150_000

/** The first test that fails in the copy; null when all pass. */
async function run(copy: string, tests: string[], within = limitMs): Promise<string | null> {
  const config = join(copy, 'worker/vitest.config.ts')
  let failed: string | undefined
  const child = startChild(
    [binary('vitest'), 'run', '--root', copy, '-c', config, '--bail=1', '--no-color', ...tests],
    {
      cwd: copy,
      // The seeds are always the same: what is found once is found again.
      env: { FAULTS: '600', FAULTS_SEED: '1' },
      heard: (text) => (failed ??= text.match(/FAIL\s+.*? > (.*)/)?.[1]),
    },
  )
  let endless = false
  const limit = setTimeout(() => {
    endless = true
    void child.stop()
  }, within)
  const code = await child.ended
  clearTimeout(limit)
  if (code === 0) return null
  if (endless) return 'it never ends'
  if (!failed) throw new Error(`no test has failed, it does not even run:\n${child.output().slice(-2000)}`)
  return failed
}

/** Throws with the list of what nobody noticed. Arguments: none; `MUTATIONS` picks those whose name contains it. */
export async function prove(): Promise<string[]> {
  const copy = copyTree()
  const wanted = mutations.filter(({ what }) => what.includes(process.env['MUTATIONS'] ?? ''))
  const lost = misplaced(wanted)
  if (lost.length > 0) throw new Error(lost.join('; '))
  const before = await run(copy, suite)
  if (before !== null) throw new Error(`the suite fails before anything is changed: ${before}`)
  const unnoticed: string[] = []
  for (const { what, file, from, to } of wanted) {
    const path = join(copy, file)
    const text = readFileSync(path, 'utf8')
    writeFileSync(
      path,
      text.replace(from, () => to),
    )
    const failed = (await run(copy, nearest[file] ?? suite, nearLimitMs)) ?? (await run(copy, suite))
    writeFileSync(path, text)
    if (failed === null) unnoticed.push(what)
    console.log(`  ${what}: ${failed ?? 'NOT NOTICED'}`)
  }
  if (unnoticed.length > 0) throw new Error(`not noticed: ${unnoticed.join('; ')}`)
  return [`${wanted.length} changes, each noticed`]
}
