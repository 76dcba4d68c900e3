/**
 * Changes RGBA bytes in place so that each colour differs from what stands beside and above it by whole steps: no
 * colour moves further than half a step, and a PNG packs them much better. How opaque a pixel is stays as it is.
 */
export function nearColors(data: Uint8ClampedArray, width: number, step: number): void {
  const row = width * 4
  for (let at = 0; at < data.length; at++) {
    if (at % 4 === 3) continue
    const left = at % row >= 4 ? data[at - 4]! : 0
    const above = at >= row ? data[at - row]! : 0
    // What PNG calls the average filter guesses the same.
    const guess = (left + above) >> 1
    const moved = guess + Math.round((data[at]! - guess) / step) * step
    data[at] = moved < 0 ? moved + step : moved > 255 ? moved - step : moved
  }
}
