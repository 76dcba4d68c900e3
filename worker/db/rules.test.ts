import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { cancel } from '../jobs/lifecycle.ts'
import { openWorld } from '../test/world.ts'

// Whatever the code believes, the database refuses: each rule is broken here by hand.

/** Two jobs of one order, the second one cancelled. */
async function studio() {
  const world = await openWorld()
  const who = await world.person()
  const order = await world.press(who, {
    model: 'wavespeed/qwen-image',
    input: { prompt: 'a hill' },
    count: 2,
  })
  const [first, second] = order.jobs
  await cancel(world.ctx, who.workspaceId, second!.id)
  return { workspace: who.workspaceId, order: order.id, first: first!.id, second: second!.id }
}

const file = (id: string) =>
  `insert into files (id, workspace_id, sha256, type, bytes, width, height, created_at)
   values ('${id}' || :workspace, :workspace, 'same', 'image/png', 1, 1, 1, 1)`
const asset = (id: string) =>
  `insert into assets (id, workspace_id, file_id, kind, name, origin, job_id, n, created_at)
   values ('${id}' || :workspace, :workspace, 'one' || :workspace, 'image', 'a', 'generated', :first, 0, 1)`
const line = (kind: string, job: string) =>
  `insert into ledger select id || 'x', workspace_id, grant_id, job_id, kind, unit, delta, at
   from ledger where kind = '${kind}' and job_id = ${job}`

/** The rule's own words in the refusal, and what breaks it. */
const broken: [string, string, string][] = [
  [
    'more than was granted',
    'grants_available',
    'update grants set available = granted + 1 where workspace_id = :workspace',
  ],
  [
    'less than nothing',
    'grants_available',
    'update grants set available = -1 where workspace_id = :workspace',
  ],
  [
    'a grant for the same reason',
    'grants.workspace_id, grants.unit, grants.source, grants.reason',
    `insert into grants select id || 'x', workspace_id, unit, source, granted, available, reason, expires_at,
     created_at from grants where workspace_id = :workspace`,
  ],
  ['a second hold', 'holds.job_id', 'insert into holds select * from holds where job_id = :first'],
  ['a second line for a hold', 'ledger.job_id', line('hold', ':first')],
  ['a second end', 'ledger.job_id', line('release', ':second')],
  ['a hold on no grant', 'holds.grant_id', 'update holds set grant_id = null where job_id = :first'],
  ['a line on no grant', 'ledger.grant_id', 'update ledger set grant_id = null where job_id = :first'],
  ['settled above the hold', 'holds_settled', 'update holds set settled = amount + 1 where job_id = :first'],
  ['settled below nothing', 'holds_settled', 'update holds set settled = -1 where job_id = :first'],
  [
    'an order with the same key',
    'orders.workspace_id, orders.key',
    `insert into orders select id || 'x', workspace_id, user_id, key, body_hash, created_at from orders
     where id = :order`,
  ],
  ['two jobs at one place', 'jobs.order_id, jobs.n', 'update jobs set n = 0 where order_id = :order'],
  ['two jobs of one visit', 'jobs.claim', `update jobs set claim = 'x' || :order where order_id = :order`],
  [
    'two jobs of one task',
    'jobs.vendor, jobs.handle',
    `update jobs set handle = '{"id":"' || :order || '"}' where order_id = :order`,
  ],
  ['an end without its time', 'jobs_ended', `update jobs set state = 'failed' where id = :first`],
  ['a time without its end', 'jobs_ended', 'update jobs set ended_at = 1 where id = :first'],
  ['running before it was started', 'jobs_started', `update jobs set state = 'running' where id = :first`],
  ['waiting after it was started', 'jobs_started', 'update jobs set started_at = 1 where id = :first'],
  [
    'charged more than was held',
    'jobs_charged',
    `update jobs set state = 'done', started_at = 1, ended_at = 1, charged = held + 1 where id = :first`,
  ],
  [
    'charged for nothing',
    'jobs_free_unless_done',
    `update jobs set state = 'failed', ended_at = 1, charged = 1 where id = :first`,
  ],
  ['the same bytes twice', 'files.workspace_id, files.sha256', `${file('one')}; ${file('two')}`],
  ['two results at one place', 'assets.job_id, assets.n', `${file('one')}; ${asset('one')}; ${asset('two')}`],
]

describe('the database refuses', () => {
  it.each(broken)('%s', async (_, rule, text) => {
    const ids = await studio()
    const statements = text
      .split(';')
      .map((each) =>
        env.DB.prepare(
          each.replaceAll(
            /:(workspace|order|first|second)\b/g,
            (_, name: keyof typeof ids) => `'${ids[name]}'`,
          ),
        ),
      )
    await expect(env.DB.batch(statements)).rejects.toThrow(
      new RegExp(`constraint failed: ${rule.replaceAll('.', '\\.')}`),
    )
  })
})
