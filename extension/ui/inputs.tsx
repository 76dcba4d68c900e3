import { useEffect, useId, useRef } from 'preact/hooks'

interface TextProps {
  label: string
  value: string
  onInput: (value: string) => void
  help?: string | undefined
  max?: number
  /** More than one makes it a field that grows with its words. */
  lines?: number
  type?: 'text' | 'email' | 'password'
  autocomplete?: string
  required?: boolean | undefined
  placeholder?: string
  /** Ctrl or Command with Enter. */
  onSubmit?: () => void
}

export function TextInput(props: TextProps) {
  const { label, value, lines = 1, max, help } = props
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const box = area.current
    if (!box) return
    box.style.height = 'auto'
    box.style.height = `${Math.min(box.scrollHeight + 2, 260)}px`
  }, [value])
  const shared = {
    id,
    value,
    'aria-describedby': help ? `${id}-help` : undefined,
    required: props.required,
    placeholder: props.placeholder,
  }
  const nearEnd = max !== undefined && value.length > max * 0.8
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {lines > 1 ? (
        <textarea
          {...shared}
          ref={area}
          rows={lines}
          onInput={(event) => props.onInput(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) props.onSubmit?.()
          }}
        />
      ) : (
        <input
          {...shared}
          // Preact types every kind of input apart; the attributes used here are common to all three.
          type={(props.type ?? 'text') as 'text'}
          autocomplete={props.autocomplete}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
      {nearEnd && (
        <p class={value.length > max ? 'help over' : 'help'}>
          {value.length} of {max} characters
        </p>
      )}
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}

interface NumberProps {
  label: string
  value: number | undefined
  min: number
  max: number
  step: number
  unit?: string | undefined
  help?: string | undefined
  onInput: (value: number | undefined) => void
}

export function NumberInput({ label, value, min, max, step, unit, help, onInput }: NumberProps) {
  const id = useId()
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      <span class="with-unit">
        <input
          id={id}
          type="number"
          inputMode="decimal"
          min={min}
          max={max}
          step={step}
          value={value ?? ''}
          aria-describedby={help ? `${id}-help` : undefined}
          onInput={(event) => {
            const typed = event.currentTarget.valueAsNumber
            onInput(Number.isFinite(typed) ? typed : undefined)
          }}
        />
        {unit && <span class="unit">{unit}</span>}
      </span>
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}

interface SwitchProps {
  label: string
  on: boolean
  help?: string | undefined
  onTurn: (on: boolean) => void
}

export function Switch({ label, on, help, onTurn }: SwitchProps) {
  const id = useId()
  return (
    <div class="switch">
      <label for={id}>
        <span class="switch-label">{label}</span>
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={on}
          aria-describedby={help ? `${id}-help` : undefined}
          onChange={(event) => onTurn(event.currentTarget.checked)}
        />
        <span class="switch-track" aria-hidden="true" />
      </label>
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}

interface Option {
  value: string
  label: string
  /** Stands with others of the same heading, after those that have none. */
  group?: string
}

interface SelectProps {
  label: string
  value: string
  options: readonly Option[]
  help?: string | undefined
  onChoose: (value: string) => void
}

export function Select({ label, value, options, help, onChoose }: SelectProps) {
  const id = useId()
  const groups = [...new Set(options.map(({ group }) => group))]
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {groups.map((group) => {
          const of = options
            .filter((option) => option.group === group)
            .map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))
          return group ? (
            <optgroup key={group} label={group}>
              {of}
            </optgroup>
          ) : (
            of
          )
        })}
      </select>
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}
