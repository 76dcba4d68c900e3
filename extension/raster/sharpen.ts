import { lightOf, meansOf, type Rows } from './light.ts'

export const sharpenMargin = 2

/** Below this a difference is grain, not an edge; above the other it would become a rim. */
const least = 1.5
const most = 48

/** Unsharp mask of the light, in place: edges are lifted from what is around them. `amount` from 0 to 1. */
export function sharpen(rows: Rows, amount: number): void {
  const { width, height, data } = rows
  const light = lightOf(rows)
  // Twice the mean of three is a soft bell of five.
  const soft = meansOf(meansOf(light, width, height, 1), width, height, 1)
  const strength = 1.6 * amount
  for (let pixel = 0, at = 0; pixel < light.length; pixel++, at += 4) {
    const edge = light[pixel]! - soft[pixel]!
    const size = Math.abs(edge)
    if (size <= least) continue
    const more = Math.sign(edge) * Math.min(most, strength * (size - least))
    data[at]! += more
    data[at + 1]! += more
    data[at + 2]! += more
  }
}
