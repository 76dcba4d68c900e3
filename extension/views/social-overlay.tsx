import { boxOf, cropFor } from '../../shared/crop.ts'
import { placementOf, placementTitle } from '../../shared/platforms.ts'
import { commonPoint, placeShown, pointsOf, setPlacePoint } from '../state/places.ts'
import { CropShade } from '../ui/crop-overlay.tsx'
import { FocalOverlay } from '../ui/focal-overlay.tsx'
import type { OverlayProps } from './tool-views.ts'

/** The point to keep in the picture: of all places, or of the one that is being set, with what is left of it there. */
export function SocialOverlay({ view, values, onSet }: OverlayProps) {
  const id = placeShown.value
  const own = id ? pointsOf(values).get(id) : undefined
  const point = own ?? commonPoint(values)
  if (!point) return null
  const placement = id ? placementOf(id) : null
  const part = placement && cropFor(view, placement.size, point)
  return (
    <>
      {part && <CropShade view={view} box={boxOf(part, view)} />}
      <FocalOverlay
        view={view}
        point={point}
        label={placement && own ? `Point of ${placementTitle(placement)}` : 'Point to keep'}
        onChange={(next) => {
          if (id && own) setPlacePoint(values, onSet, id, next)
          else onSet('focal', next)
        }}
      />
    </>
  )
}

/** Whether there is a point to be seen beside these values. */
export const hasPoint = (values: Parameters<typeof commonPoint>[0]): boolean =>
  values['fit'] !== 'pad' && (values['focus'] === 'point' || pointsOf(values).size > 0)
