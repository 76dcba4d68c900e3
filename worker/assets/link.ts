import type { Context } from '../context.ts'
import { paths } from '../../shared/api.ts'

const hour = 60 * 60 * 1000
/** A link is good for 24 to 25 hours: its end is rounded, so that for an hour it stays the same and is cached. */
const lifeHours = 25

const encoder = new TextEncoder()

const keyOf = (secret: string) =>
  crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])

const message = (fileId: string, expires: number) => encoder.encode(`file:${fileId}:${expires}`)

const base64Url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]{43}$/.test(text)) return null
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))
}

/** A link to a file for whoever holds it, below `origin` (the address the caller reached us at). */
export async function fileLink(
  ctx: Context,
  origin: string,
  fileId: string,
): Promise<{ url: string; expiresAt: number }> {
  const expires = (Math.floor(ctx.now() / hour) + lifeHours) * hour
  const key = await keyOf(ctx.settings.linkSecret)
  const signature = base64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, message(fileId, expires))))
  return {
    url: `${origin}${paths.files}/${fileId}?expires=${expires}&signature=${signature}`,
    expiresAt: expires,
  }
}

/** Whether we made this link, and whether it is still good. Compared in constant time. */
export async function checkLink(
  ctx: Context,
  fileId: string,
  expires: number,
  signature: string,
): Promise<'good' | 'expired' | 'forged'> {
  const given = fromBase64Url(signature)
  const key = await keyOf(ctx.settings.linkSecret)
  if (!given || !(await crypto.subtle.verify('HMAC', key, given, message(fileId, expires)))) return 'forged'
  return ctx.now() < expires ? 'good' : 'expired'
}
