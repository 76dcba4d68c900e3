import { useId } from 'preact/hooks'

interface Props {
  label: string
  value: number
  min: number
  max: number
  step: number
  unit?: string | undefined
  help?: string | undefined
  onSlide: (value: number) => void
}

/** A number within bounds, said beside its name. */
export function Slider({ label, value, min, max, step, unit, help, onSlide }: Props) {
  const id = useId()
  const shareOf = (at: number) => ((at - min) / (max - min)) * 100
  // What goes both ways from nought is filled from there.
  const [from, to] = [shareOf(Math.max(min, Math.min(0, max))), shareOf(value)].sort((a, b) => a - b)
  return (
    <div class="field">
      <div class="line">
        <label class="label" for={id}>
          {label}
        </label>
        <output class="slider-value" for={id}>
          {unit ? `${value} ${unit}` : value}
        </output>
      </div>
      <input
        id={id}
        class="slider"
        type="range"
        style={{ '--from': `${from}%`, '--share': `${to}%` }}
        {...{ min, max, step, value }}
        aria-valuetext={unit ? `${value} ${unit}` : undefined}
        aria-describedby={help ? `${id}-help` : undefined}
        onInput={(event) => onSlide(event.currentTarget.valueAsNumber)}
      />
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}
