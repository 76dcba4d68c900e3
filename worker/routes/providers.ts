import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { paths, ProviderList } from '../../shared/api.ts'
import { ProviderId, providerTitles } from '../../shared/providers.ts'
import { offeredModels } from '../catalogue.ts'
import { vendorStates } from '../jobs/breaker.ts'
import type { House } from '../middleware/house.ts'
import { isVendor } from '../providers/index.ts'
import { vendorReady } from '../providers/net.ts'
import { json, refusals } from './answers.ts'

export const providers = new OpenAPIHono<House>()

const readProviders = createRoute({
  method: 'get',
  path: paths.providers,
  summary: 'Who carries the models, how many each, and how they answer now',
  tags: ['Catalogue'],
  responses: { 200: json(ProviderList, 'All providers'), ...refusals() },
})

providers.openapi(readProviders, async (c) => {
  const { ctx } = c.var
  const [models, states] = await Promise.all([offeredModels(ctx), vendorStates(ctx)])
  const list = ProviderId.options.map((id) => ({
    id,
    title: providerTitles[id],
    models: models.filter((model) => model.id.startsWith(`${id}/`)).length,
    state: !isVendor(id) ? ('answering' as const) : vendorReady(ctx, id) ? states[id] : ('absent' as const),
  }))
  return c.json({ providers: list }, 200)
})
