import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser, type Browser, type Surface } from '../browser.ts'
import { until } from '../children.ts'
import { openDisplay, type Display } from '../display.ts'
import { buildExtension, manifestText, readManifest } from '../extension.ts'
import { routePages } from '../pages/route.ts'
import { openStudio, type Studio } from '../studio.ts'

/** Everything the road runs on: a screen, the services, and a browser with the extension. */
export interface World {
  display: Display
  studio: Studio
  browser: Browser
  page: Page
  shortcut: string
  /** Saves pictures of what is to be seen; nothing where no folder was given. */
  album: Album
  close(): Promise<void>
}

export interface Album {
  screen(name: string): Promise<void>
  /** One window of the extension in both colour schemes. */
  window(surface: Surface, name: string): Promise<void>
  file(name: string): string | null
}

/** The extension is the shipped one but for the address of its API; that its manifest is the same is checked here. */
export async function openWorld(options: { folder: string | null; ownKeys?: boolean }): Promise<World> {
  const [display, studio, shipped] = await Promise.all([
    openDisplay(),
    openStudio({ ownKeys: options.ownKeys ?? false }),
    buildExtension(),
  ])
  const ours = await buildExtension({ apiOrigin: studio.worker.url })
  if (manifestText(shipped) !== manifestText(ours))
    throw new Error('the manifest differs from the shipped one')
  const browser = await openBrowser({ extension: ours, display })
  await routePages(browser.context, { sandbox: studio.sandbox.url })
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  return {
    display,
    studio,
    browser,
    page,
    shortcut: readManifest(ours).commands?.['open-panel']?.suggested_key?.default ?? '',
    album: openAlbum(options.folder, display),
    close: async () => {
      await browser.close()
      await studio.close()
      await display.close()
    },
  }
}

function openAlbum(folder: string | null, display: Display): Album {
  if (folder) mkdirSync(folder, { recursive: true })
  const file = (name: string) => folder && join(folder, name)
  return {
    file,
    screen: async (name) => {
      if (folder) await display.picture(join(folder, `${name}.png`))
    },
    window: async ({ page }, name) => {
      if (!folder) return
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.screenshot({
          path: join(folder, `${name}-${colorScheme}.png`),
          animations: 'disabled',
        })
      }
      await page.emulateMedia({ colorScheme: null })
    },
  }
}

/** Waits until work on the screen has come so far (0 to 1). */
export async function underWay({ page }: Surface, share: number): Promise<void> {
  await page.waitForFunction(
    (percent) =>
      [...document.querySelectorAll('[role="progressbar"]')].some(
        (bar) => Number(bar.getAttribute('aria-valuenow')) >= percent,
      ),
    share * 100,
  )
}

/** Waits until a panel says something in its status line. */
export function saying({ page }: Surface, words: RegExp, seconds = 30): Promise<string> {
  const said = () => page.getByRole('status').allInnerTexts()
  return until(
    async () => `the panel to say ${words}; it says ${(await said()).join(' | ')}`,
    async () => (await said()).find((text) => words.test(text)),
    seconds,
  )
}
