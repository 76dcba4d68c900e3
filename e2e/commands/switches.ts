import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../children.ts'
import { newSwitchKey, openLists, publicHalf, type SwitchList } from '../switches.ts'
import { migrateLocal } from '../worker.ts'

// Switches a broken spot of a site off, or on again, without a release. The extension believes only what this
// command has signed; docs/decisions says why.

const usage = `npm run switches                                        what is off now
npm run switches key                                    makes the key, once, and prints its public half
npm run switches -- off SITE SPOT [WAY …] --why "…"     switches a spot off, or some ways of it
npm run switches -- on SITE SPOT                        switches it on again

  SITE, SPOT and WAY as "npm run canary" prints them, such as: LinkedIn post file:pasted
  --days 30      how long the list holds; then everything is on again
  --remote       the Worker that people use, not the one on this machine
  --key FILE     where the key lies (${join('~', '.atelier-switches.pem')})`

function quit(line: string): never {
  console.error(line)
  process.exit(1)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    why: { type: 'string' },
    days: { type: 'string', default: '30' },
    remote: { type: 'boolean', default: false },
    key: { type: 'string', default: join(homedir(), '.atelier-switches.pem') },
    state: { type: 'string' },
  },
})
const [verb = 'show', site, spot, ...ways] = positionals
const days = Number(values.days)
if (!(days > 0 && days <= 90))
  quit('--days takes a number from 1 to 90: nothing stays off by being forgotten.')

const readKey = () =>
  existsSync(values.key)
    ? readFileSync(values.key, 'utf8')
    : quit(`There is no key at ${values.key}. "npm run switches key" makes one.`)

const show = (list: SwitchList | null) => {
  if (!list) return console.log('There has never been a list: everything is on.')
  const until = new Date(list.expiresAt).toISOString().slice(0, 16).replace('T', ' ')
  console.log(
    `List ${list.version}, ${list.expiresAt > Date.now() ? `until ${until} UTC` : 'run out: everything is on'}`,
  )
  for (const one of list.off)
    console.log(`  off: ${one.site} ${one.spot}${one.ways ? ` (${one.ways.join(', ')})` : ''}: ${one.why}`)
  if (list.off.length === 0) console.log('  nothing is off')
}

if (verb === 'key') {
  if (existsSync(values.key))
    quit(`${values.key} is there already. Whoever needs another moves it away first.`)
  const key = newSwitchKey()
  writeFileSync(values.key, key, { mode: 0o600 })
  console.log(`Written: ${values.key}. Keep it: without it nothing can be switched.\n`)
  console.log(`Build the extension with\n  ATELIER_SWITCH_KEY=${publicHalf(key)}`)
} else {
  const state = values.state ?? join(root, '.wrangler/state')
  // On this machine there may never have been a Worker.
  if (!values.remote && !values.state) await migrateLocal(state)
  const lists = openLists(values.remote ? 'remote' : state)
  const now = await lists.newest()
  if (verb === 'show') show(now)
  else if ((verb === 'off' || verb === 'on') && site && spot) {
    const { why } = values
    if (verb === 'off' && !why)
      quit('--why is missing: one sentence for the people who wanted to insert something.')
    const others = (now?.off ?? []).filter((one) => one.site !== site || one.spot !== spot)
    const added = verb === 'off' ? [{ site, spot, ways: ways.length > 0 ? ways : null, why: why ?? '' }] : []
    const next: SwitchList = {
      version: (now?.version ?? 0) + 1,
      expiresAt: Date.now() + days * 24 * 3600_000,
      off: [...others, ...added],
    }
    await lists.publish(next, readKey())
    show(next)
  } else quit(usage)
}
