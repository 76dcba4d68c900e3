import type { Inputs, RequestSchema } from '../check-inputs.ts'
import type { Work } from './job.ts'
import type { Price } from './prices.ts'

/** What is made, as the catalogue sorts it. */
export type ModelType =
  | 'text-to-image'
  | 'image-to-image'
  | 'image-to-video'
  | 'text-to-video'
  | 'digital-human'
  | 'image-to-3d'
  | 'text-to-3d'
  | 'image-to-text'
  | 'text-to-audio'

/** One model of the catalogue: path, inputs and price as WaveSpeed documents them, and what it does. */
export interface Model {
  readonly path: string
  readonly name: string
  readonly description: string
  readonly type: ModelType
  readonly schema: RequestSchema
  readonly price: Price
  readonly work: Work
}

/**
 * What a run with these (checked or incomplete) inputs costs, in micro-dollars; what is missing counts as its
 * default. `sound` is the length of the sound sent, in seconds.
 */
export function priceOf(model: Model, inputs: Inputs, sound = 0): number {
  const defaults = Object.entries(model.schema.properties).flatMap(([name, property]) =>
    property.default === undefined ? [] : [[name, property.default]],
  )
  return model.price.micros({ ...Object.fromEntries(defaults), ...inputs }, sound)
}
