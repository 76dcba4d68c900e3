import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameSize, moves, viewAt } from './camera.ts'

const side = fc.integer({ min: 1, max: 12_000 })
const picture = fc.record({ width: side, height: side })

describe('the frame', () => {
  test('is even, never slimmer than 21:9, and never blown up beyond twice the picture', () => {
    fc.assert(
      fc.property(picture, fc.constantFrom(480, 720, 1080), (from, shorter) => {
        const { width, height } = frameSize(from, shorter)
        expect((width % 2) + (height % 2)).toBe(0)
        expect(Math.min(width, height)).toBeLessThanOrEqual(
          Math.max(2, Math.min(shorter, 2 * Math.min(from.width, from.height))),
        )
        expect(Math.max(width, height) / Math.min(width, height)).toBeLessThan(21 / 9 + 0.6)
      }),
    )
  })

  test('follows the shape of usual pictures', () => {
    expect(frameSize({ width: 1200, height: 900 }, 720)).toEqual({ width: 960, height: 720 })
    expect(frameSize({ width: 3024, height: 4032 }, 1080)).toEqual({ width: 1080, height: 1440 })
    expect(frameSize({ width: 200, height: 100 }, 720)).toEqual({ width: 400, height: 200 })
    expect(frameSize({ width: 9000, height: 1000 }, 480)).toEqual({ width: 1120, height: 480 })
  })
})

describe('the camera', () => {
  test('never leaves the picture and keeps the shape of the frame', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(picture, fc.constantFrom(...moves), share, (from, move, at) => {
        const frame = frameSize(from, 720)
        const view = viewAt(move, at, from, frame)
        const slack = 1e-6 * Math.max(from.width, from.height)
        expect(view.x).toBeGreaterThanOrEqual(-slack)
        expect(view.y).toBeGreaterThanOrEqual(-slack)
        expect(view.x + view.width).toBeLessThanOrEqual(from.width + slack)
        expect(view.y + view.height).toBeLessThanOrEqual(from.height + slack)
        expect(view.width / view.height).toBeCloseTo(frame.width / frame.height, 6)
      }),
    )
  })

  test('moves the way it is told', () => {
    const [from, frame] = [
      { width: 1600, height: 900 },
      { width: 1280, height: 720 },
    ]
    const ends = (move: (typeof moves)[number]) => [
      viewAt(move, 0, from, frame),
      viewAt(move, 1, from, frame),
    ]
    const [farIn, nearIn] = ends('Zoom in')
    expect(nearIn!.width).toBeLessThan(farIn!.width)
    const [nearOut, farOut] = ends('Zoom out')
    expect(farOut!.width).toBeGreaterThan(nearOut!.width)
    const [rightSide, leftSide] = ends('Pan left')
    expect(leftSide!.x).toBeLessThan(rightSide!.x)
    const [start, end] = ends('Pan right')
    expect(end!.x).toBeGreaterThan(start!.x)
  })
})
