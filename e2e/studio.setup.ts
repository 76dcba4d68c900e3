import type { TestProject } from 'vitest/node'
import { buildExtension } from './extension.ts'
import { openStudio } from './studio.ts'
import { newSwitchKey, publicHalf } from './switches.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    api: string
    sandbox: string
    extension: string
    /** Where the Worker's local database lies. */
    state: string
    /** Signs the lists of switched-off spots that the built extension believes, as PEM. */
    switchKey: string
  }
}

/** One Worker, one sandbox and one build for all browser tests; each test is a person of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const studio = await openStudio()
  project.provide('api', studio.worker.url)
  project.provide('state', studio.worker.state)
  project.provide('sandbox', studio.sandbox.url)
  const key = newSwitchKey()
  project.provide('switchKey', key)
  project.provide(
    'extension',
    await buildExtension({ apiOrigin: studio.worker.url, switchKey: publicHalf(key) }),
  )
  return studio.close
}
