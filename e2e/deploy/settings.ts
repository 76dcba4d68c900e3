import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { unstable_readConfig } from 'wrangler'
import { root, startChild } from '../children.ts'

/** Something that a deploy cannot go without, and what the person does about it. */
export interface Missing {
  what: string
  how: string
}

/** What wrangler.toml says, as far as a deploy looks at it. */
export interface Settings {
  publicOrigin: string
  databaseId: string
  bucket: string
  queues: readonly string[]
  /** Is there a route, or a domain of the Worker's own, from the public address to it? */
  routed: boolean
}

/** The part of wrangler's own reading that is read here. */
interface Config {
  vars: Record<string, unknown>
  d1_databases: { database_id?: string }[]
  r2_buckets: { bucket_name?: string }[]
  queues: { producers?: { queue: string }[]; consumers?: { queue: string }[] }
  route?: unknown
  routes?: unknown
}

/** Throws where wrangler cannot read its file. */
export function readSettings(): Settings {
  const config = unstable_readConfig({ config: join(root, 'wrangler.toml') }) as Config
  const { producers = [], consumers = [] } = config.queues
  const queues = [...producers, ...consumers].map(({ queue }) => queue)
  return {
    publicOrigin: String(config.vars['PUBLIC_ORIGIN'] ?? ''),
    databaseId: config.d1_databases[0]?.database_id ?? '',
    bucket: config.r2_buckets[0]?.bucket_name ?? '',
    queues: [...new Set(queues)],
    routed: config.routes !== undefined || config.route !== undefined,
  }
}

/** What of wrangler.toml is still as it came. */
export function settingsMissing({ databaseId, publicOrigin }: Settings): Missing[] {
  const missing: Missing[] = []
  if (!/[1-9a-f]/i.test(databaseId))
    missing.push({
      what: 'wrangler.toml names no database.',
      how: 'npx wrangler d1 create atelier   and put the id that it prints into database_id',
    })
  const host = URL.canParse(publicOrigin) ? new URL(publicOrigin).hostname : ''
  if (host === '' || host.endsWith('.example'))
    missing.push({
      what: `PUBLIC_ORIGIN in wrangler.toml (${publicOrigin || 'none'}) is no address of yours.`,
      how: 'put in the address people and vendors reach the Worker at, such as https://atelier.YOUR-NAME.workers.dev',
    })
  return missing
}

/** What is not committed would be shipped, and nobody could say later what it was. */
export async function treeMissing(): Promise<Missing[]> {
  let said = ''
  const child = startChild(['git', 'status', '--porcelain'], { heard: (text) => (said += text) })
  if ((await child.ended) !== 0)
    return [{ what: 'This is no clone: git does not know what would be shipped.', how: 'git clone it' }]
  const files = said.split('\n').filter(Boolean)
  if (files.length === 0) return []
  const few = files.slice(0, 5).map((line) => line.slice(3))
  const more = files.length > few.length ? ` and ${files.length - few.length} more` : ''
  return [
    { what: `Not everything is committed: ${few.join(', ')}${more}.`, how: 'git commit it, or git stash it' },
  ]
}

/** Every migration there is, in its order. */
export const migrations = (): string[] =>
  readdirSync(join(root, 'migrations'))
    .filter((name) => name.endsWith('.sql'))
    .sort()
