/** Red, green, blue, alpha: four bytes a pixel, row by row. */
export interface Pixels {
  width: number
  height: number
  data: Uint8ClampedArray | Uint8Array
}

/** A picture as the eye weighs it: lightness 0 to 100, and how red (or green) and yellow (or blue) each pixel is. */
export interface Planes {
  width: number
  height: number
  light: Float32Array
  red: Float32Array
  yellow: Float32Array
  /** The bytes it was made of, laid on white. */
  rgb: Uint8ClampedArray
  /** Where something is, in a picture with much of nothing; else null. */
  solid: Uint8Array | null
}

const linear = Float32Array.from({ length: 256 }, (_, byte) => {
  const share = byte / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
})
const fine = 2048
const curve = Float32Array.from({ length: fine + 1 }, (_, at) => {
  const share = at / fine
  return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116
})
const curved = (share: number) => curve[Math.min(fine, Math.round(share * fine))]!

/** CIE Lab under daylight (D65), of a picture laid on white. */
export function planesOf({ width, height, data }: Pixels): Planes {
  const count = width * height
  const light = new Float32Array(count)
  const red = new Float32Array(count)
  const yellow = new Float32Array(count)
  const rgb = new Uint8ClampedArray(count * 3)
  const solid = new Uint8Array(count)
  let seen = 0
  for (let at = 0; at < count; at++) {
    const alpha = data[at * 4 + 3]! / 255
    if (alpha > 0.5) seen += solid[at] = 1
    for (let part = 0; part < 3; part++) rgb[at * 3 + part] = 255 + alpha * (data[at * 4 + part]! - 255)
    const r = linear[rgb[at * 3]!]!
    const g = linear[rgb[at * 3 + 1]!]!
    const b = linear[rgb[at * 3 + 2]!]!
    const x = curved((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505)
    const y = curved(0.2126 * r + 0.7152 * g + 0.0722 * b)
    const z = curved((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089)
    light[at] = 116 * y - 16
    red[at] = 500 * (x - y)
    yellow[at] = 200 * (y - z)
  }
  const cutOut = seen > 0 && seen < 0.95 * count
  return { width, height, light, red, yellow, rgb, solid: cutOut ? solid : null }
}

/** The mean of the square of `2 * radius + 1` pixels around each pixel, in two passes. */
export function blurred(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  if (radius < 1) return plane
  const across = new Float32Array(plane.length)
  const out = new Float32Array(plane.length)
  const line = (from: Float32Array, to: Float32Array, start: number, step: number, length: number) => {
    let sum = 0
    let count = 0
    for (let at = 0; at < Math.min(radius, length); at++, count++) sum += from[start + at * step]!
    for (let at = 0; at < length; at++) {
      const enters = at + radius
      const leaves = at - radius - 1
      if (enters < length) {
        sum += from[start + enters * step]!
        count++
      }
      if (leaves >= 0) {
        sum -= from[start + leaves * step]!
        count--
      }
      to[start + at * step] = sum / count
    }
  }
  for (let y = 0; y < height; y++) line(plane, across, y * width, 1, width)
  for (let x = 0; x < width; x++) line(across, out, x, width, height)
  return out
}

/** The mean of each square of `by` pixels; what is left over at the right and below is dropped. */
export function shrunk(
  plane: Float32Array,
  stride: number,
  width: number,
  height: number,
  by: number,
): Float32Array {
  if (by === 1 && stride === width) return plane
  const small = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let dy = 0; dy < by; dy++)
        for (let dx = 0; dx < by; dx++) sum += plane[(y * by + dy) * stride + x * by + dx]!
      small[y * width + x] = sum / (by * by)
    }
  return small
}

/** The value that parts the smaller from the larger best (Otsu), of values from 0 to 1. */
export function threshold(values: Float32Array): number {
  const bins = new Uint32Array(256)
  for (const value of values) bins[Math.max(0, Math.min(255, Math.round(value * 255)))]!++
  let total = 0
  for (let bin = 0; bin < 256; bin++) total += bin * bins[bin]!
  let below = 0
  let sum = 0
  let best = 0
  let most = -1
  for (let bin = 0; bin < 256; bin++) {
    below += bins[bin]!
    sum += bin * bins[bin]!
    const above = values.length - below
    if (below === 0 || above === 0) continue
    const apart = below * above * (sum / below - (total - sum) / above) ** 2
    if (apart > most) [best, most] = [bin, apart]
  }
  return (best + 0.5) / 255
}
