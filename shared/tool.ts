import { isAsked, type Field, type Fields, type Values } from './fields.ts'

/** A tool that both sides have, in words and fields: the extension does it on the machine, the API for programs. */
export interface SharedTool {
  title: string
  /** What comes of it, in one line. */
  about: string
  /** The word on the button. */
  verb: string
  fields: Fields
  /** At least one of these fields needs a value, while it is asked for. */
  anyOf?: Pick<Field, 'when'> & { fields: readonly string[] }
}

const hasValue = (value: Values[string] | undefined) =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/** What must be filled in before a tool can work, by its label; null where nothing is missing. */
export function missingIn(
  { fields, anyOf }: Pick<SharedTool, 'fields' | 'anyOf'>,
  values: Values,
): string | null {
  const empty = Object.entries(fields).find(
    ([name, field]) => field.required && isAsked(field, values) && !hasValue(values[name]),
  )
  if (empty) return empty[1].label
  if (!anyOf || !isAsked(anyOf, values) || anyOf.fields.some((name) => hasValue(values[name]))) return null
  return anyOf.fields.map((name) => fields[name]?.label ?? name).join(' or ')
}
