import { useEffect } from 'preact/hooks'
import { Box, Point, type Values } from '../../shared/fields.ts'
import { placementOf } from '../../shared/platforms.ts'
import { hasShape, shapedBox } from '../ui/crop-box.ts'
import { CropOverlay } from '../ui/crop-overlay.tsx'
import { FocalOverlay } from '../ui/focal-overlay.tsx'
import type { OverlayProps } from './tool-views.ts'

export const resizeIsDrawn = ({ how, focus }: Values): boolean =>
  how === 'crop' || (how === 'fill' && focus === 'point')

/** The part that is cut out, or the point that stays in the picture. */
export function ResizeOverlay({ view, values, onSet }: OverlayProps) {
  if (values['how'] !== 'crop')
    return (
      <FocalOverlay
        view={view}
        label="What stays in the picture"
        point={Point.safeParse(values['focal']).data ?? { x: 0.5, y: 0.5 }}
        onChange={(point) => onSet('focal', point)}
      />
    )
  return <PartOverlay {...{ view, values, onSet }} />
}

const whole = { x: 0, y: 0, width: 1, height: 1 }

function PartOverlay({ view, values, onSet }: Pick<OverlayProps, 'view' | 'values' | 'onSet'>) {
  const box = Box.safeParse(values['crop']).data ?? whole
  const ratio = ratioOf(values, view)
  const shape = ratio === null ? null : (ratio * view.height) / view.width
  useEffect(() => {
    if (shape !== null && !hasShape(box, shape)) onSet('crop', shapedBox(box, shape))
  }, [shape])
  return <CropOverlay {...{ view, box, ratio }} onChange={(next) => onSet('crop', next)} />
}

/** Width by height that the part has to keep: that of the size it is for, or the one that was chosen. */
function ratioOf(values: Values, picture: { width: number; height: number }): number | null {
  const { placement, width, height, ratio } = values
  if (typeof placement === 'string' && placement !== 'own') {
    const { size } = placementOf(placement)
    return size.width / size.height
  }
  if (typeof width === 'number' && typeof height === 'number') return width / height
  if (ratio === 'original') return picture.width / picture.height
  const [wide, high] = String(ratio).split(':').map(Number)
  return wide && high ? wide / high : null
}
