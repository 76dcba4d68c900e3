import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { startChild, temporaryFolder, until } from './children.ts'
import type { Display } from './display.ts'
import { witness } from './evidence.ts'

/** A window of the extension (side panel, popup, tab), seen over a line of its own. */
export interface Surface {
  page: Page
  /** Hangs up and leaves the window as it is. */
  leave(): Promise<void>
}

export interface Browser {
  context: BrowserContext
  extensionId: string
  /** An address of the extension's own. */
  address(path: string): string
  /** Waits for a window whose address contains these words. */
  surface(part: string, seconds?: number): Promise<Surface>
  /** Addresses of everything that is open, side panel and popup included. */
  open(): Promise<string[]>
  /**
   * As on the day it was installed: no window of ours is open, and nothing is kept. With a token somebody is signed in.
   * For a test that must not care what was before it.
   */
  beginAnew(token?: string): Promise<void>
  /** Resolves when the browser is gone, whoever closed it. */
  closed: Promise<unknown>
  close(): Promise<void>
  /** As a power cut would: nobody is asked, nothing is written any more. */
  kill(): Promise<void>
  /** Its process group's number. */
  pid: number | undefined
}

export interface BrowserOptions {
  extension: string
  /** Shown there; without one the browser runs headless. */
  display?: Pick<Display, 'name' | 'size'>
  /** Shown on the user's own screen. */
  ownScreen?: boolean
  /** Names that lead to servers of a test's own ("MAP host 127.0.0.1:port"); their certificates are believed. */
  resolve?: readonly string[]
  /** Keeps its data there, so that a browser opened later finds it again; without it, in a folder of its own. */
  profile?: string
}

const switches = [
  '--no-first-run',
  '--no-default-browser-check',
  '--test-type',
  '--password-store=basic',
  '--use-mock-keychain',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--disable-search-engine-choice-screen',
]

/** Starts Chromium with the built extension, its icon pinned to the toolbar. */
export async function openBrowser(options: BrowserOptions): Promise<Browser> {
  const profile = options.profile ?? temporaryFolder('profile')
  const shown = options.display ?? options.ownScreen
  const extensionId = await idOf(options.extension)
  if (!existsSync(join(profile, 'Default'))) {
    mkdirSync(join(profile, 'Default'))
    writeFileSync(
      join(profile, 'Default/Preferences'),
      JSON.stringify({ extensions: { pinned_extensions: [extensionId] } }),
    )
  }
  // An earlier browser's address says nothing about this one's.
  rmSync(join(profile, 'DevToolsActivePort'), { force: true })
  const size = options.display?.size ?? { width: 1440, height: 900 }
  const rules = [...(options.resolve ?? []), 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1']
  const child = startChild(
    [
      process.env['CHROMIUM_PATH'] ?? 'chromium',
      ...switches,
      ...(shown ? [] : ['--headless=new']),
      // In a test the network is not part of the play: pages are routed, the API is on loopback.
      ...(options.ownScreen ? [] : [`--host-resolver-rules=${rules.join(', ')}`]),
      ...(options.resolve ? ['--ignore-certificate-errors'] : []),
      // Pages may draw in three dimensions also where there is no graphics card.
      '--enable-unsafe-swiftshader',
      // Chromium's own sandbox does not work for root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--load-extension=${options.extension}`,
      `--disable-extensions-except=${options.extension}`,
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      '--window-position=0,0',
      `--window-size=${size.width},${size.height}`,
      'about:blank',
    ],
    { env: options.display ? { DISPLAY: options.display.name } : {} },
  )
  const port = await until('Chromium to start', async () => {
    if (!child.isRunning()) throw new Error(`Chromium ended:\n${child.output()}`)
    const text = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')
    return text.includes('\n') && text.split('\n')[0]
  })
  const endpoint = `http://127.0.0.1:${port}`
  const list = async () => {
    const response = await fetch(`${endpoint}/json/list`)
    const targets = (await response.json()) as { id: string; type: string; url: string }[]
    return targets.filter(({ type }) => type === 'page')
  }
  const ours = async () => (await list()).filter(({ url }) => url.startsWith('chrome-extension:'))
  const browser = await chromium.connectOverCDP(endpoint)
  const context = browser.contexts()[0]!
  const { hear, leave } = witness(endpoint)
  void child.ended.then(leave)
  hear(context)
  await until('the extension’s service worker', () => context.serviceWorkers()[0])

  return {
    context,
    extensionId,
    closed: child.ended,
    address: (path) => `chrome-extension://${extensionId}/${path}`,
    open: async () => (await list()).map(({ url }) => url),
    beginAnew: async (token) => {
      await until('windows of ours to close', async () => {
        const left = await ours()
        for (const { id } of left) await fetch(`${endpoint}/json/close/${id}`)
        return left.length === 0
      })
      // Any file of ours will do, and the background may be stopped.
      const page = await context.newPage()
      await page.goto(`chrome-extension://${extensionId}/manifest.json`)
      await page.evaluate(async (token) => {
        await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()])
        if (token) await chrome.storage.local.set({ token })
      }, token)
      const line = await context.newCDPSession(page)
      await line.send('Storage.clearDataForOrigin', {
        origin: `chrome-extension://${extensionId}`,
        storageTypes: 'indexeddb,file_systems,local_storage',
      })
      await page.close()
    },
    surface: (part, seconds = 15) =>
      until(
        async () => `a window at ${part}; open are ${(await list()).map(({ url }) => url).join(', ')}`,
        async () => {
          if (!(await list()).some(({ url }) => url.includes(part))) return null
          // A side panel or popup that opens later is seen only by a line that is opened later.
          const line = await chromium.connectOverCDP(endpoint)
          const page = line
            .contexts()
            .flatMap((each) => each.pages())
            .find((each) => each.url().includes(part))
          if (page) {
            hear(page.context())
            return { page, leave: () => line.close() }
          }
          await line.close()
          return null
        },
        seconds,
      ),
    close: async () => {
      await browser.close().catch(() => null)
      await child.stop()
    },
    kill: () => child.kill(),
    pid: child.pid,
  }
}

/** Chromium's id of an unpacked extension: the first half of its key's SHA-256, written in the letters a to p. */
async function idOf(extension: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8')) as { key?: string }
  if (!manifest.key) throw new Error(`${extension} has no key in its manifest`)
  const key = Uint8Array.from(Buffer.from(manifest.key, 'base64'))
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', key))
    .toString('hex')
    .slice(0, 32)
  return [...hash].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join('')
}
