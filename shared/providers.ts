import { z } from 'zod'

/** Who carries a model. `device` is the user's own machine: free, private, no vendor. */
export const ProviderId = z.enum(['wavespeed', 'stability', 'device'])
export type ProviderId = z.infer<typeof ProviderId>

export const providerTitles: Record<ProviderId, string> = {
  wavespeed: 'WaveSpeed',
  stability: 'Stability AI',
  device: 'Your device',
}
