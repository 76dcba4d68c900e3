import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { binary, root, startChild } from '../children.ts'
import { migrateLocal } from '../worker.ts'

const { values } = parseArgs({
  options: { remote: { type: 'boolean', default: false }, local: { type: 'boolean', default: false } },
})
if (values.remote) {
  // Wrangler shows what it will do; it needs to be signed in to Cloudflare.
  const child = startChild([binary('wrangler'), 'd1', 'migrations', 'apply', 'atelier', '--remote'], {
    heard: (text) => process.stdout.write(text),
  })
  process.exitCode = await child.ended
} else console.log(await migrateLocal(join(root, '.wrangler/state')))
