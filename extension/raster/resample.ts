import type { Rect, Size } from '../../shared/crop.ts'

// Lanczos with three lobes: what photographers' programs use, sharp without steps.

/** Reads and writes whole rows of RGBA bytes. */
export interface Rows {
  from: Size
  /** What of it is taken, in its pixels; a part of a pixel counts as such. */
  part: Rect
  to: Size
  /** Fills `into` with rows of the picture from `top` on. */
  read(top: number, into: Uint8ClampedArray<ArrayBuffer>): void
  /** Gets rows of the result from `top` on, in memory that is used again when it returns. */
  write(top: number, rows: Uint8ClampedArray<ArrayBuffer>): void
}

/** Makes a picture larger or smaller, a band at a time. Colours must be multiplied by how opaque they are. */
export type Resampler = (rows: Rows) => void

interface Exports {
  memory: WebAssembly.Memory
  resample(...places: number[]): void
}

const page = 65_536
const one = 16_384
/** Bytes of rows that are worked on at once. */
const usualBand = 32 * 1024 * 1024

/** Starts a resampler. */
export async function startResampler(module: WebAssembly.Module, bandBytes = usualBand): Promise<Resampler> {
  const { exports } = await WebAssembly.instantiate(module)
  const { memory, resample } = exports as unknown as Exports
  return ({ from, part, to, read, write }) => {
    const across = weightsFor(from.width, to.width, 4, part.x, part.width)
    const down = weightsFor(from.height, to.height, 2, part.y, part.height)
    const stride = from.width * 4
    const bandRows = Math.max(1, Math.floor((bandBytes / stride - down.taps) / (part.height / to.height)))
    for (let top = 0; top < to.height; top += bandRows) {
      const height = Math.min(bandRows, to.height - top)
      const first = down.starts[top]!
      const last = Math.min(from.height, down.starts[top + height - 1]! + down.taps)
      const tops = down.starts.slice(top, top + height).map((start) => start - first)
      const weights = down.weights.subarray(top * down.taps, (top + height) * down.taps)
      let end = 0
      const room = (bytes: number) => {
        const start = end
        end += (bytes + 15) & ~15
        return start
      }
      // A step may read a little behind what it needs: with a weight of nothing, but from memory that must be there.
      const source = room(stride * (last - first + down.taps + 1) + 16)
      const result = room(to.width * height * 4)
      const row = room(stride + across.taps * 4 + 32)
      const inputs = [across.starts, across.weights, tops, weights]
      const places = inputs.map(({ byteLength }) => room(byteLength))
      const missing = end - memory.buffer.byteLength
      if (missing > 0) memory.grow(Math.ceil(missing / page))
      const bytesAt = (place: number, bytes: number) =>
        new Uint8ClampedArray(memory.buffer as ArrayBuffer, place, bytes)
      read(first, bytesAt(source, stride * (last - first)))
      for (const [at, { buffer, byteOffset, byteLength }] of inputs.entries())
        bytesAt(places[at]!, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength))
      const [lefts, xWeights, rowTops, yWeights] = places
      resample(
        ...[source, stride, result, to.width, height, row],
        ...[lefts!, xWeights!, across.taps, rowTops!, yWeights!, down.taps],
      )
      write(top, bytesAt(result, to.width * height * 4))
    }
  }
}

interface Weights {
  /** For each place: the first that counts. */
  starts: Int32Array
  /** For each place: `taps` weights, of which 16384 is 1. */
  weights: Int16Array
  taps: number
}

/**
 * How much each of so many pixels counts in each of so many others, which together show `length` of them from `start`
 * on; in steps of `step` pixels.
 */
export function weightsFor(from: number, to: number, step: number, start = 0, length = from): Weights {
  const scale = length / to
  const wide = Math.max(1, scale)
  const reach = 3 * wide
  const most = Math.min(from, Math.floor(2 * reach) + 2)
  const taps = Math.ceil(most / step) * step
  const starts = new Int32Array(to)
  const weights = new Int16Array(to * taps)
  for (let place = 0; place < to; place++) {
    const centre = start + (place + 0.5) * scale - 0.5
    const first = Math.max(0, Math.ceil(centre - reach))
    const last = Math.min(from - 1, Math.floor(centre + reach))
    const exact = Array.from({ length: last - first + 1 }, (_, at) => lanczos((first + at - centre) / wide))
    const sum = exact.reduce((a, b) => a + b, 0)
    // Rounding may leave a little; the heaviest takes it, so that even colours stay even.
    let left = one
    let heaviest = 0
    for (const [at, value] of exact.entries()) {
      const weight = Math.round((value / sum) * one)
      weights[place * taps + at] = weight
      left -= weight
      if (value > exact[heaviest]!) heaviest = at
    }
    weights[place * taps + heaviest]! += left
    starts[place] = first
  }
  return { starts, weights, taps }
}

function lanczos(x: number): number {
  if (x === 0) return 1
  if (Math.abs(x) >= 3) return 0
  const turn = Math.PI * x
  return (3 * Math.sin(turn) * Math.sin(turn / 3)) / (turn * turn)
}
