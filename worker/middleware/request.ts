import { createMiddleware } from 'hono/factory'
import { openContext } from '../context.ts'
import { countingRows } from '../db/meter.ts'
import type { House } from './house.ts'

/** First of all: a number for the request, what verbs need from outside, and one log line at the end. */
export const request = createMiddleware<House>(async (c, next) => {
  c.set('requestId', crypto.randomUUID())
  c.set('session', null)
  c.header('X-Request-Id', c.var.requestId)
  c.header('X-Content-Type-Options', 'nosniff')
  const ctx = openContext(c.env)
  c.set('ctx', ctx)
  const startedAt = ctx.now()
  const rows = await countingRows(async (counted) => {
    await next()
    return counted
  })
  ctx.log('request', {
    requestId: c.var.requestId,
    method: c.req.method,
    path: new URL(c.req.url).pathname.replace(/^(\/api\/hooks\/[^/]+\/[^/]+)\/.*/, '$1'),
    status: c.res.status,
    ms: ctx.now() - startedAt,
    rowsRead: rows.read,
    rowsWritten: rows.written,
    workspaceId: c.var.session?.workspace.id,
  })
})
