import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { signUp } from './api.ts'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { chooseFromMenu, clickToolbarIcon } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'

// The two ways on from the toolbar's popup, and the menu's line at an editor, with the mouse and the keys of a screen.

let display: Display
let browser: Browser
let page: Page
let token: string

beforeAll(async () => {
  display = await openDisplay()
  browser = await openBrowser({ extension: inject('extension'), display })
  await routePages(browser.context, { sandbox: inject('sandbox') })
  token = (await signUp(inject('api'))).person.token
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
})

beforeEach(async () => {
  const old = page
  page = await browser.context.newPage()
  await old?.close()
  await browser.beginAnew(token)
  await page.goto(addresses.shop)
  await page.bringToFront()
})

const review = () => page.getByLabel('What do you like about it?')
const opened = async (part: string) => (await browser.open()).some((url) => url.includes(part))
const gone = (part: string) => until(`${part} to be gone`, async () => !(await opened(part)))
const inPage = () => page.frames().find((frame) => frame.url().startsWith('chrome-extension://'))

describe('from the popup', () => {
  let popup: Surface
  beforeEach(async () => {
    await clickToolbarIcon(display, browser, 'as=popup')
    popup = await browser.surface('as=popup')
    await popup.page.getByRole('button', { name: 'Open beside this page' }).waitFor()
  })
  /** With the keys: the popup has the focus, and the button is walked to as anybody would. */
  async function press(name: string): Promise<void> {
    const has = () =>
      popup.page.getByRole('button', { name }).evaluate((button) => button === document.activeElement)
    for (let i = 0; i < 40 && !(await has()); i++) {
      display.press('Tab')
      await popup.page.waitForTimeout(30)
    }
    display.press('Return')
    await popup.leave()
  }

  test('it opens beside the page, and the popup closes', async () => {
    await press('Open beside this page')
    await gone('as=popup')
    const panel = await browser.surface('as=side&tab=')
    await panel.page.getByLabel('What should it show?').waitFor()
    await panel.page.close()
    await panel.leave()
  })

  test('it shows itself on the page, and the popup closes; Escape takes it away', async () => {
    const before = await page.content()
    await press('Show on this page')
    await gone('as=popup')
    await until('the panel in the page', () => inPage()?.getByLabel('What should it show?').isVisible())
    display.press('Escape')
    await until('the panel to be gone', () => !inPage())
    expect(await page.content()).toBe(before)
  })

  test('Escape closes it and leaves nothing', async () => {
    const before = await page.content()
    display.press('Escape')
    await gone('as=popup')
    await popup.leave()
    expect(await page.content()).toBe(before)
  })
})

test('"Create with Atelier" at an editor opens the panel with what stands there', async () => {
  await review().fill('Quiet and warm.')
  await chooseFromMenu(display, review(), { fromEnd: 1, inSubmenu: 1 })
  const panel = await browser.surface('as=side&tab=')
  const prompt = panel.page.getByLabel('What should it show?')
  await until('the draft in the panel', async () => (await prompt.inputValue()) === 'Quiet and warm.')
  await panel.page.close()
  await panel.leave()
})
