import { describe, expect, test } from 'vitest'
import { toLinear, toStored } from '../../shared/tone-stages.ts'
import { recipeOf, type Recipe } from '../../shared/recipe.ts'
import { enhance } from '../../shared/tools/enhance.ts'
import { defaultsOf, type Values } from '../../shared/fields.ts'
import { adjustSheet, type Sheet } from './adjust.ts'
import { noiseOf } from './denoise.ts'
import { lightOf, type Rows } from './light.ts'

const size = { width: 384, height: 256 }

/** Always the same, from 0 to 1. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Two of them make a bell. */
const bell = (random: () => number) =>
  Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random())

type Colour = readonly [number, number, number]

/** A street under a sky: smooth, striped, grey and coloured parts, dark and light, as a photograph has them. */
function colourAt(x: number, y: number): Colour {
  const [across, down] = [x / size.width, y / size.height]
  if (down < 0.45) {
    const cloud = Math.max(0, 0.5 + 0.5 * Math.sin(9 * across + 3 * Math.sin(7 * down)) - 0.4)
    return [120 + 60 * down + 110 * cloud, 165 + 40 * down + 70 * cloud, 222 + 25 * cloud]
  }
  if (down > 0.78) return stripes(across, down)
  const house = Math.floor(across * 6)
  const walls: Colour[] = [
    [186, 92, 70],
    [214, 196, 150],
    [96, 116, 124],
    [150, 150, 148],
    [84, 122, 76],
    [206, 170, 160],
  ]
  const window =
    (x % 16 > 4 && x % 16 < 12 && y % 20 > 5 && y % 20 < 15 ? 0.35 : 1) * (0.85 + 0.3 * (across % 0.16))
  return walls[house]!.map((part) => part * window) as unknown as Colour
}

const stripes = (across: number, down: number): Colour => {
  const grey = 70 + 40 * down + (Math.floor(across * 40) % 4 === 0 ? 90 : 0)
  return [grey, grey, grey + 3]
}

function scene(change: (colour: Colour, random: () => number) => Colour = (colour) => colour): Rows {
  const data = new Uint8ClampedArray(size.width * size.height * 4).fill(255)
  const random = chance(7)
  for (let y = 0, at = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++, at += 4) data.set(change(colourAt(x, y), random), at)
  return { ...size, data }
}

/** In decibels, of red, green and blue. */
function psnr(one: Rows, other: Rows): number {
  let sum = 0
  let count = 0
  for (let at = 0; at < one.data.length; at += 4) {
    count += 3
    for (let n = 0; n < 3; n++) sum += (one.data[at + n]! - other.data[at + n]!) ** 2
  }
  return 10 * Math.log10((255 ** 2 * count) / Math.max(1, sum))
}

const middleLight = (rows: Rows) => lightOf(rows).sort()[(rows.width * rows.height) >> 1]!

/** Every third pixel each way is thumbnail enough for a scene of this size. */
function thumbnail({ width, height, data }: Rows): Rows {
  const [across, down] = [Math.floor(width / 3), Math.floor(height / 3)]
  const small = new Uint8ClampedArray(across * down * 4)
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      const from = (y * 3 * width + x * 3) * 4
      small.set(data.subarray(from, from + 4), (y * across + x) * 4)
    }
  return { width: across, height: down, data: small }
}

const off: Values = { ...defaultsOf(enhance.fields), auto: [] }

/** Pixels in memory, as a canvas has them. */
const sheetOf = (rows: Rows): Sheet => ({
  width: rows.width,
  height: rows.height,
  read: (top, count) => ({
    width: rows.width,
    height: count,
    data: Object.assign(rows.data.slice(top * rows.width * 4, (top + count) * rows.width * 4), { top }),
  }),
  write(part, from, count) {
    const { top } = part.data as Uint8ClampedArray & { top: number }
    const start = (from - top) * rows.width * 4
    rows.data.set(part.data.subarray(start, start + count * rows.width * 4), from * rows.width * 4)
  },
})

function followed(rows: Rows, recipe: Recipe, band = 64): Rows {
  const copy = { ...rows, data: rows.data.slice() }
  adjustSheet(sheetOf(copy), recipe, noiseOf(rows), band)
  return copy
}

const enhanced = (rows: Rows, values: Values): Rows =>
  followed(rows, recipeOf({ ...off, ...values }, thumbnail(rows)))

const lit = (colour: Colour, gains: Colour): Colour =>
  colour.map((part, n) => 255 * toStored(Math.min(1, toLinear(part / 255) * gains[n]!))) as unknown as Colour

const good = scene()

describe('measured', () => {
  test('an over-exposed picture comes back towards what was there', () => {
    const burnt = scene((colour) => lit(colour, [1.4, 1.4, 1.4]))
    const mended = enhanced(burnt, { auto: ['exposure', 'contrast'] })
    expect(psnr(mended, good)).toBeGreaterThan(psnr(burnt, good) + 1)
    const tooLight = (rows: Rows) => Math.abs(middleLight(rows) - middleLight(good))
    expect(tooLight(mended)).toBeLessThan(tooLight(burnt) / 3)
  })

  test('a dark picture becomes light', () => {
    const dark = scene((colour) => lit(colour, [0.22, 0.22, 0.22]))
    const mended = enhanced(dark, { auto: ['exposure', 'contrast'] })
    expect(psnr(mended, good)).toBeGreaterThan(psnr(dark, good) + 10)
  })

  test.each([
    ['warm', [1, 0.75, 0.45]],
    ['cold', [0.6, 0.85, 1]],
    ['green', [0.75, 1, 0.8]],
  ] as const)('a %s cast is taken out', (name, gains) => {
    const cast = scene((colour) => lit(colour, gains))
    const mended = enhanced(cast, { auto: ['white-balance'] })
    expect(psnr(mended, good)).toBeGreaterThan(psnr(cast, good) + 8)
  })

  test('a flat picture gets its blacks and whites back', () => {
    const flat = scene((colour) => colour.map((part) => 80 + part * 0.4) as unknown as Colour)
    const mended = enhanced(flat, { auto: ['exposure', 'contrast', 'saturation'] })
    expect(psnr(mended, good)).toBeGreaterThan(psnr(flat, good) + 8)
  })

  test('a good picture is hardly touched', () => {
    const all = enhanced(good, { auto: ['white-balance', 'exposure', 'contrast', 'saturation'] })
    expect(psnr(all, good)).toBeGreaterThan(25)
  })
})

test('noise goes, edges stay', () => {
  for (const sigma of [8, 15, 25]) {
    const noisy = scene(
      (colour, random) => colour.map((part) => part + sigma * bell(random)) as unknown as Colour,
    )
    const calm = enhanced(noisy, { denoise: 50 })
    expect(psnr(calm, good)).toBeGreaterThan(psnr(noisy, good) + 5)
  }
})

test('sharpening makes a soft edge steeper and leaves grain alone', () => {
  const soft = scene()
  for (let y = 0, at = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++, at += 4)
      soft.data.fill(60 + 130 / (1 + Math.exp((size.width / 2 - x) / 0.7)) + ((x + y) % 2), at, at + 3)
  const steepest = ({ data }: Rows) => {
    let most = 0
    for (let at = 4; at < size.width * 4; at += 4) most = Math.max(most, data[at]! - data[at - 4]!)
    return most
  }
  const sharp = enhanced(soft, { sharpen: 80 })
  expect(steepest(sharp)).toBeGreaterThan(1.2 * steepest(soft))
  expect([...sharp.data.subarray(0, 160)]).toEqual([...soft.data.subarray(0, 160)])
})

describe('what is asked for', () => {
  const at = ({ data }: Rows, pixel: number) => [...data.subarray(pixel * 4, pixel * 4 + 3)]
  const grey: Rows = { width: 4, height: 4, data: new Uint8ClampedArray(64).fill(100) }

  test('nothing changes nothing, and the recipe is empty', () => {
    expect(recipeOf(off, thumbnail(good))).toEqual([])
    expect(enhanced(good, {})).toEqual(good)
  })

  test('brightness, contrast and midtones are what Cloudflare Images makes of their factors', () => {
    expect(at(enhanced(grey, { brightness: 50 }), 0)).toEqual([150, 150, 150])
    expect(at(enhanced(grey, { contrast: 100 }), 0)).toEqual([72, 72, 72])
    const bent = 255 * (100 / 255) ** 0.5
    expect(at(enhanced(grey, { gamma: 100 }), 0)).toEqual([bent, bent, bent].map(Math.round))
  })

  test('one step of exposure is twice the light, and white stays white', () => {
    const [lighter] = at(enhanced(grey, { exposure: 1 }), 0)
    expect(lighter).toBeCloseTo(255 * toStored(2 * toLinear(100 / 255)), 0)
    const white = { ...grey, data: new Uint8ClampedArray(64).fill(255) }
    for (const exposure of [-2, 1, 3]) expect(at(enhanced(white, { exposure }), 5)).toEqual([255, 255, 255])
  })

  test('a look is put on as strongly as said', () => {
    const full = enhanced(good, { filter: 'sepia', strength: 100 })
    const half = enhanced(good, { filter: 'sepia', strength: 50 })
    for (const pixel of [0, 5000, 60_000])
      for (let n = 0; n < 3; n++)
        expect(at(half, pixel)[n]! - (at(good, pixel)[n]! + at(full, pixel)[n]!) / 2).toBeLessThanOrEqual(1)
    const [red, green, blue] = at(enhanced(good, { filter: 'black-and-white' }), 5000)
    expect([red, blue]).toEqual([green, green])
  })

  test('a recipe is the same for a whole feed when nothing is measured, and each step can be taken back', () => {
    const values = { ...off, exposure: 0.5, filter: 'vintage', vignette: 40 }
    const recipe = recipeOf(values, thumbnail(good))
    expect(recipe).toEqual(recipeOf(values, grey))
    expect(recipe.map((one) => one.do)).toEqual(['exposure', 'look', 'vignette'])
    expect(followed(good, recipe.slice(0, -1))).toEqual(enhanced(good, { exposure: 0.5, filter: 'vintage' }))
  })

  test('what is transparent stays so, to the bit', () => {
    const holes = { ...good, data: good.data.map((value, n) => (n % 4 === 3 ? (n >> 2) % 256 : value)) }
    const changed = enhanced(holes, { exposure: 1, denoise: 50, sharpen: 50, filter: 'cool' })
    for (let n = 3; n < 4000; n += 4) expect(changed.data[n]).toBe(holes.data[n])
  })
})

test('a picture that is done in bands shows no seams', () => {
  const recipe: Recipe = [
    { do: 'denoise', amount: 0.6 },
    { do: 'gamma', by: 1.3 },
    { do: 'vignette', amount: 0.4 },
    { do: 'sharpen', amount: 0.6 },
  ]
  const whole = followed(good, recipe, size.height)
  for (const band of [40, 64, 254]) {
    const parted = followed(good, recipe, band)
    const most = whole.data.reduce((max, value, at) => Math.max(max, Math.abs(value - parted.data[at]!)), 0)
    // Sums that begin elsewhere are rounded otherwise.
    expect(most).toBeLessThanOrEqual(1)
  }
})

/** How far two colours are apart for the eye (CIE 1976), on average over a picture. */
function deltaE(one: Rows, other: Rows): number {
  const lab = (data: Uint8ClampedArray, at: number) => {
    const [r, g, b] = [0, 1, 2].map((n) => toLinear(data[at + n]! / 255)) as [number, number, number]
    const f = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116)
    const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505)
    const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b)
    const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)] as const
  }
  let sum = 0
  for (let at = 0; at < one.data.length; at += 4) {
    const [a, b] = [lab(one.data, at), lab(other.data, at)]
    sum += Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
  }
  return sum / (one.data.length / 4)
}

/** A thing with a label and a shadow, on paper, stone or wood, lit from one side. */
function product(seed: number): (x: number, y: number) => Colour {
  const random = chance(seed * 977 + 5)
  const hue = (from: number, to: number) => from + random() * (to - from)
  const body: Colour = [hue(30, 230), hue(30, 230), hue(30, 230)]
  const label: Colour = [240, 236, 228]
  const ground = (
    [
      [246, 246, 246],
      [176, 174, 170],
      [150, 118, 84],
    ] as const
  )[seed % 3]!
  const [middle, half] = [hue(0.4, 0.6), hue(0.12, 0.2)]
  return (x, y) => {
    const [across, down] = [x / size.width - middle, y / size.height]
    const inside = Math.abs(across) < half && down > 0.2 && down < 0.85
    const shadow = !inside && down > 0.8 && Math.abs(across) < 1.3 * half ? 0.72 : 1
    const light = inside ? 0.55 + 0.5 * Math.sqrt(Math.max(0, 1 - (across / half) ** 2)) : 1 - 0.06 * down
    const dark = inside && down < 0.24 ? 0.12 : 1
    const colour = inside ? (down > 0.45 && down < 0.65 ? label : body) : ground
    const grain = seed % 3 === 2 && !inside ? 1 + 0.06 * Math.sin(y / 3 + 4 * Math.sin(x / 90)) : 1
    return colour.map((part) => part * light * shadow * dark * grain) as unknown as Colour
  }
}

const casts: readonly Colour[] = [
  [1, 0.82, 0.58],
  [0.7, 0.88, 1],
  [0.85, 1, 0.8],
  [1, 0.9, 0.95],
]

test('twenty photos of products, each taken badly in its own way, come much nearer to what they show', () => {
  const [width, height] = [size.width / 2, size.height / 2]
  const before: number[] = []
  const after: number[] = []
  for (let n = 0; n < 20; n++) {
    const colourOf = product(n)
    const photo = (change: (colour: Colour) => Colour): Rows => {
      const data = new Uint8ClampedArray(width * height * 4).fill(255)
      for (let y = 0, at = 0; y < height; y++)
        for (let x = 0; x < width; x++, at += 4) data.set(change(colourOf(2 * x, 2 * y)), at)
      return { width, height, data }
    }
    const light = [0.45, 0.3, 0.6, 0.2, 0.8][n % 5]!
    const cast = casts[n % casts.length]!.map((part) => part * light) as unknown as Colour
    const taken = photo((colour) => lit(colour, cast))
    const mended = enhanced(taken, { auto: ['white-balance', 'exposure', 'contrast', 'saturation'] })
    const shown = photo((colour) => colour)
    before.push(deltaE(taken, shown))
    after.push(deltaE(mended, shown))
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  expect(mean(after)).toBeLessThan(mean(before) / 3)

  expect(after.filter((value, n) => value > before[n]!)).toEqual([])
})
