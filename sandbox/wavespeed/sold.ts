import type { InputSchema, RequestSchema } from '../check-inputs.ts'
import type { OrderOf } from '../orders.ts'
import type { Model } from './model.ts'

type Changes = OrderOf<'catalogue'>['models']
type Change = NonNullable<Changes[string]>

/** The models as an order wants them to be, or as they are without one. */
export function soldAs(models: readonly Model[], order: OrderOf<'catalogue'> | undefined): readonly Model[] {
  if (!order) return models
  const added = Object.entries(order.models).flatMap(([path, change]) => {
    const like = models.find((model) => model.path === change?.like)
    return like ? [{ ...like, path, name: `${like.name}, a newer one` }] : []
  })
  return [...models, ...added].flatMap((model) => {
    const change = order.models[model.path]
    return change === null ? [] : [change ? changed(model, change) : model]
  })
}

function changed(model: Model, { price = 1, inputs }: Change): Model {
  const { formula, micros } = model.price
  return {
    ...model,
    schema: withInputs(model.schema, inputs),
    price: { formula, micros: (...asked) => Math.round(micros(...asked) * price) },
  }
}

function withInputs({ properties, required }: RequestSchema, changes: Change['inputs']): RequestSchema {
  const names = new Map(Object.keys(properties).map((name) => [name, changes[name]?.as ?? name]))
  const kept = [...names].filter(([name]) => changes[name] !== null)
  const added = Object.keys(changes).filter((name) => !names.has(name))
  const isRequired = (name: string) => changes[name]?.required ?? required.includes(name)
  const all = [...kept, ...added.map((name) => [name, name] as const)]
  return {
    properties: Object.fromEntries(
      all.map(([name, now]) => {
        const { as: _as, required: _required, ...more } = changes[name] ?? {}
        return [now, { type: 'string', ...properties[name], ...more } satisfies InputSchema]
      }),
    ),
    required: all.flatMap(([name, now]) => (isRequired(name) ? [now] : [])),
  }
}
