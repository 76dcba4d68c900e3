import type { Writer } from './encode.ts'
import { noMetadata } from '../../shared/metadata/metadata.ts'
import { sizeOf, type Picture } from '../raster/picture.ts'
import { usualGrowth, type Weigh } from '../../shared/quality-search.ts'

// A small picture that grows with quality as the large one does: parts of it at their full sharpness, side by side.

const tile = 128
const across = 5
const down = 4
/** A picture with fewer pixels than this is itself written as quickly. */
const worthIt = 3 * tile * tile * across * down

/** Guesses what a picture weighs by a likeness of it; the usual growth stands in where the picture itself is small. */
export async function likenessOf(
  picture: Picture,
  writer: (small: Picture) => Promise<Writer>,
  when: 'worth it' | 'always' = 'worth it',
): Promise<Weigh> {
  const { width, height } = sizeOf(picture)
  const large = width * height * picture.frames.length > worthIt
  if (!large && when === 'worth it') return usualGrowth
  const likeness = large ? tilesOf(picture) : picture
  const write = await writer(likeness)
  const small = sizeOf(likeness)
  const times =
    (width * height * picture.frames.length) / (small.width * small.height * likeness.frames.length)
  return async (quality) => (await write({ quality })).length * times
}

function tilesOf(picture: Picture): Picture {
  const { canvas } = picture.frames[Math.floor(picture.frames.length / 2)] ?? picture.frames[0]
  const small = new OffscreenCanvas(
    Math.min(canvas.width, tile * across),
    Math.min(canvas.height, tile * down),
  )
  const pen = small.getContext('2d', { colorSpace: picture.colorSpace })
  if (!pen) throw new Error('This browser has no memory left to draw with.')
  // Blocks of sixteen stay blocks: encoders see what they will see.
  const place = (n: number, of: number, length: number) =>
    Math.floor(((length - tile) * n) / Math.max(1, of - 1) / 16) * 16
  for (let row = 0; row * tile < small.height; row++)
    for (let column = 0; column * tile < small.width; column++) {
      const x = Math.max(0, place(column, across, canvas.width))
      const y = Math.max(0, place(row, down, canvas.height))
      pen.drawImage(canvas, x, y, tile, tile, column * tile, row * tile, tile, tile)
    }
  return {
    ...picture,
    frames: [{ canvas: small, durationMs: 0 }],
    metadata: noMetadata,
    untouched: false,
    notes: [],
  }
}
