import { z } from 'zod'
import {
  assetWords,
  boxWords,
  choiceWords,
  colorWords,
  listWords,
  numberWords,
  pointWords,
  switchWords,
  textWords,
  tooLongWords,
  unknownWords,
} from './field-words.ts'
import { idOf } from './ids.ts'

/** What one input of a task is. The panel draws it, the Worker checks it, the OpenAPI document states it. */
interface Base {
  label: string
  help?: string
  required?: boolean
  /** Asked for only while another field has one of these values; of several conditions, all must hold. */
  when?: Condition | readonly Condition[]
}
export interface Condition {
  field: string
  is: readonly (string | boolean)[]
}
export type Field =
  | (Base & { kind: 'text'; max: number; lines?: number; default?: string })
  | (Base & {
      kind: 'choice'
      options: readonly string[]
      default: string
      /** What a person reads for an option, where the option itself is no word. */
      titles?: Readonly<Record<string, string>>
      /** Few people need it: it is folded away. */
      fine?: true
    })
  | (Base & { kind: 'number'; min: number; max: number; step: number; unit?: string; default?: number })
  | (Base & { kind: 'switch'; default: boolean })
  /** The value is the id of a picture of the workspace. */
  | (Base & { kind: 'image' })
  /** Ids of pictures of the workspace, in the order they are sent. */
  | (Base & { kind: 'images'; min: number; max: number })
  /** The id of a picture as large as that of field `of`: white is to be changed, black is kept. */
  | (Base & { kind: 'mask'; of: string })
  /** The id of a sound of the workspace. */
  | (Base & { kind: 'audio' })
  /** One of the vendor's own voices by name, or the id of a voice cloned in this workspace. */
  | (Base & { kind: 'voice'; options: readonly string[]; default: string })
  /** A few words or names, each for itself. */
  | (Base & { kind: 'words'; max: number; each: number })
  /** Some of these, in any order. */
  | (Base & {
      kind: 'choices'
      options: readonly string[]
      default: readonly string[]
      min: number
      titles?: Readonly<Record<string, string>>
    })
  /** "#" and six lower-case hexadecimal digits: red, green, blue. */
  | (Base & { kind: 'color'; default: string })
  /** A place in a picture. */
  | (Base & { kind: 'point'; default?: Point })
  /** A part of a picture. */
  | (Base & { kind: 'box'; default?: Box })
export type Fields = Readonly<Record<string, Field>>

const share = z.number().min(0).max(1)

/** Shares of the width and height, 0 to 1, from the top left. */
export const Point = z.strictObject({ x: share, y: share })
export type Point = z.infer<typeof Point>
export const Box = z.strictObject({ x: share, y: share, width: share, height: share })
export type Box = z.infer<typeof Box>

export const FieldValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()).readonly(),
  Point,
  Box,
])
export type FieldValue = z.infer<typeof FieldValue>

/** Values as they arrive, before a strict schema has judged them. */
export const Values = z.record(z.string(), FieldValue)
export type Values = z.infer<typeof Values>

/** The fields whose values are files of the workspace. */
export const assetKinds = ['image', 'images', 'mask', 'audio'] as const satisfies readonly Field['kind'][]

export const holdsAssets = (field: Field): boolean => (assetKinds as readonly string[]).includes(field.kind)

/** The assets that a field's value names, in their order; none for a field that holds no files. */
export const assetIdsOf = (field: Field, value: FieldValue | undefined): readonly string[] =>
  !holdsAssets(field) || value === undefined ? [] : Array.isArray(value) ? value : [String(value)]

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const halfCharacter = /\p{Cs}/u
/** They turn the order of what follows, so that a text reads otherwise than it is. Right-to-left scripts need none. */
const turning = /[\u202a-\u202e\u2066-\u2069]/

/** Plain text: nothing that could hide or turn what is read. */
const plain = (schema: z.ZodString, label: string) =>
  schema
    .refine((text) => !control.test(text), `${label} contains control characters`)
    .refine((text) => !turning.test(text), `${label} contains characters that turn its direction`)
    .refine((text) => !halfCharacter.test(text), `${label} contains half a character`)

const wordOf = ({ label, each }: { label: string; each: number }) =>
  plain(
    z
      .string({ error: textWords(label) })
      .trim()
      .min(1, `${label}: one is empty`)
      .max(each, { error: tooLongWords(`${label}: one`, each) }),
    label,
  )

/** Within this a box may reach over the edge: what is left of dividing. */
const rounding = 1e-6

const assetId = (label: string) => idOf('asset', assetWords(label))

function schemaOf(field: Field): z.ZodType<FieldValue> {
  const { label } = field
  const described = <T extends z.ZodType>(schema: T): T =>
    schema.describe(field.help ? `${label}. ${field.help}` : label) as T
  switch (field.kind) {
    case 'text':
      return described(
        plain(
          z
            .string({ error: textWords(label) })
            .trim()
            .min(field.required ? 1 : 0, `${label} is empty`)
            .max(field.max, { error: tooLongWords(label, field.max) }),
          label,
        ),
      )
    case 'choice':
      return described(
        z.enum(field.options as [string, ...string[]], { error: choiceWords(label, field.options) }),
      )
    case 'number': {
      const whole = Number.isInteger(field.step) && Number.isInteger(field.min)
      const error = numberWords(field, whole)
      const number = whole ? z.int({ error }) : z.number({ error })
      return described(number.min(field.min, { error }).max(field.max, { error }))
    }
    case 'switch':
      return described(z.boolean({ error: switchWords(label) }))
    case 'image':
    case 'mask':
    case 'audio':
      return described(assetId(label))
    case 'images': {
      const error = listWords(label, field.min, field.max)
      return described(
        z.array(assetId(label), { error }).min(field.min, { error }).max(field.max, { error }).readonly(),
      )
    }
    case 'voice': {
      const error = choiceWords(label, field.options, ', or the id of a voice of your own')
      const named = z.enum(field.options as [string, ...string[]], { error })
      return described(z.union([named, idOf('asset', error)], { error }))
    }
    case 'words': {
      const error = listWords(label, 0, field.max)
      return described(z.array(wordOf(field), { error }).max(field.max, { error }).readonly())
    }
    case 'choices': {
      const error = listWords(label, field.min, field.options.length)
      const one = z.enum(field.options as [string, ...string[]], {
        error: choiceWords(label, field.options),
      })
      return described(
        z
          .array(one, { error })
          .min(field.min, { error })
          .refine((all) => new Set(all).size === all.length, `${label}: one is named twice`)
          .readonly(),
      )
    }
    case 'color': {
      const error = colorWords(label)
      return described(z.string({ error }).regex(/^#[0-9a-f]{6}$/, { error }))
    }
    case 'point': {
      const error = pointWords(label)
      return described(z.strictObject(Point.shape, { error }))
    }
    case 'box': {
      const error = boxWords(label)
      return described(
        z
          .strictObject(Box.shape, { error })
          .refine(({ width, height }) => width > 0 && height > 0, `${label} is empty`)
          .refine(
            ({ x, y, width, height }) => x + width <= 1 + rounding && y + height <= 1 + rounding,
            `${label} reaches over the edge of the picture`,
          ),
      )
    }
  }
}

/** Whether a field is asked for beside these values. */
export const isAsked = ({ when = [] }: Pick<Field, 'when'>, values: Values): boolean =>
  [when].flat().every(({ field, is }) => {
    const value = values[field]
    return (typeof value === 'string' || typeof value === 'boolean') && is.includes(value)
  })

/**
 * A strict schema for the values of these fields: unknown names are refused, defaults are filled in. A required field
 * that hangs on another is required while it is asked for.
 */
export function valuesSchema(fields: Fields): z.ZodType<Values> {
  const shape: Record<string, z.ZodType> = {}
  const hanging: { name: string; field: Field; schema: z.ZodType }[] = []
  for (const [name, field] of Object.entries(fields)) {
    const schema = schemaOf(field)
    const fallback = 'default' in field ? field.default : undefined
    shape[name] =
      fallback !== undefined
        ? schema.default(fallback)
        : field.required && !field.when
          ? schema
          : schema.optional()
    if (field.required && field.when && fallback === undefined) hanging.push({ name, field, schema })
  }
  const strict = z.strictObject(shape, {
    error: unknownWords(Object.keys(fields)),
  }) as unknown as z.ZodType<Values>
  if (hanging.length === 0) return strict
  return strict.superRefine((values, found) => {
    for (const { name, field, schema } of hanging) {
      if (values[name] !== undefined || !isAsked(field, values)) continue
      const message = schema.safeParse(undefined).error?.issues[0]?.message ?? `${field.label} is missing`
      found.addIssue({ code: 'custom', path: [name], message })
    }
  })
}

/** The values a fresh form starts with. */
export function defaultsOf(fields: Fields): Values {
  const values: Values = {}
  for (const [name, field] of Object.entries(fields))
    if ('default' in field && field.default !== undefined) values[name] = field.default
  return values
}
