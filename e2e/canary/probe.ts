import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from '../children.ts'
import { bundle } from '../pages/bundle.ts'

/** How a spot stands in a page; written down here again on purpose. */
export interface Sighting {
  site: string
  spot: string
  found: 'marks' | 'likeness' | 'opener' | null
  engine: string | null
  textWays: string[]
  fileWays: string[]
  parts: { fields: number; buttons: number; title: boolean; submit: boolean }
}
type Outcome = { ok: true; way: string } | { ok: false; why: string }

export interface Probe {
  look(): Promise<Sighting[]>
  tryText(way: string): Promise<Outcome>
  tryFile(way: string): Promise<Outcome>
}

/**
 * Lays what the extension knows of sites into a world of its own in this page, which the page cannot see. The
 * extension itself is not needed for it, nor any right.
 */
export async function probe(page: Page): Promise<Probe> {
  const program = await bundle(join(root, 'extension/canary.ts'), 'canary')
  const line = await page.context().newCDPSession(page)
  const { frameTree } = await line.send('Page.getFrameTree')
  const { executionContextId } = await line.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'canary',
  })
  const run = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await line.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
  // There is no background here that could hold the system's file picker: the page's own fields are held all the same.
  await run('globalThis.chrome = { runtime: { sendMessage: async () => null } }; void 0')
  await run(`${program.toString()}; globalThis.canary = canary; void 0`)
  return {
    look: async () => (await run('canary.look()')) as Sighting[],
    tryText: async (way) => (await run(`canary.tryText(${JSON.stringify(way)})`)) as Outcome,
    tryFile: async (way) => (await run(`canary.tryFile(${JSON.stringify(way)})`)) as Outcome,
  }
}
