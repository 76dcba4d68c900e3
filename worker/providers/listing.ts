import { z } from 'zod'

// What a vendor says of itself, as far as it can be held against our catalogue.

/** One input of a model as its vendor's schema states it; what the schema leaves out is not limited. */
export interface ListedInput {
  type?: string | undefined
  enum?: readonly (string | number | boolean)[] | undefined
  /** Of a number; of a `size` ("W*H") the pixels of a side. */
  minimum?: number | undefined
  maximum?: number | undefined
  /** Of a text, in characters. */
  minLength?: number | undefined
  maxLength?: number | undefined
  /** Of a list. */
  minItems?: number | undefined
  maxItems?: number | undefined
  format?: string | undefined
}

/** One model of a vendor's own catalogue. */
export interface ListedModel {
  /** As it is asked at: what `wire.path` names. */
  path: string
  title: string
  /** Null where the vendor does not state them. */
  inputs: Readonly<Record<string, ListedInput>> | null
  required: readonly string[]
}

const number = z.number().optional().catch(undefined)
const text = z.string().optional().catch(undefined)

// Whatever is written in another way than we know is taken as not said: a check must not fail on a new word.
const Input = z.looseObject({
  type: text,
  enum: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .min(1)
    .optional()
    .catch(undefined),
  minimum: number,
  maximum: number,
  minLength: number,
  maxLength: number,
  minItems: number,
  maxItems: number,
  format: text,
})

/** A JSON schema of a request body, as catalogues carry it. */
export const RequestSchema = z.looseObject({
  properties: z.record(z.string(), Input),
  required: z.array(z.string()).catch([]),
})
