import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { IdempotencyKey, OrderRequest } from '../../shared/api.ts'
import { Order } from '../../shared/jobs.ts'
import { inputSchema, type Model } from '../../shared/model.ts'
import { TaskId, tasks as allTasks } from '../../shared/task.ts'
import { placeOrder } from '../jobs/orders.ts'
import type { House } from '../middleware/house.ts'
import { signedIn } from '../middleware/session.ts'
import { models } from '../models/index.ts'
import { json, jsonBody, refusals } from './answers.ts'

export const tasks = new OpenAPIHono<House>()

const requestFor = (model: Model) =>
  z
    .strictObject({ ...OrderRequest.shape, model: z.literal(model.id), input: inputSchema(model) })
    .describe(`${model.title}. ${model.bestFor}`)

/** What may be asked of a task: one form for each of its models. */
function requestOf(task: TaskId) {
  const [first, ...rest] = models.filter((model) => model.task === task).map(requestFor)
  if (!first) return null
  return z.discriminatedUnion('model', [first, ...rest], { error: 'not a model of this task' })
}

const headers = z.object({
  'Idempotency-Key': IdempotencyKey.describe('New for each press, the same when it is repeated'),
})

for (const id of TaskId.options) {
  const task = allTasks[id]
  const request = requestOf(id)
  if (!request) continue
  const order = createRoute({
    method: 'post',
    path: `/api/image-studio/${task.path}`,
    summary: `${task.title}: one press, one to ten jobs`,
    description: 'Holds the price that was shown, or nothing. The jobs run on whether or not anybody waits.',
    tags: ['Making'],
    ...signedIn,
    request: { headers, body: jsonBody(request) },
    responses: {
      202: json(Order, 'Accepted: the order and its jobs'),
      ...refusals('bad-input', 'not-signed-in', 'out-of-credits', 'not-in-plan', 'not-found'),
      ...refusals(
        'price-changed',
        'key-reused',
        'wrong-type',
        'too-many-open',
        'unavailable',
        'spending-stop',
      ),
    },
  })
  tasks.openapi(order, async (c) => {
    const { ctx, session } = c.var
    const { price, ...wish } = c.req.valid('json')
    const key = c.req.valid('header')['Idempotency-Key']
    const who = { workspaceId: session.workspace.id, userId: session.user.id }
    return c.json(await placeOrder(ctx, { ...who, key, wish, price }), 202)
  })
}
