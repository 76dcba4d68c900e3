import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser, type Browser } from '../browser.ts'
import { temporaryFolder } from '../children.ts'
import { buildExtension } from '../extension.ts'

export const title = 'from opening the panel to the first control that can be used'
export const baseline = 'an empty page of the same extension with one button'

const runs = 15

export async function bench() {
  const extension = temporaryFolder('bench-extension')
  // Nobody answers there: the panel must be usable before its server is.
  cpSync(await buildExtension({ apiOrigin: 'http://127.0.0.1:9' }), extension, { recursive: true })
  writeFileSync(join(extension, 'empty.html'), '<!doctype html><title>empty</title><button>one</button>')
  const browser = await openBrowser({ extension })
  try {
    const page = await browser.context.newPage()
    await page.addInitScript(watchForControl)
    const panel: number[] = []
    const empty: number[] = []
    for (let run = 0; run <= runs; run++) {
      const times = [
        await open(browser, page, 'panel.html?as=side'),
        await open(browser, page, 'empty.html'),
      ] as const
      // The first round reads from a cold disk; it is not counted.
      if (run === 0) continue
      panel.push(times[0])
      empty.push(times[1])
    }
    return [
      { name: 'panel, median', value: at(panel, 0.5), unit: 'ms', baseline: at(empty, 0.5) },
      { name: 'panel, 9 of 10', value: at(panel, 0.9), unit: 'ms', baseline: at(empty, 0.9) },
    ]
  } finally {
    await browser.close()
  }
}

const at = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0

interface Watched {
  __usableAt?: number
}

/** Runs in the page before anything else: notes when the first enabled control has been drawn. */
function watchForControl(): void {
  const look = () => {
    const control = document.querySelector('button:enabled, input:enabled, textarea:enabled')
    if (control?.checkVisibility())
      requestAnimationFrame(() => ((window as Watched).__usableAt ??= performance.now()))
    else requestAnimationFrame(look)
  }
  look()
}

async function open(browser: Browser, page: Page, path: string): Promise<number> {
  await page.goto(browser.address(path))
  const handle = await page.waitForFunction(() => (window as Watched).__usableAt)
  return (await handle.jsonValue()) ?? 0
}
