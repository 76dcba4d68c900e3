import type { Model } from '../../shared/model.ts'
import { dollars, type Micros } from '../../shared/money.ts'
import { chargedFor, type Charged } from '../charged.ts'
import type { Net, Provider } from '../providers/provider.ts'
import type { Difference } from './differences.ts'

/** Our prices held against a vendor's. */
export interface PriceReport {
  /** How many prices of ours there are to ask for, and how many of them were told. */
  asked: number
  told: number
  differences: Difference[]
  remarks: string[]
}

/** Prices are asked for a few at a time. */
const atOnce = 4

/** Asks the vendor for every price that these models are sold at. Bills nothing; a price that is not told is a remark. */
export async function comparePrices(
  models: readonly Model[],
  price: NonNullable<Provider['price']>,
  net: Net,
): Promise<PriceReport> {
  const all = models.flatMap((model) => chargedFor(model).map((charged) => ({ model, ...charged })))
  const report: PriceReport = { asked: all.length, told: 0, differences: [], remarks: [] }
  const untold = new Set<string>()
  const unpublished = new Map<string, string[]>()
  for (let at = 0; at < all.length; at += atOnce) {
    const few = all.slice(at, at + atOnce)
    const told = await Promise.all(
      few.map(({ model, values }) =>
        price({ jobId: 'price', model, input: values, prepared: {} }, net).catch(() => null),
      ),
    )
    for (const [n, charged] of few.entries()) {
      const theirMicros = told[n] ?? null
      if (theirMicros === null) {
        untold.add(charged.model.id)
        continue
      }
      report.told++
      const { id, costBasis } = charged.model
      if (costBasis === 'unknown')
        unpublished.set(id, [
          ...(unpublished.get(id) ?? []),
          `${dollars(theirMicros)}${optionWords(charged.options)}`,
        ])
      else if (theirMicros !== charged.ourMicros)
        report.differences.push(differenceOf(charged.model, charged, theirMicros))
    }
  }
  for (const [id, told] of unpublished)
    report.remarks.push(`${id} has no published price; the vendor says ${told.join(', ')}.`)
  if (untold.size > 0) report.remarks.push(`No price was told for ${[...untold].join(', ')}.`)
  const counted = models.filter((model) => chargedFor(model).length === 0).map(({ id }) => id)
  if (counted.length > 0)
    report.remarks.push(
      `Priced by the length of a sound or a text, so that there is no price to ask for: ${counted.join(', ')}.`,
    )
  return report
}

function differenceOf({ id }: Model, { options, ourMicros }: Charged, theirMicros: Micros): Difference {
  const factor = ourMicros > 0 ? theirMicros / ourMicros : null
  return { kind: 'price', model: id, options, ourMicros, theirMicros, factor }
}

/** " (resolution 720p, seconds 5)". */
export function optionWords(options: Readonly<Record<string, string>>): string {
  const words = Object.entries(options).map(([name, value]) => `${name} ${value}`)
  return words.length > 0 ? ` (${words.join(', ')})` : ''
}
