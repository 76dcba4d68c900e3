import { useEffect, useId, useState } from 'preact/hooks'
import { Button } from './button.tsx'

interface Props {
  label: string
  help?: string | undefined
  /** "#" and six digits. */
  value: string
  onChoose: (color: string) => void
}

/** Paper, ink, and colours that stand beside most pictures. */
const swatches = {
  '#ffffff': 'White',
  '#f6f0e6': 'Paper',
  '#1e1a15': 'Ink',
  '#000000': 'Black',
  '#c4351a': 'Cinnabar',
  '#e0a526': 'Ochre',
  '#2b6a49': 'Green',
  '#2d5f86': 'Blue',
} as const

/** Chromium's own way to take a colour from anywhere on the screen; absent elsewhere. */
type Eye = new () => { open(): Promise<{ sRGBHex: string }> }
const Eye = (globalThis as { EyeDropper?: Eye }).EyeDropper

const hexOf = (typed: string): string | null => {
  const [, digits = ''] = /^#?([\da-f]{6}|[\da-f]{3})$/i.exec(typed.trim()) ?? []
  if (!digits) return null
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  return `#${long.toLowerCase()}`
}

/** A colour: one of a few, any other by its digits or the browser's own chooser, or one from the screen. */
export function ColorInput({ label, help, value, onChoose }: Props) {
  const id = useId()
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  return (
    <fieldset class="choices color-input" aria-describedby={help ? `${id}-help` : undefined}>
      <legend class="label">{label}</legend>
      <div class="swatches">
        {Object.entries(swatches).map(([color, name]) => (
          <label class="choice swatch" key={color} title={name}>
            <input
              type="radio"
              name={id}
              checked={color === value}
              aria-label={name}
              onChange={() => onChoose(color)}
            />
            <span class="choice-face" style={{ background: color }} />
          </label>
        ))}
      </div>
      <div class="color-line">
        <input
          type="color"
          value={value}
          aria-label={`${label}: any colour`}
          onInput={(event) => onChoose(event.currentTarget.value)}
        />
        <input
          type="text"
          value={typed}
          maxLength={7}
          spellcheck={false}
          aria-label={`${label}: digits`}
          aria-invalid={hexOf(typed) === null}
          onInput={(event) => {
            setTyped(event.currentTarget.value)
            const hex = hexOf(event.currentTarget.value)
            if (hex) onChoose(hex)
          }}
          onBlur={() => setTyped(value)}
        />
        {Eye && (
          <Button
            kind="plain"
            bare
            icon="dropper"
            onPress={() => {
              // Escape ends it without a colour, which is no error.
              new Eye().open().then(
                ({ sRGBHex }) => onChoose(hexOf(sRGBHex) ?? value),
                () => undefined,
              )
            }}
          >
            Take a colour from the screen
          </Button>
        )}
      </div>
      {help && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </fieldset>
  )
}
