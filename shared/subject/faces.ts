import type { Part } from '../subject.ts'
import type { Planes } from './planes.ts'
import { sumsOf, type Sums } from './sums.ts'

interface Found {
  left: number
  top: number
  width: number
  height: number
  score: number
}

/** Faces narrower than this many pixels of the thumbnail have no eyes left to see. */
const smallest = 12
const growing = 1.18
/** A face is this much higher than wide, from the hair to the chin. */
const tall = 1.3

/**
 * Faces from the front, photographed or drawn: two dark places beside a brighter ridge, cheeks below, a darker mouth,
 * alike left and right, most of it in a colour that skin has.
 */
export function findFaces(planes: Planes): Part[] {
  const { width, height, light } = planes
  const lights = sumsOf(light, width, height)
  const squares = sumsOf(
    light.map((value) => value * value),
    width,
    height,
  )
  const skin = sumsOf(skinOf(planes), width, height)
  const grey = isGrey(planes)
  const found: Found[] = []
  for (let side = smallest; side <= 0.9 * width && side * tall <= height * 1.05; side *= growing) {
    const high = side * tall
    const step = Math.max(1, side / 12)
    for (let top = -0.05 * high; top + high <= height * 1.05; top += step)
      for (let left = -0.05 * side; left + side <= width * 1.05; left += step) {
        const score = faceAt(lights, squares, skin, grey, left, top, side, high)
        if (score > 0) found.push({ left, top, width: side, height: high, score })
      }
  }
  return apart(found).map((face) => partOf(face, width, height))
}

function faceAt(
  lights: Sums,
  squares: Sums,
  skin: Sums,
  grey: boolean,
  left: number,
  top: number,
  side: number,
  high: number,
): number {
  const at = (sums: Sums, x0: number, y0: number, x1: number, y1: number) =>
    sums.mean(left + x0 * side, top + y0 * high, left + x1 * side, top + y1 * high)
  // Cheapest first: most windows end here.
  const skinny = grey ? 0.6 : at(skin, 0.18, 0.2, 0.82, 0.92)
  if (skinny < 0.45) return 0
  const eyeLeft = at(lights, 0.2, 0.36, 0.42, 0.48)
  const eyeRight = at(lights, 0.58, 0.36, 0.8, 0.48)
  const ridge = at(lights, 0.44, 0.36, 0.56, 0.5)
  const cheekLeft = at(lights, 0.18, 0.54, 0.4, 0.68)
  const cheekRight = at(lights, 0.6, 0.54, 0.82, 0.68)
  const leftDepth = Math.min(ridge, cheekLeft) - eyeLeft
  const rightDepth = Math.min(ridge, cheekRight) - eyeRight
  const eyes = Math.min(leftDepth, rightDepth)
  if (eyes <= 1.5) return 0
  const mean = at(lights, 0.1, 0.15, 0.9, 0.95)
  const spread = Math.sqrt(Math.max(4, at(squares, 0.1, 0.15, 0.9, 0.95) - mean * mean))
  const forehead = at(lights, 0.3, 0.2, 0.7, 0.32) - Math.max(eyeLeft, eyeRight)
  const mouth = at(lights, 0.34, 0.74, 0.66, 0.84)
  const chin = at(lights, 0.36, 0.87, 0.64, 0.96)
  const lip = at(lights, 0.36, 0.6, 0.64, 0.71)
  const mouthDepth = Math.min(Math.max(chin, lip) - mouth, (chin + lip) / 2 - mouth + 2)
  if (forehead <= 0 || mouthDepth <= 0.3) return 0
  const crooked =
    Math.abs(eyeLeft - eyeRight) + Math.abs(cheekLeft - cheekRight) / 2 + Math.abs(leftDepth - rightDepth) / 2
  const outside = grey
    ? 0.5
    : (at(skin, -0.3, 0.3, -0.06, 0.8) + at(skin, 1.06, 0.3, 1.3, 0.8) + at(skin, 0.1, -0.3, 0.9, -0.06)) / 3
  const structure =
    (eyes + 0.4 * Math.min(forehead, 2 * eyes) + Math.min(mouthDepth, eyes) - 0.7 * crooked) / spread
  return structure * (0.4 + 0.6 * skinny) * (1 - 0.5 * outside) - (grey ? 1.1 : 0.5)
}

/** Of windows that lie over one another, the best; one that stands alone is chance. */
function apart(found: readonly Found[]): Found[] {
  const kept: (Found & { agree: number })[] = []
  for (const face of found.toSorted((a, b) => b.score - a.score)) {
    const over = kept.find((other) => overlap(face, other) > 0.25)
    if (over) over.agree++
    else kept.push({ ...face, agree: 1 })
  }
  return kept.filter(({ agree }) => agree >= 4).slice(0, 12)
}

/** How much of the smaller of two lies in the other. */
function overlap(a: Found, b: Found): number {
  const across = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)
  const down = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top)
  if (across <= 0 || down <= 0) return 0
  return (across * down) / Math.min(a.width * a.height, b.width * b.height)
}

function partOf({ left, top, width, height, score }: Found, across: number, down: number): Part {
  const x = Math.max(0, left / across)
  const y = Math.max(0, top / down)
  return {
    kind: 'face',
    box: {
      x,
      y,
      width: Math.min(1, (left + width) / across) - x,
      height: Math.min(1, (top + height) / down) - y,
    },
    weight: 1 + Math.min(1, score) + Math.min(0.5, width / across),
  }
}

const isGrey = ({ red, yellow }: Planes): boolean => {
  let sum = 0
  for (let at = 0; at < red.length; at += 7) sum += Math.abs(red[at]!) + Math.abs(yellow[at]!)
  return sum / (red.length / 7) < 4
}

/** 1 where a pixel has a colour that skin of any tone may have, in any usual light. */
function skinOf({ light, red, yellow }: Planes): Float32Array {
  const skin = new Float32Array(light.length)
  for (let at = 0; at < skin.length; at++) {
    const chroma = Math.hypot(red[at]!, yellow[at]!)
    const hue = Math.atan2(yellow[at]!, red[at]!)
    if (light[at]! > 12 && light[at]! < 97 && chroma > 5 && chroma < 62 && hue > 0.1 && hue < 1.5)
      skin[at] = 1
  }
  return skin
}
