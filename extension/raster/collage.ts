import type { Rect, Size } from '../../shared/crop.ts'

export const layouts = {
  rows: 'As they are · little is cut',
  grid: 'Even tiles',
  feature: 'The first one large',
  beside: 'Side by side',
  stacked: 'One above the other',
} as const
export type Layout = keyof typeof layouts

/** Shares of the sheet's room, before the gaps are taken: each row its height, each tile in it its width. */
type Rows = readonly { height: number; widths: readonly number[] }[]

/**
 * Where each of some pictures stands on a sheet: whole pixels, in their order, `gap` apart and `edge` from the sheet's
 * sides. `aspects` are the pictures' own shapes, width by height.
 */
export function tilesOf(
  layout: Layout,
  aspects: readonly number[],
  sheet: Size,
  gap: number,
  edge: number,
): Rect[] {
  const room: Rect = { x: edge, y: edge, width: sheet.width - 2 * edge, height: sheet.height - 2 * edge }
  const even = (count: number) => Array.from({ length: count }, () => 1)
  switch (layout) {
    case 'beside':
      return laid([{ height: 1, widths: even(aspects.length) }], room, gap)
    case 'stacked':
      return laid(
        even(aspects.length).map((height) => ({ height, widths: [1] })),
        room,
        gap,
      )
    case 'grid':
      return laid(gridRows(aspects.length, room), room, gap)
    case 'rows':
      return laid(ownRows(aspects, room, gap), room, gap)
    case 'feature':
      return feature(aspects.length, room, gap)
  }
}

/** Edges are rounded, not lengths: tiles meet their gaps exactly and fill the room to its last pixel. */
function laid(rows: Rows, room: Rect, gap: number): Rect[] {
  const heights = edges(
    rows.map(({ height }) => height),
    room.y,
    room.height,
    gap,
  )
  return rows.flatMap(({ widths }, at) => {
    const down = heights[at]!
    return edges(widths, room.x, room.width, gap).map((across) => ({
      x: across.from,
      y: down.from,
      width: across.length,
      height: down.length,
    }))
  })
}

function edges(shares: readonly number[], start: number, length: number, gap: number) {
  const all = shares.reduce((sum, share) => sum + share, 0)
  const free = length - gap * (shares.length - 1)
  let before = 0
  return shares.map((share, at) => {
    const from = Math.round(start + (before / all) * free + at * gap)
    before += share
    const to = Math.round(start + (before / all) * free + at * gap)
    return { from, length: Math.max(1, to - from) }
  })
}

/** Rows of about square tiles; where they do not come out even, the upper rows have one less. */
function gridRows(count: number, { width, height }: Rect): Rows {
  let rows = 1
  let best = Infinity
  for (let tried = 1; tried <= count; tried++) {
    const columns = Math.ceil(count / tried)
    const off = Math.abs(Math.log(width / columns / (height / tried))) + 0.4 * (columns * tried - count)
    if (off < best - 1e-9) [rows, best] = [tried, off]
  }
  const [few, over] = [Math.floor(count / rows), count % rows]
  return Array.from({ length: rows }, (_, row) => ({
    height: 1,
    widths: Array.from({ length: few + (row >= rows - over ? 1 : 0) }, () => 1),
  }))
}

/** Of every way to part the pictures into rows, the one in which they need to be cut least. */
function ownRows(aspects: readonly number[], { width, height }: Rect, gap: number): Rows {
  let best: { rows: readonly number[][]; heights: readonly number[]; cost: number } | null = null
  for (let cuts = 0; cuts < 2 ** (aspects.length - 1); cuts++) {
    const rows: number[][] = [[]]
    for (const [at, aspect] of aspects.entries()) {
      rows.at(-1)!.push(aspect)
      if (at < aspects.length - 1 && cuts & (1 << at)) rows.push([])
    }
    const heights = rows.map(
      (row) => (width - gap * (row.length - 1)) / row.reduce((sum, aspect) => sum + aspect, 0),
    )
    const total = heights.reduce((sum, each) => sum + each, gap * (rows.length - 1))
    const uneven = Math.log(Math.max(...heights) / Math.min(...heights))
    const cost = Math.abs(Math.log(total / height)) + 0.25 * uneven
    if (!best || cost < best.cost) best = { rows, heights, cost }
  }
  return (best?.rows ?? []).map((widths, at) => ({ height: best!.heights[at]!, widths }))
}

/** The first over two thirds of the longer side, the others beside it. */
function feature(count: number, room: Rect, gap: number): Rect[] {
  const wide = room.width >= room.height
  const [large, small] = edges([2, 1], wide ? room.x : room.y, wide ? room.width : room.height, gap)
  const others = Array.from({ length: count - 1 }, () => 1)
  if (!large || !small) return []
  if (wide) {
    const side: Rect = { ...room, x: small.from, width: small.length }
    const rest = laid(
      others.map((height) => ({ height, widths: [1] })),
      side,
      gap,
    )
    return [{ ...room, width: large.length }, ...rest]
  }
  const below: Rect = { ...room, y: small.from, height: small.length }
  return [{ ...room, height: large.length }, ...laid([{ height: 1, widths: others }], below, gap)]
}
