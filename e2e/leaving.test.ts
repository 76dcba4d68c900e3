import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { chooseFromMenu, clickToolbarIcon, pressShortcut } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'
import { watchWorlds, type Worlds } from './worlds.ts'

// However Atelier is called and however it is closed: nothing of it stays in the page, and the next call starts anew.

let display: Display
let browser: Browser
let page: Page
let worlds: Worlds
const extension = inject('extension')
const shortcut = readManifest(extension).commands!['open-panel']!.suggested_key!.default!

beforeAll(async () => {
  display = await openDisplay()
  browser = await openBrowser({ extension, display })
  await routePages(browser.context, { sandbox: inject('sandbox') })
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
})

const review = () => page.getByLabel('What do you like about it?')
const inPage = () => page.frames().find((frame) => frame.url().startsWith('chrome-extension://'))

/** What of ours runs in the page: its mark, and its listeners. */
async function ours(): Promise<{ here: boolean; listeners: string[] }> {
  const world = worlds.list().find(({ name }) => name === 'Atelier')
  const here = world ? await worlds.run<boolean>(world, "'atelierIsHere' in globalThis") : false
  const listeners = (await worlds.listeners()).filter((each) => each.world === 'Atelier')
  return { here, listeners: listeners.map(({ type }) => type) }
}
const gone = () =>
  until(
    'the page script to leave',
    async () => {
      const { here, listeners } = await ours()
      return !here && listeners.length === 0
    },
    5,
  )

beforeEach(async () => {
  const old = page
  page = await browser.context.newPage()
  await old?.close()
  await browser.beginAnew()
  worlds = await watchWorlds(page)
  await page.goto(addresses.shop)
  await page.bringToFront()
})

async function callBeside(): Promise<Surface> {
  await page.bringToFront()
  pressShortcut(display, shortcut)
  const panel = await browser.surface('as=side&tab=')
  await until('the page script', async () => (await ours()).here)
  // It has come to life: from now on it hears of the focus.
  await panel.page.getByRole('heading', { level: 1 }).waitFor()
  return panel
}

describe('the panel beside the page', () => {
  test('leaves nothing when it is shut, and can be called again', async () => {
    await review().click()
    const before = await page.content()
    expect(await ours()).toEqual({ here: false, listeners: [] })
    for (const _ of [1, 2]) {
      const panel = await callBeside()
      // It follows the focus, so as to know which composer is meant, and that is all.
      expect((await ours()).listeners).toEqual(['focusin'])
      expect(await page.content()).toBe(before)
      await panel.page.close()
      await panel.leave()
      await gone()
      expect(await page.content()).toBe(before)
    }
  })

  test('comes back to a page that was loaded anew', async () => {
    const panel = await callBeside()
    await page.reload()
    await gone()
    await panel.page.evaluate(() => dispatchEvent(new Event('focus')))
    await until('the page script', async () => (await ours()).here)
    await panel.page.close()
    await panel.leave()
    await gone()
  })
})

describe('the panel in the page', () => {
  /** Chosen from the right-click menu at the field. */
  async function callInPage(): Promise<void> {
    await chooseFromMenu(display, review(), { fromEnd: 1, inSubmenu: 2 })
    await until('the panel in the page', () => inPage()?.getByRole('button').first().isVisible())
  }
  /** Where the caret is: the start and the end of what is selected in the field that has the focus. */
  const caret = () =>
    page.evaluate(() => {
      const field = document.activeElement
      return field instanceof HTMLTextAreaElement
        ? [field.id, field.selectionStart, field.selectionEnd]
        : [field?.id]
    })
  const closings = {
    'its button': async () => {
      const at = (await page.locator('body > div').boundingBox())!
      await page.mouse.click(at.x + at.width - 4, at.y + 4)
    },
    Escape: async () => display.press('Escape'),
  }

  test.each(Object.keys(closings) as (keyof typeof closings)[])(
    'closed by %s, leaves nothing; focus and selection are where they were',
    async (by) => {
      await review().fill('Quiet and warm.')
      const before = await page.content()
      await callInPage()
      // The right click has put the caret where the mouse was.
      await review().evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(6, 9))
      expect((await ours()).here).toBe(true)
      await closings[by]()
      await gone()
      expect(await page.content()).toBe(before)
      expect(inPage()).toBeUndefined()
      expect(await caret()).toEqual(['review', 6, 9])
    },
  )

  test('taken away by the page itself, leaves nothing either', async () => {
    await callInPage()
    await page.evaluate(() => document.querySelector('body > div')!.remove())
    await gone()
  })

  test('keeps what is selected in an editor', async () => {
    await page.evaluate(() => {
      document
        .querySelector('.review')!
        .insertAdjacentHTML('beforeend', '<div id="notes" contenteditable="true">One two three</div>')
    })
    const notes = page.locator('#notes')
    await notes.click()
    const select = () =>
      notes.evaluate((element) =>
        getSelection()!.setBaseAndExtent(element.firstChild!, 7, element.firstChild!, 4),
      )
    await select()
    await chooseFromMenu(display, notes, { fromEnd: 1, inSubmenu: 2 })
    await until('the panel in the page', () => inPage()?.getByRole('button').first().isVisible())
    await select()
    display.press('Escape')
    await gone()
    expect(
      await page.evaluate(() => [
        document.activeElement?.id,
        getSelection()!.anchorOffset,
        getSelection()!.focusOffset,
      ]),
    ).toEqual(['notes', 7, 4])
  })
})

test('the popup leaves nothing when it closes', async () => {
  await clickToolbarIcon(display, browser, 'as=popup')
  await until('the page script', async () => (await ours()).here)
  display.press('Escape')
  await gone()
})
