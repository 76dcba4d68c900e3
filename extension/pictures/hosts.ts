/** The right to one host, for one picture: asked for on a press, given back at once. */

/** The host whose permission would let this browser fetch an address; null where none would. */
export function hostOf(address: string): string | null {
  const url = URL.parse(address)
  return url && /^https?:$/.test(url.protocol) ? url.hostname : null
}

/** The host gives nothing, whoever asks; the message says what it did, to stand after its name. */
export class HostRefusal extends Error {}

/**
 * Asks for the right to the host of an address and fetches it as this browser's own user would see it. Call it
 * inside a press, with nothing awaited before it. `allowed` hears that the person has agreed; null when they have
 * not. Throws `HostRefusal`.
 */
export async function fetchWithRight(address: string, allowed: () => void): Promise<Blob | null> {
  const { protocol, hostname } = new URL(address)
  const right = { origins: [`${protocol}//${hostname}/*`] }
  // A site with a button that is always there has the right already, and keeps it. Both are asked at once: after
  // the first answer the press would be over.
  const had = chrome.permissions.contains(right)
  const granted = chrome.permissions.request(right)
  if (!(await granted)) return null
  allowed()
  try {
    return await fetchFrom(address)
  } finally {
    if (!(await had)) await chrome.permissions.remove(right)
  }
}

async function fetchFrom(address: string): Promise<Blob> {
  const asked = fetch(address, { credentials: 'include', signal: AbortSignal.timeout(30_000) })
  const answer = await asked.catch(() => {
    throw new HostRefusal('could not be reached, or leads on to another site')
  })
  if (!answer.ok)
    throw new HostRefusal(`does not give it to this browser either (it answered ${answer.status})`)
  return answer.blob()
}
