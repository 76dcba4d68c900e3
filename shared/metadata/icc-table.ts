import { lettersAt, viewOf, type Bytes } from './bytes.ts'

/** Takes numbers of 0 to 1 and gives others. */
export type Stage = (values: readonly number[]) => number[]

const clamp = (value: number) => Math.max(0, Math.min(1, value))

/** A curve drawn by points at equal distances. */
function drawn(points: readonly number[]): (value: number) => number {
  const last = points.length - 1
  if (last < 1) return (value) => value
  return (value) => {
    const place = clamp(value) * last
    const below = Math.min(Math.floor(place), last - 1)
    return points[below]! + (points[below + 1]! - points[below]!) * (place - below)
  }
}

/** Reads one curve ("curv" or "para" of ICC.1) and how long it is; null where it is broken. */
export function curveAt(
  bytes: Bytes,
  at: number,
): { curve: (value: number) => number; length: number } | null {
  if (at + 12 > bytes.byteLength) return null
  const view = viewOf(bytes)
  if (lettersAt(bytes, at, 4) === 'curv') {
    const count = view.getUint32(at + 8)
    const length = 12 + 2 * count
    if (at + length > bytes.byteLength) return null
    if (count === 0) return { curve: (value) => value, length }
    if (count === 1) {
      const power = view.getUint16(at + 12) / 256
      return { curve: (value) => clamp(value) ** power, length }
    }
    return {
      curve: drawn(Array.from({ length: count }, (_, n) => view.getUint16(at + 12 + 2 * n) / 65_535)),
      length,
    }
  }
  if (lettersAt(bytes, at, 4) !== 'para') return null
  const kind = view.getUint16(at + 8)
  const count = [1, 3, 4, 5, 7][kind]
  if (!count || at + 12 + 4 * count > bytes.byteLength) return null
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from(
    { length: count },
    (_, n) => view.getInt32(at + 12 + 4 * n) / 65_536,
  )
  const power = (x: number) => Math.max(0, a * x + b) ** g
  const curves = [
    (x: number) => x ** g,
    (x: number) => (x >= -b / a ? power(x) : 0),
    (x: number) => (x >= -b / a ? power(x) + c : c),
    (x: number) => (x >= d ? power(x) : c * x),
    (x: number) => (x >= d ? power(x) + e : c * x + f),
  ]
  return { curve: (value) => curves[kind]!(clamp(value)), length: 12 + 4 * count }
}

/** So many curves one after another, each from a multiple of four bytes. */
function curvesAt(bytes: Bytes, at: number, count: number): Stage | null {
  const curves: ((value: number) => number)[] = []
  for (let n = 0; n < count; n++) {
    const found = curveAt(bytes, at)
    if (!found) return null
    curves.push(found.curve)
    at += found.length + (-found.length & 3)
  }
  return (values) => values.map((value, n) => curves[n]!(value))
}

/** More points no table of a profile has: 64 of each of three colours, 32 of each of four. */
const mostPoints = 4_000_000

/** A table of colours over a grid, what lies between its points mixed from the corners around. */
function gridOf(sizes: readonly number[], outputs: number, value: (at: number) => number): Stage {
  const strides = sizes.map(
    (_, n) => outputs * sizes.slice(n + 1).reduce((product, size) => product * size, 1),
  )
  return (values) => {
    const corners: [at: number, share: number][] = [[0, 1]]
    for (const [n, size] of sizes.entries()) {
      const place = clamp(values[n]!) * (size - 1)
      const below = Math.min(Math.floor(place), Math.max(0, size - 2))
      const share = place - below
      for (let index = corners.length - 1; index >= 0; index--) {
        const [at, weight] = corners[index]!
        corners[index] = [at + below * strides[n]!, weight * (1 - share)]
        if (share > 0) corners.push([at + (below + 1) * strides[n]!, weight * share])
      }
    }
    const out = Array.from({ length: outputs }, () => 0)
    for (const [at, weight] of corners) for (let n = 0; n < outputs; n++) out[n]! += value(at + n) * weight
    return out
  }
}

const inRow =
  (stages: readonly Stage[]): Stage =>
  (values) =>
    stages.reduce<readonly number[]>((now, stage) => stage(now), values) as number[]

/** The older tables: "mft1" with 8 bits a number, "mft2" with 16. Their matrix is only for XYZ, and rests. */
function olderTable(bytes: Bytes): Stage | null {
  if (bytes.byteLength < 52) return null
  const view = viewOf(bytes)
  const wide = lettersAt(bytes, 0, 4) === 'mft2'
  const [inputs, outputs, points] = [bytes[8]!, bytes[9]!, bytes[10]!]
  const [before, after] = wide ? [view.getUint16(48), view.getUint16(50)] : [256, 256]
  const start = wide ? 52 : 48
  const size = wide ? 2 : 1
  const grid = points ** inputs * outputs
  const length = inputs * before + grid + outputs * after
  if (inputs < 1 || inputs > 4 || outputs !== 3 || points < 2 || grid > mostPoints) return null
  if (start + length * size > bytes.byteLength) return null
  const at = (index: number) =>
    wide ? view.getUint16(start + 2 * index) / 65_535 : bytes[start + index]! / 255
  const curves = (from: number, count: number, each: number): Stage => {
    const all = Array.from({ length: count }, (_, n) =>
      drawn(Array.from({ length: each }, (_, m) => at(from + n * each + m))),
    )
    return (values) => values.map((value, n) => all[n]!(value))
  }
  const table = inputs * before
  return inRow([
    curves(0, inputs, before),
    gridOf(
      Array.from({ length: inputs }, () => points),
      outputs,
      (index) => at(table + index),
    ),
    curves(table + grid, outputs, after),
  ])
}

/** The newer kind, "mAB ": curves, a grid, curves, a matrix, curves; what is not there is left out. */
function newerTable(bytes: Bytes): Stage | null {
  if (bytes.byteLength < 32) return null
  const view = viewOf(bytes)
  const [inputs, outputs] = [bytes[8]!, bytes[9]!]
  const [last, matrix, middle, grid, first] = [12, 16, 20, 24, 28].map((at) => view.getUint32(at))
  if (inputs < 1 || inputs > 4 || outputs !== 3) return null
  const stages: (Stage | null)[] = []
  if (first) stages.push(curvesAt(bytes, first, inputs))
  if (grid) stages.push(gridAt(bytes, grid, inputs, outputs))
  if (middle) stages.push(curvesAt(bytes, middle, outputs))
  if (matrix) stages.push(matrixAt(bytes, matrix))
  if (last) stages.push(curvesAt(bytes, last, outputs))
  const whole = stages.filter((stage) => stage !== null)
  return whole.length === stages.length && (grid || inputs === outputs) ? inRow(whole) : null
}

function gridAt(bytes: Bytes, at: number, inputs: number, outputs: number): Stage | null {
  if (at + 20 > bytes.byteLength) return null
  const sizes = [...bytes.subarray(at, at + inputs)]
  const width = bytes[at + 16]!
  const count = sizes.reduce((product, size) => product * size, outputs)
  if (sizes.some((size) => size < 2) || count > mostPoints || at + 20 + count * width > bytes.byteLength)
    return null
  const view = viewOf(bytes)
  if (width === 1) return gridOf(sizes, outputs, (index) => bytes[at + 20 + index]! / 255)
  return width === 2 ? gridOf(sizes, outputs, (index) => view.getUint16(at + 20 + 2 * index) / 65_535) : null
}

function matrixAt(bytes: Bytes, at: number): Stage | null {
  if (at + 48 > bytes.byteLength) return null
  const view = viewOf(bytes)
  const m = Array.from({ length: 12 }, (_, n) => view.getInt32(at + 4 * n) / 65_536)
  return ([x = 0, y = 0, z = 0]) =>
    [0, 1, 2].map((n) => m[3 * n]! * x + m[3 * n + 1]! * y + m[3 * n + 2]! * z + m[9 + n]!)
}

/** A table of a profile ("A2B0" and its like): numbers of a pixel to numbers of the connecting space, all 0 to 1. */
export function tableOf(bytes: Bytes): Stage | null {
  const kind = lettersAt(bytes, 0, 4)
  if (kind === 'mft1' || kind === 'mft2') return olderTable(bytes)
  return kind === 'mAB ' ? newerTable(bytes) : null
}
