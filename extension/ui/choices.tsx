import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

export interface Choice {
  value: string
  label: string
  /** Drawn above or beside the label. */
  glyph?: ComponentChildren
  /** Quiet words under the label. */
  note?: ComponentChildren
  /** At the far end of the label's line. */
  aside?: ComponentChildren
}

interface Props {
  label: string
  options: readonly Choice[]
  value: string
  /** `chips` in a row, `tiles` in columns of glyphs, `cards` one a line. */
  look?: 'chips' | 'tiles' | 'cards'
  onChoose: (value: string) => void
}

/** One of a few: real radio buttons, so arrow keys and names work as everywhere. */
export function Choices({ label, options, value, look = 'chips', onChoose }: Props) {
  const name = useId()
  return (
    <fieldset class="choices">
      <legend class="label">{label}</legend>
      <div class={look}>
        {options.map((option) => (
          <label class="choice" key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span class="choice-face">
              {option.glyph}
              <span class="choice-line">
                <span class="choice-label">{option.label}</span>
                {option.aside && <span class="choice-aside">{option.aside}</span>}
              </span>
              {option.note && <span class="choice-note">{option.note}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
