import { isAsked, type Field, type Fields, type FieldValue, type Values } from '../../shared/fields.ts'
import { fieldsOf, type Model } from '../../shared/model.ts'
import { wireOf, type WireValue } from '../providers/wire.ts'

/** What a vendor may be sent of a model, by its own field names. */
export interface Sent {
  /** What is never missing. */
  always: ReadonlySet<string>
  /** The edges of what may stand in each: every option, the least and the most of a number, a text, a list. */
  values: ReadonlyMap<string, readonly WireValue[]>
}

const someFile = 'some file'
/** As long as they are. */
const someJob = `job_${'0'.repeat(25)}`

/** Every option of a field, or its edges; the last is the most that it takes. */
function edgesOf(field: Field): FieldValue[] {
  switch (field.kind) {
    case 'text':
      return ['x', 'x'.repeat(field.max)]
    case 'choice':
    case 'voice':
      return [...field.options]
    case 'number':
      return [field.min, Math.min(field.min + field.step, field.max), field.max]
    case 'switch':
      return [false, true]
    case 'image':
    case 'mask':
    case 'audio':
      return [someFile]
    case 'images':
      return [Math.max(1, field.min), field.max].map((count) => Array<string>(count).fill(someFile))
    case 'words':
      return [['x'], Array<string>(field.max).fill('x'.repeat(field.each))]
    case 'choices':
      return [[...field.options]]
    case 'color':
      return [field.default]
    case 'point':
    case 'box':
      return []
  }
}

/** The least that a model can be asked with: defaults, what is required, and one of each that a rule names. */
function leastOf(model: Model, fields: Fields): Values[] {
  const needs = (model.rules ?? []).flatMap(({ when, alike, need }) => (when || alike ? [] : [need]))
  const choices = needs.reduce<string[][]>(
    (all, need) => all.flatMap((chosen) => need.map((name) => [...chosen, name])),
    [[]],
  )
  return choices.map((chosen) => {
    const values: Values = {}
    const give = (name: string, field: Field) => (values[name] ??= edgesOf(field)[0] ?? '')
    for (const [name, field] of Object.entries(fields))
      if ('default' in field && field.default !== undefined) values[name] = field.default
    for (const [name, field] of Object.entries(fields))
      if (chosen.includes(name) || (field.required && isAsked(field, values))) give(name, field)
    return values
  })
}

/** Everything that may be asked of a model, as far as it makes a difference to what is sent. */
function inputsOf(model: Model): Values[] {
  const fields = fieldsOf(model)
  const least = leastOf(model, fields)
  // A look may be said in the prompt: beside the longest of prompts it would only measure itself.
  const most: Values = Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = name === 'style' ? undefined : edgesOf(field).at(-1)
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const alone = Object.entries(fields).flatMap(([name, field]) =>
    edgesOf(field).flatMap((value) =>
      (name === 'style' ? least : [...least, most]).map((base) => ({ ...base, [name]: value })),
    ),
  )
  // What is made of several fields differs with all of them.
  const together = Object.values(model.wire.joined ?? {}).flatMap(({ of }) =>
    of.reduce<Values[]>(
      (all, name) =>
        all.flatMap((values) => {
          const field = fields[name]
          return field ? edgesOf(field).map((value) => ({ ...values, [name]: value })) : [values]
        }),
      least,
    ),
  )
  return [...least, most, ...alone, ...together]
}

/** All that a model may be sent: found by asking what is really sent, of everything that may be asked. */
export function sentOf(model: Model): Sent {
  const bodies = inputsOf(model).map((input) => wireOf({ jobId: someJob, model, input }))
  const values = new Map<string, WireValue[]>()
  for (const [name, value] of bodies.flatMap((body) => Object.entries(body)))
    values.set(name, [...(values.get(name) ?? []), value])
  const always = new Set([...values.keys()].filter((name) => bodies.every((body) => name in body)))
  return { always, values }
}
