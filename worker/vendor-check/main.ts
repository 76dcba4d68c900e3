import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { keyNameOf } from '../env.ts'
import { providers, type VendorId } from '../providers/index.ts'
import { providerNet, vendorReady, type Outside } from '../providers/net.ts'
import { checkVendor, reportOf, type VendorReport } from './check.ts'
import { passableNames } from './differences.ts'
import { keyAdvice, linesOf } from './words.ts'

// `npm run vendors`, in Node: the Worker's own catalogue and adapters, the vendors' free calls, nothing of a database.
// Keys come in the environment, by the Worker's own names for them. Exit 1 where something is not as we have it.

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    'pass-over': { type: 'boolean', default: false },
    'passed-over': { type: 'string', default: `${import.meta.dirname}/../models/passed-over.json` },
  },
})
const vendors = Object.keys(providers) as VendorId[]
const env = (name: string) => process.env[name]?.trim() || null
const outside: Outside = {
  fetch: (input, init) => fetch(input, init),
  settings: {
    keys: Object.fromEntries(vendors.map((vendor) => [vendor, env(keyNameOf(vendor))])) as Record<
      VendorId,
      string | null
    >,
    sandboxUrl: env('SANDBOX_URL'),
  },
}

const file = values['passed-over']
const passedOver = JSON.parse(readFileSync(file, 'utf8')) as string[]
const reports: VendorReport[] = []
for (const vendor of vendors) {
  const report = vendorReady(outside, vendor)
    ? await checkVendor(vendor, providerNet(outside, vendor), new Set(passedOver))
    : reportOf(vendor, 'no-key')
  reports.push(report)
  console.log(linesOf(report, keyNameOf(vendor)).join('\n'))
}

const asked = reports.filter(({ state }) => state !== 'no-key')
const differences = reports.flatMap((report) => report.differences)
const passable = differences.flatMap(passableNames)
if (asked.length === 0)
  console.log(`\nNothing was checked: no vendor has a key. ${keyAdvice(vendors.map(keyNameOf))}`)
if (values['pass-over'] && passable.length > 0) {
  writeFileSync(file, `${JSON.stringify([...passedOver, ...passable].sort(), null, 2)}\n`)
  console.log(
    `\nPassed over from now on: ${passable.length} things that vendors have and we do not (${file}).`,
  )
} else if (passable.length > 0)
  console.log(
    `\n${passable.length} of it is only what vendors have and we do not; "npm run vendors -- --pass-over" remembers that it was looked at.`,
  )
const left = values['pass-over'] ? differences.filter((one) => passableNames(one).length === 0) : differences
const ok = left.length === 0 && reports.every(({ state }) => state !== 'failed')
if (values.json)
  console.log(JSON.stringify({ ok, checked: asked.map(({ vendor }) => vendor), vendors: reports }))
process.exitCode = ok ? 0 : 1
