import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { paths, ProviderList } from '../../shared/api.ts'
import { ProviderId, providerTitles } from '../../shared/providers.ts'
import { offeredModels } from '../catalogue.ts'
import type { House } from '../middleware/house.ts'
import { json, refusals } from './answers.ts'

export const providers = new OpenAPIHono<House>()

const readProviders = createRoute({
  method: 'get',
  path: paths.providers,
  summary: 'Who carries the models, and how many each',
  tags: ['Catalogue'],
  responses: { 200: json(ProviderList, 'All providers'), ...refusals() },
})

providers.openapi(readProviders, async (c) => {
  const models = await offeredModels(c.var.ctx)
  const list = ProviderId.options.map((id) => ({
    id,
    title: providerTitles[id],
    models: models.filter((model) => model.id.startsWith(`${id}/`)).length,
  }))
  return c.json({ providers: list }, 200)
})
