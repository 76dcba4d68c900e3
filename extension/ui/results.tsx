import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from './icon.tsx'

export interface Shown {
  key: string
  /** "Picture 2" */
  title: string
  /** A small, silent look at it. */
  small: ComponentChildren
}

interface Props {
  label: string
  shown: readonly Shown[]
  value: string
  onChoose: (key: string) => void
  /** The chosen one, large, with whatever it takes to see or hear it. */
  children: ComponentChildren
}

/** One of several results, the chosen one large above the others. */
export function Results({ label, shown, value, onChoose, children }: Props) {
  const name = useId()
  return (
    <fieldset class={shown.length === 1 ? 'results one' : 'results'}>
      <legend class="unseen">{label}</legend>
      <div class="result-chosen" key={value}>
        {children}
      </div>
      {shown.map(({ key, title, small }) => (
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
        </label>
      ))}
    </fieldset>
  )
}
