import { priceWords, type Price } from './money.ts'
import { plans, type PlanId } from './plans.ts'

/** With a fifth of the month's grant left or less, a press says so beforehand. */
const lowShare = 0.2

const dayWords = (time: number) =>
  new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/**
 * What to say before a press that comes near a limit, in a sentence; null when there is nothing to say.
 * `lapsesAt` is when what is left lapses (UTC milliseconds), as the account says it.
 */
export function warningOf(
  plan: PlanId,
  price: Price,
  available: number,
  lapsesAt: number | null,
): string | null {
  const after = available - price.amount
  if (price.amount === 0 || after < 0 || after > plans[plan].grants[price.unit] * lowShare) return null
  const until = lapsesAt === null ? '' : ` until ${dayWords(lapsesAt)}`
  return after === 0
    ? `This uses up what you have${until}.`
    : `After this you have ${priceWords({ unit: price.unit, amount: after })} left${until}.`
}
