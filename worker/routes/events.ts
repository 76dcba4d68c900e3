import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { paths } from '../../shared/api.ts'
import { EventPage } from '../../shared/events.ts'
import { readEvents } from '../jobs/read.ts'
import type { House } from '../middleware/house.ts'
import { signedIn } from '../middleware/session.ts'
import { json, refusals } from './answers.ts'

export const events = new OpenAPIHono<House>()

const list = createRoute({
  method: 'get',
  path: paths.events,
  summary: 'What happened in the workspace after a cursor, oldest first',
  tags: ['Making'],
  ...signedIn,
  request: {
    query: z.strictObject({
      after: z.coerce
        .number()
        .int()
        .min(0)
        .optional()
        .describe('`next` of the page before. Left out: no events, and the cursor of now'),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
  },
  responses: { 200: json(EventPage, 'A page of events'), ...refusals('bad-input', 'not-signed-in') },
})

events.openapi(list, async (c) => {
  const { ctx, session } = c.var
  const { after, limit } = c.req.valid('query')
  return c.json(await readEvents(ctx, session.workspace.id, after ?? null, limit), 200)
})
