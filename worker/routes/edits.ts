import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { AssetList, paths } from '../../shared/api.ts'
import { Asset } from '../../shared/assets.ts'
import { valuesSchema, type Values } from '../../shared/fields.ts'
import type { SharedTool } from '../../shared/tool.ts'
import { compress as compressFace } from '../../shared/tools/compress.ts'
import { convert as convertFace } from '../../shared/tools/convert.ts'
import { enhance as enhanceFace } from '../../shared/tools/enhance.ts'
import { resize as resizeFace } from '../../shared/tools/resize.ts'
import { social as socialFace } from '../../shared/tools/social.ts'
import { watermark as watermarkFace } from '../../shared/tools/watermark.ts'
import { readAsset } from '../assets/read.ts'
import { compress, compressAble } from '../edits/compress.ts'
import { convert, convertAble } from '../edits/convert.ts'
import { editAsset, type EditTool } from '../edits/edit.ts'
import { enhance, enhanceAble } from '../edits/enhance.ts'
import { fieldsHere, type Able } from '../edits/only-here.ts'
import { resize } from '../edits/resize.ts'
import { editForSocial } from '../edits/social.ts'
import { watermark, watermarkAble } from '../edits/watermark.ts'
import type { House } from '../middleware/house.ts'
import { limitEdits } from '../middleware/limit.ts'
import { signedIn } from '../middleware/session.ts'
import { json, jsonBody, refusals } from './answers.ts'

export const edits = new OpenAPIHono<House>()

const originOf = (url: string) => new URL(url).origin

/** The picture, and the tool's own fields as this side has them. */
const requestOf = ({ fields }: SharedTool, able: Able) =>
  valuesSchema({
    image: { kind: 'image', label: 'Picture', required: true },
    ...fieldsHere(fields, able),
  })

/** The picture's id, and the rest. */
function parted({ image, ...values }: Values): { image: string; values: Values } {
  return { image: String(image), values }
}

const description =
  'Free. The picture of your library stays as it is; the result stands beside it. Asking for the same again gives the same entry and makes nothing.'

const shared = {
  method: 'post' as const,
  tags: ['Changing pictures'],
  ...signedIn,
}

const problems = refusals('bad-input', 'not-signed-in', 'not-found', 'too-large', 'wrong-type')

const tools: readonly [path: string, face: SharedTool, tool: EditTool, able: Able][] = [
  [paths.compress, compressFace, compress, compressAble],
  [paths.convert, convertFace, convert, convertAble],
  [paths.resize, resizeFace, resize, {}],
  [paths.watermark, watermarkFace, watermark, watermarkAble],
  [paths.enhance, enhanceFace, enhance, enhanceAble],
]

for (const [path, face, tool, able] of tools) {
  const route = createRoute({
    ...shared,
    path,
    summary: `${face.title}: ${face.about}`,
    description,
    request: { body: jsonBody(requestOf(face, able)) },
    responses: { 201: json(Asset, 'The entry of the library'), ...problems },
  })
  edits.openapi(route, async (c) => {
    const { ctx, session } = c.var
    const workspaceId = session.workspace.id
    await limitEdits(c.env, session.user.id)
    const { image, values } = parted(c.req.valid('json'))
    const id = await editAsset(ctx, workspaceId, tool, image, values)
    return c.json(await readAsset(ctx, workspaceId, id, originOf(c.req.url)), 201)
  })
}

const forSocial = createRoute({
  ...shared,
  path: paths.social,
  summary: `${socialFace.title}: ${socialFace.about}`,
  description,
  request: { body: jsonBody(requestOf(socialFace, {})) },
  responses: { 201: json(AssetList, 'The entries of the library, in the order of the places'), ...problems },
})

edits.openapi(forSocial, async (c) => {
  const { ctx, session } = c.var
  const workspaceId = session.workspace.id
  await limitEdits(c.env, session.user.id)
  const { image, values } = parted(c.req.valid('json'))
  const ids = await editForSocial(ctx, workspaceId, image, values)
  const made = await Promise.all(ids.map((id) => readAsset(ctx, workspaceId, id, originOf(c.req.url))))
  return c.json({ assets: made }, 201)
})
