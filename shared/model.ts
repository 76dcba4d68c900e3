import { z } from 'zod'
import { valuesSchema, type Fields, type Values } from './fields.ts'
import type { Micros } from './money.ts'
import type { ProviderId } from './providers.ts'
import { tasks, type TaskId } from './task.ts'

/** A vendor's price. `by` picks a rate by the values of those fields, joined by "/" in their order. */
export interface Cost {
  per: 'run' | 'second'
  micros: Micros | Readonly<Record<string, Micros>>
  by?: readonly string[]
  /** For `second`: the field that holds the number of seconds. */
  of?: string
}

/** How sure we are of a price; where sources differ, the better-sourced one is charged. */
export type CostBasis = 'documented' | 'reported' | 'code' | 'seed'

/** How the vendor wants to be asked: read by its adapter alone, never sent to a browser. */
export interface Wire {
  path: string
  /** Our field name → the vendor's. A field without an entry keeps its name; `null` is not sent. */
  rename?: Readonly<Record<string, string | null>>
  /** Field → our value → the vendor's value. */
  values?: Readonly<Record<string, Readonly<Record<string, string | number>>>>
  fixed?: Readonly<Record<string, string | number | boolean>>
}

/** One entry is one model. */
export interface Model {
  id: `${ProviderId}/${string}`
  task: TaskId
  title: string
  bestFor: string
  tier: 'draft' | 'standard' | 'premium'
  cost: Cost
  costBasis: CostBasis
  /** Fields that only this model has. */
  extras?: Fields
  /** Options of the task's choice fields that this model offers, where it does not offer all. */
  only?: Readonly<Record<string, readonly string[]>>
  /** Task fields that this model does not have. */
  without?: readonly string[]
  typicalSeconds: number
  wire: Wire
}

/** What a browser sees of a model: everything but the vendor's wire. */
export type PublicModel = Omit<Model, 'wire' | 'costBasis'>

export const PublicModel = z.looseObject({
  id: z.string(),
  task: z.enum(Object.keys(tasks) as [TaskId, ...TaskId[]]),
  title: z.string(),
  bestFor: z.string(),
  tier: z.enum(['draft', 'standard', 'premium']),
  cost: z.looseObject({
    per: z.enum(['run', 'second']),
    micros: z.union([z.int(), z.record(z.string(), z.int())]),
    by: z.array(z.string()).optional(),
    of: z.string().optional(),
  }),
  typicalSeconds: z.number(),
}) as unknown as z.ZodType<PublicModel>

/** The form of a model: the task's fields, narrowed and extended by the model. */
export function fieldsOf(model: Pick<PublicModel, 'task' | 'extras' | 'only' | 'without'>): Fields {
  const fields: Record<string, Fields[string]> = {}
  for (const [name, field] of Object.entries(tasks[model.task].fields)) {
    if (model.without?.includes(name)) continue
    const options = field.kind === 'choice' ? model.only?.[name] : undefined
    if (field.kind === 'choice' && options)
      fields[name] = {
        ...field,
        options,
        default: options.includes(field.default) ? field.default : options[0]!,
      }
    else fields[name] = field
  }
  return { ...fields, ...model.extras }
}

const schemas = new WeakMap<object, z.ZodType<Values>>()

/** The strict schema of what may be asked of a model. */
export function inputSchema(
  model: Pick<PublicModel, 'task' | 'extras' | 'only' | 'without'>,
): z.ZodType<Values> {
  let schema = schemas.get(model)
  if (!schema) schemas.set(model, (schema = valuesSchema(fieldsOf(model))))
  return schema
}
