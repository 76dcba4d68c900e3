import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { JobList, paths } from '../../shared/api.ts'
import { idOf } from '../../shared/ids.ts'
import { Job } from '../../shared/jobs.ts'
import { cancel } from '../jobs/lifecycle.ts'
import { openJobs, readJob, recentJobs } from '../jobs/read.ts'
import type { House } from '../middleware/house.ts'
import { signedIn } from '../middleware/session.ts'
import { json, refusals } from './answers.ts'

export const jobs = new OpenAPIHono<House>()

const list = createRoute({
  method: 'get',
  path: paths.jobs,
  summary: 'Jobs not yet ended, or the latest of all',
  tags: ['Making'],
  ...signedIn,
  request: {
    query: z.strictObject({
      state: z.enum(['open', 'all']).default('open'),
      /** Of `all`; open ones are never left out. */
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
  },
  responses: {
    200: json(JobList, 'The open ones oldest first, all of them newest first'),
    ...refusals('bad-input', 'not-signed-in'),
  },
})

jobs.openapi(list, async (c) => {
  const { ctx, session } = c.var
  const { state, limit } = c.req.valid('query')
  const { id } = session.workspace
  const found = state === 'open' ? openJobs(ctx, id) : recentJobs(ctx, id, limit)
  return c.json({ jobs: await found }, 200)
})

const params = z.object({ id: idOf('job') })

const one = createRoute({
  method: 'get',
  path: `${paths.jobs}/{id}`,
  summary: 'A job: how far it is, what it gave, what it cost and why',
  tags: ['Making'],
  ...signedIn,
  request: { params },
  responses: { 200: json(Job, 'The job'), ...refusals('bad-input', 'not-signed-in', 'not-found') },
})

jobs.openapi(one, async (c) => {
  const { ctx, session } = c.var
  return c.json(await readJob(ctx, session.workspace.id, c.req.valid('param').id), 200)
})

const stop = createRoute({
  method: 'post',
  path: `${paths.jobs}/{id}/cancel`,
  summary: 'Cancel a job: free while it waits; `cancel` of the job says what it means now',
  tags: ['Making'],
  ...signedIn,
  request: { params },
  responses: {
    200: json(Job, 'The job as it is now'),
    ...refusals('bad-input', 'not-signed-in', 'not-found', 'too-late'),
  },
})

jobs.openapi(stop, async (c) => {
  const { ctx, session } = c.var
  return c.json(await cancel(ctx, session.workspace.id, c.req.valid('param').id), 200)
})
