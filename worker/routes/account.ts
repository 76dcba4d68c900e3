import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { Account, paths } from '../../shared/api.ts'
import { plans } from '../../shared/plans.ts'
import { balanceOf, spentInMonth } from '../ledger.ts'
import type { House } from '../middleware/house.ts'
import { signedIn } from '../middleware/session.ts'
import { json, refusals } from './answers.ts'

export const account = new OpenAPIHono<House>()

const readAccount = createRoute({
  method: 'get',
  path: paths.account,
  summary: 'Who you are, your plan, what is left and what was spent this month',
  tags: ['Account'],
  ...signedIn,
  responses: { 200: json(Account, 'Your account'), ...refusals('not-signed-in') },
})

account.openapi(readAccount, async (c) => {
  const { ctx, session } = c.var
  const { user, workspace } = session
  const balance = await balanceOf(ctx, workspace.id, workspace.plan)
  const { spent, vendorCostMicros } = await spentInMonth(ctx, workspace.id)
  const planTitle = plans[workspace.plan].title
  return c.json({ user, workspace: { ...workspace, planTitle }, balance, spent, vendorCostMicros }, 200)
})
