import { drawPicture } from '../pictures.ts'
import {
  blended,
  cropped,
  painted,
  placed,
  readPixels,
  scaled,
  type Mask,
  type Pixels,
  type Size,
} from '../pixels.ts'
import { filled } from './fill.ts'
import { blurredMask, shapeMask, turned } from './masks.ts'

/** Pixels to add on each side. */
export interface Margins {
  readonly left: number
  readonly right: number
  readonly up: number
  readonly down: number
}

/** What is drawn where something new is wanted. */
export interface Wish {
  readonly prompt: string
  readonly seed: string
}

/** Above so many pixels a scene is drawn smaller and enlarged: it gains nothing from more. */
const mostDrawn = 2_500_000

/** A scene drawn from words alone, as pixels. */
export async function sceneOf({ prompt, seed }: Wish, size: Size, words = true): Promise<Pixels> {
  const scale = Math.min(1, Math.sqrt(mostDrawn / (size.width * size.height)))
  const drawn = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) }
  return readPixels(await drawPicture({ prompt, seed, ...drawn, format: 'png', words }), size)
}

/** The picture on a larger canvas, itself unchanged; around it goes on what stands at its edges, and what was wished. */
export async function extended(pixels: Pixels, margins: Margins, wish: Wish): Promise<Pixels> {
  const size = {
    width: pixels.width + margins.left + margins.right,
    height: pixels.height + margins.up + margins.down,
  }
  const empty = { ...size, data: new Uint8Array(size.width * size.height * 4) }
  const own = { left: margins.left, top: margins.up, width: pixels.width, height: pixels.height }
  const around = turned(shapeMask(size, own, 'box'))
  const grown = await filled(placed(empty, pixels, margins.left, margins.up), around)
  if (wish.prompt === '') return grown
  // Half of a scene, and more of it the farther out: nobody sees a seam.
  const reach = Math.max(4, Math.round(Math.max(...Object.values(margins)) * 0.35))
  const outer = blurredMask(around, reach)
  const soft = {
    ...around,
    data: around.data.map((value, at) => Math.min(value, (outer.data[at] ?? 0) * 0.6)),
  }
  return blended(grown, await sceneOf(wish, size, false), soft)
}

/** The margins that bring a picture to a shape (width by height), itself in the middle. */
export function marginsTo(shape: number, { width, height }: Size): Margins {
  const wide = Math.max(width, Math.round(height * shape))
  const tall = Math.max(height, Math.round(width / shape))
  const [left, up] = [Math.floor((wide - width) / 2), Math.floor((tall - height) / 2)]
  return { left, right: wide - width - left, up, down: tall - height - up }
}

/** The picture seen from farther away: smaller in the middle of a canvas of this size, which goes on around it. */
export async function zoomedOut(pixels: Pixels, size: Size, wish: Wish): Promise<Pixels> {
  const scale = Math.min((size.width * 0.66) / pixels.width, (size.height * 0.66) / pixels.height)
  const small = {
    width: Math.max(1, Math.round(pixels.width * scale)),
    height: Math.max(1, Math.round(pixels.height * scale)),
  }
  const left = Math.floor((size.width - small.width) / 2)
  const up = Math.floor((size.height - small.height) / 2)
  const margins = { left, up, right: size.width - small.width - left, down: size.height - small.height - up }
  return extended(await scaled(pixels, small, 'fill'), margins, wish)
}

/** The picture with what the mask means drawn anew, as large as the place allows. */
export async function redrawn(
  pixels: Pixels,
  mask: Mask,
  box: { left: number; top: number } & Size,
  wish: Wish,
) {
  const scene = await sceneOf(
    wish,
    { width: Math.max(16, box.width), height: Math.max(16, box.height) },
    false,
  )
  return blended(pixels, placed(pixels, scene, box.left, box.top), mask)
}

/** Other pictures laid on the first as cards along its edge, so that each can be seen. */
export async function withCards(pixels: Pixels, others: readonly Pixels[]): Promise<Pixels> {
  const { width, height } = pixels
  const wide = width >= height
  const room = Math.min(
    wide ? height * 0.3 : width * 0.3,
    ((wide ? width : height) * 0.94) / Math.max(1, others.length),
  )
  const side = Math.max(4, Math.floor(room * 0.88))
  const frame = Math.max(1, Math.round(side * 0.04))
  let result = pixels
  for (const [at, other] of others.entries()) {
    const shape = Math.min(2, Math.max(0.5, other.width / other.height))
    const size = {
      width: Math.max(1, Math.round(shape >= 1 ? side : side * shape) - frame * 2),
      height: Math.max(1, Math.round(shape >= 1 ? side / shape : side) - frame * 2),
    }
    const card = { width: size.width + frame * 2, height: size.height + frame * 2 }
    const paper = { ...card, data: new Uint8Array(card.width * card.height * 4).fill(250) }
    const shadow = painted(
      { ...paper, data: paper.data.map((value, byte) => (byte % 4 === 3 ? 90 : value)) },
      () => [0, 0, 0],
    )
    const along = Math.round((wide ? width : height) * 0.03 + at * room)
    const left = wide ? along : Math.round(width * 0.04)
    const top = wide ? Math.round(height * 0.04) : along
    result = placed(result, shadow, left + frame, top + frame)
    result = placed(result, opaque(paper), left, top)
    result = placed(result, opaque(await scaled(other, size)), left + frame, top + frame)
  }
  return result
}

function opaque(pixels: Pixels): Pixels {
  return { ...pixels, data: pixels.data.map((value, byte) => (byte % 4 === 3 ? 255 : value)) }
}

/** The middle of a picture in this shape (width by height), as large as it goes. */
export function cutTo(pixels: Pixels, shape: number): Pixels {
  const width = Math.min(pixels.width, Math.max(1, Math.round(pixels.height * shape)))
  const height = Math.min(pixels.height, Math.max(1, Math.round(pixels.width / shape)))
  const left = Math.floor((pixels.width - width) / 2)
  return cropped(pixels, { left, top: Math.floor((pixels.height - height) / 2), width, height })
}
