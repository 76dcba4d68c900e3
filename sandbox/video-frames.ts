import sharp from 'sharp'
import type { Pixels } from './pixels.ts'
import type { Mouth } from './videos.ts'

/** How the camera looks at the picture: the first number at the start of the clip, the second at its end. */
export interface CameraMove {
  /** 1 shows the whole picture, more shows less of it. */
  readonly zoom: readonly [number, number]
  /** Where it looks, 0 (left, top) to 1 (right, bottom), as far as the zoom leaves room. */
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
}

const deepestZoom = 1.14
const widestShape = 2.4

/**
 * The clip's size in pixels: the shorter side as asked, the longer one after the picture's shape, both even.
 * Shapes beyond 2.4:1 are cropped to that, or one panorama would cost as much as ten clips.
 */
export function clipSize(picture: { width: number; height: number }, shorter: number) {
  const shape = Math.max(picture.width, picture.height) / Math.min(picture.width, picture.height)
  const longer = Math.round((shorter * Math.min(shape, widestShape)) / 2) * 2
  return picture.width >= picture.height
    ? { width: longer, height: shorter }
    : { width: shorter, height: longer }
}

/** A camera that does not move. */
export const resting: CameraMove = { zoom: [1, 1], x: [0.5, 0.5], y: [0.5, 0.5] }

/** Picks the move: words such as "zoom out" or "pan left" decide, else the seed (any whole number) does. */
export function cameraMove(prompt: string, seed: number): CameraMove {
  const words = prompt.toLowerCase()
  const lean = ((seed % 7) - 3) / 6
  if (/(pan|slide|move)\w*\s+(to the\s+)?left/.test(words))
    return { zoom: [1.1, deepestZoom], x: [1, 0], y: [0.5, 0.5] }
  if (/(pan|slide|move)\w*\s+(to the\s+)?right/.test(words))
    return { zoom: [1.1, deepestZoom], x: [0, 1], y: [0.5, 0.5] }
  if (/zoom\w*\s+out|pull\w*\s+back/.test(words))
    return { zoom: [deepestZoom, 1], x: [0.5, 0.5], y: [0.5, 0.5] }
  return { zoom: [1, deepestZoom], x: [0.5, 0.5 + lean], y: [0.5, 0.5 - lean / 2] }
}

/** Reads a picture of any usual format and scales it so that the deepest zoom still shows real pixels. */
export async function readStill(
  picture: Uint8Array,
  size: { width: number; height: number },
): Promise<Pixels> {
  const { data, info } = await sharp(picture)
    .autoOrient()
    .resize(Math.round(size.width * deepestZoom), Math.round(size.height * deepestZoom), { fit: 'cover' })
    .flatten()
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

/** The frame at `share` (0 to 1) of the clip, cut from the still with parts of pixels, so that nothing jumps. */
export function frameAt(
  still: Pixels,
  size: { width: number; height: number },
  move: CameraMove,
  share: number,
) {
  const eased = share * share * (3 - 2 * share)
  const at = ([from, to]: readonly [number, number]) => from + (to - from) * eased
  const seenWidth = still.width / at(move.zoom)
  const seenHeight = still.height / at(move.zoom)
  const columns = positions(size.width, still.width, seenWidth, (still.width - seenWidth) * at(move.x))
  const rows = positions(size.height, still.height, seenHeight, (still.height - seenHeight) * at(move.y))
  const out = new Uint8Array(size.width * size.height * 4)
  const { data } = still
  const stride = still.width * 4
  let to = 0
  for (let row = 0; row < size.height; row++) {
    const down = rows.weight[row] ?? 0
    const top = (rows.first[row] ?? 0) * stride
    for (let column = 0; column < size.width; column++) {
      const right = columns.weight[column] ?? 0
      const from = top + (columns.first[column] ?? 0) * 4
      for (let channel = 0; channel < 3; channel++) {
        const a = data[from + channel] ?? 0
        const b = data[from + channel + 4] ?? 0
        const c = data[from + channel + stride] ?? 0
        const d = data[from + channel + stride + 4] ?? 0
        const upper = (a << 8) + (b - a) * right
        const lower = (c << 8) + (d - c) * right
        out[to + channel] = ((upper << 8) + (lower - upper) * down) >> 16
      }
      out[to + 3] = 255
      to += 4
    }
  }
  return out
}

/** For each target pixel the source pixel before it, and how far (of 256) it leans to the next. */
function positions(count: number, source: number, seen: number, offset: number) {
  const first = new Int32Array(count)
  const weight = new Int32Array(count)
  for (let at = 0; at < count; at++) {
    const place = Math.min(Math.max(offset + ((at + 0.5) * seen) / count - 0.5, 0), source - 1.001)
    first[at] = Math.floor(place)
    weight[at] = Math.floor((place - Math.floor(place)) * 256)
  }
  return { first, weight }
}

/** Draws a mouth on a frame, the wider open the louder (0 to 1) somebody speaks. */
export function openMouth(
  frame: Uint8Array,
  { width, height }: { width: number; height: number },
  mouth: Mouth,
  loud: number,
): void {
  const [x, y] = [mouth.x * width, mouth.y * height]
  const wide = Math.max(2, (mouth.width * width) / 2) * (1 - 0.25 * loud)
  const tall = Math.max(1, (mouth.height * height) / 2) * (0.16 + 0.84 * loud)
  for (let row = Math.max(0, Math.floor(y - tall)); row < Math.min(height, y + tall); row++)
    for (let column = Math.max(0, Math.floor(x - wide)); column < Math.min(width, x + wide); column++) {
      const away = Math.hypot((column + 0.5 - x) / wide, (row + 0.5 - y) / tall)
      if (away > 1) continue
      const [red, green, blue] = away > 0.72 ? [158, 62, 66] : [58, 16, 20]
      frame.set([red, green, blue], (row * width + column) * 4)
    }
}
