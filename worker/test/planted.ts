import { sql } from 'drizzle-orm'
import { stability } from '../providers/stability.ts'
import { wavespeed } from '../providers/wavespeed.ts'
import { doors, type Planted } from './schedule.ts'

/** The statement is not what somebody thought it was when this throws. */
function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`"${from}" does not stand in: ${text}`)
  return text.replace(from, to)
}

const jobEnd = 'update "jobs" set "state" = ?, "charged" = ?'

/** One bug of each kind of trouble, as somebody might make it. */
export const plantedBugs: Record<string, Planted> = {
  'two Workers: what one has begun the other begins again': {
    sql: (text) => text.replaceAll('j.started_at is null and ', ''),
  },
  'a cancel pressed twice: the end is written twice': { tables: 'drop index ledger_one_close' },
  'a lost bell: nobody rings again': { doors: { sweep: async () => {} } },
  'a repeated press: its key is not heeded': {
    doors: { press: (ctx, press) => doors.press(ctx, { ...press, key: `${press.key} ${ctx.id('order')}` }) },
  },
  'a death in the middle of a start: the job is put back and sent again': {
    doors: {
      async sweep(ctx) {
        await ctx.db.run(sql`update jobs set state = 'queued', started_at = null, claim = null
          where state = 'starting' and lease_until <= ${ctx.now()}`)
        await doors.sweep(ctx)
      },
    },
  },
  'an answer 500, or none: taken for a no': {
    wavespeed: {
      async start(run, net) {
        const step = await wavespeed.start(run, net)
        return step.state === 'unsure' ? { state: 'failed', reason: 'busy', message: 'Busy.' } : step
      },
    },
  },
  'a whole form without an answer: taken for a no': {
    stability: {
      async start(run, net) {
        const step = await stability.start(run, net)
        return step.state === 'unsure' ? { state: 'failed', reason: 'busy', message: 'Busy.' } : step
      },
    },
  },
  'a result that was kept: overlooked after a death': {
    doors: {
      answerBell: (ctx, bell) => doors.answerBell({ ...ctx, media: overlooking(ctx.media) }, bell),
    },
  },
  'a result that was kept: thrown away before its job has ended': {
    doors: {
      async dropOrphans(ctx) {
        const { objects } = await ctx.media.list({ prefix: 'kept/' })
        await ctx.media.delete(objects.map(({ key }) => key))
      },
    },
  },
  'a result that was kept: never thrown away': {
    doors: {
      dropOrphans: async () => {},
      answerBell: (ctx, bell) => doors.answerBell({ ...ctx, media: hoarding(ctx.media) }, bell),
    },
  },
  'a file that could not be stored: believed to be there': {
    doors: {
      answerBell: (ctx, bell) => doors.answerBell({ ...ctx, media: forgiving(ctx.media) }, bell),
    },
  },
  'a forged webhook: its word is taken for the answer': {
    doors: {
      async ringFromHook(ctx, vendor, jobId, token, request) {
        const { outputs } = await request.clone().json<{ outputs: string[] }>()
        const made = JSON.stringify({ outputs: outputs.map((url) => ({ url })) })
        await ctx.db.run(sql`update jobs set state = 'saving', made = ${made}, due_at = ${ctx.now()}
          where id = ${jobId} and started_at is not null and ended_at is null`)
        await doors.ringFromHook(ctx, vendor, jobId, token, request)
      },
    },
  },
  'a cancel that races the start: it wins though the job is at the vendor': {
    sql: (text) =>
      text.startsWith(jobEnd) && text.includes('"jobs"."state" = ?')
        ? changed(text, '"jobs"."state" = ?', '(? is not null)')
        : text,
  },
  'a price that moved: charged all the same': {
    doors: {
      press: (ctx, press) =>
        doors.press(ctx, { ...press, price: { ...press.price, amount: press.wish.count } }),
    },
  },
  'silence: no deadline is ever reached': {
    sql: (text) =>
      text.includes('case when attempts = 0')
        ? changed(text, '+ allowed_ms else', '+ 1000 * allowed_ms else')
        : text,
  },
  'a release: the credits are not given back': {
    sql: (text) =>
      text.startsWith('update "grants"') && text.includes('available +')
        ? changed(text, 'available +', 'available + 0 *')
        : text,
  },
  'a dead letter: thrown away': { doors: { keepDead: async () => {} } },
}

type Method = (...asked: unknown[]) => Promise<unknown>

/** A bucket one of whose calls is made in another way. */
const changedCall = (media: R2Bucket, call: keyof R2Bucket, change: (method: Method) => Method): R2Bucket =>
  new Proxy(media, {
    get: (target, name: keyof R2Bucket) => {
      const method = target[name] as Method
      return name === call ? change(method) : method
    },
  })

/** The bug: nobody looks whether an object has been written. */
const forgiving = (media: R2Bucket) =>
  changedCall(
    media,
    'put',
    (put) =>
      (...asked) =>
        put(...asked).catch(() => null),
  )

/** The bug: what is there is not seen. */
const overlooking = (media: R2Bucket) =>
  changedCall(media, 'head', (head) => async (...asked) => {
    await head(...asked)
    return null
  })

/** The bug: nothing is removed. */
const hoarding = (media: R2Bucket) => changedCall(media, 'delete', () => async () => {})
