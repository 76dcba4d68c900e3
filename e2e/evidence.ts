import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type BrowserContext, type Frame } from 'playwright-core'

// What browsers show and what their consoles have said: printed where a test fails, since nobody was there to look.

interface Witness {
  /** Where the browser is spoken to. */
  endpoint: string
  /** Errors of its pages and of the background, the oldest first. */
  errors: string[]
}

const witnesses = new Set<Witness>()

/** Remembers a browser until `leave`; `hear` listens to one more line to it. */
export function witness(endpoint: string): { hear(context: BrowserContext): void; leave(): void } {
  const each: Witness = { endpoint, errors: [] }
  witnesses.add(each)
  const note = (where: string | undefined, words: string) => {
    // The same line is heard once for every line to the browser.
    const line = `${pathOf(where ?? '')}: ${words.slice(0, 400)}`
    if (each.errors.at(-1) !== line) each.errors.push(line)
  }
  return {
    hear: (context) => {
      context.on('console', (said) => {
        if (said.type() !== 'error') return
        note(said.page()?.url() ?? said.worker()?.url() ?? said.location().url, said.text())
      })
      context.on('weberror', (error) => note(error.page()?.url(), String(error.error())))
    },
    leave: () => void witnesses.delete(each),
  }
}

const pathOf = (url: string) => url.replace(/^chrome-extension:\/\/\w+\//, '').slice(0, 120)

/** Forgets what was said so far. */
export function forgetErrors(): void {
  for (const { errors } of witnesses) errors.length = 0
}

/** Every window of every browser that is open, and the errors since `forgetErrors`. */
export async function evidence(): Promise<string> {
  const all: string[] = []
  for (const { endpoint, errors } of witnesses) {
    const windows = await windowsOf(endpoint).catch((error: unknown) => [
      `cannot be looked at: ${String(error)}`,
    ])
    all.push(...windows, ...errors.slice(-20).map((line) => `error at ${line}`))
  }
  return all.join('\n')
}

async function windowsOf(endpoint: string): Promise<string[]> {
  // Side panels and popups are seen only by a line that is opened after them.
  const line = await chromium.connectOverCDP(endpoint, { timeout: 10_000 })
  try {
    const pages = line.contexts().flatMap((context) => context.pages())
    const frames = pages.flatMap((page) => [
      page.mainFrame(),
      ...page
        .frames()
        .slice(1)
        .filter((frame) => frame.url().startsWith('chrome-extension:')),
    ])
    const looked = frames.filter((frame) => frame.url() !== 'about:blank')
    return await Promise.all(
      looked.map(async (frame) => {
        const seen = await Promise.race([seenIn(frame).catch(String), sleep(5000, 'it does not answer')])
        return `${pathOf(frame.url())}\n    ${seen}`
      }),
    )
  } finally {
    await line.close()
  }
}

const seenIn = (frame: Frame): Promise<string> =>
  frame.evaluate(() => {
    const words = (element: Element | null) =>
      (element instanceof HTMLElement ? element.innerText : '').replace(/\s+/g, ' ').trim()
    const all = (selector: string) => [...document.querySelectorAll(selector)].map(words).filter(Boolean)
    const at = document.activeElement
    return [
      `heading: ${words(document.querySelector('h1'))}`,
      `status: ${all('[role="status"]').join(' | ')}`,
      `alert: ${all('[role="alert"]').join(' | ')}`,
      `focus: ${at?.localName} ${(at?.getAttribute('aria-label') ?? words(at)).slice(0, 60)}`,
      `all: ${words(document.body).slice(0, 900)}`,
    ].join('\n    ')
  })
