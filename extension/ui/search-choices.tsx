import { useId, useState } from 'preact/hooks'
import type { Choice } from './choices.tsx'
import { Icon } from './icon.tsx'

interface Props {
  label: string
  help?: string | undefined
  options: readonly Choice[]
  value: string
  onChoose: (value: string) => void
}

/** One of many: folded to the chosen one; opened, typing narrows what stands there. */
export function SearchChoices({ label, help, options, value, onChoose }: Props) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const asked = words.trim().toLowerCase()
  const found = options.filter((option) => option.label.toLowerCase().includes(asked))
  const chosen = options.find((option) => option.value === value)
  const close = () => {
    setOpen(false)
    setWords('')
  }
  return (
    <fieldset class="choices search-choices" aria-describedby={help ? `${id}-help` : undefined}>
      <legend class="label">{label}</legend>
      <button
        type="button"
        class="folded"
        aria-expanded={open}
        aria-controls={`${id}-all`}
        onClick={() => (open ? close() : setOpen(true))}
      >
        <span class="unseen">{label}: </span>
        <span>{chosen?.label ?? value}</span>
        <Icon name="down" />
      </button>
      {open && (
        <div
          id={`${id}-all`}
          class="unfolded"
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            close()
          }}
        >
          <div class="search">
            <Icon name="search" />
            <input
              type="search"
              aria-label={`Search in ${label}`}
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || !found[0]) return
                event.preventDefault()
                onChoose(found[0].value)
                close()
              }}
            />
          </div>
          <div class="many">
            {found.map((option) => (
              <label class="choice" key={option.value}>
                <input
                  type="radio"
                  name={id}
                  value={option.value}
                  checked={option.value === value}
                  onChange={() => onChoose(option.value)}
                />
                <span class="choice-face">{option.label}</span>
              </label>
            ))}
            {found.length === 0 && <p class="help">Nothing here is called “{words}”.</p>}
          </div>
        </div>
      )}
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </fieldset>
  )
}
