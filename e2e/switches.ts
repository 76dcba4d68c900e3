import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary, runChild, temporaryFolder } from './children.ts'
import { quietEnv } from './worker.ts'

// Lists of what is switched off at sites: written and signed by a person, stored as a row, believed by the extension.

export interface Switch {
  site: string
  spot: string
  ways: string[] | null
  why: string
}

export interface SwitchList {
  version: number
  expiresAt: number
  off: Switch[]
}

export interface SignedList {
  list: string
  signature: string
}

/** A new key, as PEM. It never leaves its owner's machine. */
export const newSwitchKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** The half that is built into the extension: 32 bytes in base64url. */
export const publicHalf = (key: string): string =>
  createPublicKey(createPrivateKey(key)).export({ format: 'jwk' }).x ?? ''

export function signList(list: SwitchList, key: string): SignedList {
  const text = JSON.stringify(list)
  return { list: text, signature: sign(null, Buffer.from(text), createPrivateKey(key)).toString('base64url') }
}

/** The table of lists: of a Worker's local `state`, or of the one that people use. */
export function openLists(state: string | 'remote') {
  const where = state === 'remote' ? ['--remote'] : ['--local', '--persist-to', state]
  const execute = (...what: readonly string[]) =>
    runChild([binary('wrangler'), 'd1', 'execute', 'atelier', ...where, ...what], {
      env: quietEnv(temporaryFolder('wrangler')),
    })
  return {
    async newest(): Promise<SwitchList | null> {
      const query = 'select list from switch_lists order by version desc limit 1'
      const said = await execute('--json', '--command', query)
      const [answer] = JSON.parse(said.slice(said.indexOf('['))) as { results: { list: string }[] }[]
      const text = answer?.results[0]?.list
      return text ? (JSON.parse(text) as SwitchList) : null
    },
    async publish(list: SwitchList, key: string): Promise<void> {
      const signed = signList(list, key)
      const quoted = [signed.list, signed.signature].map((text) => `'${text.replaceAll("'", "''")}'`)
      const file = join(temporaryFolder('switches'), 'list.sql')
      writeFileSync(
        file,
        `insert into switch_lists (version, list, signature) values (${list.version}, ${quoted.join(', ')});\n`,
      )
      await execute('--yes', '--file', file)
    },
  }
}
