import type { Box, Point } from './fields.ts'
import type { Part, Subject } from './subject.ts'

/** Whole pixels, at least 1. */
export interface Size {
  width: number
  height: number
}
/** Whole pixels from the top left. */
export interface Rect extends Size {
  x: number
  y: number
}

/** Margins that a placement may cover: shares of the height (top, bottom) and of the width (left, right). */
export interface Margins {
  top: number
  right: number
  bottom: number
  left: number
}
export const noMargins: Margins = { top: 0, right: 0, bottom: 0, left: 0 }

export const centre: Point = { x: 0.5, y: 0.5 }

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value))
const whole = (value: number, most: number) => clamp(Math.round(value), 1, most)

/** The largest size of this shape that fits into a picture. Only the ratio of `shape` counts. */
export const largestOf = (picture: Size, shape: Size): Size =>
  picture.width * shape.height > picture.height * shape.width
    ? { width: whole((picture.height * shape.width) / shape.height, picture.width), height: picture.height }
    : { width: picture.width, height: whole((picture.width * shape.height) / shape.width, picture.height) }

/** The largest box of that shape in a picture, as near centred on the focal point as the edges allow. */
export function cropFor(picture: Size, shape: Size, focal: Point = centre): Rect {
  const size = largestOf(picture, shape)
  return {
    x: clamp(Math.round(focal.x * picture.width - size.width / 2), 0, picture.width - size.width),
    y: clamp(Math.round(focal.y * picture.height - size.height / 2), 0, picture.height - size.height),
    ...size,
  }
}

/** The size a picture has inside a frame when all of it is to be seen; never larger than it is unless `enlarge`. */
export function fitInside(picture: Size, frame: Size, enlarge = false): Size {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height)
  if (scale >= 1 && !enlarge) return { width: picture.width, height: picture.height }
  return {
    width: whole(picture.width * scale, frame.width),
    height: whole(picture.height * scale, frame.height),
  }
}

/** A part of a picture in its pixels: at least one pixel, never over its edge. */
export function rectOf(box: Box, picture: Size): Rect {
  const x = clamp(Math.round(box.x * picture.width), 0, picture.width - 1)
  const y = clamp(Math.round(box.y * picture.height), 0, picture.height - 1)
  return {
    x,
    y,
    width: clamp(Math.round(box.width * picture.width), 1, picture.width - x),
    height: clamp(Math.round(box.height * picture.height), 1, picture.height - y),
  }
}

export const boxOf = (rect: Rect, picture: Size): Box => ({
  x: rect.x / picture.width,
  y: rect.y / picture.height,
  width: rect.width / picture.width,
  height: rect.height / picture.height,
})

/** A stretch of one axis, in shares of the picture. */
interface Stretch {
  from: number
  to: number
}

const stretchOf = (box: Box, axis: 'x' | 'y'): Stretch =>
  axis === 'x' ? { from: box.x, to: box.x + box.width } : { from: box.y, to: box.y + box.height }

/** What lies just around a face or a line belongs to it: hair and chin, the ends of letters. */
const air = { face: 0.2, text: 0.12, thing: 0.04 } as const

/** How much worse it is to cut through the middle of a part than to leave it out whole. */
const cutting = 1.6
/** Fine enough that no step is to be seen. */
const steps = 240

/**
 * The largest box of that shape that keeps the parts of a picture whole, the weightiest first; what is kept stands
 * within the margins and near the middle where that costs nothing. With nothing found it stands on the focal point.
 */
export function smartCrop(subject: Subject, picture: Size, shape: Size, margins: Margins = noMargins): Rect {
  const size = largestOf(picture, shape)
  const around = cropFor(picture, shape, subject.focal)
  const slack = { x: picture.width - size.width, y: picture.height - size.height }
  const axis = slack.x > 0 ? 'x' : 'y'
  if (slack[axis] === 0 || subject.parts.length === 0) return around

  const long = axis === 'x' ? picture.width : picture.height
  const length = (axis === 'x' ? size.width : size.height) / long
  const inner =
    axis === 'x'
      ? { from: margins.left * length, to: (1 - margins.right) * length }
      : { from: margins.top * length, to: (1 - margins.bottom) * length }
  const worth = (from: number) => {
    let sum = 0
    for (const part of subject.parts) {
      const exact = stretchOf(part.box, axis)
      sum += part.weight * kept(exact, from, from + length)
      sum += 0.2 * part.weight * kept(wide(part, exact), from, from + length)
      sum += 0.15 * part.weight * kept(exact, from + inner.from, from + inner.to)
    }
    return sum - 0.3 * Math.abs(from + (inner.from + inner.to) / 2 - middleOf(subject, axis, from, length))
  }
  let best = around[axis]
  let most = worth(best / long)
  for (let step = 0; step <= steps; step++) {
    const at = Math.round((slack[axis] * step) / steps)
    const value = worth(at / long)
    if (value > most) [best, most] = [at, value]
  }
  return { ...around, [axis]: best }
}

function wide({ kind }: Part, { from, to }: Stretch): Stretch {
  const more = air[kind] * (to - from)
  return { from: Math.max(0, from - more), to: Math.min(1, to + more) }
}

/** 1 when all of a stretch is seen, 0 when nothing is; less than its share, even less than nothing, when it is cut. */
function kept({ from, to }: Stretch, start: number, end: number): number {
  const share = Math.max(0, Math.min(to, end) - Math.max(from, start)) / Math.max(to - from, 1e-9)
  return share > 1 - 1e-6 ? 1 : share - cutting * Math.min(share, 1 - share)
}

/** The middle of what a box there would show: of the weighty parts that are more than half in it. */
function middleOf({ parts, focal }: Subject, axis: 'x' | 'y', start: number, length: number): number {
  const most = Math.max(...parts.map((part) => part.weight))
  let first = Infinity
  let last = -Infinity
  for (const part of parts) {
    const { from, to } = stretchOf(part.box, axis)
    const seen = Math.min(to, start + length) - Math.max(from, start)
    if (part.weight < 0.3 * most || seen < (to - from) / 2) continue
    first = Math.min(first, from)
    last = Math.max(last, to)
  }
  return first > last ? focal[axis] : (first + last) / 2
}
