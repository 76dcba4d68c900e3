import { signUp, type Job } from '../api.ts'
import { until } from '../children.ts'
import { readGrants } from '../database.ts'
import type { Studio } from '../studio.ts'

export const title =
  '100 presses at once on a grant that pays for 10: 10 orders, 90 refusals, nothing left, nothing lost'

const pays = 10
const presses = 100

const body = (n: number, count: number) => ({
  model: 'wavespeed/qwen-image',
  input: { prompt: `press number ${n}` },
  count,
  price: { unit: 'image', amount: count },
})

/** Everything over HTTP against the Worker as wrangler runs it. Throws at the first thing that is not as it should be. */
export async function prove(studio: Studio): Promise<string[]> {
  await studio.sandbox.set({ pictureMs: 50 })
  const api = await signUp(studio.worker.url, 'Prove Presses')
  const create = '/api/image-studio/create'

  // A month's grant pays for more; what is above ten is spent first, in the ordinary way.
  let spare = (await api.left('image')) - pays
  while (spare > 0) {
    const count = Math.min(4, spare)
    const { status, body: order } = await api.order(create, body(0, count))
    must(status === 202, `an ordinary order is taken (${status})`)
    for (const job of (order as { jobs: Job[] }).jobs)
      must((await api.ended(job.id)).state === 'done', 'an ordinary job is done')
    spare -= count
  }
  must((await api.left('image')) === pays, `${pays} credits are left before the presses`)

  const answers = await Promise.all(Array.from({ length: presses }, (_, n) => api.order(create, body(n, 1))))
  const count = (status: number) => answers.filter((answer) => answer.status === status).length
  const taken = count(202)
  const refused = count(402)
  must(taken === pays, `${taken} orders were taken, ${pays} should be`)
  must(refused === presses - pays, `${refused} were refused for want of credits, ${presses - pays} should be`)
  const codes = new Set(
    answers.filter(({ status }) => status === 402).map((answer) => (answer.body as { code: string }).code),
  )
  must(codes.size === 1 && codes.has('out-of-credits'), `each refusal says out-of-credits (${[...codes]})`)
  must((await api.left('image')) === 0, 'nothing is left')

  const jobs = answers
    .filter(({ status }) => status === 202)
    .flatMap((answer) => (answer.body as { jobs: Job[] }).jobs)
  await until(
    'all jobs to end',
    async () => {
      const now = await Promise.all(jobs.map((job) => api.job(job.id)))
      return now.every((job) => job.state === 'done' && job.receipt.charged === 1)
    },
    90,
  )
  const { workspace } = await api.account()
  const grants = await readGrants(studio.worker.state, workspace.id)
  for (const grant of grants)
    must(
      grant.available === grant.ledgerSum && grant.available >= 0 && grant.available <= grant.granted,
      `grant ${grant.id}: ${grant.available} available, its ledger adds up to ${grant.ledgerSum}`,
    )
  return [
    `${presses} presses: ${taken} orders, ${refused} refusals (402 out-of-credits)`,
    `all ${jobs.length} jobs done, one credit charged for each; 0 credits left`,
    `${grants.length} grants: the ledger's lines add up to what is available in each`,
  ]
}

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`not so: ${what}`)
}
