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

/**
 * The mean of the square of `2 * radius + 1` pixels around each; at the edge of what there is of it. By sums that move
 * on, so that a wide square takes no longer than a narrow one.
 */
export function meansOf(plane: Plane, width: number, height: number, radius: number): Plane {
  const across = new Float32Array(plane.length)
  const reach = Math.min(radius, width - 1)
  for (let y = 0; y < height; y++) {
    const start = y * width
    const end = start + width
    let sum = 0
    let count = reach + 1
    for (let at = start; at <= start + reach; at++) sum += plane[at]!
    let at = start
    across[at++] = sum / count
    // From the left edge on the square grows, then moves, then leaves over the right one.
    for (; at + radius < end && at - radius <= start; at++)
      across[at] = (sum += plane[at + radius]!) / ++count
    const share = 1 / count
    for (; at + radius < end; at++)
      across[at] = (sum += plane[at + radius]! - plane[at - radius - 1]!) * share
    for (; at < end; at++)
      if (at - radius - 1 >= start) across[at] = (sum -= plane[at - radius - 1]!) / --count
      else across[at] = sum / count
  }
  const means = new Float32Array(plane.length)
  const sums = new Float64Array(width)
  const top = Math.min(radius, height - 1)
  for (let y = 0; y < top; y++) for (let x = 0; x < width; x++) sums[x]! += across[y * width + x]!
  for (let y = 0; y < height; y++) {
    const start = y * width
    const enters = y + top < height ? (y + top) * width : -1
    const leaves = y > top ? (y - top - 1) * width : -1
    const share = 1 / (Math.min(y + top, height - 1) - Math.max(y - top, 0) + 1)
    if (enters >= 0 && leaves >= 0)
      for (let x = 0; x < width; x++) {
        const sum = sums[x]! + across[enters + x]! - across[leaves + x]!
        sums[x] = sum
        means[start + x] = sum * share
      }
    else {
      if (enters >= 0) for (let x = 0; x < width; x++) sums[x]! += across[enters + x]!
      if (leaves >= 0) for (let x = 0; x < width; x++) sums[x]! -= across[leaves + x]!
      for (let x = 0; x < width; x++) means[start + x] = sums[x]! * share
    }
  }
  return means
}
