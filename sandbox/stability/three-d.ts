import { glbOf } from '../solids/glb.ts'
import { inflated } from '../solids/solid.ts'
import { credits, numberOf, pixelsOf, textOf, type Endpoint, type Order, type Output } from './endpoint.ts'
import { choice, picture, seed, share, whole } from './fields.ts'

const image = picture({ minSide: 64, maxPixels: 4_194_304 })
const common = {
  'image*': image,
  texture_resolution: choice('1024', '512', '1024', '2048'),
  remesh: choice('none', 'none', 'triangle', 'quad'),
}

async function solid(order: Order, triangles: number): Promise<Output> {
  const front = await pixelsOf(order, 'image')
  const pictureSide = Number(textOf(order, 'texture_resolution'))
  return { bytes: await glbOf(await inflated({ front, triangles, pictureSide })), type: 'model/gltf-binary' }
}

export const solidEndpoints: readonly Endpoint[] = [
  {
    path: '/v2beta/3d/stable-fast-3d',
    fields: { ...common, foreground_ratio: share(0.1, 1, 0.85), vertex_count: whole(-1, 20_000, -1) },
    credits: credits(10),
    work: (order) => {
      const points = textOf(order, 'remesh') === 'none' ? -1 : numberOf(order, 'vertex_count', -1)
      return solid(order, points > 0 ? points * 2 : 8000)
    },
  },
  {
    path: '/v2beta/3d/stable-point-aware-3d',
    fields: {
      ...common,
      foreground_ratio: share(1, 2, 1.3),
      target_type: choice('none', 'none', 'vertex', 'face'),
      target_count: whole(100, 20_000, 1000),
      guidance_scale: share(1, 10, 3),
      seed,
    },
    credits: credits(4),
    work: (order) => {
      const kind = textOf(order, 'target_type')
      const count = numberOf(order, 'target_count', 1000)
      return solid(order, kind === 'none' ? 8000 : kind === 'face' ? count : count * 2)
    },
  },
]
