import type { Rect, Size } from './crop.ts'
import type { Box, Point } from './fields.ts'
import type { Part } from './subject.ts'

/** The nine places of a picture, as on a keypad. */
export const ninePlaces = [
  'top-left',
  'top',
  'top-right',
  'left',
  'middle',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const
export type NinePlace = (typeof ninePlaces)[number]

export const placeTitles: Readonly<Record<NinePlace, string>> = {
  'top-left': 'Top left',
  top: 'Top',
  'top-right': 'Top right',
  left: 'Left',
  middle: 'Middle',
  right: 'Right',
  'bottom-left': 'Bottom left',
  bottom: 'Bottom',
  'bottom-right': 'Bottom right',
}

/** Where a mark is to stand. */
export type Where =
  | { place: NinePlace; margin: number }
  /** Its middle at a point of the picture, as near as the edges allow. */
  | { place: 'free'; point: Point }
  /** Away from what matters. */
  | { place: 'smart'; margin: number; parts: readonly Part[] }

/** Shares along a side: 0 at the start, 1 at the end. */
export function sharesOf(place: NinePlace): Point {
  const at = ninePlaces.indexOf(place)
  return { x: (at % 3) / 2, y: Math.floor(at / 3) / 2 }
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)

/** Pixels of a margin that is `share` of the picture's shorter side. */
export const marginOf = (picture: Size, share: number) =>
  Math.round(share * Math.min(picture.width, picture.height))

/**
 * The size of a mark whose width is `share` (0 to 1) of the picture's, of the shape `aspect` (width by height), made
 * smaller where it, turned by `degrees`, would not fit within the margin (share of the shorter side). At least one
 * pixel each way.
 */
export function markSize(picture: Size, aspect: number, share: number, margin = 0, degrees = 0): Size {
  const edge = marginOf(picture, margin)
  const room = {
    width: Math.max(1, picture.width - 2 * edge),
    height: Math.max(1, picture.height - 2 * edge),
  }
  const width = share * picture.width
  const turned = turnedBox({ width, height: width / aspect }, degrees)
  // A turned mark is measured in parts of pixels: one is spared, so that rounding does not push it over the edge.
  const spare = degrees % 180 === 0 ? 0 : 1
  const scale = Math.min(1, (room.width - spare) / turned.width, (room.height - spare) / turned.height)
  const pixels = (length: number) => Math.max(1, scale < 1 ? Math.floor(scale * length) : Math.round(length))
  return { width: pixels(width), height: pixels(width / aspect) }
}

/** The upright box around a mark that is turned by `degrees`. */
function turnedBox({ width, height }: Size, degrees: number): Size {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))]
  return { width: width * cos + height * sin, height: width * sin + height * cos }
}

/** The same in whole pixels. */
export function turnedSize(mark: Size, degrees: number): Size {
  const { width, height } = turnedBox(mark, degrees)
  return { width: Math.ceil(width - 1e-6), height: Math.ceil(height - 1e-6) }
}

/** Where a mark of this size stands: whole pixels, always inside the picture where it fits at all. */
export function placeMark(picture: Size, mark: Size, where: Where): Rect {
  if (where.place === 'free') {
    const { x, y } = where.point
    return {
      ...mark,
      x: clamp(Math.round(x * picture.width - mark.width / 2), 0, Math.max(0, picture.width - mark.width)),
      y: clamp(
        Math.round(y * picture.height - mark.height / 2),
        0,
        Math.max(0, picture.height - mark.height),
      ),
    }
  }
  const edge = marginOf(picture, where.margin)
  return where.place === 'smart'
    ? clearestOf(picture, mark, edge, where.parts)
    : at(picture, mark, edge, sharesOf(where.place))
}

/** Shares of the room within the edge; the edge gives way to a mark that needs it. */
function at(picture: Size, mark: Size, edge: number, shares: Point): Rect {
  const along = (whole: number, part: number, share: number) => {
    const inset = Math.max(0, Math.min(edge, Math.floor((whole - part) / 2)))
    return inset + Math.round(share * Math.max(0, whole - part - 2 * inset))
  }
  return {
    ...mark,
    x: along(picture.width, mark.width, shares.x),
    y: along(picture.height, mark.height, shares.y),
  }
}

/** Where a mark is looked for first: corners where a reader expects it, then edges. */
const customary: readonly NinePlace[] = [
  'bottom-right',
  'bottom-left',
  'top-right',
  'top-left',
  'bottom',
  'top',
  'right',
  'left',
]
/** Steps of the search along each side, when no customary place is clear. */
const steps = 12

function clearestOf(picture: Size, mark: Size, edge: number, parts: readonly Part[]): Rect {
  const hidden = (rect: Rect) =>
    parts.reduce((sum, { box, weight }) => sum + weight * overlap(rect, box, picture), 0)
  const places = customary.map((place) => at(picture, mark, edge, sharesOf(place)))
  for (let row = steps; row >= 0; row--)
    for (let column = steps; column >= 0; column--)
      places.push(at(picture, mark, edge, { x: column / steps, y: row / steps }))
  const [first, ...others] = places.map((rect) => ({ rect, cost: hidden(rect) }))
  return others.reduce((best, next) => (next.cost < best.cost - 1e-9 ? next : best), first!).rect
}

/** How much of the mark lies over a part, 0 to 1. */
function overlap(mark: Rect, box: Box, picture: Size): number {
  const along = (from: number, length: number, start: number, span: number) =>
    Math.max(0, Math.min(from + length, start + span) - Math.max(from, start))
  const width = along(mark.x, mark.width, box.x * picture.width, box.width * picture.width)
  const height = along(mark.y, mark.height, box.y * picture.height, box.height * picture.height)
  return (width * height) / (mark.width * mark.height)
}

/**
 * The middles of marks that cover a whole picture, row by row, each row shifted by half a step. The rows are turned
 * by `degrees` as the marks are; `spacing` is the gap between two, as a share of the mark's width.
 */
export function tileMarks(picture: Size, mark: Size, spacing: number, degrees: number): readonly Point[] {
  const gap = spacing * mark.width
  const step = { x: mark.width + gap, y: mark.height + gap }
  const reach = Math.hypot(picture.width, picture.height) / 2 + Math.hypot(mark.width, mark.height)
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const half = turnedSize(mark, degrees)
  const middles: Point[] = []
  const rows = Math.ceil(reach / step.y)
  const columns = Math.ceil(reach / step.x) + 1
  for (let row = -rows; row <= rows; row++)
    for (let column = -columns; column <= columns; column++) {
      const across = (column + (row % 2 === 0 ? 0 : 0.5)) * step.x
      const down = row * step.y
      const x = picture.width / 2 + across * cos - down * sin
      const y = picture.height / 2 + across * sin + down * cos
      const seen =
        Math.abs(x - picture.width / 2) < (picture.width + half.width) / 2 &&
        Math.abs(y - picture.height / 2) < (picture.height + half.height) / 2
      if (seen) middles.push({ x, y })
    }
  return middles
}
