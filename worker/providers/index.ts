import type { ProviderId } from '../../shared/providers.ts'
import type { Provider } from './provider.ts'
import { stability } from './stability.ts'
import { wavespeed } from './wavespeed.ts'

/** Who is called over the network: every provider but the user's own machine. */
export type VendorId = Exclude<ProviderId, 'device'>

/** The compiler asks for every vendor. */
export const providers: Record<VendorId, Provider> = { wavespeed, stability }

export const isVendor = (id: string): id is VendorId => Object.hasOwn(providers, id)

/** The vendor that carries a model, by the first part of its id; null for the user's own machine. */
export function vendorOf(modelId: string): VendorId | null {
  const id = modelId.slice(0, modelId.indexOf('/'))
  return isVendor(id) ? id : null
}
