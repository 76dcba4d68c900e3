import type { Preflight } from '../../shared/api.ts'
import type { Plan } from '../../shared/plans.ts'
import { quote } from '../../shared/price.ts'
import { nearest } from '../../shared/nearest.ts'
import { times, type ParsedWish } from './wish.ts'

/** Other models of the task that do the nearest thing for less, the cheapest first. */
export function cheaperThan(parsed: ParsedWish, plan: Plan): Preflight['cheaper'] {
  const price = times(parsed.each.price, parsed.count)
  return parsed.offered
    .filter((model) => model.task === parsed.model.task && model.id !== parsed.model.id && !model.aside)
    .filter((model) => plan.tiers.includes(model.tier))
    .flatMap((model) => {
      const input = nearest(model, parsed.input)
      if (!input) return []
      const each = quote(model, input, parsed.lengths).price
      return [{ model: model.id, title: model.title, price: times(each, parsed.count) }]
    })
    .filter((other) => other.price.amount < price.amount)
    .sort((a, b) => a.price.amount - b.price.amount)
}
