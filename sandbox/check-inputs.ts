/** One input as a vendor's schema declares it. */
export interface InputSchema {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array'
  readonly description?: string
  readonly default?: string | number | boolean
  readonly enum?: readonly (string | number)[]
  /** Of a number; of a text of format `W*H` the fewest pixels of a side. */
  readonly minimum?: number
  readonly maximum?: number
  /** Of a text, in characters. */
  readonly minLength?: number
  readonly maxLength?: number
  /** What a text must look like, and how that is said. */
  readonly pattern?: { readonly test: string; readonly says: string }
  /** Of a list; its items are texts unless said otherwise. */
  readonly items?: 'string' | 'integer' | 'object'
  readonly minItems?: number
  readonly maxItems?: number
  readonly format?: 'W*H' | 'image' | 'audio'
}

/** A model's inputs; what is not named here does not exist for the vendor. */
export interface RequestSchema {
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, InputSchema>>
}

export type InputValue = string | number | boolean | readonly (string | number | object)[]
export type Inputs = Readonly<Record<string, InputValue>>

/** What is wrong: `missing` what is required, or a value that is not `allowed`. */
export type CheckedInputs =
  | { readonly inputs: Inputs; readonly dropped: readonly string[] }
  | { readonly problem: string; readonly kind: 'missing' | 'not allowed' }

/** Checks a request body against the schema: declared inputs with their defaults, the rest dropped by name. */
export function checkInputs(schema: RequestSchema, body: unknown): CheckedInputs {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { problem: 'The request body must be a JSON object.', kind: 'not allowed' }
  const given = new Map<string, unknown>(Object.entries(body))
  const inputs: Record<string, InputValue> = {}
  for (const [name, property] of Object.entries(schema.properties)) {
    const value = given.get(name)
    if (value === undefined || (value === '' && schema.required.includes(name))) {
      if (schema.required.includes(name))
        return { problem: `Property "${name}" is required.`, kind: 'missing' }
      if (property.default !== undefined) inputs[name] = property.default
      continue
    }
    const problem = problemOf(property, value)
    if (problem) return { problem: `Property "${name}" ${problem}.`, kind: 'not allowed' }
    inputs[name] = value as InputValue
  }
  return { inputs, dropped: [...given.keys()].filter((name) => !Object.hasOwn(schema.properties, name)) }
}

/** What is wrong with a value, or null. */
export function problemOf(schema: InputSchema, value: unknown): string | null {
  if (schema.type === 'array') return listProblem(schema, value)
  if (!isOfType(schema.type, value)) return `must be of type ${schema.type}`
  if (schema.enum && !schema.enum.some((each) => each === value))
    return `must be one of ${schema.enum.join(', ')}`
  if (typeof value === 'string') return textProblem(schema, value)
  const { minimum = -Infinity, maximum = Infinity } = schema
  return typeof value === 'number' && (value < minimum || value > maximum)
    ? `must be between ${minimum} and ${maximum}`
    : null
}

function isOfType(type: Exclude<InputSchema['type'], 'array'>, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type && (type !== 'number' || Number.isFinite(value))
}

function listProblem({ items = 'string', minItems = 0, maxItems = Infinity }: InputSchema, value: unknown) {
  const fits = (each: unknown) =>
    items === 'integer'
      ? Number.isInteger(each)
      : typeof each === items && each !== null && !(items === 'string' && each === '')
  if (!Array.isArray(value) || !value.every(fits)) return `must be a list of ${items}s`
  if (value.length < minItems) return `must have at least ${minItems} items`
  return value.length > maxItems ? `must have at most ${maxItems} items` : null
}

function textProblem(schema: InputSchema, value: string): string | null {
  const { minimum = 1, maximum = Infinity, minLength = 0, maxLength = Infinity, pattern } = schema
  // Characters as people count them, not as UTF-16 does.
  const length = [...value].length
  if (length < minLength) return `must have at least ${minLength} characters`
  if (length > maxLength) return `must have at most ${maxLength} characters`
  if (pattern && !new RegExp(pattern.test, 'u').test(value)) return pattern.says
  if (schema.format !== 'W*H') return null
  const sides = /^(\d+)\*(\d+)$/.exec(value)?.slice(1).map(Number)
  if (!sides) return 'must be a size such as 1024*1024'
  return sides.some((side) => side < minimum || side > maximum)
    ? `must have sides between ${minimum} and ${maximum} pixels`
    : null
}
