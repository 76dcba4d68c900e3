import { z } from 'zod'

/** A message is a doorbell, not a job: something may be due at this vendor. */
export const Bell = z.strictObject({ vendor: z.string() })
export type Bell = z.infer<typeof Bell>

/** What Cloudflare hands us, unchecked. */
export interface Bindings {
  DB: D1Database
  MEDIA: R2Bucket
  BELL: Queue<Bell>
  IMAGES: ImagesBinding
  /** Requests a minute, by person or address; sign-ins a minute, by address and by e-mail. */
  REQUEST_LIMIT: RateLimit
  SIGN_IN_LIMIT: RateLimit
  /** Changes of pictures a minute, by person: free of credits, but not of cost. */
  EDIT_LIMIT: RateLimit
  PUBLIC_ORIGIN: string
  AUTH_SECRET?: string
  LINK_SECRET?: string
  WAVESPEED_KEY?: string
  STABILITY_KEY?: string
  SANDBOX_URL?: string
}

const loopback = z
  .url()
  .refine(
    (url) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname),
    'must be a loopback address',
  )

const secret = z.string().min(32, 'must have at least 32 characters')

const key = z.string().trim().min(1).optional()

/** The name of a vendor's key among the secrets, and in `.dev.vars`. */
export const keyNameOf = (vendor: string) => `${vendor.replaceAll(/[A-Z]/g, '_$&').toUpperCase()}_KEY`

const SettingsSchema = z
  .object({
    PUBLIC_ORIGIN: z.url().transform((url) => new URL(url).origin),
    AUTH_SECRET: secret,
    LINK_SECRET: secret,
    WAVESPEED_KEY: key,
    STABILITY_KEY: key,
    SANDBOX_URL: loopback.optional(),
  })
  .transform((raw) => ({
    publicOrigin: raw.PUBLIC_ORIGIN,
    authSecret: raw.AUTH_SECRET,
    linkSecret: raw.LINK_SECRET,
    sandboxUrl: raw.SANDBOX_URL ?? null,
    /** Keys by vendor. A vendor without one is played by the sandbox where there is a sandbox. */
    keys: { wavespeed: raw.WAVESPEED_KEY ?? null, stability: raw.STABILITY_KEY ?? null },
  }))
export type Settings = z.infer<typeof SettingsSchema>

const checked = new WeakMap<Bindings, Settings>()

/** The checked settings. Throws a sentence that names each wrong variable, before anything runs. */
export function readSettings(bindings: Bindings): Settings {
  let settings = checked.get(bindings)
  if (settings) return settings
  const result = SettingsSchema.safeParse(bindings)
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`the Worker is not set up: ${wrong.join('; ')}`)
  }
  settings = result.data
  checked.set(bindings, settings)
  return settings
}
