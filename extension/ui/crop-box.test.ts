import fc from 'fast-check'
import { expect, test } from 'vitest'
import { handles, hasShape, movedBox, pulledBox, shapedBox, type Box } from './crop-box.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const anywhere = fc.double({ min: -0.5, max: 1.5, noNaN: true })
const box = fc
  .record({ x: share, y: share, width: share, height: share })
  .map(({ x, y, width, height }): Box => {
    const wide = 0.02 + width * 0.98
    const high = 0.02 + height * 0.98
    return { x: x * (1 - wide), y: y * (1 - high), width: wide, height: high }
  })
const shape = fc.double({ min: 0.1, max: 10, noNaN: true })
const least = { width: 0.01, height: 0.01 }

function inside({ x, y, width, height }: Box) {
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1e-9)
  expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-9)
  expect(Math.min(width, height)).toBeGreaterThan(0)
}

test('whatever is done to a box, it stays inside of the picture', () =>
  fc.assert(
    fc.property(
      box,
      fc.constantFrom(...handles),
      fc.record({ x: anywhere, y: anywhere }),
      fc.option(shape),
      (start, handle, to, shape) => {
        inside(movedBox(start, to))
        const from = shape === null ? start : shapedBox(start, shape)
        inside(from)
        const pulled = pulledBox(from, handle, to, shape, least)
        inside(pulled)
        if (shape !== null) {
          expect(hasShape(from, shape)).toBe(true)
          expect(hasShape(pulled, shape)).toBe(true)
        }
        // What lies across from the corner that is pulled stays.
        if (handle.x === 1) expect(pulled.x).toBeCloseTo(from.x)
        if (handle.x === -1) expect(pulled.x + pulled.width).toBeCloseTo(from.x + from.width)
        if (handle.y === 1) expect(pulled.y).toBeCloseTo(from.y)
        if (handle.y === -1) expect(pulled.y + pulled.height).toBeCloseTo(from.y + from.height)
      },
    ),
  ))

test('a free corner goes where it is pulled', () => {
  const start = { x: 0.2, y: 0.2, width: 0.4, height: 0.4 }
  expect(pulledBox(start, { x: 1, y: 1 }, { x: 0.9, y: 0.5 }, null, least)).toEqual({
    x: 0.2,
    y: 0.2,
    width: 0.7,
    height: 0.3,
  })
  expect(pulledBox(start, { x: 1, y: 1 }, { x: 0, y: 0 }, null, least)).toMatchObject(least)
})

test('a corner that keeps its shape follows whichever way it is pulled further', () => {
  const start = { x: 0.1, y: 0.1, width: 0.4, height: 0.4 }
  const pulled = pulledBox(start, { x: 1, y: 1 }, { x: 0.4, y: 0.5 }, 1, least)
  expect(pulled.width).toBeCloseTo(0.3)
  expect(pulled.height).toBeCloseTo(0.3)
})
