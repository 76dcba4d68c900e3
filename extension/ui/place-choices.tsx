import { useId } from 'preact/hooks'
import { arrowOf } from './arrow-keys.ts'
import { ChoiceFace, type Choice } from './choices.tsx'

interface Props {
  label: string
  help?: string | undefined
  /** The nine places of a picture, row by row. */
  nine: readonly Choice[]
  /** What can be chosen in their stead. */
  others: readonly Choice[]
  value: string
  onChoose: (value: string) => void
}

/** A place in a picture, chosen on a small picture: real radio buttons; the arrows go up, down and across. */
export function PlaceChoices({ label, help, nine, others, value, onChoose }: Props) {
  const name = useId()
  const inputs = (option: Choice) => (
    <input
      type="radio"
      name={name}
      value={option.value}
      checked={option.value === value}
      aria-label={option.label}
      onChange={() => onChoose(option.value)}
    />
  )
  return (
    <fieldset class="choices" aria-describedby={help ? `${name}-help` : undefined}>
      <legend class="label">{label}</legend>
      <div class="place-choices">
        <div
          class="keypad"
          onKeyDown={(event) => {
            const at = nine.findIndex(({ value: each }) => each === value)
            const arrow = at < 0 ? null : arrowOf(event)
            if (!arrow) return
            const column = Math.min(2, Math.max(0, (at % 3) + arrow.x))
            const row = Math.min(2, Math.max(0, Math.floor(at / 3) + arrow.y))
            const next = nine[3 * row + column]
            if (!next) return
            onChoose(next.value)
            event.currentTarget.querySelectorAll('input')[3 * row + column]?.focus()
          }}
        >
          {nine.map((option) => (
            <label key={option.value} title={option.label}>
              {inputs(option)}
              <span class="key" />
            </label>
          ))}
        </div>
        <div class="chips">
          {others.map((option) => (
            <label class="choice" key={option.value}>
              {inputs(option)}
              <ChoiceFace option={option} />
            </label>
          ))}
        </div>
      </div>
      {help && (
        <p class="help" id={`${name}-help`}>
          {help}
        </p>
      )}
    </fieldset>
  )
}
