import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser } from '../browser.ts'
import { temporaryFolder, until } from '../children.ts'
import { openDisplay, type Display } from '../display.ts'
import { buildExtension, readManifest } from '../extension.ts'
import { pressShortcut } from '../gestures.ts'
import { addresses } from '../pages/pages.ts'
import { routePages } from '../pages/route.ts'

export const title = 'what a host page gets: before Atelier is called on it, and after'
export const baseline = 'the same page in a browser with an extension that does nothing'

interface Load {
  requests: number
  scriptBytes: number
  nodes: number
}

export async function bench() {
  const display = await openDisplay()
  try {
    const bare = await measure(display, emptyExtension(), false)
    const ours = await measure(display, await buildExtension({ apiOrigin: 'http://127.0.0.1:9' }), true)
    return (['before', 'after'] as const).flatMap((when) =>
      (['requests', 'scriptBytes', 'nodes'] as const).map((what) => ({
        name: `${{ requests: 'requests', scriptBytes: 'script', nodes: 'elements' }[what]} ${when} the call`,
        value: ours[when][what],
        unit: what === 'scriptBytes' ? 'bytes' : '',
        baseline: bare[when][what],
      })),
    )
  } finally {
    await display.close()
  }
}

/** An extension with the same way to be called and nothing behind it. */
function emptyExtension(): string {
  const folder = temporaryFolder('empty-extension')
  const manifest = {
    manifest_version: 3,
    name: 'Empty',
    version: '1',
    key: Buffer.from('an extension that does nothing').toString('base64'),
    background: { service_worker: 'background.js' },
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'background.js'), '')
  return folder
}

async function measure(
  display: Display,
  extension: string,
  call: boolean,
): Promise<{ before: Load; after: Load }> {
  const browser = await openBrowser({ extension, display })
  try {
    await routePages(browser.context)
    const page = browser.context.pages()[0] ?? (await browser.context.newPage())
    const load = await watch(page)
    await page.goto(addresses.linkedin)
    await page.getByRole('button', { name: 'Start a post' }).click()
    await page.getByRole('textbox').click()
    const before = await load()
    if (call) {
      pressShortcut(display, readManifest(extension).commands?.['open-panel']?.suggested_key?.default ?? '')
      const panel = await browser.surface('as=side')
      await panel.leave()
      await until('the page script', async () => (await load()).scriptBytes > before.scriptBytes)
    }
    return { before, after: await load() }
  } finally {
    await browser.close()
  }
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
  return async () => ({
    requests,
    scriptBytes,
    nodes: await page.evaluate(() => document.querySelectorAll('*').length),
  })
}
