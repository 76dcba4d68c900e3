import type { ComponentChildren } from 'preact'
import type { Field, Fields, FieldValue, Values } from '../../shared/fields.ts'
import type { PublicModel } from '../../shared/model.ts'
import type { TaskId } from '../../shared/task.ts'
import { setValue } from '../state/draft.ts'
import { Choices } from '../ui/choices.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { NumberInput, Switch, TextInput } from '../ui/inputs.tsx'
import { SearchChoices } from '../ui/search-choices.tsx'
import { Shape } from '../ui/shape.tsx'
import { Slider } from '../ui/slider.tsx'
import { WordsInput } from '../ui/words-input.tsx'
import { MaskField } from './mask-field.tsx'
import { PictureField } from './picture-field.tsx'
import { PicturesField } from './pictures-field.tsx'
import { SoundField } from './sound-field.tsx'
import { VoiceField } from './voice-field.tsx'

interface Props {
  task: TaskId
  fields: Fields
  /** What is shown: the chosen values, filled up with defaults. */
  values: Values
  onSubmit?: () => void
}

/** More options than this are searched. */
const manyOptions = 12
/** More steps than this are typed. */
const sliderSteps = 1000

const textOr = (value: FieldValue | undefined) => (typeof value === 'string' ? value : null)
const listOr = (value: FieldValue | undefined): readonly string[] => (Array.isArray(value) ? value : [])

/** A number within few steps that has a value already. */
const slides = (
  { min, max, step }: { min: number; max: number; step: number },
  value: FieldValue | undefined,
): value is number => typeof value === 'number' && (max - min) / step <= sliderSteps

const isRatio = (option: string) => /^\d+:\d+$/.test(option)

/** What nobody must fill in, and what costs nothing: folded away until it is asked for. */
export function isFine({ cost, extras, rules }: PublicModel, name: string, field: Field): boolean {
  const decides =
    field.required ||
    cost.by?.includes(name) ||
    cost.of === name ||
    rules?.some(({ when, need }) => when === undefined && need.includes(name))
  if (decides) return false
  const isExtra = name in (extras ?? {})
  switch (field.kind) {
    case 'text':
    case 'words':
      return true
    case 'number':
      return isExtra || field.default === undefined
    case 'switch':
    case 'image':
    case 'mask':
    case 'audio':
    case 'choices':
    case 'color':
    case 'point':
    case 'box':
      return isExtra
    case 'choice':
      return field.fine === true
    case 'images':
    case 'voice':
      return false
  }
}

const isTyped = (field: Field, value: FieldValue | undefined): field is Field & { kind: 'number' } =>
  field.kind === 'number' && !slides(field, value)

/** A form, drawn from its fields; numbers that follow each other stand in pairs. */
export function FieldList({ fields, values, ...rest }: Props) {
  const painted = Object.values(fields).flatMap((field) => (field.kind === 'mask' ? [field.of] : []))
  const rows: { name: string; field: Field }[][] = []
  for (const [name, field] of Object.entries(fields)) {
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
  if (Object.keys(props.fields).length === 0 && !children) return null
  return (
    <Disclosure label="Fine-tuning">
      <FieldList {...props} />
      {children}
    </Disclosure>
  )
}

interface InputProps {
  task: TaskId
  name: string
  field: Field
  value: FieldValue | undefined
  /** A picture that is painted over further down. */
  isPainted: boolean
  onSubmit?: () => void
}

function FieldInput({ task, name, field, value, isPainted, onSubmit }: InputProps) {
  const set = (next: FieldValue | undefined) => setValue(task, name, next)
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
      return <PictureField {...{ task, name, label, help }} value={textOr(value)} small={isPainted} />
    case 'images':
      return <PicturesField {...{ task, name, field }} ids={listOr(value)} />
    case 'mask':
      return <MaskField {...{ task, name, field }} value={textOr(value)} />
    case 'audio':
      return <SoundField {...{ task, name, label, help }} value={textOr(value)} />
    case 'voice':
      return <VoiceField field={field} value={String(value)} onChoose={set} />
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
