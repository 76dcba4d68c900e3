/** Age of a webhook, and how far its clock may be ahead, in seconds (wavespeed.ai/docs/docs-api/verifying_webhook). */
const toleranceSeconds = 300

/** A secret is asked for again no sooner than this when a signature does not fit: it may have been changed. */
const secretMs = 60_000

/** By API key, for the life of the isolate. */
const secrets = new Map<string, { secret: string; readAt: number }>()

/**
 * Is this webhook really WaveSpeed's? HMAC-SHA256 over `id.timestamp.body`, in `webhook-signature` as `v3,<hex>`.
 * The key is the text after `whsec_` as it stands, not decoded: in this it differs from Standard Webhooks.
 * `now` is UTC milliseconds. Throws when the secret cannot be read.
 */
export async function isSigned(
  headers: Headers,
  body: Uint8Array,
  now: number,
  readSecret: () => Promise<string>,
  key: string,
): Promise<boolean> {
  const id = headers.get('webhook-id')
  const timestamp = headers.get('webhook-timestamp')
  const [version, hex] = (headers.get('webhook-signature') ?? '').split(',')
  if (!id || !timestamp || version !== 'v3' || !hex || !/^[0-9a-f]{64}$/.test(hex)) return false
  if (!(Math.abs(now / 1000 - Number(timestamp)) <= toleranceSeconds)) return false

  const prefix = new TextEncoder().encode(`${id}.${timestamp}.`)
  const signed = new Uint8Array(prefix.byteLength + body.byteLength)
  signed.set(prefix)
  signed.set(body, prefix.byteLength)
  const signature = Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))

  let known = secrets.get(key)
  if (known && (await verify(known.secret, signature, signed))) return true
  if (known && now - known.readAt < secretMs) return false
  known = { secret: await readSecret(), readAt: now }
  secrets.set(key, known)
  return verify(known.secret, signature, signed)
}

/** WebCrypto compares in constant time. */
async function verify(secret: string, signature: Uint8Array, signed: Uint8Array): Promise<boolean> {
  const raw = new TextEncoder().encode(secret.replace(/^whsec_/, ''))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  return crypto.subtle.verify('HMAC', key, signature, signed)
}
