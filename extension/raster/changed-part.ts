import type { Rect } from '../../shared/crop.ts'

/**
 * The smallest box outside which two pictures of one size are the same, its corner on whole multiples of `step`; the
 * whole picture where there is none before it, null where nothing has changed.
 */
export function changedPart(before: ImageData | null, now: ImageData, step = 1): Rect | null {
  const { width, height } = now
  if (!before) return { x: 0, y: 0, width, height }
  const a = new Uint32Array(before.data.buffer, before.data.byteOffset, width * height)
  const b = new Uint32Array(now.data.buffer, now.data.byteOffset, width * height)
  let first = 0
  while (first < a.length && a[first] === b[first]) first++
  if (first === a.length) return null
  let last = a.length - 1
  while (a[last] === b[last]) last--
  const top = Math.floor(first / width)
  const bottom = Math.floor(last / width)
  let left = width - 1
  let right = 0
  for (let y = top; y <= bottom; y++) {
    const row = y * width
    let x = 0
    while (x < left && a[row + x] === b[row + x]) x++
    left = Math.min(left, x)
    x = width - 1
    while (x > right && a[row + x] === b[row + x]) x--
    right = Math.max(right, x)
  }
  const [x, y] = [left - (left % step), top - (top % step)]
  return { x, y, width: right - x + 1, height: bottom - y + 1 }
}

/** The bytes of a part of a picture, in new memory if none is given. */
export function cut(
  { data, width }: ImageData,
  part: Rect,
  out = new Uint8ClampedArray(part.width * part.height * 4),
): Uint8ClampedArray<ArrayBuffer> {
  for (let row = 0; row < part.height; row++) {
    const from = ((part.y + row) * width + part.x) * 4
    out.set(data.subarray(from, from + part.width * 4), row * part.width * 4)
  }
  return out
}
