import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { signUp } from './api.ts'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { temporaryFolder, until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { pressShortcut } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'

// Panel, tab and browser closed at five points of an insertion: nothing is in the post twice, and the panel that comes
// back knows. With its tab a post goes too; what was made for it is there for the next one.

interface Arrived {
  text: string
  files: { sha256: string }[]
}

let display: Display
let browser: Browser
let page: Page
let tab: number
let panel: Surface
const extension = inject('extension')
const shortcut = readManifest(extension).commands!['open-panel']!.suggested_key!.default!

const profile = temporaryFolder('insert-closing')
async function openWindow(): Promise<void> {
  browser = await openBrowser({ extension, display, profile })
  await routePages(browser.context)
}

beforeAll(async () => {
  display = await openDisplay()
  await openWindow()
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
})

const arrived = () => page.evaluate(() => (window as unknown as { __arrived: Arrived }).__arrived)
const editor = () => page.getByRole('textbox', { name: 'Text editor for creating content' })
const button = (name: string) => panel.page.getByRole('button', { name, exact: true })
const words = 'Lamps at dusk'

/** Called by the shortcut, as a person does: the panel opens beside this tab. */
async function call(): Promise<void> {
  await page.bringToFront()
  pressShortcut(display, shortcut)
  panel = await browser.surface(`as=side&tab=${tab}`)
}

async function close(): Promise<void> {
  await panel.page.close()
  await panel.leave()
  await until('the panel to be gone', async () =>
    (await browser.open()).every((url) => !url.includes(`tab=${tab}`)),
  )
}

/** A picture is ready to be put into the post at this address. */
async function begin(address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('button', { name: 'Start a post' }).click()
  await editor().waitFor()
  await call()
  await panel.page.getByLabel('What should it show?').fill(words)
  await panel.page.getByRole('button', { name: /^Create · / }).click()
  await button('Insert into post').waitFor()
}

/** However slow the machine is, the panel is closed in time: it never sends the file, or never hears of its end. */
const hold = (what: 'the file' | 'the answer') =>
  panel.page.evaluate((what) => {
    const send = chrome.tabs.sendMessage.bind(chrome.tabs) as (...args: unknown[]) => Promise<unknown>
    const held = async (...args: unknown[]) => {
      if ((args[1] as { type: string }).type !== 'insert-file') return send(...args)
      if (what === 'the answer') void send(...args)
      return new Promise(() => {})
    }
    Object.assign(chrome.tabs, { sendMessage: held })
  }, what)

const preview = () => page.locator('.share-creation-state__preview-container img')
const withText = () => panel.page.getByText('Insert text too').click()

/** What stands in the post once everything has settled. */
async function post(files: number): Promise<Arrived> {
  await until('the file', async () => (await arrived()).files.length >= files)
  await preview().first().waitFor()
  return arrived()
}

beforeEach(async () => {
  await fetch(`${inject('sandbox')}/__sandbox/orders`, { method: 'DELETE' })
  await fetch(`${inject('sandbox')}/__sandbox/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pictureMs: 100 }),
  })
  const { person } = await signUp(inject('api'))
  // A try that failed may have left none open.
  await browser.open().catch(openWindow)
  await browser.beginAnew(person.token)
  await openTab()
})

/** A new tab in front; the one before it is closed. */
async function openTab(): Promise<void> {
  const old = page
  page = await browser.context.newPage()
  await old?.close().catch(() => null)
  await page.bringToFront()
  tab = await browser.context.serviceWorkers()[0]!.evaluate(async () => {
    const [front] = await chrome.tabs.query({ active: true, lastFocusedWindow: true })
    return front!.id!
  })
}

const doubt = () => panel.page.getByRole('status').filter({ hasText: 'Look at your post before you insert' })

test('before it: the picture is there, and goes in once', async () => {
  await begin(addresses.linkedin)
  await close()
  await call()
  expect((await arrived()).files).toEqual([])
  await button('Insert into post').click()
  expect((await post(1)).files).toHaveLength(1)
})

test('between text and file: the text is not doubled, and the panel tells to look first', async () => {
  await begin(addresses.linkedin)
  await withText()
  await hold('the file')
  await button('Insert into post').click()
  await until('the text', async () => (await editor().innerText()).includes(words))
  await close()
  await call()
  await doubt().waitFor()
  await button('Insert again').click()
  const { files, text } = await post(1)
  expect(text.split(words)).toHaveLength(2)
  expect(files).toHaveLength(1)
})

test('while the site takes the file: it is in once, and the panel tells to look first', async () => {
  await begin(addresses.linkedin)
  await hold('the answer')
  await button('Insert into post').click()
  await page.getByText('Processing…').or(preview()).first().waitFor()
  await close()
  await call()
  await doubt().waitFor()
  await button('Insert again').waitFor()
  expect((await post(1)).files).toHaveLength(1)
})

test('in the step for media: the page finishes it, and the file is in once', async () => {
  await begin(addresses.linkedinByButton)
  await hold('the answer')
  await button('Insert into post').click()
  await page.locator('.media-editor').waitFor()
  await close()
  await call()
  await doubt().waitFor()
  expect((await post(1)).files).toHaveLength(1)
})

test('after it: the panel remembers, and a second time must be meant', async () => {
  await begin(addresses.linkedin)
  await button('Insert into post').click()
  await panel.page
    .getByRole('status')
    .filter({ hasText: /The picture was / })
    .waitFor()
  await close()
  await call()
  await button('Insert again').waitFor()
  expect(await button('Insert into post').count()).toBe(0)
  expect((await arrived()).files).toHaveLength(1)
})

/** Brings an insertion to a point and holds it there. */
const points: readonly [string, () => Promise<void>][] = [
  ['before it', () => begin(addresses.linkedin)],
  [
    'between text and file',
    async () => {
      await begin(addresses.linkedin)
      await withText()
      await hold('the file')
      await button('Insert into post').click()
      await until('the text', async () => (await editor().innerText()).includes(words))
    },
  ],
  [
    'while the site takes the file',
    async () => {
      await begin(addresses.linkedin)
      await hold('the answer')
      await button('Insert into post').click()
      await page.getByText('Processing…').or(preview()).first().waitFor()
    },
  ],
  [
    'in the step for media',
    async () => {
      await begin(addresses.linkedinByButton)
      await hold('the answer')
      await button('Insert into post').click()
      await page.locator('.media-editor').waitFor()
    },
  ],
  [
    'after it',
    async () => {
      await begin(addresses.linkedin)
      await button('Insert into post').click()
      await panel.page
        .getByRole('status')
        .filter({ hasText: /The picture was / })
        .waitFor()
    },
  ],
]

/** A new post, and the panel called there. */
async function callAnew(): Promise<void> {
  await openTab()
  await page.goto(addresses.linkedin)
  await page.getByRole('button', { name: 'Start a post' }).click()
  await editor().waitFor()
  await call()
}

test.each(points)(
  'the tab, then the browser closed %s: the picture is there for a new post',
  async (at, reach) => {
    await reach()
    await panel.leave()
    // What has reached a post is not offered to the next one: it lies in the library.
    const found = async () => {
      if (at !== 'after it') return button('Insert into post').or(button('Insert again')).waitFor()
      await panel.page.getByRole('button', { name: 'Home', exact: true }).click()
      await panel.page.getByLabel(words).first().click()
      await button('Insert into post').waitFor()
    }
    await callAnew()
    await found()
    await panel.page.close()
    await panel.leave()

    await browser.close()
    await openWindow()
    await callAnew()
    await found()
    expect((await arrived()).files).toEqual([])
    await button('Insert into post').or(button('Insert again')).click()
    const { files, text } = await post(1)
    expect(files).toHaveLength(1)
    expect(text.split(words).length).toBeLessThanOrEqual(2)
  },
)
