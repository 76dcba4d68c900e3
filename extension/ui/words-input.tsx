import { useId, useState } from 'preact/hooks'
import { Icon } from './icon.tsx'

interface Props {
  label: string
  help?: string | undefined
  words: readonly string[]
  /** How many, and how long each may be. */
  max: number
  each: number
  onChange: (words: readonly string[]) => void
}

/** A few words, each for itself: Enter or a comma adds one, Backspace in the empty field takes the last one away. */
export function WordsInput({ label, help, words, max, each, onChange }: Props) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const add = (text: string) => {
    const fresh = text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word && !words.includes(word))
    setTyped('')
    if (fresh.length > 0) onChange([...words, ...fresh].slice(0, max))
  }
  const full = words.length >= max
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      <div class="word-box">
        {words.map((word) => (
          <button
            key={word}
            type="button"
            class="word"
            aria-label={`Remove ${word}`}
            onClick={() => onChange(words.filter((other) => other !== word))}
          >
            {word}
            <Icon name="close" />
          </button>
        ))}
        <input
          id={id}
          type="text"
          value={typed}
          maxLength={each}
          disabled={full}
          placeholder={full ? `At most ${max}` : words.length === 0 ? 'Type one and press Enter' : ''}
          aria-describedby={help ? `${id}-help` : undefined}
          onInput={(event) => {
            const text = event.currentTarget.value
            if (text.includes(',')) add(text)
            else setTyped(text)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault()
              add(typed)
            }
            if (event.key === 'Backspace' && typed === '') onChange(words.slice(0, -1))
          }}
          onBlur={() => add(typed)}
        />
      </div>
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}
