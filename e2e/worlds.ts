import type { CDPSession, Page } from 'playwright-core'

/** A place where scripts run on a page: its own world, and one for every extension that put something there. */
export interface World {
  id: number
  /** Empty for the page's own world; an extension's bears the extension's name. */
  name: string
  /** The page's own, one for each of its frames. */
  own: boolean
}

export interface Listener {
  world: string
  /** The window and what belongs to it, or the document and all that is in it. */
  on: string
  type: string
}

export interface Worlds {
  line: CDPSession
  list(): World[]
  /** Runs an expression in one world and gives its value. */
  run<T>(world: World, expression: string): Promise<T>
  /** Every listener on the window, the document and all that is in it, shadow roots included, in every world. */
  listeners(): Promise<Listener[]>
}

const parts = ['window', 'screen', 'visualViewport', 'navigation', 'navigator.serviceWorker']

/** Follows the worlds of a page and of its frames of the same process, from its next load on. */
export async function watchWorlds(page: Page): Promise<Worlds> {
  const line = await page.context().newCDPSession(page)
  const worlds = new Map<number, World>()
  const scripts = new Map<string, number>()
  line.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) =>
    worlds.set(id, { id, name, own: (auxData as { isDefault?: boolean }).isDefault === true }),
  )
  line.on('Runtime.executionContextDestroyed', ({ executionContextId }) => worlds.delete(executionContextId))
  line.on('Runtime.executionContextsCleared', () => worlds.clear())
  line.on('Debugger.scriptParsed', ({ scriptId, executionContextId }) =>
    scripts.set(scriptId, executionContextId),
  )
  await line.send('Runtime.enable')
  await line.send('Debugger.enable')

  const evaluate = async (world: World, expression: string, returnByValue: boolean) => {
    const { result, exceptionDetails } = await line.send('Runtime.evaluate', {
      expression,
      contextId: world.id,
      returnByValue,
      awaitPromise: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result
  }
  const listenersOn = async (world: World, on: string): Promise<Listener[]> => {
    const { objectId } = await evaluate(world, on, false)
    if (!objectId) return []
    const { listeners } = await line.send('DOMDebugger.getEventListeners', {
      objectId,
      depth: -1,
      pierce: true,
    })
    await line.send('Runtime.releaseObject', { objectId })
    // Nodes answer for all worlds at once: whose a listener is, its script tells.
    return listeners.map(({ type, scriptId }) => ({
      world: worlds.get(scripts.get(scriptId) ?? 0)?.name ?? `unknown script ${scriptId}`,
      on,
      type,
    }))
  }
  return {
    line,
    list: () => [...worlds.values()],
    run: async <T>(world: World, expression: string) => (await evaluate(world, expression, true)).value as T,
    listeners: async () => {
      const asked = [...worlds.values()].flatMap((world) =>
        (world.own ? [...parts, 'document'] : parts).map((on) => listenersOn(world, on)),
      )
      return (await Promise.all(asked)).flat()
    },
  }
}
