import { parseArgs } from 'node:util'
import { binary, root, runChild } from '../children.ts'
import { model } from '../new/model.ts'
import { provider } from '../new/provider.ts'
import { site } from '../new/site.ts'
import { tool } from '../new/tool.ts'
import { openTree, type Kind } from '../new/tree.ts'

// Writes the file, the line in the list and the fixture of a new thing. A test in its folder then says what to fill in.

const kinds: Readonly<Record<string, Kind>> = { model, provider, site, tool }

function quit(line: string): never {
  console.error(line)
  process.exit(1)
}
const usage = Object.entries(kinds).map(([kind, each]) => `  npm run new ${kind} NAME ${each.usage}`)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { task: { type: 'string' }, provider: { type: 'string' }, host: { type: 'string' } },
})
const [kindName = '', name = ''] = positionals
if (kindName === 'channel')
  quit('There are no channels yet: they come with publishing. Where people post today is a site.')
const kind = kinds[kindName]
if (!kind) quit(`new: what of?\n${usage.join('\n')}`)
if (!/^[a-z][a-z\d]*(-[a-z\d]+)*$/.test(name.replaceAll('.', '-')))
  quit('new: a name is written in small letters, digits and hyphens, like "pan-zoom".')

const tree = openTree(root)
try {
  kind.write(tree, name, values)
} catch (error) {
  quit(`new: ${error instanceof Error ? error.message : String(error)}`)
}
await runChild([binary('prettier'), '--write', '--log-level', 'warn', ...tree.changed])
console.log(`Written:\n${tree.changed.map((path) => `  ${path}`).join('\n')}`)
console.log(`\nWhat to fill in is said by:\n  ${kind.check}`)
