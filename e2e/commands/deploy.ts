import { globSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { binary, root, runChild, temporaryFolder, until } from '../children.ts'
import { lookAtAccount, wrangler } from '../deploy/account.ts'
import { migrations, readSettings, settingsMissing, treeMissing, type Missing } from '../deploy/settings.ts'
import { zipExtension } from '../extension.ts'

// Ships what is committed: looks whether all is there, builds all of it, and only then touches the database and the
// Worker. `--dry-run` does everything that needs no account, and changes nothing anywhere.

const { values } = parseArgs({
  options: {
    'dry-run': { type: 'boolean', default: false },
    /** The extension in the stores stays the one it is. */
    'worker-only': { type: 'boolean', default: false },
  },
})
const dry = values['dry-run']
const say = (line: string) => console.log(line)
const step = (line: string) => say(`\n── ${line}`)

function quit(line: string): never {
  say(`\n${line}`)
  process.exit(1)
}

const listed = (missing: readonly Missing[]) =>
  missing.map(({ what, how }) => `  ${what}\n      ${how}`).join('\n')

/** Does it, or ends here: whatever fails before the database is touched has changed nothing. */
async function orElse<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    return quit(what)
  }
}

step('Is everything there?')
const settings = readSettings()
const account = dry ? { missing: [], remarks: [] } : await lookAtAccount(settings)
const missing = [...(await treeMissing()), ...settingsMissing(settings), ...account.missing]
if (missing.length > 0 && !dry) quit(`Not yet. Nothing was deployed.\n${listed(missing)}`)
say(dry ? 'Cloudflare is not asked: secrets, queues and bucket are looked at by the real deploy.' : 'Yes.')
for (const remark of account.remarks) say(`  · ${remark}`)
const switchKey = process.env['ATELIER_SWITCH_KEY']
if (!switchKey && !values['worker-only'])
  say(
    '  · ATELIER_SWITCH_KEY is not set: this extension cannot be told to leave a site alone ("npm run switches key").',
  )

step('Checking types')
await orElse('The types do not fit. Nothing was deployed.', () =>
  runChild([binary('tsc'), '-b', ...globSync('*/tsconfig*.json', { cwd: root })]),
)
say('They fit.')

step('Building the Worker')
const bundle = join(temporaryFolder('deploy'), 'bundle')
const uploaded = await orElse('The Worker could not be built. Nothing was deployed.', () =>
  wrangler(['deploy', '--dry-run', `--outdir=${bundle}`]),
)
say(/Total Upload: .*/.exec(uploaded)?.[0] ?? 'Built.')

let forStores = ''
if (!values['worker-only']) {
  step(`Building the extension for ${settings.publicOrigin}`)
  const file = await orElse('The extension could not be built. Nothing was deployed.', () =>
    zipExtension({
      apiOrigin: settings.publicOrigin,
      outDir: dry ? temporaryFolder('deploy-extension') : join(root, 'extension/.output'),
      ...(switchKey ? { switchKey } : {}),
    }),
  )
  say(`${basename(file)}: ${Math.ceil(statSync(file).size / 1024)} KB`)
  forStores = ` What the stores get is ${relative(root, file)}.`
}

if (dry) {
  step('Migrations: what a new database gets; an older one only what it lacks')
  for (const name of migrations()) say(`  ${name}`)
  say(
    missing.length > 0
      ? `\nAll of it builds. Before it can be deployed:\n${listed(missing)}`
      : '\nAll of it builds. "npm run deploy" ships it.',
  )
  process.exit(0)
}

step('Bringing the database up to date')
const heard = (text: string) => void process.stdout.write(text)
await orElse(
  'The database is not up to date; a migration that failed was rolled back. The Worker is the one it was.',
  () => wrangler(['d1', 'migrations', 'apply', 'atelier', '--remote'], heard),
)

step('Deploying the Worker')
await orElse(
  'The database is up to date; the Worker is still the one it was. Mend what is said above and run it again.',
  () => wrangler(['deploy'], heard),
)

step(`Does it answer at ${settings.publicOrigin}?`)
const answers = async () =>
  (await fetch(new URL('/api/health', settings.publicOrigin)).catch(() => null))?.ok ?? false
await orElse(
  settings.routed
    ? 'It was deployed, and does not answer there. "npx wrangler tail" shows why; "npx wrangler rollback" brings the last one back.'
    : 'It was deployed, and does not answer there. No route leads there: see routes in wrangler.toml, or the Worker’s domains at Cloudflare.',
  () => until('it to answer', answers, 60),
)
say(`Yes. Deployed.${forStores}`)
