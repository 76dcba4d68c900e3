import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { signUp } from './api.ts'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { pressShortcut } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'

// From a picture to its description, and from there into the post: what is words goes in as words.

let display: Display
let browser: Browser
let page: Page
let panel: Surface
const extension = inject('extension')
const shortcut = readManifest(extension).commands!['open-panel']!.suggested_key!.default!
const button = (name: string | RegExp) => panel.page.getByRole('button', { name })

beforeAll(async () => {
  display = await openDisplay()
  browser = await openBrowser({ extension, display })
  await routePages(browser.context)
})
afterAll(async () => {
  await panel?.leave()
  await browser?.close()
  await display?.close()
})

beforeEach(async () => {
  await browser.beginAnew((await signUp(inject('api'))).person.token)
  const old = page
  page = await browser.context.newPage()
  await old?.close()
})

test('a picture is described, and the description stands in the post', async () => {
  await page.goto(addresses.linkedin)
  await page.getByRole('button', { name: 'Start a post' }).click()
  const editor = page.getByRole('textbox', { name: 'Text editor for creating content' })
  await editor.waitFor()
  await page.bringToFront()
  pressShortcut(display, shortcut)
  panel = await browser.surface('as=side')
  await panel.page.getByLabel('What should it show?').fill('A lamp on a table')
  await button(/^Create · /).click()
  await button('Do more with it').click()
  await panel.page.locator('.task-tile').filter({ hasText: 'Describe' }).click()
  await button(/^Describe · /).click()
  const words = panel.page.locator('.result-chosen blockquote')
  await words.waitFor({ timeout: 40_000 })
  const text = (await words.innerText()).trim()
  expect(text.length).toBeGreaterThan(10)
  await button('Insert into post').click()
  await panel.page
    .getByRole('status')
    .filter({ hasText: /^The text was / })
    .waitFor()
  await until('the words in the post', async () => (await editor.innerText()).includes(text))
  expect(
    await page.evaluate(() => (window as unknown as { __arrived: { files: unknown[] } }).__arrived.files),
  ).toEqual([])
})
