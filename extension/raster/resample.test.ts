import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Size } from '../../shared/crop.ts'
import { startResampler, weightsFor, type Resampler, type Rows, type Sheet } from './resample.ts'
import { assemble } from '../wat.ts'

let start: Resampler

// Bands of 8000 bytes: a picture of 40 pixels a side is made in several.
beforeAll(async () => {
  const text = readFileSync(join(import.meta.dirname, 'resample.wat'), 'utf8')
  start = await startResampler(await WebAssembly.compile(await assemble('resample.wat', text)), 8000)
})

const sheetOf = (data: Uint8ClampedArray, from: Size, bytes: 1 | 4): Sheet => ({
  bytes,
  from,
  part: { x: 0, y: 0, ...from },
  read(top, into) {
    const at = top * from.width * bytes
    into.set(data.subarray(at, at + into.length))
  },
})

function resampled(sheets: Rows['sheets'], to: Size): Uint8ClampedArray {
  const out = new Uint8ClampedArray(to.width * to.height * 4)
  start({ sheets, to, write: (top, rows) => out.set(rows, top * to.width * 4) })
  return out
}

const resample = (data: Uint8ClampedArray, from: Size, to: Size) => resampled([sheetOf(data, from, 4)], to)

/** The same in plain numbers: rows first, then columns. */
function plainly(data: Uint8ClampedArray, [w, h]: Sides, [toW, toH]: Sides, bytes = 4): Uint8ClampedArray {
  const [x, y] = [weightsFor(w, toW, 1), weightsFor(h, toH, 1)]
  const rows = new Uint8ClampedArray(w * toH * bytes)
  for (let row = 0; row < toH; row++)
    for (let at = 0; at < w * bytes; at++) {
      const parts = Array.from({ length: Math.min(y.taps, h) }, (_, v) => {
        const from = Math.min(h - 1, y.starts[row]! + v)
        return y.weights[row * y.taps + v]! * data[from * w * bytes + at]!
      })
      rows[row * w * bytes + at] = (parts.reduce((a, b) => a + b, 8192) / 16_384) | 0
    }
  const out = new Uint8ClampedArray(toW * toH * bytes)
  for (let place = 0; place < out.length; place++) {
    const [row, column] = [Math.floor(place / bytes / toW), Math.floor(place / bytes) % toW]
    let sum = 8192
    for (let u = 0; u < x.taps; u++) {
      const from = Math.min(w - 1, x.starts[column]! + u)
      sum += x.weights[column * x.taps + u]! * rows[(row * w + from) * bytes + (place % bytes)]!
    }
    out[place] = (sum / 16_384) | 0
  }
  return out
}
type Sides = [number, number]
const sizeOf = ([width, height]: Sides): Size => ({ width, height })

test('is the sum of its weights, at every size', () => {
  const side = fc.integer({ min: 1, max: 40 })
  fc.assert(
    fc.property(side, side, side, side, fc.infiniteStream(fc.nat(255)), (w, h, toW, toH, bytes) => {
      const data = Uint8ClampedArray.from({ length: w * h * 4 }, () => bytes.next().value as number)
      const made = resample(data, { width: w, height: h }, { width: toW, height: toH })
      expect(made).toEqual(plainly(data, [w, h], [toW, toH]))
    }),
    { numRuns: 60 },
  )
})

test('planes are weighed each for itself, then become colours', () => {
  const side = fc.integer({ min: 1, max: 40 })
  fc.assert(
    fc.property(side, side, side, side, fc.infiniteStream(fc.nat(255)), (w, h, toW, toH, numbers) => {
      const half: Sides = [Math.ceil(w / 2), Math.ceil(h / 2)]
      const sizes: Sides[] = [[w, h], half, half]
      const planes = sizes.map(([width, height]) =>
        Uint8ClampedArray.from({ length: width * height }, () => numbers.next().value as number),
      )
      const [y, cb, cr] = planes.map((plane, at) => sheetOf(plane, sizeOf(sizes[at]!), 1))
      const made = resampled([y!, cb!, cr!], { width: toW, height: toH })
      const exact = planes.map((plane, at) => plainly(plane, sizes[at]!, [toW, toH], 1))
      for (let pixel = 0; pixel < toW * toH; pixel++) {
        const [light, blue, red] = exact.map((plane, at) => plane[pixel]! - (at === 0 ? 0 : 128))
        const rgba = [
          light! + 1.402 * red!,
          light! - 0.344136 * blue! - 0.714136 * red!,
          light! + 1.772 * blue!,
          255,
        ].map((value) => Math.min(255, Math.max(0, value)))
        for (const [at, value] of rgba.entries())
          expect(Math.abs(made[pixel * 4 + at]! - value)).toBeLessThan(0.6)
      }
    }),
    { numRuns: 40 },
  )
})

test('an even colour stays even, and the same size the same picture', () => {
  const side = fc.integer({ min: 1, max: 90 })
  fc.assert(
    fc.property(side, side, side, side, fc.nat(255), (w, h, toW, toH, value) => {
      const even = new Uint8ClampedArray(w * h * 4).fill(value)
      expect(new Set(resample(even, { width: w, height: h }, { width: toW, height: toH }))).toEqual(
        new Set([value]),
      )
    }),
  )
  const noise = Uint8ClampedArray.from({ length: 31 * 17 * 4 }, (_, at) => (at * 7919) % 251)
  expect(resample(noise, { width: 31, height: 17 }, { width: 31, height: 17 })).toEqual(noise)
})

test('a part begins where it is said to, also within a pixel', () => {
  // A slope: a value tells where it was taken.
  const slope = (start: number, length: number) => {
    const { starts, weights, taps } = weightsFor(100, 5, 1, start, length)
    return Array.from({ length: 5 }, (_, place) =>
      weights
        .subarray(place * taps, (place + 1) * taps)
        .reduce((sum, weight, at) => sum + (weight * (starts[place]! + at)) / 16_384, 0),
    )
  }
  const whole = slope(30, 40)
  const shifted = slope(30.25, 40)
  for (const [at, value] of whole.entries()) {
    expect(value).toBeCloseTo(30 + (at + 0.5) * 8 - 0.5, 2)
    expect(shifted[at]).toBeCloseTo(value + 0.25, 2)
  }
})

test('weights come to one, whatever the sizes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 300 }), (from, to) => {
      const { starts, weights, taps } = weightsFor(from, to, 4)
      for (let place = 0; place < to; place++) {
        const mine = weights.subarray(place * taps, (place + 1) * taps)
        expect(mine.reduce((a, b) => a + b, 0)).toBe(16_384)
        expect(starts[place]! + mine.findLastIndex((weight) => weight !== 0)).toBeLessThan(from)
      }
    }),
  )
})
