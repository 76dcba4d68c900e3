import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { ChoiceFace, type ChoiceGroup } from './choices.tsx'

interface Props {
  label: string
  help: string
  groups: readonly ChoiceGroup[]
  values: readonly string[]
  /** As many as may be checked at once. */
  most: number
  onCheck: (value: string, on: boolean) => void
  /** Under them. */
  children?: ComponentChildren
}

/** Several of a list: cards with real checkboxes. */
export function Checks({ label, help, groups, values, most, onCheck, children }: Props) {
  const id = useId()
  return (
    <fieldset class="choices" aria-describedby={`${id}-help`}>
      <legend class="label">{label}</legend>
      <p class="help" id={`${id}-help`}>
        {help}
      </p>
      <div class="cards">
        {groups.map((group) => [
          <p class="choice-group" key={group.title}>
            {group.title}
          </p>,
          group.options.map((option) => {
            const on = values.includes(option.value)
            return (
              <label class="choice" key={option.value}>
                <input
                  type="checkbox"
                  checked={on}
                  disabled={!on && values.length >= most}
                  onChange={(event) => onCheck(option.value, event.currentTarget.checked)}
                />
                <ChoiceFace option={option} />
              </label>
            )
          }),
        ])}
      </div>
      {children}
    </fieldset>
  )
}
