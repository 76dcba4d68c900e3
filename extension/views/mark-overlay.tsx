import { Point, type Values } from '../../shared/fields.ts'
import { ninePlaces, sharesOf, type NinePlace } from '../../shared/place.ts'
import { FocalOverlay } from '../ui/focal-overlay.tsx'
import type { OverlayProps } from './tool-views.ts'

const isNine = (place: unknown): place is NinePlace => (ninePlaces as readonly unknown[]).includes(place)

/** A mark that stands at one place can be taken by the hand. */
export const markIsDrawn = ({ place }: Values): boolean => place === 'free' || isNine(place)

/** The middle of what is put on a picture: dragged, it stands where it is let go. */
export function MarkOverlay({ view, values, onSet }: OverlayProps) {
  const { place } = values
  return (
    <div class="mark-handle">
      <FocalOverlay
        view={view}
        label="The middle of what is put on"
        point={
          isNine(place) ? middleAt(place, values, view) : (Point.safeParse(values['point']).data ?? centre)
        }
        onChange={(point) => {
          onSet('point', point)
          if (place !== 'free') onSet('place', 'free')
        }}
      />
    </div>
  )
}

const centre: Point = { x: 0.5, y: 0.5 }

/** About where it stands now: how high it is, only the worker that draws it knows. */
function middleAt(
  place: NinePlace,
  values: Values,
  { width, height }: { width: number; height: number },
): Point {
  const share = (name: string) => Number(values[name] ?? 0) / 100
  const shorter = Math.min(width, height)
  const edge = share('margin') * shorter
  // A headline's size is that of its letters, a mark's its width.
  const half =
    'headline' in values
      ? { x: 0.3 * share('width') * width, y: 1.2 * share('size') * shorter }
      : { x: 0.5 * share('size') * width, y: 0.07 * share('size') * width }
  const along = (at: number, reach: number, whole: number) => {
    const inset = Math.min(0.5, (edge + reach) / whole)
    return inset + at * (1 - 2 * inset)
  }
  const { x, y } = sharesOf(place)
  return { x: along(x, half.x, width), y: along(y, half.y, height) }
}
