import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { signUp } from './api.ts'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { chooseFromMenu } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'
import { watchWorlds, type Worlds } from './worlds.ts'

// The browser stops the background whenever it likes. At whatever step of a call that is: the call ends well.

interface Arrived {
  text: string
  files: { name: string }[]
}

let display: Display
let browser: Browser
let page: Page
let worlds: Worlds
let token: string

beforeAll(async () => {
  display = await openDisplay()
  browser = await openBrowser({ extension: inject('extension'), display })
  await routePages(browser.context)
  token = (await signUp(inject('api'))).person.token
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
})

/** Addresses by which the browser knows our background; none while it does not run. */
async function running(): Promise<string[]> {
  const line = await browser.context.browser()!.newBrowserCDPSession()
  const { targetInfos } = await line.send('Target.getTargets')
  await line.detach()
  return targetInfos.flatMap(({ type, targetId, url }) =>
    type === 'service_worker' && url.includes(browser.extensionId) ? [targetId] : [],
  )
}

async function stop(): Promise<void> {
  const line = await browser.context.browser()!.newBrowserCDPSession()
  for (const targetId of await running())
    await line.send('Target.closeTarget', { targetId }).catch(() => null)
  await line.detach()
}

const points = [
  'before the menu is pressed',
  'as soon as the panel opens',
  'when the call is remembered',
  'when the page script is in the page',
  'when the panel has looked at the page',
  'while the text goes in',
  'while the file goes in',
  'before the panel is closed',
] as const

const arrived = () => page.evaluate(() => (window as unknown as { __arrived: Arrived }).__arrived)
const editor = () => page.getByRole('textbox', { name: 'Text editor for creating content' })
const ours = async () => (await worlds.listeners()).filter(({ world }) => world === 'Atelier')

/** Puts something in through the panel, as its own button does. */
const insert = (panel: Surface, what: 'text' | 'file') =>
  panel.page.evaluate(async (what) => {
    const tab = Number(new URLSearchParams(location.search).get('tab'))
    const canvas = new OffscreenCanvas(64, 48)
    canvas.getContext('2d')!.fillRect(8, 8, 40, 30)
    const file = await canvas.convertToBlob({ type: 'image/png' })
    const ask =
      what === 'text'
        ? { type: 'insert-text', text: 'Lamps at dusk' }
        : { type: 'insert-file', file, name: 'lamp.png' }
    return chrome.tabs.sendMessage<object, { ok: boolean }>(tab, ask)
  }, what)

test('stopping it is seen: it runs, is stopped, and comes back by itself', async () => {
  await browser.beginAnew()
  await until('the background', async () => (await running()).length === 1)
  await stop()
  await until('the background to be gone', async () => (await running()).length === 0)
  const own = await browser.context.newPage()
  await own.goto(browser.address('panel.html?as=tab'))
  // Something it listens to: it is started anew.
  await own.evaluate(() => chrome.storage.local.set({ buttons: {} }))
  await until('the background again', async () => (await running()).length === 1)
  await own.close()
})

test.each(points)('stopped %s', async (point) => {
  const old = page
  page = await browser.context.newPage()
  await old?.close()
  await browser.beginAnew(token)
  worlds = await watchWorlds(page)
  await page.goto(addresses.linkedin)
  await page.bringToFront()
  await page.getByRole('button', { name: 'Start a post' }).click()
  await editor().click()
  await page.keyboard.type('Our new lamp. ')
  const at = async (now: (typeof points)[number]) => {
    if (now === point) await stop()
  }

  await at('before the menu is pressed')
  await chooseFromMenu(display, editor(), { fromEnd: 1, inSubmenu: 1 })
  await until('the panel', async () => (await browser.open()).some((url) => url.includes('as=side&tab=')))
  await at('as soon as the panel opens')
  const panel = await browser.surface('as=side&tab=')
  await until('the call to be remembered', () =>
    panel.page.evaluate(async () => {
      const key = `call:${new URLSearchParams(location.search).get('tab')}`
      return key in (await chrome.storage.session.get(key))
    }),
  )
  await at('when the call is remembered')
  await until('the page script', async () => (await ours()).length > 0)
  await at('when the page script is in the page')
  const prompt = panel.page.getByLabel('What should it show?')
  await until('the draft in the panel', async () => (await prompt.inputValue()) === 'Our new lamp.')
  await at('when the panel has looked at the page')

  for (const what of ['text', 'file'] as const) {
    const inserted = insert(panel, what)
    await at(`while the ${what} goes in`)
    expect(await inserted).toMatchObject({ ok: true })
  }
  expect((await arrived()).text).toContain('Our new lamp. Lamps at dusk')
  expect((await arrived()).files.map(({ name }) => name)).toEqual(['lamp.png'])

  await at('before the panel is closed')
  await panel.page.close()
  await panel.leave()
  await until('the page script to leave', async () => (await ours()).length === 0)
})
