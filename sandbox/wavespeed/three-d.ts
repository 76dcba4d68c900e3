import { sceneOf } from '../edits/canvas.ts'
import { united } from '../edits/masks.ts'
import { alongLines } from '../edits/style.ts'
import { drawPicture } from '../pictures.ts'
import { readMask, readPixels, scaled, writePixels, type Pixels } from '../pixels.ts'
import { fbxOf } from '../solids/fbx.ts'
import { glbOf } from '../solids/glb.ts'
import { objOf, stlOf } from '../solids/plain-files.ts'
import { inflated, type Side, type Solid, type SolidOrder } from '../solids/solid.ts'
import { usdzOf } from '../solids/usdz.ts'
import { TaskFailure } from './failure.ts'
import { flag, inputs, onOff, oneOf, picture, pictures, text, upTo, whole } from './inputs.ts'
import {
  allPixelsOf,
  chanceOf,
  hasFile,
  numberOf,
  pixelsOf,
  textOf,
  type Job,
  type Made,
  type Work,
} from './job.ts'
import type { Model } from './model.ts'
import { perRun } from './prices.ts'

const usualTriangles = 8000

const fileKinds: Readonly<Record<string, { type: string; write(solid: Solid): Buffer | Promise<Buffer> }>> = {
  glb: { type: 'model/gltf-binary', write: glbOf },
  fbx: { type: 'application/octet-stream', write: fbxOf },
  obj: { type: 'model/obj', write: objOf },
  stl: { type: 'model/stl', write: stlOf },
  usdz: { type: 'model/vnd.usdz+zip', write: usdzOf },
}

async function modelled(order: SolidOrder, ending = 'glb'): Promise<Made[]> {
  const kind = fileKinds[ending]
  if (!kind) throw new TaskFailure(1401)
  return [{ bytes: await kind.write(await inflated(order)), type: kind.type, ending }]
}

/** Masks, where a model takes any, say what of the picture is meant. */
const fromPicture: Work = async (job) => {
  const front = await pixelsOf(job, 'image')
  const files = [...(job.media['mask_image'] ?? []), ...(job.media['mask_images'] ?? [])]
  const shape = united(await Promise.all(files.map((file) => readMask(file, front))))
  return modelled({ front, triangles: usualTriangles, ...(shape ? { shape } : {}) })
}

const views = async (job: Job, names: Readonly<Partial<Record<Side, string>>>) => {
  const sent = Object.entries(names).filter(([, name]) => hasFile(job, name))
  return Object.fromEntries(
    await Promise.all(sent.map(async ([side, name]) => [side, await pixelsOf(job, name)] as const)),
  )
}

const fromViews =
  (names: Readonly<Partial<Record<Side, string>>>): Work =>
  async (job) => {
    const front = await pixelsOf(job, names.front ?? 'image')
    return modelled({
      front,
      views: await views(job, names),
      triangles: numberOf(job, 'face_count', usualTriangles),
    })
  }

const fromHunyuan: Work = async (job) => {
  const front = await pixelsOf(job, 'image')
  const kind = textOf(job, 'generate_type')
  return modelled({
    front,
    views: await views(job, { back: 'back_image', left: 'left_image', right: 'right_image' }),
    triangles: kind === 'LowPoly' ? 800 : numberOf(job, 'face_count', usualTriangles),
    textured: kind !== 'Geometry',
  })
}

/** A sketch wears what its words describe, along its own lines. */
const fromSketch: Work = async (job) => {
  const sketch = await pixelsOf(job, 'image')
  const scene = await sceneOf({ prompt: textOf(job, 'prompt'), seed: chanceOf(job) }, sketch, false)
  return modelled({
    front: sketch,
    views: { front: alongLines(scene, sketch, 1) },
    triangles: numberOf(job, 'face_count', usualTriangles),
  })
}

const rodinSides: readonly Side[] = ['front', 'back', 'left', 'right']

/** Rodin takes one picture or several of one thing, or words alone; a preview comes as a second file when asked for. */
const fromRodin: Work = async (job) => {
  const sent = await allPixelsOf(job, 'images')
  const front = sent[0] ?? (await drawnThing(job))
  const box = job.inputs['bbox_condition']
  const stretch =
    Array.isArray(box) && box.length === 3
      ? box.map((side) => Number(side) / Math.max(...box.map(Number)))
      : [1, 1, 1]
  const made = await modelled(
    {
      front,
      views: Object.fromEntries(sent.flatMap((view, at) => (rodinSides[at] ? [[rodinSides[at], view]] : []))),
      triangles: (Number.parseInt(textOf(job, 'quality_and_mesh'), 10) || usualTriangles / 1000) * 1000,
      stretch: [stretch[0] ?? 1, stretch[1] ?? 1, stretch[2] ?? 1],
    },
    textOf(job, 'geometry_file_format') || 'glb',
  )
  if (job.inputs['preview_render'] !== true) return made
  const preview = await writePixels(await scaled(front, { width: 512, height: 512 }), 'png')
  return [...made, { bytes: preview, type: 'image/png', ending: 'png' }]
}

async function drawnThing(job: Job): Promise<Pixels> {
  const order = { prompt: textOf(job, 'prompt'), seed: chanceOf(job), width: 768, height: 768, product: true }
  return readPixels(await drawPicture({ ...order, format: 'png' }))
}

const rodinOptions = {
  material: oneOf(null, 'PBR', 'All', 'Shaded'),
  quality_and_mesh: oneOf(
    null,
    '4k_Quad',
    '8k_Quad',
    '18k_Quad',
    '50k_Quad',
    '2K_Triangle',
    '20K_Triangle',
    '250K_Triangle',
    '500K_Triangle',
  ),
  geometry_file_format: oneOf(null, 'glb', 'fbx', 'obj', 'stl', 'usdz'),
  addons: oneOf(null, 'HighPack'),
  bbox_condition: { type: 'array', items: 'integer' },
  ta_pose: flag,
  use_original_alpha: flag,
  preview_render: flag,
  seed: { type: 'integer' },
} as const

const faceCount = whole(40_000, 1_500_000, 500_000)

export const solidModels: readonly Model[] = [
  {
    path: 'wavespeed-ai/sam-3d-body',
    name: 'SAM 3D Body',
    description: 'Somebody in a picture, in space.',
    type: 'image-to-3d',
    schema: inputs({ 'image*': picture, mask_image: picture }),
    price: perRun(0.02),
    work: fromPicture,
  },
  {
    path: 'wavespeed-ai/sam-3d-objects',
    name: 'SAM 3D Objects',
    description: 'Things in a picture, in space.',
    type: 'image-to-3d',
    schema: inputs({ 'image*': picture, prompt: text, mask_images: pictures() }),
    price: perRun(0.02),
    work: fromPicture,
  },
  {
    path: 'wavespeed-ai/hunyuan3d/v2-multi-view',
    name: 'Hunyuan3D V2 Multi-View',
    description: 'A thing from three views.',
    type: 'image-to-3d',
    schema: inputs({ 'front_image_url*': picture, 'back_image_url*': picture, 'left_image_url*': picture }),
    price: perRun(0.02),
    work: fromViews({ front: 'front_image_url', back: 'back_image_url', left: 'left_image_url' }),
  },
  {
    path: 'tripo3d/v2.5/image-to-3d',
    name: 'Tripo3D V2.5 Image-to-3D',
    description: 'A thing from one picture.',
    type: 'image-to-3d',
    schema: inputs({ 'image*': picture }),
    price: perRun(0.3),
    work: fromPicture,
  },
  {
    path: 'wavespeed-ai/hunyuan3d/v2.1',
    name: 'Hunyuan3D V2.1',
    description: 'A thing from one picture, with materials.',
    type: 'image-to-3d',
    schema: inputs({ 'image*': picture }),
    price: perRun(0.4),
    work: fromPicture,
  },
  {
    path: 'wavespeed-ai/hunyuan3d-v3/image-to-3d',
    name: 'Hunyuan3D V3 Image-to-3D',
    description: 'A thing from one picture and up to three more views.',
    type: 'image-to-3d',
    schema: inputs({
      'image*': picture,
      back_image: picture,
      left_image: picture,
      right_image: picture,
      enable_pbr: onOff,
      polygon_type: oneOf('triangle', 'triangle', 'quadrilateral'),
      face_count: faceCount,
      generate_type: oneOf('Normal', 'Normal', 'LowPoly', 'Geometry'),
    }),
    price: perRun(0.25),
    work: fromHunyuan,
  },
  {
    path: 'hyper3d/rodin-v2/image-to-3d',
    name: 'Hyper3D Rodin v2 Image-to-3D',
    description: 'A thing from up to five pictures, in many formats.',
    type: 'image-to-3d',
    schema: inputs({ 'images*': pictures(1, 5), prompt: text, ...rodinOptions }),
    price: perRun(0.3),
    work: fromRodin,
  },
  {
    path: 'tripo3d/v2.5/multiview-to-3d',
    name: 'Tripo3D V2.5 Multiview',
    description: 'A thing from four views.',
    type: 'image-to-3d',
    schema: inputs({
      'front_image_url*': picture,
      'back_image_url*': picture,
      'left_image_url*': picture,
      'right_image_url*': picture,
    }),
    price: perRun(0.3),
    work: fromViews({
      front: 'front_image_url',
      back: 'back_image_url',
      left: 'left_image_url',
      right: 'right_image_url',
    }),
  },
  {
    path: 'hyper3d/rodin-v2/text-to-3d',
    name: 'Hyper3D Rodin v2 Text-to-3D',
    description: 'A thing from words.',
    type: 'text-to-3d',
    schema: inputs({ 'prompt*': text, ...rodinOptions }),
    price: perRun(0.3),
    work: fromRodin,
  },
  {
    path: 'wavespeed-ai/hunyuan3d-v3/sketch-to-3d',
    name: 'Hunyuan3D V3 Sketch-to-3D',
    description: 'A thing from a sketch and words.',
    type: 'image-to-3d',
    schema: inputs({ 'image*': picture, 'prompt*': upTo(1024), enable_pbr: onOff, face_count: faceCount }),
    price: perRun(0.375),
    work: fromSketch,
  },
]
