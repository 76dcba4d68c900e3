import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { paths } from '../../shared/api.ts'
import { idOf } from '../../shared/ids.ts'
import { Order } from '../../shared/jobs.ts'
import { readOrder } from '../jobs/orders.ts'
import type { House } from '../middleware/house.ts'
import { signedIn } from '../middleware/session.ts'
import { json, refusals } from './answers.ts'

export const orders = new OpenAPIHono<House>()

const one = createRoute({
  method: 'get',
  path: `${paths.orders}/{id}`,
  summary: 'An order and its jobs as they are now',
  tags: ['Making'],
  ...signedIn,
  request: { params: z.object({ id: idOf('order') }) },
  responses: { 200: json(Order, 'The order'), ...refusals('bad-input', 'not-signed-in', 'not-found') },
})

orders.openapi(one, async (c) => {
  const { ctx, session } = c.var
  return c.json(await readOrder(ctx, session.workspace.id, c.req.valid('param').id), 200)
})
