import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Size } from '../../shared/crop.ts'
import { startResampler, weightsFor } from './resample.ts'
import { assemble } from '../wat.ts'

let resample: (data: Uint8ClampedArray, from: Size, to: Size) => Uint8ClampedArray

beforeAll(async () => {
  const text = readFileSync(join(import.meta.dirname, 'resample.wat'), 'utf8')
  const start = await startResampler(await WebAssembly.compile(await assemble('resample.wat', text)), 8000)
  resample = (data, from, to) => {
    const out = new Uint8ClampedArray(to.width * to.height * 4)
    const row = from.width * 4
    start({
      from,
      part: { x: 0, y: 0, ...from },
      to,
      read: (top, into) => into.set(data.subarray(top * row, top * row + into.length)),
      write: (top, rows) => out.set(rows, top * to.width * 4),
    })
    return out
  }
})

/** The same in plain numbers: rows first, then columns. */
function plainly(data: Uint8ClampedArray, [w, h]: Sides, [toW, toH]: Sides): Uint8ClampedArray {
  const [x, y] = [weightsFor(w, toW, 1), weightsFor(h, toH, 1)]
  const rows = new Uint8ClampedArray(w * toH * 4)
  for (let row = 0; row < toH; row++)
    for (let at = 0; at < w * 4; at++) {
      const parts = Array.from({ length: Math.min(y.taps, h) }, (_, v) => {
        const from = Math.min(h - 1, y.starts[row]! + v)
        return y.weights[row * y.taps + v]! * data[from * w * 4 + at]!
      })
      rows[row * w * 4 + at] = (parts.reduce((a, b) => a + b, 8192) / 16_384) | 0
    }
  const out = new Uint8ClampedArray(toW * toH * 4)
  for (let place = 0; place < out.length; place++) {
    const [row, column, c] = [Math.floor(place / 4 / toW), Math.floor(place / 4) % toW, place % 4]
    let sum = 8192
    for (let u = 0; u < x.taps; u++) {
      const from = Math.min(w - 1, x.starts[column]! + u)
      sum += x.weights[column * x.taps + u]! * rows[(row * w + from) * 4 + c]!
    }
    out[place] = (sum / 16_384) | 0
  }
  return out
}
type Sides = [number, number]

// Bands of 8000 bytes: a picture of 40 pixels a side is made in several.
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
