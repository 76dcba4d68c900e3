import { facesOf, likelyFaces, mostAlike, swapped } from '../edits/faces.ts'
import type { Box } from '../edits/masks.ts'
import { readPixels, writePixels, type Pixels } from '../pixels.ts'
import sharp from 'sharp'
import { failedBecause } from './failure.ts'
import { base64, format, inputs, onOff, picture, pictures, sync, whole } from './inputs.ts'
import { allPixelsOf, numberOf, pictureMade, pixelsOf, type Job, type Work } from './job.ts'
import type { Model } from './model.ts'
import { perRun } from './prices.ts'

/** The face of this number, the largest first. Where none is seen, as many people as needed stand side by side. */
function faceAt(pixels: Pixels, number: number): Box {
  const seen = facesOf(pixels)
  const face = (seen.length === 0 ? likelyFaces(pixels, number + 1) : seen)[number]
  if (!face) throw failedBecause(1403, `no face number ${number} was found, only ${seen.length}`)
  return face
}

const swap =
  (what: 'face' | 'head', into: string, from: string): Work =>
  async (job: Job) => {
    const pixels = await pixelsOf(job, into)
    const face = faceAt(pixels, numberOf(job, 'target_index', 0))
    return pictureMade(job, await swapped(pixels, face, await pixelsOf(job, from), what))
  }

/** Each new face takes the place of the one its partner shows. */
const swapSeveral: Work = async (job) => {
  const pixels = await pixelsOf(job, 'image')
  const [fresh, old] = [await allPixelsOf(job, 'source_image'), await allPixelsOf(job, 'target_image')]
  if (fresh.length !== old.length)
    throw failedBecause(1403, 'source_image and target_image must have the same number of pictures')
  const seen = facesOf(pixels)
  let faces = seen.length === 0 ? likelyFaces(pixels, old.length) : seen
  let result = pixels
  for (const [at, wanted] of old.entries()) {
    const face = await mostAlike(pixels, faces, wanted)
    const source = fresh[at]
    if (!face || !source) throw failedBecause(1403, `no face is left for picture ${at + 1} of target_image`)
    faces = faces.filter((each) => each !== face)
    result = await swapped(result, face, source, 'face')
  }
  return pictureMade(job, job.inputs['face_enhance'] ? await crisper(result) : result)
}

async function crisper(pixels: Pixels): Promise<Pixels> {
  return readPixels(
    await sharp(await writePixels(pixels, 'png'))
      .sharpen()
      .png()
      .toBuffer(),
  )
}

export const faceModels: readonly Model[] = [
  {
    path: 'wavespeed-ai/image-face-swap',
    name: 'Image Face Swap',
    description: 'Puts one face in the place of another.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      'face_image*': picture,
      target_index: { ...whole(0, 10), description: '0 is the largest face.' },
      ...format,
      ...base64,
      ...sync,
    }),
    price: perRun(0.01),
    work: swap('face', 'image', 'face_image'),
  },
  {
    path: 'wavespeed-ai/image-face-swap-pro',
    name: 'Image Face Swap Pro',
    description: 'Puts one face in the place of another, blended with more care.',
    type: 'image-to-image',
    schema: inputs({ 'image*': picture, 'face_image*': picture, ...format, ...base64, ...sync }),
    price: perRun(0.02),
    work: swap('face', 'image', 'face_image'),
  },
  {
    path: 'wavespeed-ai/image-head-swap',
    name: 'Image Head Swap',
    description: 'The whole head, hair and all.',
    type: 'image-to-image',
    schema: inputs({ 'image*': picture, 'face_image*': picture, ...format, ...base64, ...sync }),
    price: perRun(0.025),
    work: swap('head', 'image', 'face_image'),
  },
  {
    path: 'wavespeed-ai/infinite-you',
    name: 'InfiniteYou',
    description: 'Keeps who somebody is.',
    type: 'image-to-image',
    schema: inputs({ 'target_image*': picture, 'source_image*': picture }),
    price: perRun(0.03),
    work: swap('face', 'target_image', 'source_image'),
  },
  {
    path: 'akool/image-face-swap',
    name: 'Akool Image Face Swap',
    description: 'Several faces in one picture.',
    type: 'image-to-image',
    schema: inputs({
      'image*': picture,
      'source_image*': pictures(1, 5),
      'target_image*': pictures(1, 5),
      face_enhance: onOff,
      ...base64,
    }),
    price: perRun(0.16),
    work: swapSeveral,
  },
]
