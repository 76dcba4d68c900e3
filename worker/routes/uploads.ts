import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { paths, Upload, UploadStart } from '../../shared/api.ts'
import { Asset } from '../../shared/assets.ts'
import { idOf } from '../../shared/ids.ts'
import { completeUpload, putPart, readUpload, startUpload } from '../assets/parts.ts'
import { readAsset } from '../assets/read.ts'
import type { House } from '../middleware/house.ts'
import { signedIn } from '../middleware/session.ts'
import { json, jsonBody, refusals } from './answers.ts'

export const uploads = new OpenAPIHono<House>()

const params = z.object({ id: idOf('upload') })

const start = createRoute({
  method: 'post',
  path: paths.uploads,
  summary: 'Announce a file too large for one request, up to 200 MB; it is then sent in parts',
  description: 'Not completed within a day, it is thrown away.',
  tags: ['Library'],
  ...signedIn,
  request: { body: jsonBody(UploadStart) },
  responses: {
    201: json(Upload, 'How many parts, and how long each is'),
    ...refusals('bad-input', 'not-signed-in', 'not-found', 'too-large', 'wrong-type', 'too-many-open'),
  },
})

uploads.openapi(start, async (c) => {
  const { ctx, session } = c.var
  return c.json(await startUpload(ctx, session.workspace.id, c.req.valid('json')), 201)
})

const one = createRoute({
  method: 'get',
  path: `${paths.uploads}/{id}`,
  summary: 'Which parts have arrived: after a break, send the others',
  tags: ['Library'],
  ...signedIn,
  request: { params },
  responses: { 200: json(Upload, 'The upload'), ...refusals('bad-input', 'not-signed-in', 'not-found') },
})

uploads.openapi(one, async (c) => {
  const { ctx, session } = c.var
  return c.json(await readUpload(ctx, session.workspace.id, c.req.valid('param').id), 200)
})

const put = createRoute({
  method: 'put',
  path: `${paths.uploads}/{id}/parts/{n}`,
  summary: 'Send one part, numbered from 1; sent again it takes the place of the first',
  tags: ['Library'],
  ...signedIn,
  request: {
    params: z.object({ id: idOf('upload'), n: z.coerce.number().int().min(1).max(10_000) }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
    },
  },
  responses: {
    200: json(Upload, 'The upload with the part'),
    ...refusals('bad-input', 'not-signed-in', 'not-found', 'too-late', 'too-large', 'wrong-type'),
  },
})

uploads.openapi(put, async (c) => {
  const { ctx, session } = c.var
  const { id, n } = c.req.valid('param')
  const body = c.req.raw.body ?? new Blob([]).stream()
  return c.json(await putPart(ctx, session.workspace.id, id, n, body), 200)
})

const complete = createRoute({
  method: 'post',
  path: `${paths.uploads}/{id}/complete`,
  summary: 'Make one file of the parts; a second time it is the same entry',
  tags: ['Library'],
  ...signedIn,
  request: { params },
  responses: {
    201: json(Asset, 'The entry of the library'),
    ...refusals('bad-input', 'not-signed-in', 'not-found', 'too-large', 'wrong-type'),
  },
})

uploads.openapi(complete, async (c) => {
  const { ctx, session } = c.var
  const id = await completeUpload(ctx, session.workspace.id, c.req.valid('param').id)
  return c.json(await readAsset(ctx, session.workspace.id, id, new URL(c.req.url).origin), 201)
})
