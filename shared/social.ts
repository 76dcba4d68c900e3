import { cropFor, fitInside, largestOf, smartCrop, type Rect, type Size } from './crop.ts'
import { Point, type Values } from './fields.ts'
import { placementOf, type Placement, type PlacementType } from './platforms.ts'
import { safeCrop } from './safe-crop.ts'
import type { Subject } from './subject.ts'

/** One file for one place. */
export interface SocialFile {
  placement: Placement
  type: PlacementType
  /** What is taken of the picture, in its pixels. */
  from: Rect
  /** How large that is drawn, in the middle of `placement.size`; smaller than it where there is a border. */
  to: Size
  /** What of it stands behind that, enlarged and softened; null: a colour, which is seen only where there is a border. */
  ground: Rect | null
  /** "instagram-story-1080x1920": what follows the name of the picture. */
  suffix: string
}

/** What quality means, 1 to 100, and how long it is tried to be smaller, 1 to 6. */
export const socialLevels = {
  balanced: { quality: 86, effort: 4 },
  quality: { quality: 94, effort: 6 },
  speed: { quality: 80, effort: 1 },
} as const
export type SocialLevel = keyof typeof socialLevels

const words = /^([a-z0-9-]+)\s+(\d*\.?\d+)\s+(\d*\.?\d+)$/

/** The points of single places. Throws RangeError with a sentence for the person. */
export function ownPoints(values: Values): ReadonlyMap<string, Point> {
  const list = (values['own'] ?? []) as readonly string[]
  return new Map(
    list.map((line) => {
      const [, id, x, y] = words.exec(line.trim()) ?? []
      const point = Point.safeParse({ x: Number(x), y: Number(y) })
      if (!id || !point.success)
        throw new RangeError(
          `"${line}" names no point: a place and two shares from 0 to 1 are needed, such as instagram-story 0.3 0.5.`,
        )
      return [placementOf(id).id, point.data]
    }),
  )
}

/** The other way round: what the field of single points holds. */
export const ownWords = (points: ReadonlyMap<string, Point>): string[] =>
  [...points].map(([id, { x, y }]) => `${id} ${short(x)} ${short(y)}`)
const short = (share: number) => String(Math.round(share * 1e4) / 1e4)

/**
 * The files that these values ask for of a picture of that size, which is about `subject`: without parts, all that is
 * known is its focal point. Throws RangeError with a sentence for the person.
 */
export function socialPlan(
  picture: Size,
  transparent: boolean,
  values: Values,
  subject: Subject,
): readonly SocialFile[] {
  const points = ownPoints(values)
  const asked = values['types'] as readonly string[]
  return (values['placements'] as readonly string[]).flatMap((id) => {
    const placement = placementOf(id)
    const { size } = placement
    const { crop, from } = partsOf(picture, placement, values, points.get(id), subject)
    const bordered = isLarger(from, largestOf(picture, size))
    // Through what is transparent the ground would be seen as well.
    const soft = bordered && values['border'] === 'soft' && !transparent
    return typesFor(placement, asked, transparent).map((type) => ({
      placement,
      type,
      from,
      to: bordered ? fitInside(from, size, true) : size,
      ground: soft ? crop : null,
      suffix: `${id}-${size.width}x${size.height}`,
    }))
  })
}

const isLarger = (one: Size, other: Size) => one.width > other.width || one.height > other.height

/** What has the shape of a place, and what is shown there: more than that, where there is to be a border. */
function partsOf(
  picture: Size,
  { size, margins }: Placement,
  values: Values,
  own: Point | undefined,
  subject: Subject,
): { crop: Rect; from: Rect } {
  const smart = !own && values['focus'] === 'smart'
  const point = own ?? (values['focus'] === 'point' ? Point.parse(values['focal']) : undefined)
  const crop = smart ? smartCrop(subject, picture, size, margins) : cropFor(picture, size, point)
  if (values['fit'] === 'pad') return { crop, from: { x: 0, y: 0, ...picture } }
  return { crop, from: values['fit'] === 'safe' && smart ? safeCrop(subject, picture, crop) : crop }
}

/** Whether what is shown leaves a border in its place. */
export const isBordered = ({ to, placement: { size } }: Pick<SocialFile, 'to' | 'placement'>): boolean =>
  isLarger(size, to)

/** So few pixels are left of a ground: nobody sees a face in it, and the next step is softer. */
const fewest = 150
const step = 4

/** The sizes a ground goes through, one after another, until it is soft and as large as its place. */
export function softSizes(size: Size): readonly [Size, ...Size[]] {
  const scale = Math.min(1, Math.sqrt(fewest / (size.width * size.height)))
  const few = {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  }
  return [few, { width: few.width * step, height: few.height * step }, size]
}

/** The types asked for that a place takes; where it takes none of them, what suits it. */
function typesFor(
  { types }: Placement,
  asked: readonly string[],
  transparent: boolean,
): readonly PlacementType[] {
  // Every place takes JPEG; what is transparent stays so where that is taken.
  const suited = transparent && types.includes('image/png') ? 'image/png' : 'image/jpeg'
  const wanted = asked.map((name) => (name === 'suited' ? suited : (`image/${name}` as PlacementType)))
  const taken = [...new Set(wanted)].filter((type) => types.includes(type))
  return taken.length > 0 ? taken : [suited]
}

/** How many times the pixels of a picture are drawn larger there; at most 1 where it is large enough. */
export const enlargedBy = ({ from, to }: Pick<SocialFile, 'from' | 'to'>): number =>
  Math.max(to.width / from.width, to.height / from.height)
