import { app } from './app.ts'
import { openContext } from './context.ts'
import { Bell, type Bindings } from './env.ts'
import { answerBell } from './jobs/run.ts'
import { keepDead, sweep } from './jobs/sweep.ts'
import { wordsOf } from './log.ts'

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
    await sweep(openContext(bindings))
  },
} satisfies ExportedHandler<Bindings>
