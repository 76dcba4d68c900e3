import { inject } from 'vitest'

/** A small real file made before the tests: `png`, `jpeg`, `turned`, `webp`, `gif`, `avif`, `clip`, `square`, `large`, `strip`. */
export function fileOf(name: string): Uint8Array<ArrayBuffer> {
  const encoded = inject('files')[name]
  if (encoded === undefined) throw new Error(`no file is called ${name}`)
  return Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0))
}

export const streamOf = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> =>
  new Blob([bytes]).stream()

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
