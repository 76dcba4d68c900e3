import type { Size } from '../../shared/crop.ts'
import type { Point } from '../../shared/fields.ts'

/** How a picture is turned: first by quarters to the right, then mirrored, then by degrees to the right. */
export interface Turning {
  quarters: 0 | 1 | 2 | 3
  mirrored: 'none' | 'sideways' | 'upside'
  /** -45 to 45. */
  degrees: number
}

/** The numbers of a canvas's transform, without the shift: a, b, c, d. */
type Matrix = readonly [a: number, b: number, c: number, d: number]

const quarterTurns: readonly Matrix[] = [
  [1, 0, 0, 1],
  [0, 1, -1, 0],
  [-1, 0, 0, -1],
  [0, -1, 1, 0],
]

export function matrixOf({ quarters, mirrored, degrees }: Turning): Matrix {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = degrees === 0 ? [1, 0] : [Math.cos(angle), Math.sin(angle)]
  const x = mirrored === 'sideways' ? -1 : 1
  const y = mirrored === 'upside' ? -1 : 1
  return times([cos, sin, -sin, cos], times([x, 0, 0, y], quarterTurns[quarters]!))
}

const times = ([a, b, c, d]: Matrix, [e, f, g, h]: Matrix): Matrix => [
  a * e + c * f,
  b * e + d * f,
  a * g + c * h,
  b * g + d * h,
]

const uprightSize = ({ width, height }: Size, quarters: number): Size =>
  quarters % 2 === 0 ? { width, height } : { width: height, height: width }

/**
 * The size of what is left of a picture: turned by degrees it loses its rim, so that no corner is empty, and keeps its
 * shape.
 */
export function turnedSize(picture: Size, { quarters, degrees }: Turning): Size {
  const { width, height } = uprightSize(picture, quarters)
  if (degrees === 0) return { width, height }
  const angle = (Math.abs(degrees) * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const share = Math.min(width / (width * cos + height * sin), height / (width * sin + height * cos))
  // A pixel at the rim is half of what lies beyond it.
  const side = (length: number) => Math.max(1, Math.floor(length * share - 1))
  return { width: side(width), height: side(height) }
}

/** Where a place of the picture is after it was turned; kept within what is left of it. */
export function turnedPoint(point: Point, picture: Size, turning: Turning): Point {
  const [a, b, c, d] = matrixOf(turning)
  const size = turnedSize(picture, turning)
  const x = (point.x - 0.5) * picture.width
  const y = (point.y - 0.5) * picture.height
  const within = (share: number) => Math.min(1, Math.max(0, share))
  return { x: within(0.5 + (a * x + c * y) / size.width), y: within(0.5 + (b * x + d * y) / size.height) }
}
