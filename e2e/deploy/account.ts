import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { binary, root, runChild, temporaryFolder } from '../children.ts'
import { quietEnv } from '../worker.ts'
import type { Missing, Settings } from './settings.ts'

/** Wrangler, signed in as whoever runs it. Gives what it says; throws with that when it fails. */
export function wrangler(args: readonly string[], heard?: (text: string) => void): Promise<string> {
  return runChild([binary('wrangler'), ...args], {
    env: { ...quietEnv(temporaryFolder('wrangler')), WRANGLER_HIDE_BANNER: 'true' },
    ...(heard ? { heard } : {}),
  })
}

const secretHow = (name: string) => `openssl rand -hex 32 | npx wrangler secret put ${name}`
const keyHow = (name: string) => `npx wrangler secret put ${name}`

/** The secrets that the Worker knows: those that it needs, and the vendors' keys, of which one is enough. */
function knownSecrets(): { required: string[]; keys: string[] } {
  const names = readFileSync(join(root, 'worker/env.ts'), 'utf8').matchAll(
    /^ {2}(\w+_(?:SECRET|KEY))\?: string/gm,
  )
  const all = [...names].map(([, name = '']) => name)
  return {
    required: all.filter((name) => name.endsWith('_SECRET')),
    keys: all.filter((name) => name.endsWith('_KEY')),
  }
}

export interface Account {
  missing: Missing[]
  remarks: string[]
}

/** Asks Cloudflare, and changes nothing, whether all is there that the Worker needs. */
export async function lookAtAccount({ queues, bucket }: Settings): Promise<Account> {
  const names = await secretNames()
  if (typeof names === 'string')
    return {
      missing: [
        {
          what: `Cloudflare could not be asked: ${names}`,
          how: 'npx wrangler login   (or set CLOUDFLARE_API_TOKEN; with several accounts CLOUDFLARE_ACCOUNT_ID too)',
        },
      ],
      remarks: [],
    }
  const { required, keys } = knownSecrets()
  const missing: Missing[] = required
    .filter((name) => !names.has(name))
    .map((name) => ({ what: `The secret ${name} is not set.`, how: secretHow(name) }))
  const keyless = keys.filter((name) => !names.has(name))
  if (keyless.length === keys.length)
    missing.push({
      what: `No vendor has a key: one of ${keys.join(', ')} is needed.`,
      how: keys.map(keyHow).join('   or   '),
    })
  const remarks =
    keyless.length > 0 && keyless.length < keys.length
      ? keyless.map((name) => `${name} is not set: that vendor’s models are not offered. ${keyHow(name)}`)
      : []
  const look = async (
    what: string,
    how: string,
    args: readonly string[],
    isThere: (said: string) => boolean,
  ) => {
    try {
      if (!isThere(await wrangler(args))) missing.push({ what: `There is no ${what}.`, how })
    } catch (error) {
      const words = wordsOf(error)
      if (/does not exist/.test(words)) missing.push({ what: `There is no ${what}.`, how })
      else remarks.push(`Whether there is a ${what} could not be seen: ${words}`)
    }
  }
  for (const queue of queues)
    await look(`queue ${queue}`, `npx wrangler queues create ${queue}`, ['queues', 'info', queue], () => true)
  await look(
    `bucket ${bucket}`,
    `npx wrangler r2 bucket create ${bucket}`,
    ['r2', 'bucket', 'list'],
    (said) => said.split('\n').some((line) => /^name:\s+(\S+)/.exec(line)?.[1] === bucket),
  )
  return { missing, remarks }
}

/** The names of the secrets that are set; the reason, in words, where they cannot be had. */
async function secretNames(): Promise<ReadonlySet<string> | string> {
  try {
    const said = await wrangler(['secret', 'list', '--format', 'json'])
    const list = JSON.parse(said.slice(said.indexOf('['), said.lastIndexOf(']') + 1)) as { name: string }[]
    return new Set(list.map(({ name }) => name))
  } catch (error) {
    const words = wordsOf(error)
    // Before the first deploy there is no Worker yet; the first secret that is put makes it.
    if (/^Worker \S+ not found/.test(words)) return new Set()
    return /wrangler login|CLOUDFLARE_API_TOKEN|code: 10000/.test(words)
      ? 'you are not signed in there.'
      : words
  }
}

/** What wrangler gives as the reason. */
function wordsOf(error: unknown): string {
  const text = stripVTControlCharacters(error instanceof Error ? error.message : String(error))
  return /\[ERROR\]\s*(.+)/.exec(text)?.[1] ?? text
}
