import { lightness } from '../../shared/measure.ts'

/** Rows of pixels: red, green, blue and alpha, a byte each. */
export interface Rows {
  width: number
  height: number
  data: Uint8ClampedArray
}

/** One number for each pixel, row by row. */
export type Plane = Float32Array<ArrayBuffer>

/**
 * How light each pixel is, 0 to 255. What is wholly transparent has no colour of its own: it goes on as its neighbour
 * to the left, so that it puts no dark rim on what stands beside it.
 */
export function lightOf({ width, height, data }: Rows): Plane {
  const light = new Float32Array(width * height)
  const [red, green, blue] = lightness
  let before = 0
  for (let pixel = 0, at = 0; pixel < light.length; pixel++, at += 4) {
    if (data[at + 3] !== 0) before = red * data[at]! + green * data[at + 1]! + blue * data[at + 2]!
    light[pixel] = before
  }
  return light
}

/** The mean of the square of `2 * radius + 1` pixels around each; at the edge of what there is of it. Into `means`. */
export function meansOf(
  plane: Plane,
  width: number,
  height: number,
  radius: number,
  means: Plane = new Float32Array(plane.length),
): Plane {
  const across = new Float32Array(plane.length)
  // One over how many of a row are counted at each place.
  const shares = Float32Array.from(
    { length: width },
    (_, x) => 1 / (Math.min(x + radius, width - 1) - Math.max(x - radius, 0) + 1),
  )
  for (let y = 0; y < height; y++) {
    const start = y * width
    let sum = 0
    const reach = Math.min(radius, width)
    for (let x = 0; x < reach; x++) sum += plane[start + x]!
    for (let x = 0; x < width; x++) {
      if (x + radius < width) sum += plane[start + x + radius]!
      if (x > radius) sum -= plane[start + x - radius - 1]!
      across[start + x] = sum * shares[x]!
    }
  }
  const sums = new Float64Array(width)
  for (let y = 0; y < Math.min(radius, height); y++)
    for (let x = 0; x < width; x++) sums[x]! += across[y * width + x]!
  for (let y = 0; y < height; y++) {
    const start = y * width
    const enters = y + radius < height ? (y + radius) * width : -1
    const leaves = y > radius ? (y - radius - 1) * width : -1
    const share = 1 / (Math.min(y + radius, height - 1) - Math.max(y - radius, 0) + 1)
    if (enters >= 0) for (let x = 0; x < width; x++) sums[x]! += across[enters + x]!
    if (leaves >= 0) for (let x = 0; x < width; x++) sums[x]! -= across[leaves + x]!
    for (let x = 0; x < width; x++) means[start + x] = sums[x]! * share
  }
  return means
}
