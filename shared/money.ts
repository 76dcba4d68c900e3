import { z } from 'zod'

/** Integer micro-dollars: $1 is 1_000_000. */
export type Micros = number

/** What a grant, a hold and a price are counted in: whole credits, or micro-dollars for `usd`. */
export const Unit = z.enum(['image', 'video', 'usd'])
export type Unit = z.infer<typeof Unit>

/** An amount somebody pays: credits for `image` and `video`, micro-dollars for `usd`. */
export const Price = z.strictObject({ unit: Unit, amount: z.int().min(0) })
export type Price = z.infer<typeof Price>

/** One image credit carries up to $0.10 of vendor cost, one video credit up to $1.50. */
export const creditWorth: Record<'image' | 'video', Micros> = { image: 100_000, video: 1_500_000 }

/** Dollars as a person reads them; tenths of a cent only where they exist. */
export function dollars(micros: Micros): string {
  const cents = micros / 10_000
  return `$${(micros / 1_000_000).toFixed(Number.isInteger(cents) ? 2 : 4)}`
}

/** "2 images", "1 video", "$0.04", "free": the words on every button and receipt. */
export function priceWords({ unit, amount }: Price): string {
  if (amount === 0) return 'free'
  if (unit === 'usd') return dollars(amount)
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}
