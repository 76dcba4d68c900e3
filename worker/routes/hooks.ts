import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { paths } from '../../shared/api.ts'
import { idOf } from '../../shared/ids.ts'
import { ringFromHook } from '../jobs/hook.ts'
import type { House } from '../middleware/house.ts'
import { refusals } from './answers.ts'

export const hooks = new OpenAPIHono<House>()

const ring = createRoute({
  method: 'post',
  path: `${paths.hooks}/{provider}/{jobId}/{token}`,
  summary: 'A vendor says that something has changed; only a doorbell, the answer is asked for',
  tags: ['Vendors'],
  request: {
    params: z.object({ provider: z.string().max(50), jobId: idOf('job'), token: z.string().max(100) }),
  },
  responses: {
    204: { description: 'Heard' },
    ...refusals('bad-input', 'not-signed-in', 'not-found'),
  },
})

hooks.openapi(ring, async (c) => {
  const { provider, jobId, token } = c.req.valid('param')
  await ringFromHook(c.var.ctx, provider, jobId, token, c.req.raw)
  return c.body(null, 204)
})
