import type { Field, Fields, FieldValue, Values } from '../../shared/fields.ts'
import { Refusal } from '../problem.ts'

/** By field, the values that this side can do; fields that are not named here it can do in full. */
export type Able = Readonly<Record<string, readonly (string | number | boolean)[]>>

const listed = (values: readonly unknown[]) => values.join(', ')

/** Of a list, all that is in it. */
const isTaken = (takes: Able[string], value: FieldValue): boolean =>
  (Array.isArray(value) ? value : [value]).every((one) => takes.includes(one as string))

/** Refuses `bad-input`, by the field's name, for what only the extension can do. */
export function refuseOthers(fields: Fields, able: Able, values: Values): void {
  for (const [name, takes] of Object.entries(able)) {
    const value = values[name]
    if (value === undefined || isTaken(takes, value)) continue
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
    const said = field.help ? `${field.help.replace(/\.$/, '')}. ` : ''
    const help = `${said}This call takes only: ${listed(takes)}.`
    const starts = 'default' in field && field.default !== undefined && isTaken(takes, field.default)
    here[name] = { ...field, help, ...(starts ? {} : { default: takes[0] }) } as Field
  }
  return here
}
