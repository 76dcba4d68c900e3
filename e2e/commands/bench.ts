import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

// Benchmarks, one file each in e2e/bench/. Every figure stands beside a baseline measured in the same run.

export interface Row {
  name: string
  value: number
  unit: string
  baseline: number
  /** value / baseline; null where the baseline is nothing. */
  ratio: number | null
}

interface Benchmark {
  title: string
  /** What each figure is compared with. */
  baseline: string
  bench(
    say: (line: string) => void,
  ): Promise<{ name: string; value: number; unit: string; baseline: number }[]>
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const folder = join(import.meta.dirname, '../bench')
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : []))
const unknown = positionals.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`there is no benchmark ${unknown.join(', ')}; there are: ${names.join(', ')}`)
  process.exit(1)
}
const say = (line: string) => void process.stderr.write(`${line}\n`)
const round = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(4)))
const all: Row[] = []
for (const name of positionals.length > 0 ? positionals : names) {
  const benchmark = (await import(join(folder, `${name}.ts`))) as Benchmark
  say(`${name}: ${benchmark.title} (baseline: ${benchmark.baseline})`)
  const rows = (await benchmark.bench((line) => say(`  ${line}`))).map((row) => ({
    ...row,
    value: round(row.value),
    baseline: round(row.baseline),
    ratio: row.baseline === 0 ? null : round(row.value / row.baseline),
  }))
  all.push(...rows)
  if (!values.json) {
    const wide = Math.max(...rows.map((row) => row.name.length))
    for (const row of rows)
      console.log(
        `  ${row.name.padEnd(wide)} ${String(row.value).padStart(10)} ${row.unit.padEnd(8)} ` +
          `baseline ${String(row.baseline).padStart(10)}  ratio ${row.ratio ?? '–'}`,
      )
  }
}
if (values.json) console.log(JSON.stringify(all))
process.exit(0)
