import { z } from 'zod'
import {
  assetWords,
  choiceWords,
  listWords,
  numberWords,
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
export type Fields = Readonly<Record<string, Field>>

export type FieldValue = string | number | boolean | readonly string[]

export type Values = Record<string, FieldValue>

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
  }
}

/** A strict schema for the values of these fields: unknown names are refused, defaults are filled in. */
export function valuesSchema(fields: Fields): z.ZodType<Values> {
  const shape: Record<string, z.ZodType> = {}
  for (const [name, field] of Object.entries(fields)) {
    const schema = schemaOf(field)
    const fallback = 'default' in field ? field.default : undefined
    shape[name] =
      fallback !== undefined ? schema.default(fallback) : field.required ? schema : schema.optional()
  }
  return z.strictObject(shape, { error: unknownWords(Object.keys(fields)) }) as unknown as z.ZodType<Values>
}

/** The values a fresh form starts with. */
export function defaultsOf(fields: Fields): Values {
  const values: Values = {}
  for (const [name, field] of Object.entries(fields))
    if ('default' in field && field.default !== undefined) values[name] = field.default
  return values
}
