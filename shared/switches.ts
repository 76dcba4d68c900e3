import { z } from 'zod'

/**
 * What is switched off at the moment because a site has changed: data only, signed by a person, without a release.
 * Unknown parts are left out, so that an older extension reads a newer list.
 */
export const Switch = z.object({
  /** Title of the site, as its file has it; `any` is every page that no site file knows. */
  site: z.string().max(100),
  /** Name of the spot. */
  spot: z.string().max(100),
  /** Ways that are off, such as "text:typed" or "file:pasted"; null: the whole spot. */
  ways: z.array(z.string().max(100)).max(20).nullable(),
  /** For the person who wanted to insert: a sentence. */
  why: z.string().max(300),
})
export type Switch = z.infer<typeof Switch>

export const SwitchList = z.object({
  /** Each list is one above the last. An older one than known is not believed. */
  version: z.int().min(1),
  /** From then on everything is on again (UTC milliseconds). */
  expiresAt: z.int(),
  off: z.array(Switch).max(200),
})
export type SwitchList = z.infer<typeof SwitchList>

/** A list as it travels: its text exactly as it was signed, and the Ed25519 signature of that text in base64url. */
export const SignedSwitches = z.strictObject({
  list: z.string().max(200_000),
  signature: z.string().regex(/^[\w-]{86}$/, 'an Ed25519 signature has 86 characters in base64url'),
})
export type SignedSwitches = z.infer<typeof SignedSwitches>

/** The switch for a spot, while the list holds. Several for one spot count together; the whole spot beats its ways. */
export function switchFor(list: SwitchList | null, site: string, spot: string, now: number): Switch | null {
  if (!list || list.expiresAt <= now) return null
  const all = list.off.filter((one) => one.site === site && one.spot === spot)
  const whole = all.find((one) => one.ways === null)
  if (whole || all.length === 0) return whole ?? null
  return {
    site,
    spot,
    ways: [...new Set(all.flatMap(({ ways }) => ways ?? []))],
    why: [...new Set(all.map(({ why }) => why))].join(' '),
  }
}
