import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boxOf, cropFor, fitInside, largestOf, rectOf, smartCrop, type Size } from './crop.ts'
import { placements } from './platforms.ts'
import type { Part, Subject } from './subject.ts'

const side = fc.integer({ min: 1, max: 12_000 })
const size = fc.record({ width: side, height: side })
const share = fc.double({ min: 0, max: 1, noNaN: true })
const point = fc.record({ x: share, y: share })
const box = fc.tuple(share, share, share, share).map(([a, b, c, d]) => ({
  x: Math.min(a, b),
  y: Math.min(c, d),
  width: Math.abs(a - b),
  height: Math.abs(c - d),
}))
const part = fc.record({
  kind: fc.constantFrom('face' as const, 'text' as const, 'thing' as const),
  box,
  weight: fc.double({ min: 0.01, max: 2, noNaN: true }),
  sure: share,
})
const subject = fc.record({ focal: point, parts: fc.array(part, { maxLength: 6 }) })

const inside = (rect: { x: number; y: number } & Size, picture: Size) =>
  rect.x >= 0 &&
  rect.y >= 0 &&
  rect.width >= 1 &&
  rect.height >= 1 &&
  rect.x + rect.width <= picture.width &&
  rect.y + rect.height <= picture.height &&
  Object.values(rect).every(Number.isInteger)

describe('a box of a shape', () => {
  test('lies in the picture, touches two of its edges, and has the shape to half a pixel', () => {
    fc.assert(
      fc.property(size, size, point, (picture, shape, focal) => {
        const rect = cropFor(picture, shape, focal)
        expect(inside(rect, picture)).toBe(true)
        expect(rect.width === picture.width || rect.height === picture.height).toBe(true)
        const off = Math.min(
          Math.abs(rect.height - Math.max(1, (rect.width * shape.height) / shape.width)),
          Math.abs(rect.width - Math.max(1, (rect.height * shape.width) / shape.height)),
        )
        expect(off).toBeLessThanOrEqual(0.5 + 1e-6)
      }),
    )
  })

  test('a thumbnail gives the same box as the picture, to its own pixels', () => {
    const picture = { width: 4000, height: 3000 }
    const small = { width: 256, height: 192 }
    fc.assert(
      fc.property(subject, fc.constantFrom(...placements), (found, { size: shape }) => {
        const large = smartCrop(found, picture, shape)
        const little = smartCrop(found, small, shape)
        // Only where nothing decides between two places may they differ; with a focal point nothing is left open.
        const one = { ...found, parts: [] }
        const a = smartCrop(one, picture, shape)
        const b = smartCrop(one, small, shape)
        expect(inside(large, picture) && inside(little, small)).toBe(true)
        expect(Math.abs(a.x / 4000 - b.x / 256)).toBeLessThan(1.5 / 192)
        expect(Math.abs(a.y / 3000 - b.y / 192)).toBeLessThan(1.5 / 192)
      }),
    )
  })

  test('the centre is the middle', () => {
    expect(cropFor({ width: 400, height: 300 }, { width: 1, height: 1 })).toEqual({
      x: 50,
      y: 0,
      width: 300,
      height: 300,
    })
    expect(largestOf({ width: 400, height: 300 }, { width: 2, height: 1 })).toEqual({
      width: 400,
      height: 200,
    })
  })
})

describe('a smart box', () => {
  test('always has the largest size of its shape', () => {
    fc.assert(
      fc.property(size, size, subject, (picture, shape, found) => {
        const rect = smartCrop(found, picture, shape)
        expect(inside(rect, picture)).toBe(true)
        expect({ width: rect.width, height: rect.height }).toEqual(largestOf(picture, shape))
      }),
    )
  })

  test('never cuts the only part that fits', () => {
    fc.assert(
      fc.property(box, fc.constantFrom(...placements), point, (where, { size: shape, margins }, focal) => {
        const picture = { width: 1600, height: 1200 }
        const only: Subject = { focal, parts: [{ kind: 'face', box: where, weight: 1, sure: 1 }] }
        const rect = smartCrop(only, picture, shape, margins)
        const face = rectOf(where, picture)
        // The steps of the search are that coarse.
        const slack = 1600 / 240 + 2
        if (Math.min(where.width, where.height) < 0.005) return
        if (face.width + 2 * slack > rect.width || face.height + 2 * slack > rect.height) return
        expect(face.x).toBeGreaterThanOrEqual(rect.x - slack)
        expect(face.x + face.width).toBeLessThanOrEqual(rect.x + rect.width + slack)
        expect(face.y).toBeGreaterThanOrEqual(rect.y - slack)
        expect(face.y + face.height).toBeLessThanOrEqual(rect.y + rect.height + slack)
      }),
    )
  })

  test('takes a face before a thing when both do not fit', () => {
    const parts: Part[] = [
      { kind: 'thing', box: { x: 0, y: 0.2, width: 0.3, height: 0.6 }, weight: 0.4, sure: 1 },
      { kind: 'face', box: { x: 0.8, y: 0.3, width: 0.15, height: 0.3 }, weight: 1.2, sure: 1 },
    ]
    const rect = smartCrop(
      { focal: { x: 0.5, y: 0.5 }, parts },
      { width: 1600, height: 900 },
      { width: 9, height: 16 },
    )
    expect(rect.x).toBeLessThanOrEqual(1280)
    expect(rect.x + rect.width).toBeGreaterThanOrEqual(1520)
  })
})

describe('a picture in a frame', () => {
  test('is seen whole, touches the frame when enlarged, and is never larger than it otherwise', () => {
    fc.assert(
      fc.property(size, size, (picture, frame) => {
        const grown = fitInside(picture, frame, true)
        expect(grown.width === frame.width || grown.height === frame.height).toBe(true)
        const fitted = fitInside(picture, frame)
        expect(fitted.width).toBeLessThanOrEqual(Math.min(picture.width, frame.width))
        expect(fitted.height).toBeLessThanOrEqual(Math.min(picture.height, frame.height))
      }),
    )
  })

  test('a part and its pixels are the same place', () => {
    fc.assert(
      fc.property(size, box, (picture, where) => {
        const rect = rectOf(where, picture)
        expect(inside(rect, picture)).toBe(true)
        expect(rectOf(boxOf(rect, picture), picture)).toEqual(rect)
      }),
    )
  })
})
