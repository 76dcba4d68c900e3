import type { Field, Fields, FieldValue, Values } from '../../shared/fields.ts'
import type { PublicModel } from '../../shared/model.ts'
import type { TaskId } from '../../shared/task.ts'
import { setValue } from '../state/draft.ts'
import { Choices } from '../ui/choices.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { NumberInput, Select, Switch, TextInput } from '../ui/inputs.tsx'
import { Shape } from '../ui/shape.tsx'
import { PictureField } from './picture-field.tsx'

interface Props {
  task: TaskId
  fields: Fields
  /** What is shown: the chosen values, filled up with defaults. */
  values: Values
  onSubmit?: () => void
}

const isRatio = (option: string) => /^\d+:\d+$/.test(option)

/** What nobody must fill in, and what costs nothing: folded away until it is asked for. */
export function isFine({ cost, extras, rules }: PublicModel, name: string, field: Field): boolean {
  const decides =
    field.required ||
    cost.by?.includes(name) ||
    cost.of === name ||
    rules?.some(({ need }) => need.includes(name))
  if (decides) return false
  switch (field.kind) {
    case 'text':
    case 'words':
      return true
    case 'number':
      return field.default === undefined || name in (extras ?? {})
    case 'switch':
    case 'choice':
      return name in (extras ?? {})
    case 'image':
    case 'images':
    case 'mask':
    case 'audio':
    case 'voice':
      return false
  }
}

/** A form, drawn from its fields. */
export function FieldList({ fields, values, ...rest }: Props) {
  return Object.entries(fields).map(([name, field]) => (
    <FieldInput key={name} {...rest} {...{ name, field }} value={values[name]} />
  ))
}

/** Folded away until it is asked for. */
export function FineTuning(props: Props) {
  const count = Object.keys(props.fields).length
  if (count === 0) return null
  return (
    <Disclosure label="Fine-tuning" aside={String(count)}>
      <FieldList {...props} />
    </Disclosure>
  )
}

interface InputProps {
  task: TaskId
  name: string
  field: Field
  value: FieldValue | undefined
  onSubmit?: () => void
}

function FieldInput({ task, name, field, value, onSubmit }: InputProps) {
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
          onInput={set}
          {...(onSubmit && { onSubmit })}
        />
      )
    case 'choice':
      if (field.options.length > 10)
        return <Select {...{ label, help }} value={String(value)} options={field.options} onChoose={set} />
      return (
        <Choices
          label={label}
          look={field.options.every(isRatio) ? 'tiles' : 'chips'}
          value={String(value)}
          onChoose={set}
          options={field.options.map((option) => ({
            value: option,
            label: name === 'seconds' ? `${option} s` : option,
            glyph: isRatio(option) && <Shape ratio={option} />,
          }))}
        />
      )
    case 'number':
      return (
        <NumberInput
          {...{ label, help }}
          {...field}
          value={typeof value === 'number' ? value : undefined}
          onInput={set}
        />
      )
    case 'switch':
      return <Switch {...{ label, help }} on={value === true} onTurn={set} />
    case 'image':
      return <PictureField {...{ task, name, label }} value={typeof value === 'string' ? value : null} />
    case 'images':
    case 'mask':
    case 'audio':
    case 'voice':
    case 'words':
      return null
  }
}
