import { useRef } from 'preact/hooks'
import { arrowOf } from './arrow-keys.ts'
import type { StageView } from './pane.tsx'
import type { Point } from './sight.ts'

interface Props {
  view: StageView
  point: Point
  /** What the point is for, in a word or two. */
  label: string
  onChange: (point: Point) => void
}

/** Share of the picture that an arrow moves the point; with Shift. */
const steps = { plain: 0.01, wide: 0.1 }

const within = (share: number) => Math.min(1, Math.max(0, share))

/** One place of a picture, put there by hand or moved with the arrows. */
export function FocalOverlay({ view, point, label, onChange }: Props) {
  const held = useRef<number | null>(null)
  const { width, height, toScreen, under } = view
  const place = toScreen({ x: point.x * width, y: point.y * height })
  const follow = (event: PointerEvent) => {
    const { x, y } = under(event)
    onChange({ x: within(x / width), y: within(y / height) })
  }
  const leave = () => (held.current = null)
  return (
    <button
      type="button"
      class="focal"
      style={{ left: `${place.x}px`, top: `${place.y}px` }}
      aria-label={`${label}: ${Math.round(point.x * 100)} % from the left, ${Math.round(point.y * 100)} % from the top. Arrows move it, with Shift further.`}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.stopPropagation()
        held.current = event.pointerId
        event.currentTarget.setPointerCapture(event.pointerId)
        event.currentTarget.focus()
      }}
      onPointerMove={(event) => {
        if (held.current !== event.pointerId) return
        event.stopPropagation()
        follow(event)
      }}
      onPointerUp={leave}
      onPointerCancel={leave}
      onKeyDown={(event) => {
        const arrow = arrowOf(event)
        if (!arrow) return
        const step = event.shiftKey ? steps.wide : steps.plain
        onChange({ x: within(point.x + arrow.x * step), y: within(point.y + arrow.y * step) })
      }}
    />
  )
}
