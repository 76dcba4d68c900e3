import type { Part } from '../subject.ts'
import { shrunk, type Planes } from './planes.ts'
import { meanAt, patchOf, sumIn, sumsOf, type Patch, type Sums } from './sums.ts'

interface Found {
  left: number
  top: number
  width: number
  height: number
  score: number
}

/** Faces narrower than this many pixels of the thumbnail have no eyes left to see. */
const smallest = 13
const growing = 1.18
/** A face is this much higher than wide, from the hair to the chin. */
const tall = 1.3
/** Eyes are darker than what is around them by at least this much, of 100. */
const leastDepth = 2
/** Whoever sees more of them sees a pattern. */
const mostFaces = 24
/** A single face has this score, or a better one. */
const usual = 0.8
/** Skin darker than this is darker than the white of an eye by far. */
const darkSkin = 66

/** Where the parts of a face lie in its window: left, top, right, bottom as shares. */
const layout = {
  skin: [0.18, 0.2, 0.82, 0.92],
  eyeLeft: [0.2, 0.36, 0.42, 0.48],
  eyeRight: [0.58, 0.36, 0.8, 0.48],
  ridge: [0.44, 0.36, 0.56, 0.5],
  cheekLeft: [0.18, 0.54, 0.4, 0.68],
  cheekRight: [0.6, 0.54, 0.82, 0.68],
  forehead: [0.3, 0.2, 0.7, 0.32],
  lip: [0.36, 0.6, 0.64, 0.71],
  mouth: [0.34, 0.74, 0.66, 0.84],
  chin: [0.36, 0.87, 0.64, 0.96],
  whole: [0.1, 0.15, 0.9, 0.95],
} as const satisfies Record<string, readonly [number, number, number, number]>
type Layout = Record<keyof typeof layout, Patch>

interface Seen {
  light: Sums
  squares: Sums
  red: Sums
  skin: Sums
  /** Without colours nothing is known of skin. */
  grey: boolean
}

/**
 * Faces from the front, photographed or drawn: two dark places beside a brighter ridge, cheeks below, a darker mouth,
 * alike left and right, most of it in a colour that skin has.
 */
export function findFaces(planes: Planes): Part[] {
  const { width, height, light } = planes
  const squared = light.map((value) => value * value)
  const seen: Seen = {
    light: sumsOf(light, width, height),
    squares: sumsOf(squared, width, height),
    red: sumsOf(planes.red, width, height),
    skin: sumsOf(skinOf(planes), width, height),
    grey: isGrey(planes),
  }
  const stride = width + 1
  const found: Found[] = []
  for (let side = smallest; side <= 0.9 * width && side * tall <= height; side *= growing) {
    const high = side * tall
    const patches = Object.fromEntries(
      Object.entries(layout).map(([name, place]) => [name, patchOf(seen.light, place, side, high)]),
    ) as Layout
    const step = Math.max(1, Math.round(side / 18))
    for (let top = 0; top + high <= height; top += step)
      for (let left = 0; left + side <= width; left += step) {
        const score = faceAt(seen, patches, top * stride + left)
        if (score > 0) found.push({ left, top, width: side, height: high, score })
      }
  }
  const faces = apart(found)
  // So many that are alike are bricks, or tiles.
  if (faces.length > mostFaces) return []
  // Whoever sees more of them has seen some that are none.
  const good = usual * (1 + faces.length / 12)
  const sure = faces.map((face) => Math.min(1, face.score / good) * likeFace(seen.light, width, height, face))
  // Beside a face another of its size is hardly chance.
  const inCompany = faces.map((face, at) =>
    faces.some(
      (other, n) =>
        n !== at && sure[n]! > 0.9 && Math.abs(Math.log(other.width / face.width)) < Math.log(1.6),
    ),
  )
  return faces.map((face, at) =>
    partOf(face, Math.min(1, sure[at]! * (inCompany[at] ? 1.5 : 1)), width, height),
  )
}

/** Above 0 where a face is. */
function faceAt({ light, squares, red, skin, grey }: Seen, patches: Layout, start: number): number {
  // Cheapest first: most windows end here.
  const skinny = grey ? 0.6 : meanAt(skin, start, patches.skin)
  if (skinny < 0.45) return 0
  const eyeLeft = meanAt(light, start, patches.eyeLeft)
  const cheekLeft = meanAt(light, start, patches.cheekLeft)
  const ridge = meanAt(light, start, patches.ridge)
  const spreadOf = (patch: Patch, mean: number) =>
    Math.sqrt(Math.max(0, meanAt(squares, start, patch) - mean * mean))
  // An eye is darker than the skin around it; in dark skin its white stands out instead.
  const depth = (eye: number, at: Patch, cheek: number, beside: Patch) => {
    const dark = Math.min(ridge, cheek) - eye
    if (dark >= leastDepth || cheek > darkSkin) return dark
    const plain = Math.max(1.5 * spreadOf(beside, cheek), 0.5 * spreadOf(patches.ridge, ridge))
    return Math.max(dark, 0.8 * (spreadOf(at, eye) - plain) - 0.5)
  }
  const leftDepth = depth(eyeLeft, patches.eyeLeft, cheekLeft, patches.cheekLeft)
  if (leftDepth < leastDepth) return 0
  const eyeRight = meanAt(light, start, patches.eyeRight)
  const cheekRight = meanAt(light, start, patches.cheekRight)
  const rightDepth = depth(eyeRight, patches.eyeRight, cheekRight, patches.cheekRight)
  const eyes = Math.min(leftDepth, rightDepth)
  if (eyes < leastDepth) return 0
  const forehead =
    Math.min(cheekLeft, cheekRight) < darkSkin
      ? eyes
      : meanAt(light, start, patches.forehead) - Math.max(eyeLeft, eyeRight)
  if (forehead < 0) return 0
  const mouth = meanAt(light, start, patches.mouth)
  const chin = meanAt(light, start, patches.chin)
  const lip = meanAt(light, start, patches.lip)
  // Lips are darker than the skin around them, or redder.
  const redder =
    meanAt(red, start, patches.mouth) -
    Math.max(meanAt(red, start, patches.chin), meanAt(red, start, patches.lip))
  const darker = Math.min(Math.max(chin, lip) - mouth, (chin + lip) / 2 - mouth + 2)
  const mouthDepth = Math.max(darker, 0.7 * redder)
  if (mouthDepth <= 0.3) return 0
  const mean = meanAt(light, start, patches.whole)
  const spread = Math.max(2, spreadOf(patches.whole, mean))
  if (eyes < (Math.min(cheekLeft, cheekRight) < darkSkin ? 0.35 : 0.5) * spread) return 0
  const crooked =
    Math.abs(eyeLeft - eyeRight) + Math.abs(cheekLeft - cheekRight) / 2 + Math.abs(leftDepth - rightDepth) / 2
  const structure =
    (eyes + 0.4 * Math.min(forehead, 2 * eyes) + Math.min(mouthDepth, eyes) - 0.7 * crooked) / spread
  return structure * (0.4 + 0.6 * skinny) - (grey ? 0.9 : 0.75)
}

/**
 * Of windows that lie over one another, the best: rather the larger, as the eyes and mouth of a large face have the looks
 * of a small one. What stands alone is chance, and so is what is far weaker.
 */
function apart(found: readonly Found[]): Found[] {
  const kept: (Found & { agree: number })[] = []
  const rank = ({ score, width }: Found) => score * width ** 0.63
  for (const face of found.toSorted((a, b) => rank(b) - rank(a))) {
    const over = kept.find((other) => overlap(face, other) > 0.25)
    if (over) {
      over.agree++
      over.score = Math.max(over.score, face.score)
    } else kept.push({ ...face, agree: 1 })
  }
  const least = 0.3 * Math.max(...kept.map(({ score }) => score))
  return kept.filter(({ agree, score }) => agree >= 3 && score >= least)
}

/** How much of the smaller of two lies in the other. */
function overlap(a: Found, b: Found): number {
  const across = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)
  const down = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top)
  if (across <= 0 || down <= 0) return 0
  return (across * down) / Math.min(a.width * a.height, b.width * b.height)
}

/** Cells of a face, across and down, that are compared with their mirror. */
const cells = { across: 16, down: 20 } as const
/** Its middle may be this many cells beside the window's. */
const aside = 3

/** Heads are held so, in degrees. */
const tilts = [-16, -8, 0, 8, 16]

/** 1 where the left is like the right, as in no heap of stones; also of a head that is held a little aside. */
function likeFace(light: Sums, width: number, height: number, face: Found): number {
  const { across, down } = cells
  const [wide, high] = [(0.8 * face.width) / across, (0.75 * face.height) / down]
  const values = new Float32Array(across * down)
  let mirrored = 0
  for (const tilt of tilts) {
    const [cos, sin] = [Math.cos((tilt * Math.PI) / 180), Math.sin((tilt * Math.PI) / 180)]
    for (let row = 0; row < down; row++)
      for (let column = 0; column < across; column++) {
        const [x, y] = [(column + 0.5 - across / 2) * wide, (row + 0.5 - down / 2) * high]
        const middle = {
          x: face.left + 0.5 * face.width + x * cos - y * sin,
          y: face.top + 0.555 * face.height + x * sin + y * cos,
        }
        const left = Math.max(0, Math.min(width - 1, Math.floor(middle.x - wide / 2)))
        const top = Math.max(0, Math.min(height - 1, Math.floor(middle.y - high / 2)))
        const right = Math.max(left + 1, Math.min(width, Math.ceil(middle.x + wide / 2)))
        const bottom = Math.max(top + 1, Math.min(height, Math.ceil(middle.y + high / 2)))
        values[row * across + column] =
          sumIn(light, { left, top, right, bottom }) / ((right - left) * (bottom - top))
      }
    for (let shift = -aside; shift <= aside; shift++) mirrored = Math.max(mirrored, likeMirror(values, shift))
  }
  return Math.max(0, Math.min(1, (mirrored - 0.5) / 0.25))
}

/** How far the cells rise and fall with those on the other side of a middle that is moved by `shift`: 1 when alike. */
function likeMirror(values: Float32Array, shift: number): number {
  const { across, down } = cells
  let [count, sum, other, squares, others, both] = [0, 0, 0, 0, 0, 0]
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      const opposite = across - 1 - column + shift
      if (opposite < 0 || opposite >= across) continue
      const a = values[row * across + column]!
      const b = values[row * across + opposite]!
      count++
      sum += a
      other += b
      squares += a * a
      others += b * b
      both += a * b
    }
  const spread = Math.sqrt((squares - (sum * sum) / count) * (others - (other * other) / count))
  return spread < 1e-6 ? 0 : (both - (sum * other) / count) / spread
}

function partOf(
  { left, top, width, height, score }: Found,
  sure: number,
  across: number,
  down: number,
): Part {
  // With the hair above and the ears beside.
  const x = Math.max(0, (left - 0.1 * width) / across)
  const y = Math.max(0, (top - 0.2 * height) / down)
  return {
    kind: 'face',
    box: {
      x,
      y,
      width: Math.min(1, (left + 1.1 * width) / across) - x,
      height: Math.min(1, (top + 1.05 * height) / down) - y,
    },
    sure,
    weight: 1.6 + Math.min(0.5, score) + Math.min(0.5, width / across),
  }
}

/** Whether there is no colour but noise. */
function isGrey({ width, height, red, yellow }: Planes): boolean {
  const by = Math.max(1, Math.floor(Math.min(width, height) / 16))
  const size = [width, Math.floor(width / by), Math.floor(height / by), by] as const
  const reds = shrunk(red, ...size)
  const yellows = shrunk(yellow, ...size)
  return reds.every((value, at) => Math.abs(value) + Math.abs(yellows[at]!) < 5)
}

/** 1 where a pixel has a colour that skin of any tone may have, in any usual light. */
function skinOf({ light, red, yellow }: Planes): Float32Array {
  const skin = new Float32Array(light.length)
  for (let at = 0; at < skin.length; at++) {
    const r = red[at]!
    const y = yellow[at]!
    const chroma = r * r + y * y
    const lit = light[at]! > 10 && light[at]! < 97
    if (lit && r > 0 && chroma > 25 && chroma < 3800 && y > 0.1 * r && y < 10 * r) skin[at] = 1
  }
  return skin
}
