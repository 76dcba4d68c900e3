import type { Values } from '../../shared/fields.ts'
import { StraightenOverlay } from '../ui/straighten-overlay.tsx'
import type { OverlayProps } from './tool-views.ts'

/** A picture that lies on its side has no level yet. */
export const levelIsDrawn = ({ turn }: Values): boolean => turn === '0' || turn === '180'

/** The level line, on the picture as it came: what is mirrored leans the other way. */
export function RotateOverlay({ view, values, onSet }: OverlayProps) {
  const side = values['mirror'] === 'none' ? 1 : -1
  return (
    <StraightenOverlay
      view={view}
      degrees={side * Number(values['straighten'] ?? 0) + 0}
      onChange={(degrees) => onSet('straighten', side * degrees + 0)}
    />
  )
}
