import type { Field, Fields, Values } from '../../shared/fields.ts'
import { Refusal } from '../problem.ts'

/** By field, the values that this side can do; fields that are not named here it can do in full. */
export type Able = Readonly<Record<string, readonly (string | number | boolean)[]>>

const listed = (values: readonly unknown[]) => values.join(', ')

/** Refuses `bad-input`, by the field's name, for what only the extension can do. */
export function refuseOthers(fields: Fields, able: Able, values: Values): void {
  for (const [name, takes] of Object.entries(able)) {
    const value = values[name]
    if (value === undefined || takes.includes(value as string | number | boolean)) continue
    const label = fields[name]?.label ?? name
    throw new Refusal(
      'bad-input',
      `${label}: this call takes only ${listed(takes)} for “${name}”. Nothing was stored.`,
      'Leave it out, or use the extension, which can do it.',
      { fields: [{ path: name, message: `only ${listed(takes)} here` }] },
    )
  }
}

/** The fields as this side has them: it starts from what it can do, and says where it can do less. */
export function fieldsHere(fields: Fields, able: Able): Fields {
  const here: Record<string, Field> = { ...fields }
  for (const [name, takes] of Object.entries(able)) {
    const field = fields[name]
    if (!field) throw new Error(`there is no field ${name}`)
    const help = [field.help, `This call takes only: ${listed(takes)}.`].filter(Boolean).join(' ')
    const [first] = takes
    const own = 'default' in field && takes.includes(field.default as string) ? {} : { default: first }
    here[name] = { ...field, help, ...own } as Field
  }
  return here
}
