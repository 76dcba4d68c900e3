import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { desc } from 'drizzle-orm'
import { z } from 'zod'
import { paths } from '../../shared/api.ts'
import { SignedSwitches } from '../../shared/switches.ts'
import { switchLists } from '../db/switches.ts'
import type { House } from '../middleware/house.ts'
import { json, refusals } from './answers.ts'

export const switches = new OpenAPIHono<House>()

const readSwitches = createRoute({
  method: 'get',
  path: paths.switches,
  summary: 'What the extension leaves alone at sites for now, signed; the Worker holds no key to sign with',
  tags: ['Extension'],
  request: { headers: z.object({ 'If-None-Match': z.string().optional() }) },
  responses: {
    200: json(SignedSwitches, 'The newest list; the ETag is its version'),
    204: { description: 'There has never been one: everything is on' },
    304: { description: 'You have the newest one' },
    ...refusals(),
  },
})

switches.openapi(readSwitches, async (c) => {
  const { db } = c.var.ctx
  const [newest] = await db.select().from(switchLists).orderBy(desc(switchLists.version)).limit(1)
  c.header('Cache-Control', 'public, max-age=300')
  if (!newest) return c.body(null, 204)
  const etag = `"${newest.version}"`
  c.header('ETag', etag)
  const known = c.req.valid('header')['If-None-Match']?.split(',') ?? []
  if (known.some((tag) => tag.trim().replace(/^W\//, '') === etag)) return c.body(null, 304)
  return c.json({ list: newest.list, signature: newest.signature }, 200)
})
