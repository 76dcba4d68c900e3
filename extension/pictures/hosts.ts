/** The right to one host, for one picture: asked for on a press, given back at once. */

const patternOf = (address: string): string | null => {
  const url = URL.parse(address)
  return url && /^https?:$/.test(url.protocol) ? `${url.protocol}//${url.hostname}/*` : null
}

/** The host whose permission would let this browser fetch an address; null where none would. */
export const hostOf = (address: string): string | null =>
  patternOf(address) ? new URL(address).hostname : null

/**
 * Asks the person for the right to the host of an address. Call it inside a press with nothing awaited before it.
 * Gives false when they refuse.
 */
export function askForHost(address: string): Promise<boolean> {
  const pattern = patternOf(address)
  return pattern ? chrome.permissions.request({ origins: [pattern] }) : Promise.resolve(false)
}

const alwaysThere = async (pattern: string) => {
  const scripts = await chrome.scripting.getRegisteredContentScripts()
  return scripts.some(({ matches }) => matches?.includes(pattern))
}

/** Gives the right back, unless a button that is always there on that site lives by it. */
export async function giveHostBack(address: string): Promise<void> {
  const pattern = patternOf(address)
  if (pattern && !(await alwaysThere(pattern))) await chrome.permissions.remove({ origins: [pattern] })
}

/** Fetches a picture as this browser's own user would see it. Rejects without the right to its host. */
export async function fetchFromHost(address: string): Promise<Blob> {
  const answer = await fetch(address, { credentials: 'include', signal: AbortSignal.timeout(30_000) })
  if (!answer.ok) throw new HostRefusal(answer.status)
  return answer.blob()
}

/** The host itself will not give the picture, whoever asks. */
export class HostRefusal extends Error {
  readonly status: number
  constructor(status: number) {
    super(`answered ${status}`)
    this.status = status
  }
}
