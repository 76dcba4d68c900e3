import { useId } from 'preact/hooks'
import { ChoiceFace, type Choice } from './choices.tsx'

interface Props {
  label: string
  help?: string | undefined
  options: readonly Choice[]
  values: readonly string[]
  /** So many must stay ticked. */
  min: number
  onChange: (values: readonly string[]) => void
}

/** More than this many are ticked and cleared all at once, too. */
const fewOptions = 5

/** Some of a few: real checkboxes in a row. What is ticked stays in the order of the options. */
export function TickBoxes({ label, help, options, values, min, onChange }: Props) {
  const id = useId()
  const all = options.map(({ value }) => value)
  const set = (value: string, on: boolean) =>
    onChange(all.filter((each) => (each === value ? on : values.includes(each))))
  const isFull = values.length === all.length
  return (
    <fieldset class="choices" aria-describedby={help ? `${id}-help` : undefined}>
      <legend class="label">{label}</legend>
      <div class="chips">
        {options.map((option) => {
          const on = values.includes(option.value)
          return (
            <label class="choice" key={option.value}>
              <input
                type="checkbox"
                checked={on}
                disabled={on && values.length <= min}
                onChange={(event) => set(option.value, event.currentTarget.checked)}
              />
              <ChoiceFace option={option} />
            </label>
          )
        })}
      </div>
      {options.length > fewOptions && (
        <button type="button" class="button plain" onClick={() => onChange(isFull ? all.slice(0, min) : all)}>
          {isFull ? 'Clear all' : 'Choose all'}
        </button>
      )}
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </fieldset>
  )
}
