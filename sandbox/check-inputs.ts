/** One input as a vendor's schema declares it. */
export interface InputSchema {
  readonly type: 'string' | 'integer' | 'boolean' | 'array'
  readonly description?: string
  readonly default?: string | number | boolean
  readonly enum?: readonly (string | number)[]
  /** Of an integer; of a text of format `W*H` the fewest pixels of a side. */
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly format?: 'W*H' | 'image' | 'audio'
}

/** A model's inputs; what is not named here does not exist for the vendor. */
export interface RequestSchema {
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, InputSchema>>
}

export type Inputs = Readonly<Record<string, string | number | boolean | readonly string[]>>

export type CheckedInputs =
  { readonly inputs: Inputs; readonly dropped: readonly string[] } | { readonly problem: string }

/** Checks a request body against the schema: declared inputs with their defaults, the rest dropped by name. */
export function checkInputs(schema: RequestSchema, body: unknown): CheckedInputs {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { problem: 'The request body must be a JSON object.' }
  const given = new Map<string, unknown>(Object.entries(body))
  const inputs: Record<string, string | number | boolean | readonly string[]> = {}
  for (const [name, property] of Object.entries(schema.properties)) {
    const value = given.get(name)
    if (value === undefined || (value === '' && schema.required.includes(name))) {
      if (schema.required.includes(name)) return { problem: `Property "${name}" is required.` }
      if (property.default !== undefined) inputs[name] = property.default
      continue
    }
    const problem = problemOf(property, value)
    if (problem) return { problem: `Property "${name}" ${problem}.` }
    inputs[name] = value as string | number | boolean | readonly string[]
  }
  return { inputs, dropped: [...given.keys()].filter((name) => !Object.hasOwn(schema.properties, name)) }
}

function problemOf(schema: InputSchema, value: unknown): string | null {
  if (schema.type === 'array') {
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
      return 'must be a list of texts'
    return schema.maxItems !== undefined && value.length > schema.maxItems
      ? `must have at most ${schema.maxItems} items`
      : null
  }
  if (schema.type === 'integer' ? !Number.isInteger(value) : typeof value !== schema.type)
    return `must be of type ${schema.type}`
  if (schema.enum && !schema.enum.some((each) => each === value))
    return `must be one of ${schema.enum.join(', ')}`
  const { minimum = -Infinity, maximum = Infinity } = schema
  if (schema.format === 'W*H') {
    const sides = /^(\d+)\*(\d+)$/.exec(String(value))?.slice(1).map(Number)
    if (!sides) return 'must be a size such as 1024*1024'
    if (sides.some((side) => side < minimum || side > maximum))
      return `must have sides between ${minimum} and ${maximum} pixels`
  } else if (typeof value === 'number' && (value < minimum || value > maximum))
    return `must be between ${minimum} and ${maximum}`
  return null
}
