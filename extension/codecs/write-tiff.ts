import { join, letters, number, packed, type Bytes } from '../../shared/metadata/bytes.ts'
import type { Write } from './codec.ts'

/** Pixels that lie in one strip, about. */
const stripPixels = 1 << 16

const short = 3
const long = 4
const rational = 5

/** 8 bits a colour, deflated strip by strip after each pixel has become its difference from the one before. */
export const writeTiff: Write = async ({ width, height, moments: [first], transparent }) => {
  const { data } = first.pixels()
  const samples = transparent ? 4 : 3
  const rows = Math.max(1, Math.min(height, Math.floor(stripPixels / width)))
  const strips: Bytes[] = []
  for (let top = 0; top < height; top += rows)
    strips.push(await packed(differences(data, width, top, Math.min(height, top + rows), samples)))
  const offsets: number[] = []
  let at = 8
  for (const strip of strips) {
    offsets.push(at)
    at += strip.length + (strip.length % 2)
  }
  const tags: [number, number, number[]][] = [
    [256, long, [width]],
    [257, long, [height]],
    [258, short, Array.from({ length: samples }, () => 8)],
    [259, short, [8]],
    [262, short, [2]],
    [273, long, offsets],
    [274, short, [1]],
    [277, short, [samples]],
    [278, long, [rows]],
    [279, long, strips.map(({ length }) => length)],
    [282, rational, [72, 1]],
    [283, rational, [72, 1]],
    [284, short, [1]],
    [296, short, [2]],
    [317, short, [2]],
    // 2: the colours are not multiplied by how opaque they are.
    ...(transparent ? ([[338, short, [2]]] as [number, number, number[]][]) : []),
  ]
  return join([
    letters('II*\0'),
    number(at, 4, true),
    ...strips.flatMap((strip) => [strip, new Uint8Array(strip.length % 2)]),
    ...directory(at, tags),
  ])
}

/** The tags of a picture; what is longer than four bytes stands behind them. */
function directory(start: number, tags: readonly [number, number, number[]][]): Bytes[] {
  const entries: Bytes[] = []
  const behind: Bytes[] = []
  let at = start + 2 + tags.length * 12 + 4
  for (const [tag, kind, values] of tags) {
    const data = join(values.map((value) => number(value, kind === short ? 2 : 4, true)))
    const fits = data.length <= 4
    const count = kind === rational ? values.length / 2 : values.length
    entries.push(
      join([
        number(tag, 2, true),
        number(kind, 2, true),
        number(count, 4, true),
        fits ? join([data, new Uint8Array(4 - data.length)]) : number(at, 4, true),
      ]),
    )
    if (fits) continue
    behind.push(data)
    at += data.length
  }
  return [number(tags.length, 2, true), ...entries, number(0, 4, true), ...behind]
}

function differences(
  data: Uint8ClampedArray,
  width: number,
  top: number,
  bottom: number,
  samples: number,
): Bytes {
  const out = new Uint8Array(width * (bottom - top) * samples)
  let to = 0
  for (let y = top; y < bottom; y++)
    for (let x = 0, from = y * width * 4; x < width; x++, from += 4)
      for (let c = 0; c < samples; c++) out[to++] = data[from + c]! - (x === 0 ? 0 : data[from - 4 + c]!)
  return out
}
