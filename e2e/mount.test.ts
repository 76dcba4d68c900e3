import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { chooseFromMenu, pressShortcut } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'

// A page that no site file knows: pictures to animate, a plain field to write in, a modal dialog.

let display: Display
let browser: Browser
let page: Page
let panel: Surface
let shortcut: string

beforeAll(async () => {
  const extension = inject('extension')
  display = await openDisplay()
  shortcut = readManifest(extension).commands!['open-panel']!.suggested_key!.default!
  browser = await openBrowser({ extension, display })
  await routePages(browser.context, { sandbox: inject('sandbox') })
  page = await browser.context.newPage()
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
})

// The page as nobody has touched it, and called there; the panel stays beside its tab.
beforeEach(async () => {
  await page.goto(addresses.shop)
  await page.bringToFront()
  pressShortcut(display, shortcut)
  panel ??= await browser.surface('as=side&tab=')
  await until('the page script', () => ask({ type: 'look' }).catch(() => null))
})

const ask = (message: { type: string; [more: string]: unknown }) =>
  panel.page.evaluate((message) => {
    const tabId = Number(new URLSearchParams(location.search).get('tab'))
    return chrome.tabs.sendMessage(tabId, message.type === 'show-panel' ? { ...message, tabId } : message)
  }, message)

/** How the panel was last called in this tab, as the background keeps it. */
const lastCall = () =>
  panel.page.evaluate(async () => {
    const key = `call:${new URLSearchParams(location.search).get('tab')}`
    return (await chrome.storage.session.get<Record<string, { kind: string; picture: string }>>(key))[key]
  })

describe('a page nobody knows', () => {
  test('the field with the focus is the composer', async () => {
    const field = page.getByLabel('What do you like about it?')
    await field.click()
    await page.keyboard.type('Quiet.')
    expect(await ask({ type: 'look' })).toEqual({
      site: null,
      spot: 'editor',
      draft: 'Quiet.',
      hasTitle: false,
      fileFirst: false,
      takesFiles: true,
    })
    expect(await ask({ type: 'insert-text', text: 'And warm.\nVery.' })).toEqual({
      ok: true,
      way: 'typed at the caret',
    })
    expect(await field.inputValue()).toBe('Quiet. And warm.\nVery.')
  })

  test('a plain editable element takes text', async () => {
    await page.evaluate(() => {
      document
        .querySelector('.review')!
        .insertAdjacentHTML('beforeend', '<div id="notes" contenteditable="true" role="textbox">One</div>')
    })
    await page.locator('#notes').click()
    expect(await ask({ type: 'insert-text', text: 'Two' })).toMatchObject({ ok: true })
    expect(await page.locator('#notes').innerText()).toBe('One Two')
  })

  test('a file goes into the file field that stands beside it', async () => {
    await page.getByLabel('What do you like about it?').click()
    const outcome = await panel.page.evaluate(async () => {
      const tab = Number(new URLSearchParams(location.search).get('tab'))
      const file = new Blob(['a picture, as far as this field knows'], { type: 'image/png' })
      return chrome.tabs.sendMessage(tab, { type: 'insert-file', name: 'lamp.png', file })
    })
    expect(outcome).toEqual({ ok: true, way: 'handed to the file field of the composer' })
    const held = page.getByLabel('A picture of it at your place').evaluate((field: HTMLInputElement) => {
      const [file] = field.files ?? []
      return file?.text()
    })
    expect(await held).toBe('a picture, as far as this field knows')
  })
})

describe('the panel in the page', () => {
  const frames = () => page.frames().filter((frame) => frame.url().startsWith('chrome-extension://'))

  test('comes without moving anything, and leaves without a trace, the focus where it was', async () => {
    const field = page.getByLabel('What do you like about it?')
    await field.focus()
    const before = await page.content()
    const places = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('main *')].map((each) => each.getBoundingClientRect().toJSON()),
      )
    const [was, height] = [await places(), await page.evaluate(() => document.documentElement.scrollHeight)]

    await ask({ type: 'show-panel' })
    await until('the panel in the page', () => frames()[0]?.locator('body').innerText())
    expect(await places()).toEqual(was)
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height)
    await ask({ type: 'show-panel' })
    expect(frames()).toHaveLength(1)
    expect(
      await page.evaluate((id) => document.documentElement.outerHTML.includes(id), browser.extensionId),
    ).toBe(false)

    await ask({ type: 'hide-panel' })
    expect(await page.content()).toBe(before)
    expect(await field.evaluate((each) => each === document.activeElement)).toBe(true)
  })

  test('is closed by its button', async () => {
    const before = await page.content()
    await ask({ type: 'show-panel' })
    const at = (await page.locator('body > div').boundingBox())!
    await page.mouse.click(at.x + at.width - 4, at.y + 4)
    expect(await page.content()).toBe(before)
  })

  test('can be used over an open dialog, and stays when the dialog closes', async () => {
    await page.getByRole('button', { name: 'See it closer' }).click()
    await ask({ type: 'show-panel' })
    const host = page.locator('dialog > div')
    await until('the panel in the dialog', () => frames()[0]?.locator('body').innerText())
    const at = await host.boundingBox()
    expect(
      await page.evaluate(
        ([x, y]) => document.elementFromPoint(x!, y!)?.parentElement?.id,
        [at!.x + at!.width / 2, at!.y + at!.height / 2],
      ),
    ).toBe('zoom')
    const frame = frames()[0]
    await page.evaluate(() => document.querySelector<HTMLDialogElement>('#zoom')!.close())
    expect(await page.locator('body > div').boundingBox()).toMatchObject({ width: at!.width })
    expect(frames()).toEqual([frame])
    await ask({ type: 'hide-panel' })
  })
})

describe('the right-click menu on a picture', () => {
  const use = async (picture: Locator) => {
    await page.bringToFront()
    await chooseFromMenu(display, picture, { fromEnd: 1, inSubmenu: 1 })
  }

  test('hands a picture of the web to the panel', async () => {
    await use(page.locator('img.main'))
    const call = await until('the call', async () => {
      const seen = await lastCall()
      return seen?.kind === 'picture' && seen
    })
    expect(call).toMatchObject({ picture: 'https://shop.atelier.example/pictures/lamp.jpg' })
  })

  test('hands over a picture that the page itself drew', async () => {
    await use(page.locator('#yours'))
    const call = await until('the call', async () => {
      const seen = await lastCall()
      return seen?.picture.startsWith('data:') && seen
    })
    expect(call.picture).toBe(await page.locator('#yours').getAttribute('src'))
  })
})
