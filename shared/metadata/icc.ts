import { join, letters, lettersAt, number, viewOf, type Bytes } from './bytes.ts'

/** Red, green and blue of a matrix profile, as the columns of a matrix to XYZ under D50. */
export type Primaries = readonly [red: Xyz, green: Xyz, blue: Xyz]
type Xyz = readonly [number, number, number]

/** Source: the profiles "sRGB" and "Display P3" of the ICC's registry, adapted to D50 by Bradford. */
export const srgbPrimaries: Primaries = [
  [0.43607, 0.22249, 0.01392],
  [0.38515, 0.71687, 0.09708],
  [0.14307, 0.06061, 0.7141],
]
export const p3Primaries: Primaries = [
  [0.51512, 0.2412, -0.00105],
  [0.29198, 0.69225, 0.04189],
  [0.1571, 0.06657, 0.78407],
]
export const d50: Xyz = [0.9642, 1, 0.8249]

interface Tag {
  name: string
  data: Bytes
}

/** The tags of a profile; those that lie outside its bytes are left out. */
function tagsOf(icc: Bytes): Tag[] {
  if (icc.byteLength < 132 || lettersAt(icc, 36, 4) !== 'acsp') return []
  const view = viewOf(icc)
  const count = Math.min(view.getUint32(128), Math.floor((icc.byteLength - 132) / 12))
  return Array.from({ length: count }, (_, index): Tag => {
    const at = 132 + 12 * index
    const start = view.getUint32(at + 4)
    return { name: lettersAt(icc, at, 4), data: icc.subarray(start, start + view.getUint32(at + 8)) }
  })
}

export const tagOf = (icc: Bytes, name: string): Bytes | null =>
  tagsOf(icc).find((tag) => tag.name === name)?.data ?? null

/** What the numbers of its pixels are: "RGB ", "CMYK", "GRAY" and others; null where it is no profile. */
export const spaceOf = (icc: Bytes): string | null =>
  icc.byteLength >= 132 && lettersAt(icc, 36, 4) === 'acsp' ? lettersAt(icc, 16, 4) : null

const fixed = (view: DataView, at: number) => view.getInt32(at) / 65_536

/** The primaries of a profile that is a matrix; null for any other. */
export function primariesOf(icc: Bytes): Primaries | null {
  const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map((name): Xyz | null => {
    const data = tagOf(icc, name)
    if (!data || data.byteLength < 20) return null
    const view = viewOf(data)
    return [fixed(view, 8), fixed(view, 12), fixed(view, 16)]
  })
  const [red, green, blue] = columns
  return red && green && blue ? [red, green, blue] : null
}

type Matrix = readonly (readonly [number, number, number])[]

/** A matrix the other way round, its rows first. */
export function inverse([a, b, c]: Primaries): Matrix {
  const cross = (p: Xyz, q: Xyz): Xyz => [
    p[1] * q[2] - p[2] * q[1],
    p[2] * q[0] - p[0] * q[2],
    p[0] * q[1] - p[1] * q[0],
  ]
  const rows = [cross(b, c), cross(c, a), cross(a, b)]
  const size = a[0] * rows[0]![0] + a[1] * rows[0]![1] + a[2] * rows[0]![2]
  return rows.map(([x, y, z]) => [x / size, y / size, z / size] as const)
}

export const toSrgb: Matrix = inverse(srgbPrimaries)

/** Of one thousandth and less nobody sees a difference; profiles of sRGB differ by that much among themselves. */
const slack = 0.004

/** Whether the colours of a profile of red, green and blue reach beyond sRGB. One that is no matrix may. */
export function isWide(icc: Bytes): boolean {
  if (spaceOf(icc) !== 'RGB ') return false
  const primaries = primariesOf(icc)
  if (!primaries) return true
  // A primary that sRGB would need less than nothing of another for lies outside it.
  return primaries.some((xyz) =>
    toSrgb.some(([x, y, z]) => x * xyz[0] + y * xyz[1] + z * xyz[2] < -slack * 4),
  )
}

const xyzTag = (xyz: Xyz): Bytes =>
  join([letters('XYZ \0\0\0\0'), ...xyz.map((value) => number(Math.round(value * 65_536) >>> 0, 4))])

/** Text in one language, as profiles of version 4 hold it. */
const textTag = (text: string): Bytes =>
  join([
    letters('mluc\0\0\0\0'),
    ...[number(1, 4), number(12, 4), letters('enUS'), number(text.length * 2, 4), number(28, 4)],
    Uint8Array.from([...text].flatMap((letter) => [0, letter.charCodeAt(0)])),
  ])

/** The curve of sRGB, in numbers: g, a, b, c, d of IEC 61966-2-1. */
const srgbCurve: Bytes = join([
  letters('para\0\0\0\0\0\x03\0\0'),
  ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map((value) =>
    number(Math.round(value * 65_536), 4),
  ),
])

/** A small profile (ICC version 4) of these primaries with the curve of sRGB. */
export function profileFor(name: string, [red, green, blue]: Primaries): Bytes {
  const data: [names: readonly string[], bytes: Bytes][] = [
    [['desc'], textTag(name)],
    [['cprt'], textTag('CC0')],
    [['wtpt'], xyzTag(d50)],
    [['rXYZ'], xyzTag(red)],
    [['gXYZ'], xyzTag(green)],
    [['bXYZ'], xyzTag(blue)],
    [['rTRC', 'gTRC', 'bTRC'], srgbCurve],
  ]
  const lines: Uint8Array[] = []
  const bodies: Uint8Array[] = []
  const count = data.reduce((sum, [names]) => sum + names.length, 0)
  let at = 132 + 12 * count
  for (const [names, bytes] of data) {
    for (const tag of names) lines.push(letters(tag), number(at, 4), number(bytes.byteLength, 4))
    const filled = join([bytes, new Uint8Array(-bytes.byteLength & 3)])
    bodies.push(filled)
    at += filled.byteLength
  }
  const head = new Uint8Array(128)
  head.set(number(at, 4), 0)
  head.set(letters('\x04\x20\0\0mntrRGB XYZ \x07\xea\0\x01\0\x01\0\0\0\0\0\0acsp'), 8)
  head.set(join(d50.map((value) => number(Math.round(value * 65_536), 4))), 68)
  return join([head, number(count, 4), ...lines, ...bodies])
}

/** The profile a file needs whose pixels are in these colours; sRGB needs none: it is what all others are taken for. */
export const profileOf = (colors: 'srgb' | 'display-p3'): Bytes | null =>
  colors === 'display-p3' ? profileFor('Display P3', p3Primaries) : null
