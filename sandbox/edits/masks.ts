import type { Mask, Pixels, Size } from '../pixels.ts'

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export function emptyMask({ width, height }: Size): Mask {
  return { width, height, data: new Uint8Array(width * height) }
}

/** Where a picture is transparent: the more, the stronger. */
export function transparency({ width, height, data }: Pixels): Mask {
  const mask = new Uint8Array(width * height)
  for (let at = 0; at < mask.length; at++) mask[at] = 255 - (data[at * 4 + 3] ?? 255)
  return { width, height, data: mask }
}

export function turned({ width, height, data }: Mask): Mask {
  return { width, height, data: data.map((value) => 255 - value) }
}

/** What any of these masks means; undefined for none. */
export function united([first, ...others]: readonly Mask[]): Mask | undefined {
  if (!first) return undefined
  const data = Uint8Array.from(first.data)
  for (const other of others)
    for (let at = 0; at < data.length; at++) data[at] = Math.max(data[at] ?? 0, other.data[at] ?? 0)
  return { ...first, data }
}

/** A filled rectangle or ellipse; a soft edge of an ellipse takes `softness` (0 to 1) of its radius. */
export function shapeMask(size: Size, box: Box, shape: 'box' | 'ellipse', softness = 0): Mask {
  const mask = emptyMask(size)
  const right = Math.min(size.width, Math.ceil(box.left + box.width))
  const bottom = Math.min(size.height, Math.ceil(box.top + box.height))
  for (let y = Math.max(0, Math.floor(box.top)); y < bottom; y++)
    for (let x = Math.max(0, Math.floor(box.left)); x < right; x++) {
      const away = Math.hypot(
        (x + 0.5 - box.left - box.width / 2) / (box.width / 2),
        (y + 0.5 - box.top - box.height / 2) / (box.height / 2),
      )
      const inside =
        shape === 'box' || softness === 0 ? Number(shape === 'box' || away <= 1) : (1 - away) / softness
      mask.data[y * size.width + x] = Math.round(255 * Math.max(0, Math.min(1, inside)))
    }
  return mask
}

/** The mask with its edge moved outwards by so many pixels. */
export function grown(mask: Mask, by: number): Mask {
  if (by === 0) return mask
  const { width, height } = mask
  const along = stretched(mask.data, width, height, 1, width, by)
  return { width, height, data: stretched(along, height, width, width, 1, by) }
}

/** For each place of each line the greatest value within `by` places; lines lie `across` apart, places `along`. */
function stretched(
  data: Uint8Array,
  length: number,
  lines: number,
  along: number,
  across: number,
  by: number,
) {
  const out = new Uint8Array(data.length)
  const order = new Int32Array(length)
  for (let line = 0; line < lines; line++) {
    const start = line * across
    let [head, tail, next] = [0, 0, 0]
    for (let place = 0; place < length; place++) {
      for (; next < length && next <= place + by; next++) {
        const value = data[start + next * along] ?? 0
        while (tail > head && (data[start + (order[tail - 1] ?? 0) * along] ?? 0) <= value) tail--
        order[tail++] = next
      }
      while ((order[head] ?? 0) < place - by) head++
      out[start + place * along] = data[start + (order[head] ?? 0) * along] ?? 0
    }
  }
  return out
}

/** Scales a mask; enlarging smooths, so that edges stay soft. */
export function scaledMask(mask: Mask, { width, height }: Size): Mask {
  const out = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const fromY = Math.max(0, Math.min(((y + 0.5) * mask.height) / height - 0.5, mask.height - 1))
    const top = Math.floor(fromY)
    const bottom = Math.min(top + 1, mask.height - 1)
    for (let x = 0; x < width; x++) {
      const fromX = Math.max(0, Math.min(((x + 0.5) * mask.width) / width - 0.5, mask.width - 1))
      const left = Math.floor(fromX)
      const right = Math.min(left + 1, mask.width - 1)
      const upper = mix(mask.data[top * mask.width + left], mask.data[top * mask.width + right], fromX - left)
      const lower = mix(
        mask.data[bottom * mask.width + left],
        mask.data[bottom * mask.width + right],
        fromX - left,
      )
      out[y * width + x] = Math.round(mix(upper, lower, fromY - top))
    }
  }
  return { width, height, data: out }
}

const mix = (a: number | undefined, b: number | undefined, share: number) =>
  (a ?? 0) + ((b ?? 0) - (a ?? 0)) * share

/** The smallest box around everything that is at least half meant; null when nothing is. */
export function boundsOf({ width, height, data }: Mask): Box | null {
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if ((data[y * width + x] ?? 0) >= 128) {
        left = Math.min(left, x)
        right = Math.max(right, x)
        top = Math.min(top, y)
        bottom = y
      }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** Which share of the picture is meant, 0 to 1. */
export function coverage({ data }: Mask): number {
  return data.reduce((sum, value) => sum + value, 0) / (255 * Math.max(1, data.length))
}

export interface Part {
  /** Places of its pixels. */
  readonly places: readonly number[]
  readonly box: Box
}

/** The connected parts of what is at least half meant, largest first. */
export function partsOf({ width, height, data }: Mask): Part[] {
  const seen = new Uint8Array(data.length)
  const parts: Part[] = []
  for (let start = 0; start < data.length; start++) {
    if (seen[start] || (data[start] ?? 0) < 128) continue
    const places = [start]
    seen[start] = 1
    let [left, top, right, bottom] = [width, height, -1, -1]
    for (const place of places) {
      const x = place % width
      const y = (place - x) / width
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      for (const next of [
        x > 0 ? place - 1 : -1,
        x < width - 1 ? place + 1 : -1,
        y > 0 ? place - width : -1,
        y < height - 1 ? place + width : -1,
      ])
        if (next >= 0 && !seen[next] && (data[next] ?? 0) >= 128) {
          seen[next] = 1
          places.push(next)
        }
    }
    parts.push({ places, box: { left, top, width: right - left + 1, height: bottom - top + 1 } })
  }
  return parts.sort((a, b) => b.places.length - a.places.length)
}

/** A mask of these parts alone. */
export function maskOfParts(size: Size, parts: readonly Part[]): Mask {
  const mask = emptyMask(size)
  for (const { places } of parts) for (const place of places) mask.data[place] = 255
  return mask
}

/** The mask with its edge softened over about so many pixels (two passes of a running mean each way). */
export function blurredMask(mask: Mask, radius: number): Mask {
  const { width, height } = mask
  let { data } = mask
  for (let pass = 0; pass < 2; pass++) {
    data = averaged(data, width, height, 1, width, radius)
    data = averaged(data, height, width, width, 1, radius)
  }
  return { width, height, data }
}

function averaged(
  data: Uint8Array,
  length: number,
  lines: number,
  along: number,
  across: number,
  radius: number,
) {
  const out = new Uint8Array(data.length)
  const at = (line: number, place: number) =>
    data[line * across + Math.max(0, Math.min(length - 1, place)) * along] ?? 0
  for (let line = 0; line < lines; line++) {
    let sum = 0
    for (let place = -radius; place <= radius; place++) sum += at(line, place)
    for (let place = 0; place < length; place++) {
      out[line * across + place * along] = Math.round(sum / (radius * 2 + 1))
      sum += at(line, place + radius + 1) - at(line, place - radius)
    }
  }
  return out
}
