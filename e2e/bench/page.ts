import type { CDPSession, Page } from 'playwright-core'
import { openBrowser } from '../browser.ts'
import { until } from '../children.ts'
import { openDisplay, type Display } from '../display.ts'
import { buildExtension, readManifest } from '../extension.ts'
import { answerQuestion, clickInPanel, pressShortcut } from '../gestures.ts'
import { addresses } from '../pages/pages.ts'
import { routePages } from '../pages/route.ts'
import { plainExtension } from '../traces.ts'

export const title =
  'what a host page pays: before Atelier is called on it, after, and with the button that is always there'
export const baseline = 'the same page in a browser with an extension that does nothing'

interface Load {
  requests: number
  scriptBytes: number
  nodes: number
  /** Milliseconds of running scripts, of the page and of extensions, since it began to load. */
  scriptMs: number
}

/** With the panel open: bytes of live objects in it, or in an empty page. */
interface Measured {
  before: Load
  after: Load
  panelBytes: number
}

const words = {
  requests: ['requests', ''],
  scriptBytes: ['script', 'bytes'],
  scriptMs: ['time of scripts', 'ms'],
  nodes: ['elements', ''],
} as const

export async function bench() {
  const display = await openDisplay()
  try {
    const extension = await buildExtension({ apiOrigin: 'http://127.0.0.1:9' })
    const bare = await measure(display, plainExtension(false), 'nothing')
    const ours = await measure(display, extension, 'call')
    const button = await measure(display, extension, 'button')
    const runs = [
      ['before the call', ours.before, bare.before],
      ['after the call', ours.after, bare.after],
      ['with the button', button.after, bare.after],
    ] as const
    const rows = runs.flatMap(([when, load, base]) =>
      (Object.keys(words) as (keyof Load)[]).map((what) => ({
        name: `${words[what][0]} ${when}`,
        value: load[what],
        unit: words[what][1],
        baseline: base[what],
      })),
    )
    const { panelBytes } = ours
    return [
      ...rows,
      { name: 'memory of the panel', value: panelBytes, unit: 'bytes', baseline: bare.panelBytes },
    ]
  } finally {
    await display.close()
  }
}

async function measure(
  display: Display,
  extension: string,
  how: 'nothing' | 'call' | 'button',
): Promise<Measured> {
  const browser = await openBrowser({ extension, display })
  try {
    await routePages(browser.context)
    const page = browser.context.pages()[0] ?? (await browser.context.newPage())
    const press = () => pressShortcut(display, shortcutOf(extension))
    if (how === 'button') {
      // Asked for on an earlier visit, as a person does; what is measured is the visit after it.
      await browser.context.serviceWorkers()[0]!.evaluate(() => chrome.storage.local.set({ token: 'nobody' }))
      await page.goto(addresses.linkedin)
      press()
      const panel = await browser.surface('as=side')
      await panel.page.getByRole('button', { name: 'Settings' }).click()
      await answerQuestion(display, 'allow', () =>
        clickInPanel(display, panel.page.locator('.switch-track').first()),
      )
      await panel.page.close()
      await panel.leave()
      await page.goto('about:blank')
    }
    const load = await watch(page)
    await page.goto(addresses.linkedin)
    await openComposer(page)
    if (how === 'button')
      await until('the button', async () => (await page.locator('[popover="manual"]').count()) === 1)
    const before = await load()
    if (how !== 'call') {
      const empty = await browser.context.newPage()
      return { before, after: before, panelBytes: await liveBytes(empty) }
    }
    press()
    const panel = await browser.surface('as=side')
    await panel.page.getByRole('button').first().waitFor()
    const panelBytes = await liveBytes(panel.page)
    await panel.leave()
    await until('the page script', async () => (await load()).scriptBytes > before.scriptBytes)
    return { before, after: await load(), panelBytes }
  } finally {
    await browser.close()
  }
}

const shortcutOf = (extension: string) =>
  readManifest(extension).commands?.['open-panel']?.suggested_key?.default ?? ''

async function openComposer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start a post' }).click()
  await page.getByRole('textbox').click()
}

async function liveBytes(page: Page): Promise<number> {
  const line = await page.context().newCDPSession(page)
  await line.send('Performance.enable')
  await line.send('HeapProfiler.collectGarbage')
  return metric(line, 'JSHeapUsedSize')
}

async function metric(line: CDPSession, name: string): Promise<number> {
  const { metrics } = await line.send('Performance.getMetrics')
  return metrics.find((each) => each.name === name)?.value ?? 0
}

/** Counts everything the page loads and runs, in its own world and in those of extensions. */
async function watch(page: Page): Promise<() => Promise<Load>> {
  const line = await page.context().newCDPSession(page)
  let requests = 0
  let scriptBytes = 0
  line.on('Network.requestWillBeSent', () => (requests += 1))
  line.on('Debugger.scriptParsed', ({ url, length }) => {
    // What this test itself asks the page carries no address.
    if (url) scriptBytes += length ?? 0
  })
  await line.send('Network.enable')
  await line.send('Debugger.enable')
  await line.send('Performance.enable')
  return async () => ({
    requests,
    scriptBytes,
    nodes: await page.evaluate(() => document.querySelectorAll('*').length),
    scriptMs: (await metric(line, 'ScriptDuration')) * 1000,
  })
}
