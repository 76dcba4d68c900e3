import type { Point, Size } from './sight.ts'

// Boxes in a picture, in shares of its width and height. A shape is such a box's width by its height.

export type Box = Point & Size

/** Which corner or edge is pulled: -1 is left or top, 1 right or bottom, 0 neither. */
export interface Handle {
  x: -1 | 0 | 1
  y: -1 | 0 | 1
}

export const handles: readonly Handle[] = [
  { x: -1, y: -1 },
  { x: 0, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
  { x: -1, y: 1 },
  { x: -1, y: 0 },
]

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/** Moved as far as the edges allow. */
export const movedBox = (box: Box, by: Point): Box => ({
  ...box,
  x: clamp(box.x + by.x, 0, 1 - box.width),
  y: clamp(box.y + by.y, 0, 1 - box.height),
})

/**
 * A corner or edge pulled to a place; what lies across stays where it is. No side becomes shorter than `least`; with a
 * shape, the box keeps it.
 */
export function pulledBox(box: Box, { x, y }: Handle, to: Point, shape: number | null, least: Size): Box {
  const right = box.x + box.width
  const bottom = box.y + box.height
  const room = { width: x < 0 ? right : 1 - box.x, height: y < 0 ? bottom : 1 - box.y }
  const wide = x < 0 ? right - to.x : x > 0 ? to.x - box.x : box.width
  const high = y < 0 ? bottom - to.y : y > 0 ? to.y - box.y : box.height
  if (shape === null) {
    const width = clamp(wide, Math.min(least.width, room.width), room.width)
    const height = clamp(high, Math.min(least.height, room.height), room.height)
    return { x: x < 0 ? right - width : box.x, y: y < 0 ? bottom - height : box.y, width, height }
  }
  // An edge alone grows the box to both of its sides, so all of the picture is its room.
  const most = Math.min(x === 0 ? 1 : room.width, (y === 0 ? 1 : room.height) * shape)
  const more = Math.abs(wide - box.width) > Math.abs(high * shape - box.width) ? wide : high * shape
  const asked = x === 0 ? high * shape : y === 0 ? wide : more
  const width = clamp(asked, Math.min(most, Math.max(least.width, least.height * shape)), most)
  const height = width / shape
  return {
    x: x < 0 ? right - width : x > 0 ? box.x : clamp(box.x + (box.width - width) / 2, 0, 1 - width),
    y: y < 0 ? bottom - height : y > 0 ? box.y : clamp(box.y + (box.height - height) / 2, 0, 1 - height),
    width,
    height,
  }
}

/** A box of that shape, about as large and around the same place. */
export function shapedBox(box: Box, shape: number): Box {
  const width = Math.min(1, shape, Math.sqrt(box.width * box.height * shape))
  const height = width / shape
  return {
    x: clamp(box.x + (box.width - width) / 2, 0, 1 - width),
    y: clamp(box.y + (box.height - height) / 2, 0, 1 - height),
    width,
    height,
  }
}

export const hasShape = ({ width, height }: Box, shape: number): boolean =>
  Math.abs(width / height / shape - 1) < 0.01
