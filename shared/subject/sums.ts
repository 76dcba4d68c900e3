/** Sums over rectangles in four reads, however large they are. */
export interface Sums {
  /** The mean from (left, top) up to, but without, (right, bottom); cut to the picture. */
  mean(left: number, top: number, right: number, bottom: number): number
}

export function sumsOf(plane: ArrayLike<number>, width: number, height: number): Sums {
  const stride = width + 1
  const sums = new Float64Array(stride * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += plane[y * width + x]!
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + row
    }
  }
  const within = (value: number, most: number) => (value < 0 ? 0 : value > most ? most : Math.round(value))
  return {
    mean(left, top, right, bottom) {
      const l = within(left, width - 1)
      const t = within(top, height - 1)
      const r = Math.max(l + 1, within(right, width))
      const b = Math.max(t + 1, within(bottom, height))
      const sum =
        sums[b * stride + r]! - sums[t * stride + r]! - sums[b * stride + l]! + sums[t * stride + l]!
      return sum / ((r - l) * (b - t))
    },
  }
}
