import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { signUp } from './api.ts'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { answerQuestion, clickInPanel, pressShortcut } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'
import { watchWorlds } from './worlds.ts'

// The button that is always there: asked for on one site, with the browser's own question, and taken away again.

let display: Display
let browser: Browser
let page: Page
let panel: Surface
let token: string
const extension = inject('extension')
const shortcut = readManifest(extension).commands!['open-panel']!.suggested_key!.default!
const host = new URL(addresses.shop).hostname
const pattern = `https://${host}/*`

beforeAll(async () => {
  display = await openDisplay()
  browser = await openBrowser({ extension, display })
  await routePages(browser.context, { sandbox: inject('sandbox') })
  token = (await signUp(inject('api'))).person.token
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
})

const worker = () => browser.context.serviceWorkers()[0]!
const review = () => page.getByLabel('What do you like about it?')
/** Where it stands, seen from the page: an element of its own in the top layer. */
const stands = () => page.locator('[popover="manual"]')
const standing = () => until('the button', async () => (await stands().count()) === 1)
const away = () => until('the button to be gone', async () => (await stands().count()) === 0)

/** What the browser keeps: the sites we may read, and the scripts it puts into them. */
const kept = () =>
  worker().evaluate(async () => ({
    origins: (await chrome.permissions.getAll()).origins,
    scripts: (await chrome.scripting.getRegisteredContentScripts()).map(({ matches, js }) => ({
      matches,
      js,
    })),
  }))
const nothing = { origins: [], scripts: [] }
const one = { origins: [pattern], scripts: [{ matches: [pattern], js: ['button.js'] }] }
const settled = (wanted: object) =>
  until('the browser to keep what was chosen', async () => {
    return JSON.stringify(await kept()) === JSON.stringify(wanted)
  })

async function open(): Promise<void> {
  const old = page
  page = await browser.context.newPage()
  await old?.close()
  await page.goto(addresses.shop)
  await page.bringToFront()
}

async function openSettings(): Promise<void> {
  pressShortcut(display, shortcut)
  panel = await browser.surface('as=side&tab=')
  await panel.page.getByRole('button', { name: 'Settings' }).click()
}
const theSwitch = () => panel.page.getByRole('switch', { name: 'Show a button here' })
const knob = () => panel.page.locator('.switch-track').first()

/** On, the way a person does it. The browser asks only the first time; later it remembers. */
async function turnOn(): Promise<void> {
  await openSettings()
  const isGiven = async () => (await kept()).origins?.length === 1
  await answerQuestion(display, 'allow', () => clickInPanel(display, knob()), { isGiven })
  await settled(one)
  await panel.page.close()
  await panel.leave()
  await page.bringToFront()
}

async function clean(): Promise<void> {
  await worker().evaluate(async () => {
    await chrome.storage.local.set({ buttons: {} })
    const { origins = [] } = await chrome.permissions.getAll()
    await chrome.permissions.remove({ origins })
  })
  await settled(nothing)
}

beforeEach(async () => {
  // A question that an earlier try has left standing is not answered.
  display.press('Escape')
  await browser.beginAnew(token)
  await clean()
  await open()
})

test('refused, nothing is changed and the panel says so', async () => {
  await openSettings()
  await answerQuestion(display, 'deny', () => clickInPanel(display, knob()))
  await panel.page.getByRole('status').filter({ hasText: 'You did not allow it' }).waitFor()
  expect(await theSwitch().isChecked()).toBe(false)
  expect(await kept()).toEqual(nothing)
  await panel.page.close()
  await panel.leave()
})

describe('on a site that has it', () => {
  beforeEach(turnOn)

  test('it stands at the field that is written in, also in a page opened later, and at no other', async () => {
    await review().click()
    await standing()
    await page.reload()
    expect(await stands().count()).toBe(0)
    await review().click()
    await standing()
    const [at, field] = [await stands().boundingBox(), await review().boundingBox()]
    expect(at!.x + at!.width).toBeLessThan(field!.x + field!.width)
    expect(at!.y).toBeGreaterThan(field!.y)
    expect(at!.y).toBeLessThan(field!.y + field!.height)
    await page.getByRole('button', { name: 'Add to bag' }).focus()
    await away()
  })

  test('it moves nothing, hears no key, no input and no scrolling, and goes with its page', async () => {
    await page.reload()
    const worlds = await watchWorlds(page)
    await page.evaluate(() => {
      const seen = window as unknown as { shifts: number }
      seen.shifts = 0
      new PerformanceObserver((list) => (seen.shifts += list.getEntries().length)).observe({
        type: 'layout-shift',
        buffered: false,
      })
    })
    const places = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('main *')].map((each) => each.getBoundingClientRect().toJSON()),
      )
    await review().evaluate((field) => field.focus({ preventScroll: true }))
    const before = await places()
    await standing()
    expect(await places()).toEqual(before)
    const types = (await worlds.listeners()).flatMap(({ world, type }) => (world === 'Atelier' ? [type] : []))
    expect(new Set(types)).toEqual(new Set(['focusin', 'mousedown', 'click']))
    await page.keyboard.type('Quiet and warm.')
    await page.mouse.wheel(0, 200)
    expect(await page.evaluate(() => (window as unknown as { shifts: number }).shifts)).toBe(0)
  })

  test('stays at its field while the page scrolls', async () => {
    await review().click()
    await standing()
    const apart = async () => {
      const [at, field] = [await stands().boundingBox(), await review().boundingBox()]
      return Math.round(at!.y - field!.y)
    }
    const was = await apart()
    const top = (await review().boundingBox())!.y
    await page.evaluate(() => scrollBy(0, -60))
    await until('the page to scroll', async () => (await review().boundingBox())!.y !== top)
    expect(await apart()).toBe(was)
  })

  test('is the next stop of the Tab key behind its field, and a press opens the panel', async () => {
    await review().click()
    await page.keyboard.type('Quiet and warm.')
    await standing()
    await page.keyboard.press('Tab')
    expect(await stands().evaluate((each) => each === document.activeElement)).toBe(true)
    await page.keyboard.press('Tab')
    expect(await stands().evaluate((each) => each === document.activeElement)).toBe(true)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('photo')
    await away()
    await page.keyboard.press('Shift+Tab')
    expect(await review().evaluate((field) => field === document.activeElement)).toBe(true)
    await standing()
    await page.keyboard.press('Tab')
    display.press('Return')
    panel = await browser.surface('as=side&tab=')
    const prompt = panel.page.getByLabel('What should it show?')
    await until('the draft in the panel', async () => (await prompt.inputValue()) === 'Quiet and warm.')
    await panel.page.close()
    await panel.leave()
  })

  test('a press of the mouse leaves the caret where it is', async () => {
    await review().fill('Quiet and warm.')
    await review().evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(5, 5))
    await standing()
    const at = (await stands().boundingBox())!
    await page.mouse.click(at.x + 15, at.y + 14)
    panel = await browser.surface('as=side&tab=')
    expect(
      await review().evaluate((field: HTMLTextAreaElement) => [
        field === document.activeElement,
        field.selectionStart,
      ]),
    ).toEqual([true, 5])
    await panel.page.close()
    await panel.leave()
  })

  /** The lines of its own menu, from the top. */
  const chooseOff = async (line: number) => {
    await review().click()
    await standing()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    for (let i = 0; i < line; i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await away()
  }

  test('is switched off for one field, on the button itself, and on again in the settings', async () => {
    await page.evaluate(() => {
      document
        .querySelector('.review')!
        .insertAdjacentHTML('beforeend', '<div contenteditable="true" aria-label="Notes">One</div>')
    })
    await chooseOff(1)
    expect(await review().evaluate((field) => field === document.activeElement)).toBe(true)
    await page.getByLabel('Notes').click()
    await standing()
    await page.reload()
    await review().click()
    await page.waitForTimeout(300)
    expect(await stands().count()).toBe(0)
    await openSettings()
    await panel.page.getByText('Not at “What do you like about it?”').waitFor()
    await panel.page.getByRole('button', { name: 'Show it again' }).click()
    await standing()
    await panel.page.close()
    await panel.leave()
  })

  test('is switched off for the site on the button itself, and the right is given back', async () => {
    await chooseOff(2)
    await settled(nothing)
  })

  test('is switched off everywhere on the button itself', async () => {
    await chooseOff(3)
    await settled(nothing)
  })

  test('is switched off in the settings', async () => {
    await review().click()
    await standing()
    await openSettings()
    await clickInPanel(display, knob())
    await settled(nothing)
    await away()
    expect(await theSwitch().isChecked()).toBe(false)
    await panel.page.close()
    await panel.leave()
  })

  test('goes when the right is taken back in the browser’s own settings', async () => {
    await review().click()
    await standing()
    const settings = await browser.context.newPage()
    await settings.goto(`chrome://extensions/?id=${browser.extensionId}`)
    // What the browser's own switch for the site does when it is pressed.
    await settings.evaluate(
      ([id, pattern]) => {
        const { developerPrivate } = chrome as unknown as {
          developerPrivate: { removeHostPermission(id: string, pattern: string): Promise<void> }
        }
        return developerPrivate.removeHostPermission(id!, pattern!)
      },
      [browser.extensionId, pattern],
    )
    await settled(nothing)
    await settings.close()
    await away()
    expect(await worker().evaluate(() => chrome.storage.local.get('buttons'))).toEqual({
      buttons: { [host]: { on: false, fieldsOff: [] } },
    })
  })
})
