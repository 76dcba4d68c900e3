import { SwitchList, type SignedSwitches } from '../../shared/switches.ts'

const bytesOf = (base64url: string) =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0))

/**
 * The list to go by from now on. What was not signed with our key, cannot be read, or is not newer than the known
 * one changes nothing: an old list, played again, switches nothing off and nothing on.
 */
export async function newerList(
  signed: SignedSwitches,
  known: SwitchList | null,
  publicKey: string,
): Promise<SwitchList | null> {
  if (!(await isOurs(signed, publicKey).catch(() => false))) return known
  const list = SwitchList.safeParse(readJson(signed.list)).data
  return list && list.version > (known?.version ?? 0) ? list : known
}

async function isOurs({ list, signature }: SignedSwitches, publicKey: string): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', bytesOf(publicKey), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, bytesOf(signature), new TextEncoder().encode(list))
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
