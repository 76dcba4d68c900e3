/** Sums over rectangles in four reads, however large they are. */
export interface Sums {
  /** Each place holds the sum of what lies above and to the left of it; one wider and one higher than the plane. */
  table: Float64Array
  stride: number
}

export function sumsOf(plane: ArrayLike<number>, width: number, height: number): Sums {
  const stride = width + 1
  const table = new Float64Array(stride * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += plane[y * width + x]!
      table[(y + 1) * stride + x + 1] = table[y * stride + x + 1]! + row
    }
  }
  return { table, stride }
}

/** The sum from (left, top) up to, but without, (right, bottom), all of it within the plane. */
export function sumIn(
  { table, stride }: Sums,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
): number {
  const above = top * stride
  const below = bottom * stride
  return table[below + right]! - table[below + left]! - table[above + right]! + table[above + left]!
}

/** A rectangle seen from the corner of a window: how far its four corners lie from there in a table of sums. */
export interface Patch {
  corners: readonly [number, number, number, number]
  area: number
}

/** Shares of a window of that size, as pixels: at least one. */
export function patchOf(
  { stride }: Sums,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  width: number,
  height: number,
): Patch {
  const left = Math.round(x0 * width)
  const top = Math.round(y0 * height)
  const right = Math.max(left + 1, Math.round(x1 * width))
  const bottom = Math.max(top + 1, Math.round(y1 * height))
  return {
    corners: [top * stride + left, top * stride + right, bottom * stride + left, bottom * stride + right],
    area: (right - left) * (bottom - top),
  }
}

/** The mean in a patch of the window whose corner lies at this place of the table. */
export const meanAt = ({ table }: Sums, start: number, { corners, area }: Patch): number =>
  (table[start + corners[3]]! -
    table[start + corners[2]]! -
    table[start + corners[1]]! +
    table[start + corners[0]]!) /
  area
