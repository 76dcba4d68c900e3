import { z } from 'zod'
import type { FileType } from './assets.ts'
import { valuesSchema, type Fields, type FieldValue, type Values } from './fields.ts'
import type { Micros } from './money.ts'
import type { ProviderId } from './providers.ts'
import type { StyleId } from './styles.ts'
import { tasks, type Task, type TaskId } from './task.ts'

/** A vendor's price. `by` picks a rate by the values of those fields, joined by "/" in their order. */
export interface Cost {
  per: 'run' | 'second' | '1k-chars'
  micros: Micros | Readonly<Record<string, Micros>>
  by?: readonly string[]
  /** The field that is counted: a number of seconds, a sound by its length, or a text by its characters. */
  of?: string
  /** Counted in whole blocks of so many seconds or characters. */
  block?: number
  /** The least and the most that is counted, in seconds or characters. */
  min?: number
  max?: number
}

/**
 * How sure we are of a price; where sources differ, the better-sourced one is charged. A model whose price is unknown
 * is offered only where a row of `model_rows` names one.
 */
export type CostBasis = 'documented' | 'reported' | 'code' | 'seed' | 'unknown'

/** What a vendor takes of a picture or sound; what is only too large or of another type is fitted for it. */
export interface FileLimit {
  types?: readonly FileType[]
  bytes?: number
  /** Pixels of each side, least and most. */
  side?: readonly [number, number]
  /** Pixels in all, least and most. */
  pixels?: readonly [number, number]
  /** The longer side is at most so many times the shorter. */
  ratio?: number
  /** Length of a sound, least and most. */
  seconds?: readonly [number, number]
}

/**
 * At least one of `need` must be given, always or `when` that field is. Zero, "", "none" and nothing are not given. Where they
 * are `alike` they are lists that must be equally long. `say` is the sentence, said at the first of them.
 */
export interface Rule {
  when?: string
  need: readonly string[]
  alike?: true
  say: string
}

/** What a model is known to do well: read by the recommendation. */
export type Strength = 'speed' | 'quality' | 'words-in-picture' | 'people' | 'products' | 'many-pictures'

/** How the vendor wants to be asked: read by its adapter alone, never sent to a browser. */
export interface Wire {
  path: string
  /** Our field name → the vendor's. A field without an entry keeps its name; `null` is not sent. */
  rename?: Readonly<Record<string, string | null>>
  /** Field → our value → the vendor's value; `null` is not sent. */
  values?: Readonly<Record<string, Readonly<Record<string, string | number | boolean | null>>>>
  fixed?: Readonly<Record<string, string | number | boolean>>
  /**
   * The vendor's field made of several of ours where all are given, joined by `by`; it wins over a renamed one. What
   * it is made of is not sent by itself.
   */
  joined?: Readonly<
    Record<string, { of: readonly string[]; by: string; values?: Readonly<Record<string, string>> }>
  >
  /** The vendor's list made of the files of these fields, in their order; they are not sent by themselves. */
  lists?: Readonly<Record<string, readonly string[]>>
  /** Our styles in the vendor's own words; every other style is said in the prompt. */
  styles?: { field: string; values: Readonly<Partial<Record<StyleId, string>>> }
  /** What this vendor's mask says where it is to be changed; ours is white there. */
  mask?: 'white' | 'transparent'
  /** The vendor's field for the name that what is made gets there, and is asked for by later: made of the job's id. */
  named?: string
  /** The answer comes later, and is asked for. */
  later?: boolean
}

/** One entry is one model. */
export interface Model {
  id: `${ProviderId}/${string}`
  task: TaskId
  title: string
  bestFor: string
  tier: 'draft' | 'standard' | 'premium'
  strengths?: readonly Strength[]
  cost: Cost
  costBasis: CostBasis
  /** What another source says it costs, and why it is not charged. */
  costNote?: string
  /** Fields that only this model has. */
  extras?: Fields
  /** Options of the task's choice fields that this model offers, where they are not the task's own. */
  only?: Readonly<Record<string, readonly string[]>>
  /** How many pictures this model takes in a list of the task. */
  counts?: Readonly<Record<string, readonly [number, number]>>
  /** Task fields that this model does not have. */
  without?: readonly string[]
  /** Task fields that this model cannot do without, though others can; or the other way round. */
  required?: Readonly<Record<string, boolean>>
  rules?: readonly Rule[]
  /** By field. */
  limits?: Readonly<Record<string, FileLimit>>
  /** Does something of its own: never recommended, and never offered in another's place. */
  aside?: true
  typicalSeconds: number
  wire: Wire
}

/** What a browser sees of a model: everything but the vendor's wire. */
export type PublicModel = Omit<Model, 'wire' | 'costBasis' | 'costNote'>

export const PublicModel = z.looseObject({
  id: z.string(),
  task: z.enum(Object.keys(tasks) as [TaskId, ...TaskId[]]),
  title: z.string(),
  bestFor: z.string(),
  tier: z.enum(['draft', 'standard', 'premium']),
  cost: z.looseObject({
    per: z.enum(['run', 'second', '1k-chars']),
    micros: z.union([z.int(), z.record(z.string(), z.int())]),
    by: z.array(z.string()).optional(),
    of: z.string().optional(),
    block: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  typicalSeconds: z.number(),
}) as unknown as z.ZodType<PublicModel>

type Form = Pick<PublicModel, 'task' | 'extras' | 'only' | 'counts' | 'without' | 'required' | 'rules'>

/** The form of a model: the task's fields, narrowed and extended by the model. */
export function fieldsOf(model: Form): Fields {
  const fields: Record<string, Fields[string]> = {}
  for (const [name, asked] of Object.entries((tasks[model.task] as Task).fields)) {
    if (model.without?.includes(name)) continue
    const required = model.required?.[name]
    const field = required === undefined ? asked : { ...asked, required }
    const options = field.kind === 'choice' ? model.only?.[name] : undefined
    const count = field.kind === 'images' ? model.counts?.[name] : undefined
    if (field.kind === 'choice' && options)
      fields[name] = {
        ...field,
        options,
        default: options.includes(field.default) ? field.default : options[0]!,
      }
    else if (field.kind === 'images' && count) fields[name] = { ...field, min: count[0], max: count[1] }
    else fields[name] = field
  }
  return { ...fields, ...model.extras }
}

const isGiven = (value: FieldValue | undefined) =>
  value !== undefined &&
  value !== '' &&
  value !== 'none' &&
  value !== 0 &&
  value !== false &&
  !(Array.isArray(value) && !value.length)

const lengthOf = (value: FieldValue | undefined) => (Array.isArray(value) ? value.length : 0)

const schemas = new WeakMap<object, z.ZodType<Values>>()

/** The strict schema of what may be asked of a model. */
export function inputSchema(model: Form): z.ZodType<Values> {
  let schema = schemas.get(model)
  if (!schema) schemas.set(model, (schema = withRules(valuesSchema(fieldsOf(model)), model.rules ?? [])))
  return schema
}

function withRules(schema: z.ZodType<Values>, rules: readonly Rule[]): z.ZodType<Values> {
  if (rules.length === 0) return schema
  return schema.superRefine((values, found) => {
    for (const { when, need, alike, say } of rules) {
      if (when !== undefined && !isGiven(values[when])) continue
      const lengths = new Set(need.map((name) => lengthOf(values[name])))
      if (alike ? lengths.size > 1 : !need.some((name) => isGiven(values[name])))
        found.addIssue({ code: 'custom', path: [need[0]!], message: say })
    }
  })
}
