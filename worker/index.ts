import { app } from './app.ts'
import { dropStaleUploads } from './assets/parts.ts'
import { openContext, type Context } from './context.ts'
import { countingRows } from './db/meter.ts'
import { Bell, type Bindings } from './env.ts'
import { dropOrphans } from './jobs/kept.ts'
import { answerBell } from './jobs/run.ts'
import { keepDead, sweep } from './jobs/sweep.ts'
import { wordsOf } from './log.ts'
import { checkPrices } from './price-checks.ts'
import { watchSpending } from './stops.ts'

/** Once a minute, each by itself: none waits for another's trouble. */
const chores: Record<string, (ctx: Context) => Promise<void>> = {
  sweep,
  watchSpending,
  checkPrices,
  dropStaleUploads,
  dropOrphans,
}

async function doChore(ctx: Context, name: string, chore: (ctx: Context) => Promise<void>): Promise<void> {
  const startedAt = ctx.now()
  try {
    await countingRows(async (rows) => {
      await chore(ctx)
      const cost = { ms: ctx.now() - startedAt, rowsRead: rows.read, rowsWritten: rows.written }
      ctx.log('chore', { name, ...cost })
    })
  } catch (error) {
    ctx.log('chore-failed', { name, error: wordsOf(error) })
  }
}

/** Three doors: requests, bells, and the clock. */
export default {
  fetch: app.fetch,

  async queue(batch, bindings) {
    const ctx = openContext(bindings)
    if (batch.queue.endsWith('-dead')) return keepDead(ctx, batch.queue, batch.messages)
    await Promise.all(
      batch.messages.map(async (message) => {
        const bell = Bell.safeParse(message.body)
        if (!bell.success) return ctx.log('bell-unreadable', { id: message.id })
        try {
          await answerBell(ctx, bell.data)
        } catch (error) {
          ctx.log('bell-failed', { vendor: bell.data.vendor, error: wordsOf(error) })
          message.retry({ delaySeconds: 5 })
        }
      }),
    )
  },

  async scheduled(_controller, bindings) {
    const ctx = openContext(bindings)
    for (const [name, chore] of Object.entries(chores)) await doChore(ctx, name, chore)
  },
} satisfies ExportedHandler<Bindings>
