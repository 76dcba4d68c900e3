import type { Values } from './fields.ts'
import { fieldsOf, inputSchema, type PublicModel } from './model.ts'

/** The same values as far as another model has them, its defaults for the rest; null when it needs something else. */
export function nearest(model: PublicModel, input: Values): Values | null {
  const schema = inputSchema(model)
  const values: Values = {}
  for (const name of Object.keys(fieldsOf(model))) {
    const value = input[name]
    if (value === undefined) continue
    const rest = schema.safeParse({ ...values, [name]: value })
    const refused = !rest.success && rest.error.issues.some((issue) => issue.path[0] === name)
    if (!refused) values[name] = value
  }
  const parsed = schema.safeParse(values)
  return parsed.success ? parsed.data : null
}
