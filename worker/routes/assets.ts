import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { AssetChange, AssetPage, ImportRequest, paths, UploadQuery } from '../../shared/api.ts'
import { Asset, fileTypes } from '../../shared/assets.ts'
import { idOf } from '../../shared/ids.ts'
import { addImport, addUpload, lengthIn } from '../assets/add.ts'
import { changeAsset } from '../assets/change.ts'
import { readAsset, readAssets } from '../assets/read.ts'
import type { House } from '../middleware/house.ts'
import { signedIn } from '../middleware/session.ts'
import { json, jsonBody, refusals } from './answers.ts'

export const assets = new OpenAPIHono<House>()

/** Links lead back to the address the caller reached us at. */
const originOf = (url: string) => new URL(url).origin

const list = createRoute({
  method: 'get',
  path: paths.assets,
  summary: 'The library, newest first',
  tags: ['Library'],
  ...signedIn,
  request: {
    query: z.strictObject({
      /** `next` of the page before. */
      cursor: idOf('asset').optional(),
      limit: z.coerce.number().int().min(1).max(100).default(30),
    }),
  },
  responses: { 200: json(AssetPage, 'A page of the library'), ...refusals('bad-input', 'not-signed-in') },
})

assets.openapi(list, async (c) => {
  const { ctx, session } = c.var
  const { cursor, limit } = c.req.valid('query')
  return c.json(
    await readAssets(ctx, session.workspace.id, { cursor, limit, origin: originOf(c.req.url) }),
    200,
  )
})

const one = createRoute({
  method: 'get',
  path: `${paths.assets}/{id}`,
  summary: 'One thing of the library, with a link to its file',
  tags: ['Library'],
  ...signedIn,
  request: { params: z.object({ id: idOf('asset') }) },
  responses: { 200: json(Asset, 'The thing'), ...refusals('bad-input', 'not-signed-in', 'not-found') },
})

assets.openapi(one, async (c) => {
  const { ctx, session } = c.var
  return c.json(await readAsset(ctx, session.workspace.id, c.req.valid('param').id, originOf(c.req.url)), 200)
})

const change = createRoute({
  method: 'patch',
  path: `${paths.assets}/{id}`,
  summary: 'Another name, or what a picture is about',
  description:
    'What is not named stays as it is. Crops of the picture stay with its focal point from then on.',
  tags: ['Library'],
  ...signedIn,
  request: { params: z.object({ id: idOf('asset') }), body: jsonBody(AssetChange) },
  responses: {
    200: json(Asset, 'The thing as it is now'),
    ...refusals('bad-input', 'not-signed-in', 'not-found'),
  },
})

assets.openapi(change, async (c) => {
  const { ctx, session } = c.var
  const { id } = c.req.valid('param')
  await changeAsset(ctx, session.workspace.id, id, c.req.valid('json'))
  return c.json(await readAsset(ctx, session.workspace.id, id, originOf(c.req.url)), 200)
})

const File = z.string().meta({ format: 'binary' })

const upload = createRoute({
  method: 'post',
  path: paths.assets,
  summary: 'Add a picture, clip or sound: your own, or one that was made on your machine',
  description: 'The body is the file. Sending the same file again gives the same entry.',
  tags: ['Library'],
  ...signedIn,
  request: {
    query: UploadQuery,
    body: {
      required: true,
      content: Object.fromEntries(Object.keys(fileTypes).map((type) => [type, { schema: File }])),
    },
  },
  responses: {
    201: json(Asset, 'The entry of the library'),
    ...refusals('bad-input', 'not-signed-in', 'not-found', 'too-large', 'wrong-type'),
  },
})

assets.openapi(upload, async (c) => {
  const { ctx, session } = c.var
  const body = c.req.raw.body ?? new Blob([]).stream()
  const bytes = lengthIn(c.req.raw.headers)
  const id = await addUpload(ctx, session.workspace.id, body, bytes, c.req.valid('query'))
  return c.json(await readAsset(ctx, session.workspace.id, id, originOf(c.req.url)), 201)
})

const takeIn = createRoute({
  method: 'post',
  path: paths.import,
  summary: 'Add a picture from a public https address',
  tags: ['Library'],
  ...signedIn,
  request: { body: jsonBody(ImportRequest) },
  responses: {
    201: json(Asset, 'The entry of the library'),
    ...refusals('bad-input', 'not-signed-in', 'too-large', 'wrong-type', 'unreachable-picture'),
  },
})

assets.openapi(takeIn, async (c) => {
  const { ctx, session } = c.var
  const id = await addImport(ctx, session.workspace.id, c.req.valid('json'))
  return c.json(await readAsset(ctx, session.workspace.id, id, originOf(c.req.url)), 201)
})
