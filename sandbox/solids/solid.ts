import { scaled, type Mask, type Pixels } from '../pixels.ts'
import { boundsOf, coverage, scaledMask } from '../edits/masks.ts'
import { subjectOf } from '../edits/subject.ts'

/** One skin of a thing: triangles (three indices each), three numbers a point, two of them on its picture. */
export interface Skin {
  readonly name: Side
  readonly positions: readonly number[]
  readonly normals: readonly number[]
  /** Across and down the picture, 0 to 1 from its left upper corner. */
  readonly spots: readonly number[]
  readonly indices: readonly number[]
  /** The picture on it; null for bare clay. */
  readonly picture: Pixels | null
}

export const sides = ['front', 'back', 'left', 'right'] as const
export type Side = (typeof sides)[number]

/** A thing in space, about two units high, its middle at the origin, looking along +z. */
export interface Solid {
  readonly skins: readonly Skin[]
}

export interface SolidOrder {
  readonly front: Pixels
  readonly views?: Readonly<Partial<Record<Side, Pixels>>>
  /** What of the picture is the thing; without it, what stands out. */
  readonly shape?: Mask
  /** About how many triangles. */
  readonly triangles: number
  /** False: no pictures on it. */
  readonly textured?: boolean
  /** The most pixels a side of its pictures. */
  readonly pictureSide?: number
  /** How large it is along x, y and z, as shares of the usual. */
  readonly stretch?: readonly [number, number, number]
}

const usualSide = 1024
const most = 24_000

/**
 * Blows up what a picture shows to a thing in space: thick in the middle, thin at its outline. Each side wears the
 * view that was sent for it, else the front.
 */
export async function inflated(order: SolidOrder): Promise<Solid> {
  const shape = order.shape && coverage(order.shape) > 0.002 ? order.shape : subjectOf(order.front)
  const box = boundsOf(shape) ?? { left: 0, top: 0, width: shape.width, height: shape.height }
  const cells = Math.round(Math.sqrt(Math.min(most, Math.max(200, order.triangles)) / 4))
  const scale = cells / Math.max(box.width, box.height)
  const size = {
    width: Math.max(4, Math.round(box.width * scale)) + 2,
    height: Math.max(4, Math.round(box.height * scale)) + 2,
  }
  const heights = thickness(gridOf(shape, box, size))
  const skins = surface(heights, size, box, shape, order)
  const worn = await Promise.all(
    skins.map(async ({ name, positions, normals, spots, indices }) => ({
      ...{ name, positions, normals, spots, indices },
      picture:
        order.textured === false
          ? null
          : await small(order.views?.[name] ?? order.front, order.pictureSide ?? usualSide),
    })),
  )
  return { skins: worn.filter(({ indices }) => indices.length > 0) }
}

/** The mask of the thing alone, as a grid with an empty border. */
function gridOf(
  shape: Mask,
  box: { left: number; top: number; width: number; height: number },
  size: { width: number; height: number },
) {
  const data = new Uint8Array(box.width * box.height)
  for (let y = 0; y < box.height; y++)
    data.set(
      shape.data.subarray(
        (box.top + y) * shape.width + box.left,
        (box.top + y) * shape.width + box.left + box.width,
      ),
      y * box.width,
    )
  const inner = scaledMask(
    { width: box.width, height: box.height, data },
    { width: size.width - 2, height: size.height - 2 },
  )
  const grid = new Uint8Array(size.width * size.height)
  for (let y = 0; y < inner.height; y++)
    for (let x = 0; x < inner.width; x++)
      grid[(y + 1) * size.width + x + 1] = (inner.data[y * inner.width + x] ?? 0) >= 128 ? 255 : 0
  return { ...size, data: grid }
}

/** How thick the thing is at each place, 0 outside: rounder the farther from the outline (two passes each way). */
function thickness({ width, height, data }: Mask): Float32Array {
  const away = Float32Array.from(data, (value) => (value > 0 ? 1e6 : 0))
  const nearer = (at: number, other: number, step: number) => {
    away[at] = Math.min(away[at] ?? 0, (away[other] ?? 0) + step)
  }
  for (let y = 1; y < height; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      nearer(at, at - 1, 1)
      nearer(at, at - width, 1)
      nearer(at, at - width - 1, Math.SQRT2)
      nearer(at, at - width + 1, Math.SQRT2)
    }
  for (let y = height - 2; y >= 0; y--)
    for (let x = width - 2; x > 0; x--) {
      const at = y * width + x
      nearer(at, at + 1, 1)
      nearer(at, at + width, 1)
      nearer(at, at + width + 1, Math.SQRT2)
      nearer(at, at + width - 1, Math.SQRT2)
    }
  const deepest = away.reduce((top, value) => (value < 1e5 ? Math.max(top, value) : top), 1)
  return away.map((value) => {
    const share = Math.min(1, value / deepest)
    return Math.sqrt(1 - (1 - share) ** 2)
  })
}

/** Where the points of the outline lie, in cells, once its steps are rounded off. */
function smoothed(heights: Float32Array, { width, height }: { width: number; height: number }) {
  const around = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((across) => [across, down] as const))
  let outline = new Map<number, readonly [number, number]>()
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++)
      if (
        heights[y * width + x] === 0 &&
        around.some(([across, down]) => heights[(y + down) * width + x + across]! > 0)
      )
        outline.set(y * width + x, [x, y])
  for (let pass = 0; pass < 3; pass++) {
    const next = new Map<number, readonly [number, number]>()
    for (const at of outline.keys()) {
      const near = around.flatMap(([across, down]) => outline.get(at + down * width + across) ?? [])
      const mean = (axis: number) =>
        near.filter((_, place) => place % 2 === axis).reduce((sum, value) => sum + value, 0) /
        (near.length / 2)
      next.set(at, [mean(0), mean(1)])
    }
    outline = next
  }
  return outline
}

interface Growing {
  name: Side
  positions: number[]
  normals: number[]
  spots: number[]
  indices: number[]
  known: Map<number, number>
}

function surface(
  heights: Float32Array,
  size: { width: number; height: number },
  box: { left: number; top: number; width: number; height: number },
  shape: Mask,
  { views, stretch = [1, 1, 1] }: SolidOrder,
) {
  const [wide, tall, deep] = stretch
  const unit = 2 / Math.max(size.width, size.height)
  const depth = 0.45 * deep
  const growing = new Map<Side, Growing>(
    sides.map((name) => [
      name,
      { name, positions: [], normals: [], spots: [], indices: [], known: new Map() },
    ]),
  )
  const thick = (x: number, y: number) => heights[y * size.width + x] ?? 0
  const outline = smoothed(heights, size)
  const point = (x: number, y: number, face: 1 | -1): [number, number, number] => {
    const [left, top] = outline.get(y * size.width + x) ?? [x, y]
    return [
      (left - (size.width - 1) / 2) * unit * wide,
      ((size.height - 1) / 2 - top) * unit * tall,
      thick(x, y) * depth * face,
    ]
  }
  const normal = (x: number, y: number, face: 1 | -1): [number, number, number] => {
    const [left, right] = [thick(Math.max(0, x - 1), y), thick(Math.min(size.width - 1, x + 1), y)]
    const [up, down] = [thick(x, Math.max(0, y - 1)), thick(x, Math.min(size.height - 1, y + 1))]
    const [dx, dy, dz] = [((left - right) * depth) / (2 * unit), ((down - up) * depth) / (2 * unit), 1]
    const length = Math.hypot(dx, dy, dz)
    return [dx / length, dy / length, (dz / length) * face]
  }
  const add = (name: Side, face: 1 | -1, corners: readonly (readonly [number, number])[]) => {
    const skin = growing.get(name)
    if (!skin) return
    for (const [x, y] of corners) {
      const key = (y * size.width + x) * 2 + (face === 1 ? 0 : 1)
      let index = skin.known.get(key)
      if (index === undefined) {
        index = skin.known.size
        skin.known.set(key, index)
        const place = point(x, y, face)
        skin.positions.push(...place)
        skin.normals.push(...normal(x, y, face))
        const across = (box.left + ((x - 0.5) / (size.width - 2)) * box.width) / shape.width
        const down = (box.top + ((y - 0.5) / (size.height - 2)) * box.height) / shape.height
        const along = (place[2] / Math.max(1e-6, depth) + 1) / 2
        const spot = { front: across, back: 1 - across, left: along, right: 1 - along }[name]
        skin.spots.push(clamp(spot), clamp(down))
      }
      skin.indices.push(index)
    }
  }
  for (let y = 0; y + 1 < size.height; y++)
    for (let x = 0; x + 1 < size.width; x++) {
      const solid = thick(x, y) + thick(x + 1, y) + thick(x, y + 1) + thick(x + 1, y + 1)
      if (solid === 0) continue
      for (const face of [1, -1] as const) {
        const slope = (thick(x, y) + thick(x, y + 1) - thick(x + 1, y) - thick(x + 1, y + 1)) / 2
        // Steeper than one in one: seen better from the side.
        const steep = Math.abs(slope) * depth > unit * wide
        const side: Side = slope > 0 ? 'right' : 'left'
        const name: Side = steep && views?.[side] ? side : face === 1 ? 'front' : 'back'
        const [a, b, c, d] = [
          [x, y],
          [x, y + 1],
          [x + 1, y + 1],
          [x + 1, y],
        ] as const
        // Counter-clockwise as seen from outside.
        add(name, face, face === 1 ? [a, b, c, a, c, d] : [a, c, b, a, d, c])
      }
    }
  return [...growing.values()]
}

const clamp = (value: number) => Math.max(0, Math.min(1, value))

async function small(picture: Pixels, most: number): Promise<Pixels> {
  const longest = Math.max(picture.width, picture.height)
  if (longest <= most) return picture
  const scale = most / longest
  const side = (length: number) => Math.max(1, Math.round(length * scale))
  return scaled(picture, { width: side(picture.width), height: side(picture.height) }, 'fill')
}
