import type { Home, Played } from './schedule.ts'
import { wholeSha, type Vendor } from './vendor.ts'

// What must be true when a schedule has come to its end, whatever befell it.

interface JobLine {
  id: string
  key: string
  workspaceId: string
  prompt: string
  state: string
  asked: number
  held: number
  charged: number | null
  vendorCost: number
  made: string | null
  settled: number | null
  closedAt: number | null
  story: string
  files: string
  endedAt: number
  /** By the harness's own reckoning: so long after the first start. */
  deadline: number
}

/** What one event may follow. */
const next: Record<string, readonly string[]> = {
  '': ['queued'],
  queued: ['starting', 'cancelled', 'failed'],
  starting: ['running', 'saving', 'unsure', 'queued', 'failed'],
  unsure: ['running', 'saving', 'failed'],
  running: ['saving', 'failed'],
  saving: ['done', 'failed'],
}

/** Everything that does not hold, in words; empty when all is well. */
export async function findUntruths(home: Home, played: Played): Promise<string[]> {
  const { people, vendor } = played
  const marks = people.map(() => '?').join(', ')
  const of = <T>(text: string) =>
    home.DB.prepare(text.replace('(people)', `(${marks})`))
      .bind(...people)
      .all<T>()
      .then(({ results }) => results)
  const jobs = await of<JobLine>(
    `select j.id, o.key, j.workspace_id workspaceId, json_extract(j.input, '$.prompt') prompt, j.state, j.asked,
       j.held, j.charged, j.vendor_cost_micros vendorCost, j.made, h.settled, h.closed_at closedAt,
       j.ended_at endedAt,
       (select min(at) from events where job_id = j.id and type = 'job-starting') + j.allowed_ms deadline,
       (select group_concat(substr(type, 5)) from (select type from events where job_id = j.id order by id)) story,
       (select json_group_array(json_object('sha', f.sha256, 'key', f.workspace_id || '/' || f.id))
         from assets a join files f on f.id = a.file_id where a.job_id = j.id) files
     from jobs j join orders o on o.id = j.order_id left join holds h on h.job_id = j.id
     where j.workspace_id in (people)`,
  )
  const wrong: string[] = []
  const must = (holds: boolean, words: string) => void (holds || wrong.push(words))

  const { objects } = await home.MEDIA.list({ prefix: 'kept/' })
  const left = objects.filter(({ key }) => jobs.some(({ id }) => key.includes(id)))
  must(left.length === 0, `${left.length} answers are kept for nobody`)
  for (const job of jobs) await checkJob(home, played, job, must)
  const made = jobs.filter(({ state }) => state === 'done').map((job) => taskOf(vendor, job))
  must(new Set(made).size === made.length, 'one task of the vendor is the result of two jobs')
  await checkMoney(of, jobs, must)
  checkPresses(played, jobs, must)
  const late = played.openAfter.flatMap(({ at, jobs }) =>
    jobs.filter(({ deadline }) => at > deadline + 60_000),
  )
  for (const id of new Set(late.map((job) => job.id))) must(false, `${id} is open past its deadline`)
  must(played.openAfter.at(-1)?.jobs.length === 0, 'a job never ends')
  const known = new Set(jobs.map(({ id }) => id))
  for (const { jobId } of vendor.attempts) must(known.has(jobId), `${jobId} was submitted and is no job`)
  if (played.dead.length > 0) {
    const { results } = await home.DB.prepare('select id from dead_letters').all<{ id: string }>()
    for (const id of played.dead)
      must(
        results.some((letter) => letter.id === id),
        `dead letter ${id} is nowhere to be read`,
      )
  }
  return wrong
}

type Must = (holds: boolean, words: string) => void

const taskOf = ({ tasks }: Vendor, { made }: JobLine) =>
  tasks.find(({ id, jobId }) => made?.includes(`/${id}"`) || made?.includes(`kept/${jobId}/`))

async function checkJob(home: Home, { vendor, kept }: Played, job: JobLine, must: Must) {
  const { id, state, charged } = job
  must(['done', 'failed', 'cancelled'].includes(state), `${id} is ${state}`)
  must(
    job.closedAt !== null && job.settled === charged,
    `${id}: the hold is open, or closed at another price`,
  )
  must(job.held === job.asked, `${id}: held is not what was asked`)

  const story = ['', ...(job.story ?? '').split(',')]
  for (let n = 1; n < story.length; n++)
    must(next[story[n - 1]!]?.includes(story[n]!) ?? false, `${id}: no such story: ${story.join(' ')}`)
  must(story.at(-1) === state, `${id} is ${state}, its story ends ${story.at(-1)}`)

  const files = JSON.parse(job.files) as { sha: string; key: string }[]
  must(files.length === (state === 'done' ? 1 : 0), `${id} is ${state} with ${files.length} results`)
  must(charged === 0 || (state === 'done' && charged === job.held), `${id} is ${state}, charged ${charged}`)
  must(!charged || job.endedAt <= job.deadline, `${id} is charged though it came too late`)
  for (const { sha, key } of files) {
    must(sha === (await wholeSha(job.prompt)), `${id}: its file is not the whole of its picture`)
    must((await home.MEDIA.head(key)) !== null, `${id}: its file is not in the store`)
  }
  if (state === 'done') {
    const task = taskOf(vendor, job)
    must(task?.inputs.prompt === job.prompt, `${id}: its result is of a task that asked for something else`)
  }

  must(
    state === 'done' || !kept.found.has(id),
    `${id} is ${state}, though the vendor's answer was kept, and found`,
  )

  // The newest stands first.
  const attempts = vendor.attempts.filter(({ jobId }) => jobId === id)
  must(
    attempts.slice(1).every(({ proved }) => proved),
    `${id} was submitted again, though the first may have been taken`,
  )
  const taken = vendor.tasks.filter(({ jobId }) => jobId === id)
  must(taken.length <= 1, `the vendor has taken ${id} ${taken.length} times`)
  must(state !== 'cancelled' || taken.length === 0, `${id} was cancelled and made all the same`)
}

async function checkMoney(of: <T>(text: string) => Promise<T[]>, jobs: JobLine[], must: Must) {
  const grants = await of<{ id: string; available: number; granted: number; sum: number; source: string }>(
    `select id, available, granted, source,
       (select coalesce(sum(delta), 0) from ledger where grant_id = grants.id) sum
     from grants where workspace_id in (people)`,
  )
  for (const { id, available, sum } of grants)
    must(available === sum, `grant ${id}: ${available} available, its lines add up to ${sum}`)
  const lines = await of<{ kind: string; delta: number; unit: string }>(
    `select kind, delta, unit from ledger where workspace_id in (people)`,
  )
  const total = (kinds: string[]) =>
    lines.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { delta }) => sum + delta, 0)
  const charged = jobs.reduce((sum, job) => sum + (job.charged ?? 0), 0)
  const left = total(['grant', 'hold', 'settle', 'release', 'refund'])
  must(total(['grant', 'refund']) - charged === left, `granted less charged (${charged}) is not what is left`)
  const spent = await of<{ charged: number; cost: number }>(
    `select charged, vendor_cost_micros cost from spending where workspace_id in (people)`,
  )
  const sums = spent.reduce(
    (sum, row) => ({ charged: sum.charged + row.charged, cost: sum.cost + row.cost }),
    {
      charged: 0,
      cost: 0,
    },
  )
  must(sums.charged === charged, `the running total is ${sums.charged}, charged was ${charged}`)
  const cost = jobs.reduce((sum, job) => sum + job.vendorCost, 0)
  must(sums.cost === cost, `the running cost is ${sums.cost}, the jobs' is ${cost}`)
}

const fairRefusals = ['out-of-credits', 'no-answer', 'none', 'unavailable']

function checkPresses({ presses }: Played, jobs: JobLine[], must: Must) {
  for (const { key, workspaceId, count, stale, answer } of presses) {
    const mine = jobs.filter((job) => job.key === key && job.workspaceId === workspaceId)
    must(mine.length === 0 || mine.length === count, `${key}: ${mine.length} jobs of ${count}`)
    must(!stale || mine.length === 0, `${key}: an order at a price that nobody was shown`)
    must(answer !== 'order' || mine.length > 0, `${key}: an order was promised and is not there`)
    must(
      answer === 'order' || (stale && answer === 'price-changed') || fairRefusals.includes(answer),
      `${key}: refused as ${answer}`,
    )
  }
  must(
    jobs.every((job) => presses.some(({ key }) => key === job.key)),
    'there is a job nobody pressed for',
  )
}
