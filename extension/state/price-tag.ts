import type { Account } from '../../shared/api.ts'
import type { Values } from '../../shared/fields.ts'
import { fieldsOf, inputSchema, type PublicModel } from '../../shared/model.ts'
import { dollars, priceWords, type Price } from '../../shared/money.ts'
import { plans } from '../../shared/plans.ts'
import { quote } from '../../shared/price.ts'
import { tasks } from '../../shared/task.ts'
import { warningOf } from '../../shared/warning.ts'
import { left } from './account.ts'

/** The button and what stands beside it. */
export interface PriceTag {
  /** "Create · 2 images" */
  words: string
  price: Price
  /** "12 left" */
  left: string | null
  /** A limit that is near, in a sentence; null when there is plenty. */
  warning: string | null
  /** Why it cannot be pressed, in a sentence; null when it can. */
  blocked: string | null
  /** Whether the reason is money or plan, so that there may be a cheaper way. */
  refused: boolean
}

/** "12", "$0.04": an amount of a unit without its name. */
export const amountWords = (unit: Price['unit'], amount: number) =>
  unit === 'usd' ? dollars(amount) : String(amount)

/** Everything the button shows, from what is typed and what is left. Values are those of the model's own fields. */
export function priceTag(model: PublicModel, values: Values, count: number, who: Account | null): PriceTag {
  const { verb } = tasks[model.task]
  const each = quote(model, values).price
  const price = { unit: each.unit, amount: each.amount * count }
  const available = left(who, price.unit)
  const tag = {
    words: `${verb} · ${priceWords(price)}`,
    price,
    left: available === null ? null : `${amountWords(price.unit, available)} left`,
    warning: warningFor(who, price),
  }
  const missing = missingSentence(model, values)
  if (missing) return { ...tag, blocked: missing, refused: false }
  const refusal =
    who && available !== null ? refusalSentence(model, values, count, who, price, available) : null
  return { ...tag, blocked: refusal, refused: refusal !== null }
}

function warningFor(who: Account | null, price: Price): string | null {
  const line = who?.balance.find(({ unit }) => unit === price.unit)
  return who && line ? warningOf(who.workspace.plan, price, line.available, line.lapsesAt) : null
}

function missingSentence(model: PublicModel, values: Values): string | null {
  for (const [name, field] of Object.entries(fieldsOf(model))) {
    if (!field.required || String(values[name] ?? '').trim() !== '') continue
    return field.kind === 'image' ? 'Choose a picture first.' : `“${field.label}” is still empty.`
  }
  const parsed = inputSchema(model).safeParse(values)
  return parsed.success ? null : `${parsed.error.issues[0]?.message ?? 'Something does not fit'}.`
}

function refusalSentence(
  model: PublicModel,
  values: Values,
  count: number,
  who: Account,
  price: Price,
  available: number,
): string | null {
  const plan = plans[who.workspace.plan]
  if (!plan.tiers.includes(model.tier)) return `${model.title} is not part of the ${plan.title} plan.`
  for (const [field, options] of Object.entries(plan.without))
    if (options.includes(String(values[field])))
      return `${values[field]} is not part of the ${plan.title} plan.`
  if (count > plan.maxCount) return `The ${plan.title} plan makes at most ${plan.maxCount} at once.`
  if (price.amount > available)
    return `This needs ${priceWords(price)}; you have ${amountWords(price.unit, available)} left.`
  return null
}
