import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openStudio, type Studio } from '../studio.ts'

// The long proofs, at full size: one file each in e2e/prove/.

interface Options {
  /** How long, where that is for the asker to say; null: as long as the proof itself finds right. */
  minutes: number | null
}

interface Proof {
  title: string
  /** Gives the figures; throws when it does not hold. */
  prove(studio: Studio, options: Options): Promise<string[]>
}

const folder = join(import.meta.dirname, '../prove')
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : []))
const { values, positionals: wanted } = parseArgs({
  options: { minutes: { type: 'string' } },
  allowPositionals: true,
})
const minutes = values.minutes === undefined ? null : Number(values.minutes)
if (minutes !== null && !(minutes > 0)) {
  console.error('--minutes takes a number above 0')
  process.exit(1)
}
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`there is no proof ${unknown.join(', ')}; there are: ${names.join(', ')}`)
  process.exit(1)
}
let failed = 0
for (const name of wanted.length > 0 ? wanted : names) {
  const proof = (await import(join(folder, `${name}.ts`))) as Proof
  console.log(`${name}: ${proof.title}`)
  const started = performance.now()
  // Each proof has a world of its own: none can lean on what another left.
  const studio = await openStudio()
  try {
    for (const line of await proof.prove(studio, { minutes })) console.log(`  ${line}`)
    console.log(`  holds (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  } catch (error) {
    failed += 1
    console.log(`  DOES NOT HOLD: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    await studio.close()
  }
}
process.exit(failed === 0 ? 0 : 1)
