import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { eq } from 'drizzle-orm'
import { paths, PickRequest, Picks } from '../../shared/api.ts'
import { plans } from '../../shared/plans.ts'
import { quote } from '../../shared/price.ts'
import { offeredModels } from '../catalogue.ts'
import { workspaces } from '../db/schema.ts'
import { nearest } from '../../shared/nearest.ts'
import { lengthsOf } from '../jobs/wish.ts'
import type { House } from '../middleware/house.ts'
import { signedIn } from '../middleware/session.ts'
import { rank } from '../models/pick.ts'
import { json, jsonBody, refusals } from './answers.ts'

export const picks = new OpenAPIHono<House>()

const recommend = createRoute({
  method: 'post',
  path: paths.picks,
  summary: 'Which model to take for a task, best first, each with its reason; holds nothing',
  description:
    'Only models of your plan. The price is null where what was given does not say enough for one.',
  tags: ['Catalogue'],
  ...signedIn,
  request: { body: jsonBody(PickRequest) },
  responses: { 200: json(Picks, 'The models of the task'), ...refusals('bad-input', 'not-signed-in') },
})

picks.openapi(recommend, async (c) => {
  const { ctx, session } = c.var
  const { task, ...want } = c.req.valid('json')
  const workspaceId = session.workspace.id
  const [[workspace], offered] = await Promise.all([
    ctx.db.select({ plan: workspaces.plan }).from(workspaces).where(eq(workspaces.id, workspaceId)),
    offeredModels(ctx),
  ])
  const { tiers } = plans[workspace?.plan ?? 'free']
  const own = offered.filter((model) => model.task === task && tiers.includes(model.tier) && !model.aside)
  const ranked = rank(own, want).map(async ({ model, reason }) => {
    const input = nearest(model, want.input)
    const lengths = input && (await lengthsOf(ctx, workspaceId, model, input))
    return { model: model.id, reason, price: input && lengths ? quote(model, input, lengths).price : null }
  })
  return c.json({ picks: await Promise.all(ranked) }, 200)
})
