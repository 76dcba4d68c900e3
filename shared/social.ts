import { cropFor, fitInside, type Margins, type Rect, type Size } from './crop.ts'
import { Point, type Values } from './fields.ts'
import { placementOf, type Placement, type PlacementType } from './platforms.ts'

/** One file for one place. */
export interface SocialFile {
  placement: Placement
  type: PlacementType
  /** What is taken of the picture, in its pixels. */
  from: Rect
  /** How large that is drawn, in the middle of `placement.size`; smaller than it where there is a border. */
  to: Size
  /** "instagram-story-1080x1920": what follows the name of the picture. */
  suffix: string
}

/** What of the picture has that shape and keeps what matters within the margins. */
export type Smart = (shape: Size, margins: Margins) => Rect

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

/** The files that these values ask for of a picture of that size. Throws RangeError with a sentence for the person. */
export function socialPlan(
  picture: Size,
  transparent: boolean,
  values: Values,
  smart: Smart,
): readonly SocialFile[] {
  const points = ownPoints(values)
  const asked = values['types'] as readonly string[]
  return (values['placements'] as readonly string[]).flatMap((id) => {
    const placement = placementOf(id)
    const { size } = placement
    const whole = { x: 0, y: 0, ...picture }
    const from = values['fit'] === 'pad' ? whole : partOf(picture, placement, values, points.get(id), smart)
    const to = values['fit'] === 'pad' ? fitInside(picture, size, true) : size
    return typesFor(placement, asked, transparent).map((type) => ({
      placement,
      type,
      from,
      to,
      suffix: `${id}-${size.width}x${size.height}`,
    }))
  })
}

function partOf(
  picture: Size,
  { size, margins }: Placement,
  values: Values,
  own: Point | undefined,
  smart: Smart,
): Rect {
  if (own) return cropFor(picture, size, own)
  if (values['focus'] === 'smart') return smart(size, margins)
  return cropFor(picture, size, values['focus'] === 'point' ? Point.parse(values['focal']) : undefined)
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
