import type { Field, Fields, FieldValue, Values } from '../../shared/fields.ts'
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

const isFine = (field: Field) => !field.required && (field.kind === 'number' || field.kind === 'text')

/** The form of a task, drawn from its fields; fine-tuning folded away at its end. */
export function FieldList(props: Props) {
  return (
    <>
      <MainFields {...props} />
      <FineTuning {...props} />
    </>
  )
}

/** What decides the result: always in sight. */
export function MainFields({ fields, values, ...rest }: Props) {
  const main = Object.entries(fields).filter(([, field]) => !isFine(field))
  return main.map(([name, field]) => (
    <FieldInput key={name} {...rest} {...{ name, field }} value={values[name]} />
  ))
}

/** What nobody must fill in: folded away until it is asked for. */
export function FineTuning({ fields, values, ...rest }: Props) {
  const fine = Object.entries(fields).filter(([, field]) => isFine(field))
  if (fine.length === 0) return null
  return (
    <Disclosure label="Fine-tuning">
      {fine.map(([name, field]) => (
        <FieldInput key={name} {...rest} {...{ name, field }} value={values[name]} />
      ))}
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
      return <PictureField label={label} value={typeof value === 'string' ? value : null} />
    case 'images':
    case 'mask':
    case 'audio':
    case 'voice':
    case 'words':
      return null
  }
}
