import { lightness } from './measure.ts'

// What may be done to a row of a picture: red, green and blue after each other, 0 to `full`, which is finer than a byte,
// so that no steps show. What changes each component by itself is one table.

export const full = 4095

/** Where a row lies: what is darker towards the corners has to know. */
export interface Place {
  y: number
  width: number
  height: number
}

/** Changes a row in place. */
export type Stage = (row: Float32Array, place: Place) => void

/** What becomes of each step of red, green and blue. */
export type Tables = readonly [Float32Array, Float32Array, Float32Array]

const clamp = (value: number) => (value < 0 ? 0 : value > 1 ? 1 : value)

export const toLinear = (value: number) =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
export const toStored = (light: number) =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055

/** A factor of light that keeps white white: what would go beyond it bends towards it. */
export function lit(gain: number): (value: number) => number {
  const knee = 0.8
  const from = Math.min(knee, knee / gain)
  const to = from * gain
  const slope = (gain * (1 - from)) / (1 - to)
  return (value) => {
    const light = toLinear(value)
    if (light <= from) return toStored(light * gain)
    const share = (light - from) / (1 - from)
    return toStored(to + (1 - to) * ((slope * share) / (1 + (slope - 1) * share)))
  }
}

export type Curves = readonly [
  (value: number) => number,
  (value: number) => number,
  (value: number) => number,
]

export const same = (curve: (value: number) => number): Curves => [curve, curve, curve]

/** For inputs of so many steps. */
export function tablesOf(curves: readonly Curves[], steps: number): Tables {
  const [red, green, blue] = [0, 1, 2].map((n) =>
    Float32Array.from({ length: steps + 1 }, (_, step) => {
      let value = step / steps
      for (const curve of curves) value = clamp(curve[n]!(value))
      return value * full
    }),
  )
  return [red!, green!, blue!]
}

export function tables(curves: readonly Curves[]): Stage {
  const [red, green, blue] = tablesOf(curves, full)
  return (row) => {
    for (let at = 0; at < row.length; at += 3) {
      row[at] = red[(row[at]! + 0.5) | 0]!
      row[at + 1] = green[(row[at + 1]! + 0.5) | 0]!
      row[at + 2] = blue[(row[at + 2]! + 0.5) | 0]!
    }
  }
}

const [ofRed, ofGreen, ofBlue] = lightness

/** Away from grey by a factor, or towards it. */
export const saturated =
  (by: number): Stage =>
  (row) => {
    for (let at = 0; at < row.length; at += 3) {
      const red = row[at]!
      const green = row[at + 1]!
      const blue = row[at + 2]!
      const grey = (ofRed * red + ofGreen * green + ofBlue * blue) * (1 - by)
      store(row, at, grey + red * by, grey + green * by, grey + blue * by)
    }
  }

function store(row: Float32Array, at: number, red: number, green: number, blue: number): void {
  row[at] = red < 0 ? 0 : red > full ? full : red
  row[at + 1] = green < 0 ? 0 : green > full ? full : green
  row[at + 2] = blue < 0 ? 0 : blue > full ? full : blue
}

/** The pale get more of it, the strong little; half as much between orange and yellow, where skin is. */
export const vibrant =
  (amount: number): Stage =>
  (row) => {
    for (let at = 0; at < row.length; at += 3) {
      const red = row[at]!
      const green = row[at + 1]!
      const blue = row[at + 2]!
      const most = Math.max(red, green, blue)
      const strong = most === 0 ? 0 : (most - Math.min(red, green, blue)) / most
      const skin = red > green && green > blue ? 0.5 : 1
      const by = 1 + amount * skin * (1 - strong) * (1 - strong)
      const grey = (ofRed * red + ofGreen * green + ofBlue * blue) * (1 - by)
      store(row, at, grey + red * by, grey + green * by, grey + blue * by)
    }
  }

/** Lightness moved by a curve, colours with it. */
export function relit(moved: (light: number) => number): Stage {
  const gains = Float32Array.from({ length: full + 1 }, (_, step) =>
    step === 0 ? 1 : (moved(step / full) * full) / step,
  )
  return (row) => {
    for (let at = 0; at < row.length; at += 3) {
      const red = row[at]!
      const green = row[at + 1]!
      const blue = row[at + 2]!
      const gain = gains[(ofRed * red + ofGreen * green + ofBlue * blue + 0.5) | 0]!
      store(row, at, red * gain, green * gain, blue * gain)
    }
  }
}

export const vignetted =
  (amount: number): Stage =>
  (row, { y, width, height }) => {
    const down = (2 * y + 1) / height - 1
    for (let x = 0; x < width; x++) {
      const across = (2 * x + 1) / width - 1
      const out = clamp((Math.sqrt((across * across + down * down) / 2) - 0.35) / 0.65)
      const left = 1 - 0.8 * amount * out * out * (3 - 2 * out)
      row[3 * x]! *= left
      row[3 * x + 1]! *= left
      row[3 * x + 2]! *= left
    }
  }

type Mixture = readonly [number, number, number]
type Matrix = readonly [Mixture, Mixture, Mixture]

/** Rows of a matrix: what of red, green and blue is in each of them afterwards. */
export const recoloured =
  (matrix: Matrix): Stage =>
  (row) => {
    const [toRed, toGreen, toBlue] = matrix
    for (let at = 0; at < row.length; at += 3) {
      const red = row[at]!
      const green = row[at + 1]!
      const blue = row[at + 2]!
      store(
        row,
        at,
        toRed[0] * red + toRed[1] * green + toRed[2] * blue,
        toGreen[0] * red + toGreen[1] * green + toGreen[2] * blue,
        toBlue[0] * red + toBlue[1] * green + toBlue[2] * blue,
      )
    }
  }

/** From what black becomes to what white becomes, in each component. */
export const faded = (black: readonly number[], white: readonly number[]): Stage =>
  tables([
    [0, 1, 2].map((n) => (value: number) => black[n]! + value * (white[n]! - black[n]!)) as unknown as Curves,
  ])

export const spread = (by: number) => (value: number) => (value - 0.5) * by + 0.5

/** As much of what the stages do. */
export function mixed(stages: readonly Stage[], amount: number): Stage {
  let before = new Float32Array(0)
  return (row, place) => {
    if (before.length !== row.length) before = new Float32Array(row.length)
    before.set(row)
    for (const stage of stages) stage(row, place)
    if (amount < 1)
      for (let at = 0; at < row.length; at++) row[at] = before[at]! + amount * (row[at]! - before[at]!)
  }
}
