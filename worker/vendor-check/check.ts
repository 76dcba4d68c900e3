import type { Micros } from '../../shared/money.ts'
import { providerTitles } from '../../shared/providers.ts'
import { models } from '../models/index.ts'
import { providers, vendorOf, type VendorId } from '../providers/index.ts'
import type { Net } from '../providers/provider.ts'
import { catalogueDifferences, type Difference } from './differences.ts'
import { comparePrices } from './prices.ts'

/** What came of asking one vendor. */
export interface VendorReport {
  vendor: VendorId
  title: string
  /** `failed`: it was asked for something and did not answer well. */
  state: 'no-key' | 'failed' | 'checked'
  /** Left on our account; null where it was not told. */
  balanceMicros: Micros | null
  /** How many of our models and prices were held against the vendor's. */
  models: number
  prices: number
  differences: Difference[]
  /** What could not be had or compared, in sentences. */
  remarks: string[]
}

export const reportOf = (vendor: VendorId, state: VendorReport['state']): VendorReport => ({
  vendor,
  title: providerTitles[vendor],
  state,
  balanceMicros: null,
  models: 0,
  prices: 0,
  differences: [],
  remarks: [],
})

/**
 * Asks a vendor what costs nothing (balance, catalogue, prices) and holds it against ours. Never throws: what could
 * not be had is said in the remarks.
 */
export async function checkVendor(
  vendor: VendorId,
  net: Net,
  passedOver: ReadonlySet<string>,
): Promise<VendorReport> {
  const { balance, listing, price } = providers[vendor]
  const report = reportOf(vendor, 'checked')
  const asked = async <T>(what: string, answer: Promise<T>): Promise<T | null> => {
    try {
      return await answer
    } catch (error) {
      report.state = 'failed'
      // Whoever refuses a key may repeat it.
      report.remarks.push(`${what} could not be had: ${wordsOf(error).replaceAll(net.key, '…')}.`)
      return null
    }
  }

  if (balance) report.balanceMicros = await asked('The balance', balance(net))
  // Who does not take the key tells nothing else either.
  if (report.state === 'failed') return report

  const own = models.filter(({ id }) => vendorOf(id) === vendor)
  const listed = listing ? await asked('The catalogue', listing(net)) : null
  if (listed) {
    const silent = own.filter(({ wire }) =>
      listed.some(({ path, inputs }) => path === wire.path && inputs === null),
    )
    report.models = own.length
    report.differences.push(...catalogueDifferences(own, listed, passedOver))
    if (silent.length > 0)
      report.remarks.push(`Fields are not stated for ${silent.map(({ id }) => id).join(', ')}.`)
  }
  if (price) {
    const sold = own.filter(({ wire }) => !listed || listed.some(({ path }) => path === wire.path))
    const prices = await comparePrices(sold, price, net)
    report.prices = prices.told
    report.differences.push(...prices.differences)
    report.remarks.push(...prices.remarks)
    if (prices.told === 0 && prices.asked > 0) report.state = 'failed'
  }
  const missing = [...(listing ? [] : ['models', 'fields']), ...(price ? [] : ['prices'])]
  if (missing.length > 0)
    report.remarks.push(
      `It has no free call for ${missing.join(', ')}: those of ${own.length} models were not compared.`,
    )
  return report
}

function wordsOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'it did not answer in time'
  if (error instanceof Error && error.name === 'ZodError') return 'it is written in a way that is not known'
  const text = error instanceof Error ? error.message : String(error)
  return (text.length > 300 ? `${text.slice(0, 299)}…` : text).replace(/\.$/, '')
}
