import { expect, test } from 'vitest'
import { findSubject } from './subject.ts'
import type { Pixels } from './subject/planes.ts'

type Colour = readonly [number, number, number]

/** A picture painted pixel by pixel: what `colourOf` says stands there. */
function painted(width: number, height: number, colourOf: (x: number, y: number) => Colour): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set([...colourOf(x, y), 255], (y * width + x) * 4)
  return { width, height, data }
}

test('a plain picture has no subject, and is looked at in the middle', () => {
  const found = findSubject(painted(256, 160, () => [120, 140, 160]))
  expect(found).toEqual({ focal: { x: 0.5, y: 0.5 }, parts: [] })
})

test('a red ball on a table is found where it lies', () => {
  const ball = painted(256, 192, (x, y) =>
    Math.hypot(x - 200, y - 120) < 30 ? [190, 40, 40] : y < 96 ? [205, 215, 225] : [150, 120, 90],
  )
  const { focal, parts } = findSubject(ball)
  expect(focal.x).toBeCloseTo(200 / 256, 1)
  expect(focal.y).toBeCloseTo(120 / 192, 1)
  expect(parts[0]?.kind).toBe('thing')
  expect(parts[0]?.box.width).toBeCloseTo(60 / 256, 1)
})

test('what is cut out of nothing is the subject', () => {
  const picture = painted(200, 200, () => [255, 255, 255])
  for (let at = 0; at < 200 * 200; at++) {
    const x = at % 200
    if (x < 120 || x > 180) picture.data[at * 4 + 3] = 0
  }
  expect(findSubject(picture).focal.x).toBeCloseTo(0.75, 1)
})

test('any size and any bytes give an answer in the picture, always the same', () => {
  for (const [width, height] of [
    [1, 1],
    [1, 256],
    [256, 3],
    [17, 31],
  ] as const) {
    let seed = 7
    const noise = painted(width, height, () => {
      seed = (seed * 48271) % 2147483647
      return [seed & 255, (seed >> 8) & 255, (seed >> 16) & 255]
    })
    const found = findSubject(noise)
    expect(findSubject(noise)).toEqual(found)
    for (const { box, weight } of found.parts) {
      expect(weight).toBeGreaterThan(0)
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(1 + 1e-9)
      expect(box.y + box.height).toBeLessThanOrEqual(1 + 1e-9)
    }
  }
})
