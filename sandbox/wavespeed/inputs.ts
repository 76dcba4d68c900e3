import type { InputSchema, RequestSchema } from '../check-inputs.ts'

// The words models' schemas are written in: each says one input as WaveSpeed documents it.

export const text: InputSchema = { type: 'string' }
export const upTo = (maxLength: number): InputSchema => ({ type: 'string', maxLength })
export const picture: InputSchema = { type: 'string', format: 'image' }
export const sound: InputSchema = { type: 'string', format: 'audio' }
export const onOff: InputSchema = { type: 'boolean', default: false }
export const flag: InputSchema = { type: 'boolean' }

export const pictures = (minItems?: number, maxItems?: number): InputSchema => ({
  type: 'array',
  format: 'image',
  ...(minItems === undefined ? {} : { minItems }),
  ...(maxItems === undefined ? {} : { maxItems }),
})

/** One of these values; the first argument is the default, null for none. */
export function oneOf(preset: string | number | null, ...values: readonly (string | number)[]): InputSchema {
  const type = typeof values[0] === 'number' ? 'integer' : 'string'
  return { type, enum: values, ...(preset === null ? {} : { default: preset }) }
}

export const whole = (minimum: number, maximum: number, preset?: number): InputSchema => ({
  type: 'integer',
  minimum,
  maximum,
  ...(preset === undefined ? {} : { default: preset }),
})

export const amount = (minimum: number, maximum: number, preset?: number): InputSchema => ({
  ...whole(minimum, maximum, preset),
  type: 'number',
})

/** Width and height in pixels as `W*H`. */
export const size = (preset?: string): InputSchema => ({
  type: 'string',
  format: 'W*H',
  minimum: 256,
  maximum: 1536,
  ...(preset === undefined ? {} : { default: preset }),
})

/** -1 or nothing takes any. */
export const seed = whole(-1, 2147483647, -1)
export const seedOrNone = whole(-1, 2147483647)

export const format = { output_format: oneOf('jpeg', 'jpeg', 'png', 'webp') }
export const sync = {
  enable_sync_mode: { ...onOff, description: 'Hold the answer until the output exists.' },
}
export const base64 = {
  enable_base64_output: { ...onOff, description: 'Answer with base64 text, not an address.' },
}

/** A schema; names that end in `*` are required. */
export function inputs(properties: Readonly<Record<string, InputSchema>>): RequestSchema {
  const entries = Object.entries(properties)
  return {
    required: entries.flatMap(([name]) => (name.endsWith('*') ? [name.slice(0, -1)] : [])),
    properties: Object.fromEntries(entries.map(([name, property]) => [name.replace(/\*$/, ''), property])),
  }
}
