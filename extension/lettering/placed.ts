import type { Values } from '../../shared/fields.ts'
import { placementTitle, type PlacementType } from '../../shared/platforms.ts'
import { centre, type Rect, type Size } from '../../shared/crop.ts'
import {
  enlargedBy,
  isBordered,
  socialLevels,
  socialPlan,
  softSizes,
  type SocialFile,
  type SocialLevel,
} from '../../shared/social.ts'
import type { Wanted } from '../codecs/decode.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'
import { plainOutput, sizeOf, writtenTypes, type Output, type Picture } from '../raster/picture.ts'
import { resizePicture } from '../raster/resize.ts'
import { subjectOf } from '../raster/subject.ts'
import { encode } from '../codecs/to-bytes.ts'

/** What is enlarged more than this looks soft. */
const soft = 1.2

/** The smallest size a picture may be read at for these places: each finds all its pixels in it. */
export const wantedFor = (sizes: readonly Size[]): Wanted => ({
  width: Math.max(...sizes.map(({ width }) => width)),
  height: Math.max(...sizes.map(({ height }) => height)),
})

/** The plan of the fields of "social" for a picture that has been read. Throws UnfitFile. */
export async function planFor(picture: Picture, values: Values): Promise<readonly SocialFile[]> {
  const isFound = values['focus'] === 'smart' && !picture.focal
  const subject = isFound ? await subjectOf(picture) : { focal: picture.focal ?? centre, parts: [] }
  try {
    return socialPlan(sizeOf(picture), picture.transparent, values, subject)
  } catch (cause) {
    throw cause instanceof RangeError ? new UnfitFile(cause.message) : cause
  }
}

interface Watch {
  signal: AbortSignal
  progress(share: number): void
  note(words: string): void
}

/**
 * The files of a plan, in its order, from one reading of the picture: each within the bytes its place takes, in sRGB.
 * Places that want the very same share one writing.
 */
export async function placedFiles(
  picture: Picture,
  plan: readonly SocialFile[],
  values: Values,
  watch: Watch,
): Promise<readonly File[]> {
  const { name, source } = picture
  const read = { ...picture, frames: [picture.frames[0]] as const, plays: 0 }
  const background = String(values['background'])
  const drawn = new Map<string, Promise<Picture>>()
  let half: Promise<Picture> | null = null
  const draw = async (file: SocialFile) => {
    if (file.from.width < manyTimes * file.to.width) return drawnFor(read, file, background)
    half ??= halfOf(read)
    const small = await half
    const inHalf = (part: Rect) => partOf(small, part, read)
    const ground = file.ground && inHalf(file.ground)
    return drawnFor(small, { ...file, from: inHalf(file.from), ground }, background)
  }
  const written = new Map<string, File>()
  const files: File[] = []
  for (const [at, file] of plan.entries()) {
    watch.signal.throwIfAborted()
    watch.progress(at / plan.length)
    const { placement, type, from, to, ground } = file
    const enlarged = (enlargedBy(file) * sizeOf(picture).width) / source.width
    if (enlarged > soft)
      watch.note(`${placementTitle(placement)}: Enlarged ${enlarged.toFixed(1)} times, it may look soft.`)
    if (values['fit'] === 'safe' && isBordered(file))
      watch.note(`${placementTitle(placement)}: With a border, so that no face and no words are cut.`)
    const place = JSON.stringify([from, to, ground, placement.size])
    if (!drawn.has(place)) drawn.set(place, draw(file))
    const output = outputFor(type, placement.maxBytes, values)
    const alike = written.get(`${place} ${type}`)
    let made = alike && (placement.maxBytes === null || alike.size <= placement.maxBytes) ? alike : null
    if (!made) {
      const one: Picture = { ...(await drawn.get(place)!), output, notes: [] }
      made = await encode(one)
      written.set(`${place} ${type}`, made)
      for (const words of one.notes) watch.note(`${placementTitle(placement)}: ${words}`)
    }
    files.push(new File([made], `${name}-${file.suffix}.${writtenTypes[type]}`, { type }))
  }
  watch.progress(1)
  return files
}

/** What is made so much smaller is made of a picture of half the size, which shows the same and is sooner read. */
const manyTimes = 3

function halfOf(picture: Picture): Promise<Picture> {
  const { width, height } = sizeOf(picture)
  return resizePicture(picture, { width: Math.ceil(width / 2), height: Math.ceil(height / 2) })
}

/** Where a part of a picture lies in the same picture of another size. */
function partOf(smaller: Picture, { x, y, width, height }: Rect, picture: Picture): Rect {
  const [to, from] = [sizeOf(smaller), sizeOf(picture)]
  const [across, down] = [to.width / from.width, to.height / from.height]
  return { x: x * across, y: y * down, width: width * across, height: height * down }
}

function outputFor(type: PlacementType, maxBytes: number | null, values: Values): Output {
  const level = socialLevels[values['level'] as SocialLevel]
  return {
    ...plainOutput,
    type,
    ...level,
    background: String(values['background']),
    maxBytes,
    keepSize: true,
    metadata: values['metadata'] as Output['metadata'],
    colors: 'srgb',
  }
}

async function drawnFor(picture: Picture, file: SocialFile, background: string): Promise<Picture> {
  const { from, to, placement, ground } = file
  const resized = await resizePicture(picture, to, from)
  if (!isBordered(file)) return { ...resized, focal: null, untouched: false }
  const { width, height } = placement.size
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d', { colorSpace: picture.colorSpace })
  if (!pen) throw new Error('This browser has no memory left to draw with.')
  pen.fillStyle = background
  pen.fillRect(0, 0, width, height)
  if (ground) pen.drawImage((await softened(picture, ground, placement.size)).frames[0].canvas, 0, 0)
  const inner = resized.frames[0].canvas
  pen.drawImage(inner, Math.round((width - to.width) / 2), Math.round((height - to.height) / 2))
  return {
    ...resized,
    frames: [{ canvas, durationMs: 0 }],
    focal: null,
    transparent: false,
    untouched: false,
  }
}

/** A part of a picture that is only colours and light, so large. */
async function softened(picture: Picture, part: Rect, size: Size): Promise<Picture> {
  const [few, ...larger] = softSizes(size)
  let made = await resizePicture(picture, few, part)
  for (const next of larger) made = await resizePicture(made, next)
  return made
}
