import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { paths } from '../../shared/api.ts'
import { fileTypes } from '../../shared/assets.ts'
import { idOf } from '../../shared/ids.ts'
import { disposition, downloadName, linkedFile } from '../assets/file.ts'
import { parseRange } from '../assets/range.ts'
import type { House } from '../middleware/house.ts'
import { refusals } from './answers.ts'

export const files = new OpenAPIHono<House>()

const bytes = z.string().meta({ format: 'binary' })
const content = Object.fromEntries(Object.keys(fileTypes).map((type) => [type, { schema: bytes }]))

const read = createRoute({
  method: 'get',
  path: `${paths.files}/{fileId}`,
  summary: 'The bytes of a file, for whoever holds a link to it',
  tags: ['Library'],
  request: {
    params: z.object({ fileId: idOf('file') }),
    query: z.strictObject({
      expires: z.coerce.number().int().min(0),
      signature: z.string().max(100),
      /** `1`: to be saved, under the name it has in the library. */
      download: z.literal('1').optional(),
    }),
    headers: z.object({ Range: z.string().optional(), 'If-None-Match': z.string().optional() }),
  },
  responses: {
    200: { description: 'All of it; the ETag is its SHA-256', content },
    206: { description: 'The part that was asked for', content },
    304: { description: 'You have it' },
    416: { description: 'The file has no such part' },
    ...refusals('bad-input', 'not-found'),
  },
})

files.openapi(read, async (c) => {
  const { ctx } = c.var
  const { expires, signature, download } = c.req.valid('query')
  const { file, open } = await linkedFile(ctx, c.req.valid('param').fileId, expires, signature)

  const etag = `"${file.sha256}"`
  c.header('ETag', etag)
  c.header('Accept-Ranges', 'bytes')
  const secondsLeft = Math.max(0, Math.floor((expires - ctx.now()) / 1000))
  c.header('Cache-Control', `private, max-age=${secondsLeft}, immutable`)
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  c.header('Content-Security-Policy', "default-src 'none'; sandbox")
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304)

  const ifRange = c.req.header('if-range')
  const range = ifRange && ifRange !== etag ? null : parseRange(c.req.header('range'), file.bytes)
  if (range === 'outside') return c.body(null, 416, { 'Content-Range': `bytes */${file.bytes}` })

  c.header('Content-Type', file.type)
  c.header('Content-Length', String(range ? range.length : file.bytes))
  if (download) c.header('Content-Disposition', disposition(await downloadName(ctx, file)))
  const body = await open(range)
  if (!range) return c.body(body, 200)
  c.header('Content-Range', `bytes ${range.offset}-${range.offset + range.length - 1}/${file.bytes}`)
  return c.body(body, 206)
})
