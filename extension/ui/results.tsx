import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from './icon.tsx'

export interface Shown {
  key: string
  /** "Picture 2" */
  title: string
  /** A small, silent look at it. */
  small: ComponentChildren
  /** Said under it, where it matters whose it is. */
  caption: string | null
}

interface Props {
  label: string
  shown: readonly Shown[]
  value: string
  /** Beside each other, large enough to be compared. */
  side?: boolean
  onChoose: (key: string) => void
  /** The chosen one, large, with whatever it takes to see or hear it. */
  children: ComponentChildren
}

/** One of several results, the chosen one large above the others. */
export function Results({ label, shown, value, side, onChoose, children }: Props) {
  const name = useId()
  const look = shown.length === 1 ? 'results one' : side ? 'results side' : 'results'
  return (
    <fieldset class={look}>
      <legend class="unseen">{label}</legend>
      <div class="result-chosen" key={value}>
        {children}
      </div>
      {shown.map(({ key, title, small, caption }) => (
        <label class="result" key={key}>
          <input
            type="radio"
            name={name}
            aria-label={title}
            checked={key === value}
            onChange={() => onChoose(key)}
          />
          {shown.length > 1 && (
            <span class="result-frame">
              {small}
              <span class="result-seal" aria-hidden="true">
                <Icon name="check" />
              </span>
            </span>
          )}
          {caption && <span class="result-caption">{caption}</span>}
        </label>
      ))}
    </fieldset>
  )
}
