import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { openContext } from '../context.ts'
import { countingRows } from '../db/meter.ts'
import type { House } from './house.ts'

/** The pattern that answered, never the path itself: people put words, and vendors tokens, into paths. */
const routeOf = (c: Context<House>): string =>
  matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? 'none'

/** Only what has the form of an id of ours. */
const idIn = (path: string): string | undefined => /\b[a-z]{3}_[0-9a-hjkmnp-tv-z]{25}\b/.exec(path)?.[0]

/** First of all: a number for the request, what verbs need from outside, and one log line at the end. */
export const request = createMiddleware<House>(async (c, next) => {
  c.set('requestId', crypto.randomUUID())
  c.set('session', null)
  c.set('refused', null)
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
    route: routeOf(c),
    id: idIn(c.req.path),
    status: c.res.status,
    code: c.var.refused,
    ms: ctx.now() - startedAt,
    rowsRead: rows.read,
    rowsWritten: rows.written,
    workspaceId: c.var.session?.workspace.id,
  })
})
