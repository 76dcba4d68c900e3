import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openBrowser, type Browser } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { pressShortcut } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'
import { added, lookFor, plainExtension, reachable, type Traces } from './traces.ts'
import { watchWorlds, type Worlds } from './worlds.ts'

// A page that looks for extensions, with all a page has, finds nothing of ours before the call, the mounted panel
// and nothing else after it, and nothing when that is closed. First it is shown to find what was planted.

/** The same page beside an extension that does nothing: what it sees by itself. */
let pristine: Traces

async function openPage(browser: Browser): Promise<{ page: Page; worlds: Worlds }> {
  await routePages(browser.context)
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  return { page, worlds: await openOn(page) }
}

async function openOn(page: Page): Promise<Worlds> {
  const worlds = await watchWorlds(page)
  await page.goto(addresses.suspicious)
  await page.waitForTimeout(300)
  return worlds
}

const heeded = /^(key|input|beforeinput|composition|scroll|wheel|touch|pointermove|mousemove|selectionchange)/

beforeAll(async () => {
  const browser = await openBrowser({ extension: plainExtension(false) })
  pristine = await lookFor((await openPage(browser)).page)
  await browser.close()
})

describe('what was planted is found', () => {
  let browser: Browser
  let found: Traces
  let worlds: Worlds
  let page: Page
  const folder = plainExtension(true)
  beforeAll(async () => {
    browser = await openBrowser({ extension: folder })
    ;({ page, worlds } = await openPage(browser))
    found = added(pristine, await lookFor(page))
  })
  afterAll(() => browser?.close())

  test.each([
    ['dom', 'html lang=en data-planted='],
    ['dom', 'sheet i { color: red; }'],
    ['changes', 'data-planted'],
    ['globals', 'plantedHere'],
    ['patched', 'HTMLInputElement.prototype.click'],
    ['channels', 'message "planted"'],
    ['channels', 'broadcast atelier'],
    ['channels', 'event atelier:ready'],
    ['timing', 'mark planted'],
    ['timing', 'resource https://suspicious.atelier.example/planted'],
    ['errors', 'chrome-extension://'],
    ['violations', 'style-src'],
    ['storage', 'local planted'],
    ['globals in the frame', 'plantedHere'],
    ['channels in the frame', 'message "planted"'],
  ])('%s: %s', (kind, words) => {
    expect((found[kind] ?? []).join('\n')).toContain(words)
  })

  test('a file by its address, from the page and from a frame of another site', async () => {
    const reached = await reachable(page, folder, browser.extensionId)
    expect(reached).toEqual([1, 2].map(() => browser.address('seen.txt')))
  })

  test('listeners for keys, input and scrolling, in whatever world', async () => {
    const listeners = (await worlds.listeners()).filter(({ world }) => world === 'Plain')
    expect(new Set(listeners.map(({ type }) => type))).toEqual(new Set(['keydown', 'input', 'scroll']))
  })
})

describe('of Atelier', () => {
  let display: Display
  let browser: Browser
  let page: Page
  let worlds: Worlds
  const extension = inject('extension')
  const shortcut = readManifest(extension).commands!['open-panel']!.suggested_key!.default!
  beforeAll(async () => {
    display = await openDisplay()
    browser = await openBrowser({ extension, display })
    await routePages(browser.context)
  })
  beforeEach(async () => {
    const old = page
    page = await browser.context.newPage()
    await old?.close()
    await browser.beginAnew()
    worlds = await openOn(page)
    await page.bringToFront()
  })
  afterAll(async () => {
    await browser?.close()
    await display?.close()
  })

  const ours = async () => (await worlds.listeners()).filter(({ world }) => world === 'Atelier')
  const gone = () => until('the page script to leave', async () => (await ours()).length === 0)
  const panelInPage = () => page.frames().find((frame) => frame.url().startsWith('chrome-extension://'))

  test('nothing is found before the call', async () => {
    expect(added(pristine, await lookFor(page))).toEqual({})
    expect(await reachable(page, extension, browser.extensionId)).toEqual([])
    expect(await ours()).toEqual([])
    expect(worlds.list().filter(({ name }) => name === 'Atelier')).toEqual([])
  })

  test('nothing is found while the panel stands beside the page, nor after', async () => {
    await page.locator('#plain').focus()
    const before = await lookFor(page)
    pressShortcut(display, shortcut)
    const panel = await browser.surface('as=side&tab=')
    await until('the page script', async () => (await ours()).length > 0)
    expect(added(before, await lookFor(page))).toEqual({})
    expect(await reachable(page, extension, browser.extensionId)).toEqual([])
    expect((await ours()).map(({ type }) => type)).toEqual(['focusin'])
    await panel.page.close()
    await panel.leave()
    await gone()
    expect(added(before, await lookFor(page))).toEqual({})
  })

  test('in the page, only the panel is found; when it is closed, nothing', async () => {
    const before = await lookFor(page)
    pressShortcut(display, shortcut)
    const panel = await browser.surface('as=side&tab=')
    await panel.page.evaluate(() => {
      const tabId = Number(new URLSearchParams(location.search).get('tab'))
      return chrome.tabs.sendMessage(tabId, { type: 'show-panel', tabId })
    })
    await panel.page.close()
    await panel.leave()
    await until('the panel in the page', () => panelInPage()?.getByRole('button').first().isVisible())
    const { dom = [], changes = [], ...others } = added(before, await lookFor(page))
    expect(others).toEqual({})
    expect(changes).toEqual(['childList at BODY  +1 -0'])
    // One element without a name, and that it has the focus.
    expect(dom.map((line) => line.split('=')[0])).toEqual([' div style', ' focus div'])
    expect(await reachable(page, extension, browser.extensionId)).toEqual([])
    expect((await ours()).filter(({ type }) => heeded.test(type))).toEqual([])

    const at = (await page.locator('body > div').boundingBox())!
    await page.mouse.click(at.x + at.width - 4, at.y + 4)
    await gone()
    const left = added(before, await lookFor(page))
    // That something came and went is all the page has seen.
    expect(left).toEqual({ changes: ['childList at BODY  +1 -0', 'childList at BODY  +0 -1'] })
  })
})
