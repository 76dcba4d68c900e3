import { env } from 'cloudflare:workers'
import { openContext, type Context } from '../context.ts'
import type { Bell, Bindings } from '../env.ts'
import { ringFromHook } from '../jobs/hook.ts'
import { dropOrphans } from '../jobs/kept.ts'
import { cancel } from '../jobs/lifecycle.ts'
import { placeOrder } from '../jobs/orders.ts'
import { answerBell } from '../jobs/run.ts'
import { keepDead, sweep } from '../jobs/sweep.ts'
import { Refusal } from '../problem.ts'
import { providers } from '../providers/index.ts'
import type { Provider } from '../providers/provider.ts'
import { openChance } from './chance.ts'
import { jobOf, openFormVendor } from './form-vendor.ts'
import { watchKept } from './kept-watch.ts'
import { rewritten } from './near.ts'
import { openPeople } from './people.ts'
import { openSeam, type Fate, type Seam } from './seam.ts'
import { forecast } from './weather.ts'
import { openVendor, requestOf, type Webhook } from './vendor.ts'
import { wishesOf, type Press } from './wishes.ts'

/** Where a schedule plays: the near database, or D1 and R2 themselves. */
export interface Home {
  DB: D1Database
  MEDIA: R2Bucket
}

/** The doors of the Worker, as a schedule opens them. A planted bug may stand in for one. */
export const doors = { press: placeOrder, cancel, answerBell, ringFromHook, sweep, dropOrphans, keepDead }

/** A bug put in by a test, to see whether the schedules find it. */
export interface Planted {
  doors?: Partial<typeof doors>
  /** Another text for a statement. */
  sql?(text: string): string
  /** A change of the tables; only near by, where it is undone. */
  tables?: string
  /** Another way of speaking with WaveSpeed, and with Stability AI. */
  wavespeed?: Partial<Provider>
  stability?: Partial<Provider>
}

interface Queued {
  id: string
  body: Bell
  at: number
  attempts: number
}

/** One invocation under way. */
interface Visit {
  name: string
  worker: number
  seam: Seam
  end: Promise<void>
}

const start = Date.UTC(2026, 10, 21, 12)

/**
 * One life of a small studio: presses, bells, webhooks, cancels and sweeps in an order and with the faults that a
 * seed decides. Then the weather clears, and everything has to come to its end.
 */
export async function playSchedule(home: Home, seed: number, planted: Planted = {}) {
  const chance = openChance(seed)
  const weather = forecast(chance)
  const open = { ...doors, ...planted.doors }
  let now = start
  let clear = false
  const trace: string[] = []
  const tell = (text: string) => void trace.push(`${((now - start) / 1000).toFixed(1)} s  ${text}`)

  const vendor = openVendor(chance, () => now, weather.vendor)
  const formVendor = openFormVendor(chance, () => now, weather.vendor, vendor)
  const kept = watchKept(home.MEDIA)
  const messages: Queued[] = []
  /** Bells that failed for good, and those of them that nobody has taken yet. */
  const dead: string[] = []
  const unburied: string[] = []
  const visits: Visit[] = []
  const openAfter: { at: number; jobs: { id: string; deadline: number }[] }[] = []

  const queue = {
    send: async (body: Bell, options?: QueueSendOptions) => queueUp(body, options?.delaySeconds),
    sendBatch: async (batch: Iterable<MessageSendRequest<Bell>>) => {
      for (const { body, delaySeconds } of batch) queueUp(body, delaySeconds)
    },
  } as unknown as Queue<Bell>
  const queueUp = (body: Bell, seconds = 0) =>
    void messages.push({
      id: `m${seed}-${messages.length}-${now}`,
      body,
      at: now + seconds * 1000,
      attempts: 0,
    })

  const DB = planted.sql ? rewritten(home.DB, planted.sql) : home.DB
  const bindings = {
    ...env,
    DB,
    MEDIA: kept.bucket,
    BELL: queue,
    WAVESPEED_KEY: 'a-key',
    STABILITY_KEY: 'a-key',
  } as Bindings
  delete bindings.SANDBOX_URL

  // ── A Worker, or two ───────────────────────────────────────────────────────────────────────────────────

  function fateOf(call: string): Fate | null {
    // Most calls are queries: the others must not be spared for being few.
    if (clear || !chance.yes(call.startsWith('db') ? weather.calls : 3 * weather.calls)) return null
    const fate = { what: chance.pick(weather.kinds), after: chance.yes(0.5) }
    tell(`  ${fate.what} ${fate.after ? 'after' : 'before'} ${call.slice(0, 100)}`)
    return fate
  }

  async function network(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const url = new URL(String(input))
    const body = await new Response(init?.body ?? null).text()
    const contentType = new Headers(init?.headers).get('content-type') ?? ''
    const attempt = vendor.attempts.find(({ jobId }) => jobId === jobOf({ contentType }))
    if (attempt) attempt.arrived = true
    const answer =
      url.host === formVendor.host ? formVendor.answer(url, { contentType, body }) : vendor.answer(url, body)
    if (answer.status !== 200) tell(`  vendor ${answer.status} ${url.pathname}`)
    return answer
  }

  /** Which job a submit is for; null for any other call. */
  function submitOf(url: URL, init?: RequestInit): string | null {
    const hook = url.searchParams.get('webhook')
    if (hook !== null) return new URL(hook).pathname.split('/').at(-2)!
    const contentType = new Headers(init?.headers).get('content-type') ?? ''
    return url.host === formVendor.host && init?.method === 'POST' ? jobOf({ contentType }) : null
  }

  /** Notes each submit before anything can befall it, and whether its caller could know that it was not accepted. */
  const noting =
    (through: typeof fetch): typeof fetch =>
    async (input, init) => {
      const url = new URL(String(input))
      const jobId = submitOf(url, init)
      if (jobId === null) return through(input, init)
      const form = url.host === formVendor.host
      // A form that nobody has read has not left; a newer attempt stands before the older ones.
      const attempt = { jobId, proved: form, arrived: false }
      vendor.attempts.unshift(attempt)
      const answer = await through(input, init).finally(() => {
        if (attempt.arrived) attempt.proved = false
      })
      // Stability AI does not bill what it says it failed at.
      attempt.proved = answer.status >= 400 && answer.status < (form ? 501 : 500)
      return answer
    }

  /** Opens a door and waits until it is done, asleep or dead. */
  async function enter(
    name: string,
    act: (ctx: Context) => Promise<unknown>,
    ended: (error: unknown) => void,
    fate = fateOf,
  ) {
    const worker = chance.below(weather.workers)
    tell(`${name} (worker ${worker})`)
    const seam = openSeam({ bindings, fetch: network, fateOf: fate, die: () => kill(worker) })
    const opened = openContext(seam.bindings, () => now, noting(seam.fetch))
    const ctx: Context = { ...opened, log: (event, data) => tell(`  ${event} ${JSON.stringify(data)}`) }
    const visit: Visit = { name, worker, seam, end: Promise.resolve() }
    visits.push(visit)
    visit.end = act(ctx)
      .then(
        () => ended(null),
        (error: unknown) => ended(error ?? new Error('nothing said')),
      )
      .finally(() => visits.splice(visits.indexOf(visit), 1))
    await Promise.race([visit.end, seam.asleep()])
  }

  function kill(worker: number) {
    tell(`  worker ${worker} is gone`)
    for (const visit of visits.filter((each) => each.worker === worker)) {
      visit.seam.kill()
      visit.seam.wake()
    }
  }

  async function wake(visit: Visit) {
    tell(`${visit.name} goes on`)
    visit.seam.wake()
    await Promise.race([visit.end, visit.seam.asleep()])
  }

  // ── What can happen ────────────────────────────────────────────────────────────────────────────────────

  if (planted.tables) await home.DB.prepare(planted.tables).run()
  const people = await openPeople(home, chance, start, weather.limits)
  const presses = wishesOf(chance, people)

  const press = (each: Press) => {
    each.tries += 1
    return enter(
      `press ${each.key}`,
      async (ctx) => {
        const { key, workspaceId, wish, price } = each
        await open.press(ctx, { key, workspaceId, userId: 'user', wish, price })
      },
      (error) => {
        const code = error instanceof Refusal ? error.code : error ? 'no-answer' : 'order'
        tell(`  ${each.key}: ${code} ${code === 'no-answer' ? String(error) : ''}`)
        if (each.answer !== 'order') each.answer = code
      },
    )
  }

  async function deliver(message: Queued) {
    await enter(
      `bell ${message.id}`,
      (ctx) => open.answerBell(ctx, message.body),
      (error) => {
        if (!error) return
        tell(`  bell failed: ${String(error)}`)
        // As the queue does it: some more times, then it is handed over as dead.
        if (message.attempts < weather.retries)
          messages.push({ ...message, at: now + 5000, attempts: message.attempts + 1 })
        else {
          dead.push(message.id)
          unburied.push(message.id)
        }
      },
    )
  }

  /** The queue hands over what it has given up, until it is taken. */
  async function bury(id: string) {
    const letter = { id, body: { vendor: 'wavespeed' }, attempts: 6 } as unknown as Message
    await enter(
      `dead letter ${id}`,
      (ctx) => open.keepDead(ctx, 'atelier-bell-dead', [letter]),
      (error) => error && unburied.push(id),
    )
  }

  const knock = async (hook: Webhook) => {
    const [, , , name, jobId, token] = hook.path.split('/') as [
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    const request = await requestOf(hook, hook.at)
    await enter(
      'webhook',
      (ctx) => open.ringFromHook(ctx, name, jobId, token, request),
      (error) => tell(`  ${error ? String(error) : 'heard'}`),
    )
  }

  async function cancelOne() {
    const { results } = await home.DB.prepare(
      'select id, workspace_id as workspaceId from jobs where ended_at is null order by rowid',
    ).all<{ id: string; workspaceId: string }>()
    if (results.length === 0) return
    const job = chance.pick(results)
    // Whoever hears nothing presses twice.
    for (let presses = chance.pick([1, 2]); presses > 0; presses--)
      await enter(
        'cancel',
        (ctx) => open.cancel(ctx, job.workspaceId, job.id),
        (error) => tell(`  ${error ? String(error) : 'answered'}`),
        // Between what it has seen and what it writes, others may be quicker.
        (call) =>
          !clear && call === 'db batch' && chance.yes(0.5) ? { what: 'sleep', after: false } : fateOf(call),
      )
  }

  async function tick() {
    await enter('sweep', open.sweep, (error) => error && tell(`  sweep failed: ${String(error)}`))
    await enter('orphans', open.dropOrphans, (error) => error && tell(`  orphans stay: ${String(error)}`))
  }

  const dueHooks = () => vendor.hooks.filter(({ at }) => at <= now)

  /** One thing after another until the schedule has had enough. */
  async function storm() {
    for (let step = 0; step < weather.steps; step++) {
      const due = messages.filter(({ at }) => at <= now)
      const waiting = presses.filter(({ tries, answer }) => tries < 3 && (tries === 0 || answer !== 'order'))
      const asleep = visits.slice()
      const choices = [
        ...due.map((message) => async () => {
          if (weather.loses && chance.yes(0.3)) return void messages.splice(messages.indexOf(message), 1)
          if (!weather.doubles || chance.yes(0.6)) messages.splice(messages.indexOf(message), 1)
          await deliver(message)
        }),
        ...(weather.early && messages.length > 0 ? [() => deliver(chance.take(messages))] : []),
        ...waiting.flatMap((each) => [() => press(each), () => press(each)]),
        ...dueHooks().map((hook) => async () => {
          if (!chance.yes(0.2)) vendor.hooks.splice(vendor.hooks.indexOf(hook), 1)
          await knock(hook)
        }),
        ...asleep.map((visit) => () => wake(visit)),
        ...(chance.yes(weather.cancels) ? [cancelOne] : []),
        ...(chance.yes(0.15) ? [tick] : []),
        async () => void (now += chance.pick([100, 1000, 3000, 12_000, 70_000, 130_000])),
      ]
      await chance.pick(choices)()
      for (const id of unburied.splice(0)) await bury(id)
    }
  }

  /** The weather clears: Workers run again, time passes, and the clock ticks once a minute or less often. */
  async function calm() {
    clear = true
    tell('the weather clears')
    if (weather.restart) for (let worker = 0; worker < weather.workers; worker++) kill(worker)
    while (visits.length > 0) await wake(visits[0]!)
    if (weather.loses) messages.length = 0
    for (const id of unburied.splice(0)) await bury(id)
    const clearAt = now
    for (let round = 0; round < 60; round++) {
      now += chance.pick([3000, 15_000, 61_000, 61_000, 200_000, 600_000])
      for (const hook of dueHooks()) {
        vendor.hooks.splice(vendor.hooks.indexOf(hook), 1)
        await knock(hook)
      }
      await tick()
      // One bell works until nothing is due, or hands on to a new one: of a vendor's that ring now, one is enough.
      for (let next = ringing(); next; next = ringing()) await deliver(next)
      const { results } = await home.DB.prepare(
        `select id, allowed_ms as allowed, created_at as createdAt,
          (select min(at) from events e where e.job_id = jobs.id and type = 'job-starting') as startedAt
         from jobs where ended_at is null`,
      ).all<{ id: string; allowed: number; createdAt: number; startedAt: number | null }>()
      const jobs = results.map(({ id, allowed, createdAt, startedAt }) => ({
        id,
        deadline: Math.max(
          startedAt === null ? createdAt + 3600_000 : startedAt + allowed,
          // A visit that died keeps its job for as long as its lease.
          clearAt + 120_000,
        ),
      }))
      openAfter.push({ at: now, jobs })
      if (results.length === 0) return
    }
  }

  function ringing(): Queued | undefined {
    const due = messages.filter(({ at }) => at <= now)
    const [first] = due
    const others = due.filter(({ body }) => body.vendor !== first?.body.vendor)
    messages.splice(0, messages.length, ...messages.filter(({ at }) => at > now), ...others)
    return first
  }

  const { wavespeed, stability } = providers
  providers.wavespeed = { ...wavespeed, ...planted.wavespeed }
  providers.stability = { ...stability, ...planted.stability }
  try {
    await storm()
    await calm()
  } finally {
    Object.assign(providers, { wavespeed, stability })
  }
  return {
    seed,
    weather,
    people: people.map((each) => each.workspaceId),
    presses,
    vendor,
    dead,
    kept,
    openAfter,
    trace,
  }
}

export type Played = Awaited<ReturnType<typeof playSchedule>>
