/** What hangs together in a mask: its bounds in pixels, and how many pixels it has. */
export interface Region {
  left: number
  top: number
  /** The last column and row that belong to it. */
  right: number
  bottom: number
  area: number
}

/** The connected regions of a mask (any value but 0), sides and corners touching, of at least `least` pixels. */
export function regionsOf(mask: Uint8Array, width: number, height: number, least: number): Region[] {
  const left = mask.slice()
  const stack = new Int32Array(mask.length)
  const found: Region[] = []
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue
    const region = { left: width, top: height, right: 0, bottom: 0, area: 0 }
    let depth = 0
    stack[depth++] = start
    left[start] = 0
    while (depth > 0) {
      const at = stack[--depth]!
      const x = at % width
      const y = (at - x) / width
      region.area++
      if (x < region.left) region.left = x
      if (x > region.right) region.right = x
      if (y < region.top) region.top = y
      if (y > region.bottom) region.bottom = y
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx
          if (left[next] === 0) continue
          left[next] = 0
          stack[depth++] = next
        }
    }
    if (region.area >= least) found.push(region)
  }
  return found
}
