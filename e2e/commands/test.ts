import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary, startChild, temporaryFolder } from '../children.ts'

// Everything, in the order in which a mistake is cheapest to see. The closing line counts every test, and each
// stage that is not made of tests as one.

interface Stage {
  name: string
  command: readonly string[]
  /** Its own tests are counted, from vitest's report. */
  vitest?: boolean
}

const rooms = ['shared', 'sandbox', 'extension', 'worker', 'e2e']
const vitest = (room: string): Stage => ({
  name: room === 'e2e' ? 'browser' : room,
  command: [binary('vitest'), 'run', '-c', `${room}/vitest.config.ts`],
  vitest: true,
})
const stages: readonly Stage[] = [
  { name: 'types', command: [binary('tsc'), '-b'] },
  { name: 'lint', command: [binary('oxlint')] },
  { name: 'format', command: [binary('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'build', command: [binary('node'), 'e2e/commands/build.ts'] },
  ...rooms.map(vitest),
]

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

const reports = temporaryFolder('reports')
const total = { passed: 0, failed: 0, skipped: 0 }

function runStage(stage: Stage, report: string): Promise<number> {
  const more = stage.vitest
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--no-color']
    : []
  const heard = (text: string) => void process.stdout.write(text)
  return startChild([...stage.command, ...more], { heard }).ended
}

/** Counts a stage; a failure outside of any test (a file that does not load, a setup that throws) counts as one. */
function count(stage: Stage, code: number, report: string): string {
  if (!stage.vitest || !existsSync(report)) {
    if (code === 0) total.passed += 1
    else total.failed += 1
    return code === 0 ? 'passed' : 'FAILED'
  }
  const result = JSON.parse(readFileSync(report, 'utf8')) as Report
  const brokenFiles = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const failed = result.numFailedTests + brokenFiles
  const unseen = code !== 0 && failed === 0 ? 1 : 0
  total.passed += result.numPassedTests
  total.failed += failed + unseen
  total.skipped += result.numPendingTests
  return `${result.numPassedTests} passed, ${failed + unseen} failed`
}

const only = process.argv.slice(2)
const unknown = only.filter((name) => !stages.some((stage) => stage.name === name))
if (unknown.length > 0) {
  console.error(`no stage ${unknown.join(', ')}; there are: ${stages.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}
const lines: string[] = []
for (const stage of stages) {
  if (only.length > 0 && !only.includes(stage.name)) continue
  console.log(`\n── ${stage.name}`)
  const started = performance.now()
  const report = join(reports, `${stage.name}.json`)
  const code = await runStage(stage, report)
  const verdict = count(stage, code, report)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  lines.push(`${stage.name.padEnd(10)} ${seconds.padStart(6)} s  ${verdict}`)
}
console.log(`\n${lines.join('\n')}`)
if (total.skipped > 0) console.log(`${total.skipped} skipped`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
