import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { paths } from '../../shared/api.ts'
import { Health } from '../../shared/health.ts'
import { readHealth } from '../health.ts'
import type { House } from '../middleware/house.ts'
import { json, refusals } from './answers.ts'

export const health = new OpenAPIHono<House>()

const read = createRoute({
  method: 'get',
  path: paths.health,
  summary: 'How the studio is: vendors, queue, today’s spending, prices; counts alone, nothing about anybody',
  tags: ['Health'],
  responses: { 200: json(Health, 'How it is, well or not'), ...refusals() },
})

health.openapi(read, async (c) => {
  c.header('Cache-Control', 'public, max-age=5')
  return c.json(await readHealth(c.var.ctx), 200)
})
