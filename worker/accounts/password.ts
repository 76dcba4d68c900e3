import { scrypt } from 'node:crypto'

/** One guess costs 32 MB and about a twentieth of a second. */
const cost = { N: 16384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 }
const keyBytes = 64

const derive = (password: string, salt: string) =>
  new Promise<Uint8Array>((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, keyBytes, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )

const toHex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const fromHex = (text: string) =>
  Uint8Array.from(text.match(/[0-9a-f]{2}/g) ?? [], (pair) => Number.parseInt(pair, 16))

/** `salt:key`, both hex: what is kept instead of a password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = toHex(crypto.getRandomValues(new Uint8Array(16)))
  return `${salt}:${toHex(await derive(password, salt))}`
}

/** Whether this password gave this hash; the comparison takes the same time either way. */
export async function verifyPassword(given: { hash: string; password: string }): Promise<boolean> {
  const [salt, key] = given.hash.split(':')
  if (!salt || !key) return false
  const kept = fromHex(key)
  return (
    kept.byteLength === keyBytes && crypto.subtle.timingSafeEqual(kept, await derive(given.password, salt))
  )
}
