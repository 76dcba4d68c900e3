import type { ComponentChildren } from 'preact'
import {
  Box,
  isAsked,
  Point,
  type Field,
  type Fields,
  type FieldValue,
  type Values,
} from '../../shared/fields.ts'
import { ninePlaces } from '../../shared/place.ts'
import { Choices } from '../ui/choices.tsx'
import { ColorInput } from '../ui/color-input.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { NumberInput, Switch, TextInput } from '../ui/inputs.tsx'
import { PlaceChoices } from '../ui/place-choices.tsx'
import { BoxInput, PointInput } from '../ui/place-inputs.tsx'
import { SearchChoices } from '../ui/search-choices.tsx'
import { Shape } from '../ui/shape.tsx'
import { Slider } from '../ui/slider.tsx'
import { TickBoxes } from '../ui/tick-boxes.tsx'
import { WordsInput } from '../ui/words-input.tsx'

/** A field whose value names files: where they come from, the form's owner knows. */
export type FileField = Extract<Field, { kind: 'image' | 'images' | 'mask' | 'audio' | 'voice' }>

export interface FileInputProps {
  name: string
  field: FileField
  value: FieldValue | undefined
  /** A picture that is painted over further down. */
  isPainted: boolean
}

interface Props {
  fields: Fields
  /** What is shown: the chosen values, filled up with defaults. */
  values: Values
  /** `undefined`: the field is empty from now on. */
  onSet: (name: string, value: FieldValue | undefined) => void
  /** Draws what asks for files. */
  fileInput: (props: FileInputProps) => ComponentChildren
  onSubmit?: () => void
}

/** More options than this are searched. */
const manyOptions = 12
/** More steps than this are typed. */
const sliderSteps = 1000

const listOr = (value: FieldValue | undefined): readonly string[] => (Array.isArray(value) ? value : [])

/** A number within few steps that has a value already. */
const slides = (
  { min, max, step }: { min: number; max: number; step: number },
  value: FieldValue | undefined,
): value is number => typeof value === 'number' && (max - min) / step <= sliderSteps

const isRatio = (option: string) => /^\d+:\d+$/.test(option)

/** The nine places of a picture come first. */
const isKeypad = (options: readonly string[]) => ninePlaces.every((place, at) => options[at] === place)

const isTyped = (field: Field, value: FieldValue | undefined): field is Field & { kind: 'number' } =>
  field.kind === 'number' && !slides(field, value)

/** A form, drawn from its fields as far as they are asked for; numbers that follow each other stand in pairs. */
export function FieldList({ fields, values, ...rest }: Props) {
  const painted = Object.values(fields).flatMap((field) => (field.kind === 'mask' ? [field.of] : []))
  const rows: { name: string; field: Field }[][] = []
  for (const [name, field] of Object.entries(fields)) {
    if (!isAsked(field, values)) continue
    const last = rows.at(-1)
    const before = last?.at(-1)
    const joins = before && isTyped(before.field, values[before.name]) && isTyped(field, values[name])
    if (joins) last?.push({ name, field })
    else rows.push([{ name, field }])
  }
  return rows.map((row) => {
    const inputs = row.map(({ name, field }) => (
      <FieldInput
        key={name}
        {...rest}
        {...{ name, field }}
        value={values[name]}
        isPainted={painted.includes(name)}
      />
    ))
    if (row.length === 1) return inputs
    return (
      <div class="two-columns" key={row[0]?.name}>
        {inputs}
      </div>
    )
  })
}

/** Folded away until it is asked for. */
export function FineTuning({ children, ...props }: Props & { children?: ComponentChildren }) {
  if (!Object.values(props.fields).some((field) => isAsked(field, props.values)) && !children) return null
  return (
    <Disclosure label="Fine-tuning">
      <FieldList {...props} />
      {children}
    </Disclosure>
  )
}

interface InputProps extends Omit<Props, 'fields' | 'values'> {
  name: string
  field: Field
  value: FieldValue | undefined
  isPainted: boolean
}

function FieldInput({ name, field, value, isPainted, onSet, fileInput, onSubmit }: InputProps) {
  const set = (next: FieldValue | undefined) => onSet(name, next)
  const { label, help } = field
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          {...{ label, help }}
          value={String(value ?? '')}
          max={field.max}
          lines={field.lines ?? 1}
          required={field.required}
          onInput={set}
          {...(onSubmit && { onSubmit })}
        />
      )
    case 'choice': {
      const options = field.options.map((option) => ({
        value: option,
        label: field.titles?.[option] ?? (name === 'seconds' ? `${option} s` : option),
        glyph: isRatio(option) && <Shape ratio={option} />,
      }))
      const shared = { label, help, options, value: String(value), onChoose: set }
      if (isKeypad(field.options)) {
        const [nine, others] = [options.slice(0, 9), options.slice(9)]
        return <PlaceChoices {...{ label, help, nine, others }} value={String(value)} onChoose={set} />
      }
      if (options.length > manyOptions) return <SearchChoices {...shared} />
      return <Choices {...shared} look={field.options.some(isRatio) ? 'tiles' : 'chips'} />
    }
    case 'number': {
      if (slides(field, value)) return <Slider {...{ label, help }} {...field} value={value} onSlide={set} />
      return (
        <NumberInput
          {...{ label, help }}
          {...field}
          value={typeof value === 'number' ? value : undefined}
          onInput={set}
        />
      )
    }
    case 'switch':
      return <Switch {...{ label, help }} on={value === true} onTurn={set} />
    case 'image':
    case 'images':
    case 'mask':
    case 'audio':
    case 'voice':
      return <>{fileInput({ name, field, value, isPainted })}</>
    case 'choices':
      return (
        <TickBoxes
          {...{ label, help }}
          options={field.options.map((option) => ({
            value: option,
            label: field.titles?.[option] ?? option,
          }))}
          values={listOr(value)}
          min={field.min}
          onChange={set}
        />
      )
    case 'color':
      return <ColorInput {...{ label, help }} value={String(value ?? field.default)} onChoose={set} />
    case 'point':
      return <PointInput {...{ label, help }} value={Point.safeParse(value).data} onPlace={set} />
    case 'box':
      return <BoxInput {...{ label, help }} value={Box.safeParse(value).data} onPlace={set} />
    case 'words':
      return (
        <WordsInput
          {...{ label, help }}
          words={listOr(value)}
          max={field.max}
          each={field.each}
          onChange={(words) => set(words.length > 0 ? words : undefined)}
        />
      )
  }
}
