import { GIFEncoder } from 'gifenc'
import type { Bytes } from '../../shared/metadata/bytes.ts'
import type { Write } from './codec.ts'
import { fewerColors } from './fewer-colors.ts'
import { paletted, type Paletted } from './palette.ts'

/** The most colours of a frame; one place more is needed where something is clear. */
const most = 256

export const writeGif: Write = async ({ width, height, moments, plays, transparent }, { background }) => {
  const gif = GIFEncoder()
  const matte = [1, 3, 5].map((at) => Number.parseInt(background.slice(at, at + 2), 16))
  const repeat = moments.length === 1 || plays === 1 ? -1 : Math.max(0, plays - 1)
  let before: Uint8ClampedArray | null = null
  for (const { pixels, durationMs } of moments) {
    const now = pixels().data.slice()
    if (transparent) allOrNothing(now, matte)
    // What has not changed since the frame before is left out: it stays, and takes no room.
    const same = before && !transparent ? sameAs(now, before) : null
    before = now
    const drawn = drawnWith(now, same || transparent ? most - 1 : most, width)
    const { palette, indices, clear } = same ? leftOut(drawn, same) : drawn
    gif.writeFrame(indices, width, height, {
      palette: palette.map(([red, green, blue]) => [red, green, blue]),
      transparent: clear >= 0,
      transparentIndex: Math.max(0, clear),
      delay: durationMs,
      repeat,
      // 1: the frame stays; 2: it is taken away before the next.
      dispose: transparent ? 2 : 1,
    })
  }
  gif.finish()
  return gif.bytes() as Bytes
}

/** A GIF knows no half transparency: what is half there or more lies on the background, what is less is not there. */
function allOrNothing(data: Uint8ClampedArray, matte: readonly number[]): void {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]!
    if (alpha === 255) continue
    const there = alpha > 127
    for (let c = 0; c < 3; c++)
      data[at + c] = there ? (data[at + c]! * alpha + matte[c]! * (255 - alpha)) / 255 : 0
    data[at + 3] = there ? 255 : 0
  }
}

interface Drawn extends Paletted {
  /** The place of what is not seen; -1: everything is. */
  clear: number
}

function drawnWith(data: Uint8ClampedArray, colors: number, width: number): Drawn {
  let drawn = paletted(data, colors)
  if (!drawn) {
    const few = data.slice()
    fewerColors(few, width, colors)
    allOrNothing(few, [0, 0, 0])
    drawn = paletted(few, most)!
  }
  return { ...drawn, clear: drawn.palette.findIndex(([, , , alpha]) => alpha === 0) }
}

/** Which pixels are as they were. */
function sameAs(now: Uint8ClampedArray, before: Uint8ClampedArray): Uint8Array {
  const [a, b] = [now, before].map((data) => new Uint32Array(data.buffer, data.byteOffset, data.length >> 2))
  return Uint8Array.from(a!, (word, at) => (word === b![at] ? 1 : 0))
}

function leftOut({ palette, indices }: Paletted, same: Uint8Array): Drawn {
  const clear = palette.length
  return {
    palette: [...palette, [0, 0, 0, 0]],
    indices: indices.map((place, at) => (same[at] ? clear : place)),
    clear,
  }
}
