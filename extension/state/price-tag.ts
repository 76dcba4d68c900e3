import type { Account } from '../../shared/api.ts'
import type { Values } from '../../shared/fields.ts'
import { fieldsOf, inputSchema, type PublicModel } from '../../shared/model.ts'
import { dollars, priceWords, type Price } from '../../shared/money.ts'
import { plans } from '../../shared/plans.ts'
import { quote, type Lengths } from '../../shared/price.ts'
import { tasks, type Task } from '../../shared/task.ts'
import { warningOf } from '../../shared/warning.ts'
import { left } from './account.ts'

/** What a form asks for now. */
export interface Wanted {
  model: PublicModel
  /** Values of the model's own fields. */
  values: Values
  count: number
  /** Whether the sentence of the task's consent is affirmed. */
  consent: boolean
  /** Of the sounds that go in, as far as they are known. */
  lengths: Lengths
  /** Further models that make the same, with their own values: a press that compares. */
  beside: readonly Part[]
  /** Whether another model may do it, should this one fail. */
  fallback: boolean
}

/** One model of a press, and what it is asked. */
export interface Part {
  model: PublicModel
  values: Values
}

/** The button and what stands beside it. */
export interface PriceTag {
  /** "Create · 2 images" */
  words: string
  /** Null until what it is counted by is there: a text, a sound. */
  price: Price | null
  /** "12 left" */
  left: string | null
  /** A limit that is near, in a sentence; null when there is plenty. */
  warning: string | null
  /** Why it cannot be pressed, in a sentence; null when it can. */
  blocked: string | null
  /** Whether the reason is money or plan, so that there may be a cheaper way. */
  refused: boolean
}

const cent = 10_000

/** "12", "$0.04": an amount of a unit without its name; of more than a dollar nobody counts parts of cents. */
export function amountWords(unit: Price['unit'], amount: number): string {
  if (unit !== 'usd') return String(amount)
  return dollars(amount < 100 * cent ? amount : Math.floor(amount / cent) * cent)
}

/** The price of one run; null while what it is counted by is missing. */
function priceOf(model: PublicModel, values: Values, lengths: Lengths): Price | null {
  try {
    return quote(model, values, lengths).price
  } catch (cause) {
    if (cause instanceof RangeError) return null
    throw cause
  }
}

const measures = { run: '', second: ' a second', '1k-chars': ' per 1,000 characters' } as const

const ratesOf = ({ cost: { micros } }: PublicModel) =>
  typeof micros === 'number' ? [micros] : Object.values(micros)

/** What sorts models by price: the vendor's price of one run as things stand, or the least rate it may come to. */
export function costNow(model: PublicModel, values: Values, lengths: Lengths): number {
  return priceOf(model, values, lengths) ? quote(model, values, lengths).cost : Math.min(...ratesOf(model))
}

/** The price in words: of one run with what is chosen now, or the rate it will be counted by. */
export function rateWords(model: PublicModel, values: Values, lengths: Lengths): string {
  const price = priceOf(model, values, lengths)
  if (price) return priceWords(price)
  const { unit } = tasks[model.task]
  if (unit !== 'usd') return `from ${priceWords({ unit, amount: 1 })}`
  const rates = ratesOf(model)
  const from = new Set(rates).size > 1 ? 'from ' : ''
  return `${from}${dollars(Math.min(...rates))}${measures[model.cost.per]}`
}

/** The price of a whole press; null while that of any part of it is not known. */
function totalOf({ model, values, count, lengths, beside }: Wanted): Price | null {
  const parts = [{ model, values }, ...beside].map((part) => priceOf(part.model, part.values, lengths))
  const { unit } = tasks[model.task]
  return parts.reduce<Price | null>(
    (sum, price) => sum && price && { unit, amount: sum.amount + price.amount * count },
    { unit, amount: 0 },
  )
}

/** Everything the button shows, from what is typed and what is left. */
export function priceTag(wanted: Wanted, who: Account | null): PriceTag {
  const { model, values, consent } = wanted
  const { verb, unit, consent: sentence }: Task = tasks[model.task]
  const price = totalOf(wanted)
  const available = left(who, unit)
  const tag = {
    words: price ? `${verb} · ${priceWords(price)}` : verb,
    price,
    left: available === null ? null : `${amountWords(unit, available)} left`,
    warning: price && warningFor(who, price),
  }
  const missing =
    missingSentence(model, values) ??
    (price ? null : 'The length it is counted by is not known yet.') ??
    (sentence && !consent ? 'Affirm the sentence above first.' : null)
  if (missing || !price) return { ...tag, blocked: missing, refused: false }
  const refusal = who && available !== null ? refusalSentence(wanted, who, price, available) : null
  return { ...tag, blocked: refusal, refused: refusal !== null }
}

function warningFor(who: Account | null, price: Price): string | null {
  const line = who?.balance.find(({ unit }) => unit === price.unit)
  return who && line ? warningOf(who.workspace.plan, price, line.available, line.lapsesAt) : null
}

const things = { image: 'a picture', audio: 'a sound' } as const

function missingSentence(model: PublicModel, values: Values): string | null {
  const fields = Object.entries(fieldsOf(model))
  for (const [name, field] of fields) {
    if (!field.required || String(values[name] ?? '').trim() !== '') continue
    if (field.kind === 'mask') return `“${field.label}”: paint over it first.`
    if (field.kind !== 'image' && field.kind !== 'audio') return `“${field.label}” is still empty.`
    const single = fields.filter(([, { kind }]) => kind === field.kind).length === 1
    return single
      ? `Choose ${things[field.kind]} first.`
      : `Choose ${things[field.kind]} for “${field.label}”.`
  }
  const parsed = inputSchema(model).safeParse(values)
  return parsed.success ? null : `${parsed.error.issues[0]?.message ?? 'Something does not fit'}.`
}

function refusalSentence(
  { model, values, count, beside }: Wanted,
  who: Account,
  price: Price,
  available: number,
): string | null {
  const plan = plans[who.workspace.plan]
  for (const part of [{ model, values }, ...beside]) {
    if (!plan.tiers.includes(part.model.tier))
      return `${part.model.title} is not part of the ${plan.title} plan.`
    for (const [field, options] of Object.entries(plan.without))
      if (options.includes(String(part.values[field])))
        return `${part.values[field]} is not part of the ${plan.title} plan.`
  }
  if (count > plan.maxCount) return `The ${plan.title} plan makes at most ${plan.maxCount} at once.`
  if (price.amount > available)
    return `This needs ${priceWords(price)}; you have ${amountWords(price.unit, available)} left.`
  return null
}
