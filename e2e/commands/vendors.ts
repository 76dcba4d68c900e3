import { parseArgs } from 'node:util'
import { binary, startChild } from '../children.ts'
import { startSandbox } from '../sandbox.ts'
import { ownVendorKeys } from '../worker.ts'

// What the vendors sell and charge now beside what we have: with the keys of .dev.vars, by calls that cost nothing.
// The Worker's own code does the asking, as a program of its own. Exit 1 where something differs or was not answered.

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** The played vendors: to see what it does, without a key. */
    played: { type: 'boolean', default: false },
    /** Played vendors that run already, and may have been told to lie. */
    sandbox: { type: 'string' },
    'pass-over': { type: 'boolean', default: false },
    /** Other files than .dev.vars, and than the list of what was passed over. */
    vars: { type: 'string' },
    'passed-over': { type: 'string' },
  },
})

const isPlayed = values.played || values.sandbox !== undefined
if (values['pass-over'] && isPlayed && values['passed-over'] === undefined) {
  console.error('What played vendors have is nothing to remember: --pass-over goes with the true ones.')
  process.exit(1)
}

const own =
  values.played && values.sandbox === undefined
    ? await startSandbox({ publicHost: 'api.atelier.example', worker: 'http://127.0.0.1:9' })
    : null
const sandboxUrl = values.sandbox ?? own?.url ?? ''
if (sandboxUrl && !['127.0.0.1', 'localhost', '[::1]'].includes(new URL(sandboxUrl).hostname)) {
  console.error('--sandbox takes an address on this machine.')
  process.exit(1)
}

const node = [binary('node'), '--disable-warning=ExperimentalWarning']
const child = startChild(
  [
    ...node,
    'worker/vendor-check/main.ts',
    ...(values.json ? ['--json'] : []),
    ...(values['pass-over'] ? ['--pass-over'] : []),
    ...(values['passed-over'] === undefined ? [] : ['--passed-over', values['passed-over']]),
  ],
  {
    // What happens to lie in the environment is nobody's intention: a key comes from the file alone.
    env: {
      ...Object.fromEntries(
        Object.keys(process.env).flatMap((name) => (name.endsWith('_KEY') ? [[name, '']] : [])),
      ),
      ...(sandboxUrl ? {} : ownVendorKeys(values.vars)),
      SANDBOX_URL: sandboxUrl,
    },
    heard: (text) => process.stdout.write(text),
  },
)
process.exitCode = await child.ended
await own?.close()
