import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary, root, startChild, temporaryFolder } from '../children.ts'

// Everything, in the order in which a mistake is cheapest to see. The closing line counts every test, and each
// stage that is not made of tests as one.

interface Stage {
  name: string
  command: readonly string[]
  /** Its own tests are counted: from vitest's report, or from the steps of the demo's last line. */
  counts?: 'vitest' | 'steps'
}

const node = [binary('node'), '--disable-warning=ExperimentalWarning']
const rooms = ['shared', 'sandbox', 'extension', 'worker', 'e2e']
const vitest = (room: string): Stage => ({
  name: room === 'e2e' ? 'browser' : room,
  command: [binary('vitest'), 'run', '-c', `${room}/vitest.config.ts`],
  counts: 'vitest',
})
const stages: readonly Stage[] = [
  // Each room's tests are projects of their own beside it.
  { name: 'types', command: [binary('tsc'), '-b', ...globSync('*/tsconfig*.json', { cwd: root })] },
  { name: 'lint', command: [binary('oxlint')] },
  { name: 'format', command: [binary('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'build', command: [...node, 'e2e/commands/build.ts'] },
  ...rooms.map(vitest),
  // Played vendors only: a test never spends anybody's money.
  {
    name: 'demo',
    command: [...node, 'e2e/commands/demo.ts', '--json', '--played'],
    counts: 'steps',
  },
]

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

interface Count {
  passed: number
  failed: number
  skipped?: number
}

const reports = temporaryFolder('reports')
/** The browser's tests are many, and one at a time. */
const stageMinutes = 45

async function runStage(stage: Stage): Promise<Count> {
  const report = join(reports, `${stage.name}.json`)
  const more =
    stage.counts === 'vitest'
      ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--no-color']
      : []
  let lastLine = ''
  const child = startChild([...stage.command, ...more], {
    heard: (text) => {
      // The demo's object is read, not shown.
      if (stage.counts === 'steps' && text.startsWith('{"ok"')) lastLine = text
      else if (stage.counts === 'steps' && lastLine) lastLine += text
      else process.stdout.write(text)
    },
  })
  const limit = setTimeout(() => {
    console.log(
      `\n${stage.name} has not ended after ${stageMinutes} minutes: it is stopped, and counts as failed`,
    )
    void child.stop()
  }, stageMinutes * 60_000)
  const code = await child.ended
  clearTimeout(limit)
  const found =
    stage.counts === 'vitest' && existsSync(report)
      ? countTests(JSON.parse(readFileSync(report, 'utf8')) as Report)
      : stage.counts === 'steps' && lastLine
        ? countSteps(JSON.parse(lastLine) as { steps: { ok: boolean }[] })
        : { passed: code === 0 ? 1 : 0, failed: 0 }
  // Whatever went wrong outside of any test counts as one.
  return code !== 0 && found.failed === 0 ? { ...found, failed: 1 } : found
}

function countTests(report: Report): Count {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests,
  }
}

function countSteps({ steps }: { steps: { ok: boolean }[] }): Count {
  const passed = steps.filter(({ ok }) => ok).length
  return { passed, failed: steps.length - passed }
}

const only = process.argv.slice(2)
const unknown = only.filter((name) => !stages.some((stage) => stage.name === name))
if (unknown.length > 0) {
  console.error(`no stage ${unknown.join(', ')}; there are: ${stages.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}
const lines: string[] = []
const total = { passed: 0, failed: 0, skipped: 0 }
for (const stage of stages) {
  if (only.length > 0 && !only.includes(stage.name)) continue
  console.log(`\n── ${stage.name}`)
  const started = performance.now()
  const { passed, failed, skipped = 0 } = await runStage(stage)
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  lines.push(`${stage.name.padEnd(10)} ${seconds.padStart(6)} s  ${passed} passed, ${failed} failed`)
}
console.log(`\n${lines.join('\n')}`)
if (total.skipped > 0) console.log(`${total.skipped} skipped`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
