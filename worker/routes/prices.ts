import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { Estimate, paths, Preflight, Wish } from '../../shared/api.ts'
import { estimate, preflight } from '../jobs/preflight.ts'
import type { House } from '../middleware/house.ts'
import { signedIn } from '../middleware/session.ts'
import { json, jsonBody, refusals } from './answers.ts'

export const prices = new OpenAPIHono<House>()

const estimateCost = createRoute({
  method: 'post',
  path: paths.estimate,
  summary: 'What something would cost; holds nothing',
  tags: ['Prices'],
  ...signedIn,
  request: { body: jsonBody(Wish) },
  responses: {
    200: json(Estimate, 'The price, for all variations and for each'),
    ...refusals('bad-input', 'not-signed-in', 'wrong-type', 'unavailable'),
  },
})

prices.openapi(estimateCost, async (c) => {
  const { ctx, session } = c.var
  return c.json(await estimate(ctx, session.workspace.id, c.req.valid('json')), 200)
})

const preflightCheck = createRoute({
  method: 'post',
  path: paths.preflight,
  summary: 'Whether something may run now and what it would hold; or why not, and the cheaper ways',
  tags: ['Prices'],
  ...signedIn,
  request: { body: jsonBody(Wish) },
  responses: {
    200: json(Preflight, 'Allowed, or the sentence to show'),
    ...refusals('bad-input', 'not-signed-in', 'not-found', 'wrong-type', 'unavailable'),
  },
})

prices.openapi(preflightCheck, async (c) => {
  const { ctx, session } = c.var
  return c.json(await preflight(ctx, session.workspace.id, c.req.valid('json')), 200)
})
