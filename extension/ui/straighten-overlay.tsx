import { useRef } from 'preact/hooks'
import { arrowOf } from './arrow-keys.ts'
import type { StageView } from './pane.tsx'

interface Props {
  view: StageView
  /** What is turned now, to the right. */
  degrees: number
  onChange: (degrees: number) => void
}

const most = 45
const step = { plain: 0.1, wide: 1 }

const settled = (degrees: number) => Math.round(Math.min(most, Math.max(-most, degrees)) * 10) / 10

/** A line laid along what should be level: its slope is taken out of the picture. */
export function StraightenOverlay({ view, degrees, onChange }: Props) {
  const held = useRef<{ id: number; side: -1 | 1 } | null>(null)
  const { width, height, scale, toScreen, under } = view
  const middle = toScreen({ x: width / 2, y: height / 2 })
  const reach = Math.min(width, height * 1.6) * 0.36 * scale
  const grip = (side: -1 | 1) => ({
    style: { left: `${(side + 1) * 50}%` },
    onPointerDown: (event: PointerEvent & { currentTarget: HTMLElement }) => {
      if (event.button !== 0) return
      event.preventDefault()
      event.stopPropagation()
      held.current = { id: event.pointerId, side }
      event.currentTarget.setPointerCapture(event.pointerId)
      event.currentTarget.closest<HTMLElement>('.level')?.focus()
    },
    onPointerMove: (event: PointerEvent) => {
      if (held.current?.id !== event.pointerId) return
      event.stopPropagation()
      const { x, y } = under(event)
      const slope = Math.atan2((y - height / 2) * side, Math.max(1, (x - width / 2) * side))
      onChange(settled((-slope * 180) / Math.PI) + 0)
    },
    onPointerUp: () => (held.current = null),
    onPointerCancel: () => (held.current = null),
  })
  return (
    <div
      class="level"
      role="slider"
      tabIndex={0}
      aria-label="Level line: lay it along what should be level"
      aria-valuemin={-most}
      aria-valuemax={most}
      aria-valuenow={degrees}
      aria-valuetext={`${degrees} degrees`}
      style={{
        left: `${middle.x - reach}px`,
        top: `${middle.y}px`,
        width: `${reach * 2}px`,
        transform: `rotate(${-degrees}deg)`,
      }}
      onKeyDown={(event) => {
        const arrow = arrowOf(event)
        if (arrow)
          onChange(settled(degrees + (arrow.x - arrow.y) * (event.shiftKey ? step.wide : step.plain)))
      }}
    >
      <span class="level-grip" {...grip(-1)} />
      <span class="level-grip" {...grip(1)} />
      <span class="level-size" aria-hidden="true">
        {degrees}°
      </span>
    </div>
  )
}
