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

test.each([
  [
    'bricks',
    (x: number, y: number): Colour =>
      y % 9 < 1 || (x + (Math.floor(y / 9) % 2) * 10) % 20 < 1
        ? [207, 196, 184]
        : [158 + (x % 3) * 4, 92, 72],
  ],
  [
    'a fence',
    (x: number, y: number): Colour =>
      x % 12 < 7 && y > 90 ? [242, 237, 226] : y > 70 ? [92, 128, 71] : [150, 195, 235],
  ],
  [
    'windows at night',
    (x: number, y: number): Colour =>
      y > 80 && x % 9 < 3 && y % 7 < 3 && (x * 7 + y * 13) % 5 < 2 ? [255, 217, 138] : [20, 24, 40],
  ],
] as const)('%s are neither a face nor words for sure', (_, colourOf) => {
  const { parts } = findSubject(painted(256, 170, colourOf))
  expect(parts.filter(({ kind, sure }) => kind !== 'thing' && sure > 0.66)).toEqual([])
})

interface Face {
  x: number
  y: number
  /** Pixels across. */
  wide: number
  skin: Colour
}

/** A head of 1 by 1.3: eyes with white and iris, a mouth, hair above. */
function faceColour({ x, y, wide, skin }: Face, px: number, py: number): Colour | null {
  const u = (px - x) / (wide / 2)
  const v = (py - y) / (0.65 * wide)
  if (u * u + v * v > 1) return null
  if (v < -0.62) return [40, 26, 18]
  const eye = Math.hypot((Math.abs(u) - 0.42) / 0.2, (v + 0.14) / 0.11)
  if (eye < 0.6) return [45, 32, 25]
  if (eye < 1) return [250, 250, 248]
  if (Math.abs(u) < 0.34 && Math.abs(v - 0.55) < 0.07) return [150, 50, 50]
  return skin
}

const skins: readonly (readonly [string, Colour])[] = [
  ['light', [243, 207, 179]],
  ['medium', [198, 136, 99]],
  ['dark', [107, 66, 38]],
]

test.each(skins)('a face in %s skin is found where it is', (_, skin) => {
  const face = { x: 180, y: 80, wide: 56, skin }
  const picture = painted(256, 170, (x, y) => faceColour(face, x, y) ?? [150, 170 - y / 8, 190])
  const { parts, focal } = findSubject(picture)
  const [first] = parts
  expect(first?.kind).toBe('face')
  expect(first?.sure).toBeGreaterThan(0.9)
  expect(Math.abs(focal.x - 180 / 256)).toBeLessThan(0.05)
  expect(Math.abs(focal.y - 80 / 170)).toBeLessThan(0.1)
  // Eyes and mouth are in it.
  expect(first!.box.x * 256).toBeLessThan(180 - 18)
  expect((first!.box.x + first!.box.width) * 256).toBeGreaterThan(180 + 18)
  expect((first!.box.y + first!.box.height) * 170).toBeGreaterThan(80 + 20)
})

test.each([
  ['dark on light', [230, 228, 220], [40, 40, 44]],
  ['light on dark', [24, 30, 44], [240, 240, 235]],
  ['of low contrast', [141, 153, 166], [172, 182, 191]],
] as const)('letters %s are found as text', (_, ground, ink) => {
  // Stems two pixels wide, three apart, in words: what letters are at this size.
  const isInk = (x: number, y: number) =>
    y >= 130 &&
    y < 142 &&
    x >= 20 &&
    x < 140 &&
    (x - 20) % 34 < 30 &&
    (x % 5 < 2 || (y % 6 < 2 && x % 10 < 7))
  const { parts } = findSubject(painted(256, 160, (x, y) => (isInk(x, y) ? ink : ground)))
  const text = parts.find(({ kind }) => kind === 'text')
  expect(text?.sure).toBeGreaterThan(0.67)
  expect(text!.box.x * 256).toBeLessThan(24)
  expect((text!.box.x + text!.box.width) * 256).toBeGreaterThan(130)
  expect(Math.abs((text!.box.y + text!.box.height / 2) * 160 - 136)).toBeLessThan(6)
})

test('characters one below another are found as text', () => {
  // Four signs of two bars and a stem, 12 pixels high.
  const isInk = (x: number, y: number) => {
    const [across, down] = [x - 200, (y - 40) % 15]
    if (y < 40 || y >= 112 || across < 0 || across >= 12 || down >= 12) return false
    return down % 5 < 2 || (across > 4 && across < 7)
  }
  const { parts } = findSubject(painted(256, 160, (x, y) => (isInk(x, y) ? [245, 240, 230] : [30, 42, 60])))
  const text = parts.find(({ kind, sure }) => kind === 'text' && sure > 0.67)
  expect(text!.box.y * 160).toBeLessThan(44)
  expect((text!.box.y + text!.box.height) * 160).toBeGreaterThan(106)
})

test('the line of hills against the sky is no writing', () => {
  const far = [0.71, 0.62, 0.54, 0.5, 0.58, 0.65, 0.52, 0.4, 0.47, 0.57, 0.67, 0.65, 0.58, 0.58, 0.66, 0.7]
  const near = [0.82, 0.77, 0.72, 0.74, 0.78, 0.82, 0.83, 0.8, 0.77, 0.74, 0.74, 0.77, 0.79, 0.81, 0.84, 0.87]
  const top = (tops: readonly number[], x: number) => {
    const at = (x / 256) * (tops.length - 1)
    const [before, after] = [tops[Math.floor(at)]!, tops[Math.ceil(at)]!]
    return 171 * (before + (after - before) * (at % 1))
  }
  const view = painted(256, 171, (x, y) => {
    if (y > top(near, x)) return [34, 32, 47]
    if (y > top(far, x)) return [61, 58, 85]
    return Math.hypot(x - 184, y - 83) < 14 ? [255, 243, 214] : [39 + y, 75 + 0.6 * y, 120 + 0.3 * y]
  })
  expect(findSubject(view).parts.filter(({ kind }) => kind !== 'thing')).toEqual([])
})
