import type { Rect, Size } from '../../shared/crop.ts'

// Lanczos with three lobes: what photographers' programs use, sharp without steps.

/** What is taken of a picture, or of one of its planes: whole rows of RGBA, or of one byte a pixel. */
export interface Sheet {
  /** Of a pixel. */
  bytes: 1 | 4
  from: Size
  /** What of it is taken, in its pixels; a part of a pixel counts as such. */
  part: Rect
  /** Fills `into` with rows from `top` on. */
  read(top: number, into: Uint8ClampedArray<ArrayBuffer>): void
}

export interface Rows {
  /** RGBA, colours multiplied by how opaque they are; or brightness and the two differences of colour (BT.601, full range). */
  sheets: readonly [Sheet] | readonly [Sheet, Sheet, Sheet]
  to: Size
  /** Gets rows of RGBA from `top` on, in memory that is used again when it returns. */
  write(top: number, rows: Uint8ClampedArray<ArrayBuffer>): void
}

/** Makes a picture larger or smaller, a band at a time. */
export type Resampler = (rows: Rows) => void

interface Kernel {
  memory: WebAssembly.Memory
  resample(...numbers: number[]): void
  toRgba(...numbers: number[]): void
}

const page = 65_536
const one = 16_384
/** Bytes of rows that are worked on at once. */
const usualBand = 32 * 1024 * 1024

/** Starts a resampler. */
export async function startResampler(module: WebAssembly.Module, bandBytes = usualBand): Promise<Resampler> {
  const { exports } = await WebAssembly.instantiate(module)
  const kernel = exports as unknown as Kernel
  return ({ sheets, to, write }) => {
    const weighed = weigh(sheets, to)
    const bandRows = Math.min(...weighed.map((sheet) => rowsIn(bandBytes / sheets.length, sheet, to)))
    for (let top = 0; top < to.height; top += bandRows) {
      const band = { top, width: to.width, height: Math.min(bandRows, to.height - top) }
      const place = placesIn(kernel)
      const results = weighed.map((sheet) => {
        const result = place(to.width * band.height * sheet.bytes)
        runKernel(kernel, sheet, band, result, placesIn(kernel, place(0)))
        return result
      })
      const rgba = results.length === 1 ? results[0]! : place(to.width * band.height * 4)
      if (results.length > 1) kernel.toRgba(...results, rgba, to.width * band.height)
      write(top, bytesAt(kernel, rgba, to.width * band.height * 4))
    }
  }
}

interface Weighed extends Sheet {
  across: Weights
  down: Weights
}

function weigh(sheets: readonly Sheet[], to: Size): Weighed[] {
  const made = new Map<string, Pick<Weighed, 'across' | 'down'>>()
  return sheets.map((sheet) => {
    const { bytes, from, part } = sheet
    const key = [...Object.values(from), ...Object.values(part)].join()
    const weights = made.get(key) ?? {
      across: weightsFor(from.width, to.width, bytes === 4 ? 4 : 8, part.x, part.width),
      down: weightsFor(from.height, to.height, 2, part.y, part.height),
    }
    made.set(key, weights)
    return { ...sheet, ...weights }
  })
}

/** How many rows of the result are made of so many bytes. */
const rowsIn = (bandBytes: number, { bytes, from, part, down }: Weighed, to: Size) =>
  Math.max(1, Math.floor((bandBytes / (from.width * bytes) - down.taps) / (part.height / to.height)))

interface Band {
  top: number
  width: number
  height: number
}

function runKernel(
  kernel: Kernel,
  { bytes, from, across, down, read }: Weighed,
  { top, width, height }: Band,
  result: number,
  place: Place,
): void {
  const stride = from.width * bytes
  const first = down.starts[top]!
  const last = Math.min(from.height, down.starts[top + height - 1]! + down.taps)
  const tops = down.starts.slice(top, top + height).map((start) => start - first)
  const weights = down.weights.subarray(top * down.taps, (top + height) * down.taps)
  // A step may read a little behind what it needs: with a weight of nothing, but from memory that must be there.
  const source = place(stride * (last - first + down.taps + 1))
  const row = place(stride + across.taps * bytes)
  read(first, bytesAt(kernel, source, stride * (last - first)))
  const [lefts, xWeights, rowTops, yWeights] = [across.starts, across.weights, tops, weights].map((input) => {
    const start = place(input.byteLength)
    const from = new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    bytesAt(kernel, start, input.byteLength).set(from)
    return start
  })
  kernel.resample(
    ...[bytes, source, stride, result, width, height, row],
    ...[lefts!, xWeights!, across.taps, rowTops!, yWeights!, down.taps],
  )
}

/** Finds room for so many bytes, behind what it found before; a little more, as the last step may go beyond the end. */
type Place = (bytes: number) => number

function placesIn({ memory }: Kernel, end = 0): Place {
  return (bytes) => {
    const start = end
    end += (bytes + 47) & ~15
    const missing = end - memory.buffer.byteLength
    if (missing > 0) memory.grow(Math.ceil(missing / page))
    return start
  }
}

const bytesAt = ({ memory }: Kernel, place: number, bytes: number) =>
  new Uint8ClampedArray(memory.buffer as ArrayBuffer, place, bytes)

/** For each place, and for up to three more that make the number of places one of fours and weigh nothing. */
interface Weights {
  /** The first that counts. */
  starts: Int32Array
  /** `taps` weights, of which 16384 is 1. */
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
  const places = Math.ceil(to / 4) * 4
  const starts = new Int32Array(places)
  const weights = new Int16Array(places * taps)
  const exact = new Float64Array(taps)
  for (let place = 0; place < to; place++) {
    const centre = start + (place + 0.5) * scale - 0.5
    const first = Math.max(0, Math.ceil(centre - reach))
    const last = Math.min(from - 1, Math.floor(centre + reach))
    let sum = 0
    for (let at = first; at <= last; at++) sum += exact[at - first] = lanczos((at - centre) / wide)
    // Rounding may leave a little; the heaviest takes it, so that even colours stay even.
    let left = one
    let heaviest = 0
    for (let at = 0; at <= last - first; at++) {
      const weight = Math.round((exact[at]! / sum) * one)
      weights[place * taps + at] = weight
      left -= weight
      if (exact[at]! > exact[heaviest]!) heaviest = at
    }
    weights[place * taps + heaviest]! += left
    starts[place] = first
  }
  return { starts, weights, taps }
}

function lanczos(x: number): number {
  if (x === 0) return 1
  if (Math.abs(x) >= 3) return 0
  // sin(3a) sin(a) / 3a², where the sine of 3a is told by that of a.
  const third = (Math.PI * x) / 3
  const sine = Math.sin(third)
  return (sine * sine * (3 - 4 * sine * sine)) / (3 * third * third)
}
