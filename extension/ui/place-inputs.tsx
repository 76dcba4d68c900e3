import { useId } from 'preact/hooks'
import { NumberInput } from './inputs.tsx'

/** Shares of the width and height, 0 to 1, from the top left. */
interface Point {
  x: number
  y: number
}
interface Box extends Point {
  width: number
  height: number
}

const percent = (share: number) => Math.round(share * 1000) / 10
const middle: Point = { x: 0.5, y: 0.5 }
const whole: Box = { x: 0, y: 0, width: 1, height: 1 }

interface Props<Place> {
  label: string
  help?: string | undefined
  value: Place | undefined
  onPlace: (place: Place) => void
}

interface ShareProps {
  label: string
  share: number
  least?: number
  onShare: (share: number) => void
}

const Share = ({ label, share, least = 0, onShare }: ShareProps) => (
  <NumberInput
    label={label}
    value={percent(share)}
    min={least}
    max={100}
    step={0.1}
    unit="%"
    onInput={(value) => {
      if (value !== undefined) onShare(Math.min(1, Math.max(least / 100, value / 100)))
    }}
  />
)

/** A place in a picture by numbers; by hand it is moved on the picture itself. */
export function PointInput({ label, help, value = middle, onPlace }: Props<Point>) {
  const id = useId()
  return (
    <fieldset class="choices" aria-describedby={help ? `${id}-help` : undefined}>
      <legend class="label">{label}</legend>
      <div class="two-columns">
        <Share label="From the left" share={value.x} onShare={(x) => onPlace({ ...value, x })} />
        <Share label="From the top" share={value.y} onShare={(y) => onPlace({ ...value, y })} />
      </div>
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </fieldset>
  )
}

/** A part of a picture by numbers. It never reaches over the edge: a start that is moved takes its size along. */
export function BoxInput({ label, help, value = whole, onPlace }: Props<Box>) {
  const id = useId()
  const { x, y, width, height } = value
  return (
    <fieldset class="choices" aria-describedby={help ? `${id}-help` : undefined}>
      <legend class="label">{label}</legend>
      <div class="two-columns">
        <Share
          label="From the left"
          share={x}
          onShare={(left) => onPlace({ ...value, x: Math.min(left, 1 - width) })}
        />
        <Share
          label="From the top"
          share={y}
          onShare={(top) => onPlace({ ...value, y: Math.min(top, 1 - height) })}
        />
        <Share
          label="Width"
          share={width}
          least={1}
          onShare={(wide) => onPlace({ ...value, width: wide, x: Math.min(x, 1 - wide) })}
        />
        <Share
          label="Height"
          share={height}
          least={1}
          onShare={(high) => onPlace({ ...value, height: high, y: Math.min(y, 1 - high) })}
        />
      </div>
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </fieldset>
  )
}
