import type { Step } from '../tools/runner.ts'
import { fileNamed } from './bench-files.ts'
import { stepValues, type BenchStep } from './bench.ts'
import { faceOf } from './faces.ts'

/** A step with the files that its fields name, ready for the worker. */
export async function withFiles(step: Step): Promise<Step> {
  const fields = faceOf(step.tool)?.fields ?? {}
  const named = Object.entries(fields).flatMap(([name, field]) => {
    const id = step.values[name]
    return field.kind === 'image' && typeof id === 'string' ? [[name, id] as const] : []
  })
  if (named.length === 0) return step
  const files = await Promise.all(named.map(async ([name, id]) => [name, await fileNamed(id)] as const))
  return { ...step, files: Object.fromEntries(files) }
}

/** The row that lies on the bench, with all values and files, to be run elsewhere. */
export const runnerSteps = (steps: readonly BenchStep[]): Promise<Step[]> =>
  Promise.all(steps.map((step) => withFiles({ tool: step.tool, values: stepValues(step) })))
