import type { Preflight } from '../../shared/api.ts'
import type { Values } from '../../shared/fields.ts'
import { fieldsOf, inputSchema, type Model } from '../../shared/model.ts'
import type { Plan } from '../../shared/plans.ts'
import { quote } from '../../shared/price.ts'
import { times, totalOf, type ParsedWish } from './wish.ts'

/** Other models of the task that do the nearest thing for less, the cheapest first. */
export function cheaperThan(parsed: ParsedWish, plan: Plan): Preflight['cheaper'] {
  const price = totalOf(parsed)
  return parsed.offered
    .filter((model) => model.task === parsed.model.task && model.id !== parsed.model.id)
    .filter((model) => plan.tiers.includes(model.tier))
    .map((model) => ({
      model: model.id,
      title: model.title,
      price: times(quote(model, nearest(model, parsed.input), parsed.lengths).price, parsed.count),
    }))
    .filter((other) => other.price.amount < price.amount)
    .sort((a, b) => a.price.amount - b.price.amount)
}

/** The same values as far as the other model has them; its defaults for the rest. */
function nearest(model: Model, input: Values): Values {
  const schema = inputSchema(model)
  const values: Values = {}
  for (const name of Object.keys(fieldsOf(model))) {
    const value = input[name]
    if (value === undefined) continue
    const rest = schema.safeParse({ ...values, [name]: value })
    const refused = !rest.success && rest.error.issues.some((issue) => issue.path[0] === name)
    if (!refused) values[name] = value
  }
  const parsed = schema.safeParse(values)
  return parsed.success ? parsed.data : values
}
