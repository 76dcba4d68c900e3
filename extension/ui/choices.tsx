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
  /** Stands out, under all else. */
  badge?: ComponentChildren
}

/** What one choice looks like, beside its radio button or checkbox. */
export function ChoiceFace({ option }: { option: Choice }) {
  return (
    <span class="choice-face">
      {option.glyph}
      <span class="choice-line">
        <span class="choice-label">{option.label}</span>
        {option.aside && <span class="choice-aside">{option.aside}</span>}
      </span>
      {option.note && <span class="choice-note">{option.note}</span>}
      {option.badge && <span class="choice-badge">{option.badge}</span>}
    </span>
  )
}

/** Choices under a heading of their own; all groups are one choice. */
export interface ChoiceGroup {
  title: string
  options: readonly Choice[]
}

interface Props {
  label: string
  help?: string | undefined
  options: readonly Choice[] | readonly ChoiceGroup[]
  value: string
  /** `chips` in a row, `tiles` in columns of glyphs, `cards` one a line. */
  look?: 'chips' | 'tiles' | 'cards'
  onChoose: (value: string) => void
  /** Under the choices. */
  children?: ComponentChildren
}

const isGroup = (each: Choice | ChoiceGroup): each is ChoiceGroup => 'options' in each

/** One of a few: real radio buttons, so arrow keys and names work as everywhere. */
export function Choices({ label, help, options, value, look = 'chips', onChoose, children }: Props) {
  const name = useId()
  const groups = options.map((each) => (isGroup(each) ? each : { title: '', options: [each] }))
  return (
    <fieldset class="choices" aria-describedby={help ? `${name}-help` : undefined}>
      <legend class="label">{label}</legend>
      <div class={look}>
        {groups.map((group) => [
          group.title && (
            <p class="choice-group" key={group.title}>
              {group.title}
            </p>
          ),
          group.options.map((option) => (
            <label class="choice" key={option.value}>
              <input
                type="radio"
                name={name}
                value={option.value}
                checked={option.value === value}
                onChange={() => onChoose(option.value)}
              />
              <ChoiceFace option={option} />
            </label>
          )),
        ])}
      </div>
      {help && (
        <p class="help" id={`${name}-help`}>
          {help}
        </p>
      )}
      {children}
    </fieldset>
  )
}
