import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { paths } from '../../shared/api.ts'
import type { House } from '../middleware/house.ts'
import { json, refusals } from './answers.ts'

const Document = z.looseObject({ openapi: z.string() })

const readDocument = createRoute({
  method: 'get',
  path: paths.openapi,
  summary: 'This document (OpenAPI 3.1)',
  tags: ['Document'],
  responses: {
    200: json(Document, 'Every call of the API'),
    ...refusals(),
  },
})

const info = {
  title: 'Atelier',
  version: '1',
  description:
    'Pictures, clips, voices, 3D and words by many models, through one pipeline. Every bad answer is application/problem+json.',
}

/** The document of everything mounted on `app`, made from the schemas that judge the requests. */
export function documentOf(app: OpenAPIHono<House>): OpenAPIHono<House> {
  const document = new OpenAPIHono<House>()
  let made: z.infer<typeof Document> | undefined
  document.openapi(readDocument, (c) => {
    // Once, and through JSON: what has no value there falls away.
    made ??= Document.parse(JSON.parse(JSON.stringify(app.getOpenAPI31Document({ openapi: '3.1.0', info }))))
    return c.json(made, 200)
  })
  return document
}
