import { lettersAt, same, type Bytes } from '../../shared/metadata/bytes.ts'
import { tableOf, type Stage } from '../../shared/metadata/icc-table.ts'
import { d50, inverse, p3Primaries, spaceOf, srgbPrimaries, tagOf } from '../../shared/metadata/icc.ts'

/** XYZ under D50, white's Y being 1. */
type Xyz = [x: number, y: number, z: number]

/** Lab to XYZ (CIE 15). */
function ofLab(lightness: number, a: number, b: number): Xyz {
  const y = (lightness + 16) / 116
  const cube = (value: number) => (value > 6 / 29 ? value ** 3 : 3 * (6 / 29) ** 2 * (value - 4 / 29))
  return [d50[0] * cube(y + a / 500), d50[1] * cube(y), d50[2] * cube(y - b / 200)]
}

/** What the numbers of the connecting space mean: Lab as tables of 16 bits or of version 4 hold it, or XYZ. */
function connection(icc: Bytes, table: Bytes): (values: readonly number[]) => Xyz {
  if (lettersAt(icc, 20, 4) === 'XYZ ')
    return ([x = 0, y = 0, z = 0]) => [x, y, z].map((value) => (value * 65_535) / 32_768) as Xyz
  // The old 16 bits count white as FF00.
  const share = lettersAt(table, 0, 4) === 'mft2' ? 65_535 / 65_280 : 1
  return ([lightness = 0, a = 0, b = 0]) =>
    ofLab(lightness * share * 100, a * share * 255 - 128, b * share * 255 - 128)
}

/** Black as deep as the profile's is shown as black, and white stays: what lies between moves with them. */
function withDeepBlack(look: (values: readonly number[]) => Xyz, darkest: readonly number[]): typeof look {
  const black = Math.min(look(darkest)[1], 0.2)
  const stretch = 1 / (1 - black)
  return (values) => look(values).map((value, n) => (value - d50[n]! * black) * stretch) as Xyz
}

/** How inks look by their profile, each 0 to 1; null for a profile that is none of four inks. */
function lookOf(icc: Bytes): ((inks: readonly number[]) => Xyz) | null {
  const table = tagOf(icc, 'A2B1') ?? tagOf(icc, 'A2B0')
  const stage: Stage | null = table && spaceOf(icc) === 'CMYK' && table[8] === 4 ? tableOf(table) : null
  if (!table || !stage) return null
  const toXyz = connection(icc, table)
  return withDeepBlack((inks) => toXyz(stage(inks)), [1, 1, 1, 1])
}

const encoded = (light: number) =>
  light <= 0.003_130_8 ? 12.92 * Math.max(0, light) : 1.055 * Math.min(1, light) ** (1 / 2.4) - 0.055

/** XYZ as red, green and blue, 0 to 255; what lies outside is brought to the edge. */
function shower(colors: PredefinedColorSpace): (xyz: Xyz) => Xyz {
  const matrix = inverse(colors === 'display-p3' ? p3Primaries : srgbPrimaries)
  return ([x, y, z]) => matrix.map((row) => 255 * encoded(row[0] * x + row[1] * y + row[2] * z)) as Xyz
}

/** Points of each ink in the table that pixels are looked up in: enough that what lies between is right. */
const points = 17
const [cyan, magenta, yellow] = [3 * points ** 3, 3 * points ** 2, 3 * points]

/** The table that was made last: pictures of one print shop come one after another. */
let made: { icc: Bytes; colors: PredefinedColorSpace; table: Float32Array } | null = null

function colorsOfInks(icc: Bytes, colors: PredefinedColorSpace): Float32Array | null {
  if (made?.colors === colors && same(made.icc, icc)) return made.table
  const look = lookOf(icc)
  if (!look) return null
  const show = shower(colors)
  const table = new Float32Array(3 * points ** 4)
  const ink = (index: number, power: number) => (Math.floor(index / points ** power) % points) / (points - 1)
  for (let index = 0; index < points ** 4; index++)
    table.set(show(look([3, 2, 1, 0].map((power) => ink(index, power)))), 3 * index)
  made = { icc, colors, table }
  return table
}

/**
 * Pixels of four inks (0: none, 255: full) as red, green, blue and opaqueness, by their profile; null where it is none
 * that is read here.
 */
export function mixed(
  inks: Uint8Array,
  icc: Bytes,
  colors: PredefinedColorSpace,
): Uint8ClampedArray<ArrayBuffer> | null {
  const table = colorsOfInks(icc, colors)
  if (!table) return null
  const out = new Uint8ClampedArray(inks.length)
  const aside = Int32Array.from(
    { length: 16 },
    (_, corner) =>
      (corner & 8 ? cyan : 0) + (corner & 4 ? magenta : 0) + (corner & 2 ? yellow : 0) + (corner & 1 ? 3 : 0),
  )
  const below = Uint8Array.from({ length: 256 }, (_, ink) =>
    Math.min(points - 2, Math.floor((ink / 255) * (points - 1))),
  )
  const share = Float32Array.from({ length: 256 }, (_, ink) => (ink / 255) * (points - 1) - below[ink]!)
  for (let at = 0; at + 4 <= inks.length; at += 4) {
    const [c, m, y, k] = [inks[at]!, inks[at + 1]!, inks[at + 2]!, inks[at + 3]!]
    const first = below[c]! * cyan + below[m]! * magenta + below[y]! * yellow + below[k]! * 3
    let [red, green, blue] = [0, 0, 0]
    // The sixteen colours around, each by how near it is.
    for (let corner = 0; corner < 16; corner++) {
      const weight =
        (corner & 8 ? share[c]! : 1 - share[c]!) *
        (corner & 4 ? share[m]! : 1 - share[m]!) *
        (corner & 2 ? share[y]! : 1 - share[y]!) *
        (corner & 1 ? share[k]! : 1 - share[k]!)
      if (weight === 0) continue
      const from = first + aside[corner]!
      red += table[from]! * weight
      green += table[from + 1]! * weight
      blue += table[from + 2]! * weight
    }
    out[at] = red
    out[at + 1] = green
    out[at + 2] = blue
    out[at + 3] = 255
  }
  return out
}
