import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { Catalogue, paths } from '../../shared/api.ts'
import { offeredModels } from '../catalogue.ts'
import type { Context } from '../context.ts'
import type { House } from '../middleware/house.ts'
import { publicModels } from '../models/index.ts'
import { json, refusals } from './answers.ts'

export const models = new OpenAPIHono<House>()

const readModels = createRoute({
  method: 'get',
  path: paths.models,
  summary: 'The catalogue: every model, what it asks for and what it costs',
  tags: ['Catalogue'],
  request: { headers: z.object({ 'If-None-Match': z.string().optional() }) },
  responses: {
    200: json(Catalogue, 'All models, in the order to show them; the ETag changes with any of them'),
    304: { description: 'You have the current one' },
    ...refusals(),
  },
})

let current: { body: string; etag: string } | undefined

/** Hashed again only when a release or a row has changed it. */
async function catalogue(ctx: Context): Promise<{ body: string; etag: string }> {
  const body = JSON.stringify({ models: publicModels(await offeredModels(ctx)) })
  if (current?.body === body) return current
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body))
  const words = [...new Uint8Array(hash, 0, 12)].map((byte) => byte.toString(16).padStart(2, '0'))
  return (current = { body, etag: `"${words.join('')}"` })
}

models.openapi(readModels, async (c) => {
  const { body, etag } = await catalogue(c.var.ctx)
  c.header('ETag', etag)
  c.header('Cache-Control', 'public, no-cache')
  const known = c.req.valid('header')['If-None-Match']?.split(',') ?? []
  if (known.some((tag) => tag.trim().replace(/^W\//, '') === etag)) return c.body(null, 304)
  return c.body(body, 200, { 'Content-Type': 'application/json' })
})
