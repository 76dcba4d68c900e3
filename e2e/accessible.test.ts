import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { signUp } from './api.ts'
import { openBrowser, type Browser } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { pressShortcut } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'

// The panel for everybody: what a checker of accessibility finds, at 360 pixels, enlarged, and in forced colours.

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const extension = inject('extension')
let display: Display
let browser: Browser
let page: Page

beforeAll(async () => {
  display = await openDisplay()
  browser = await openBrowser({ extension, display })
  await routePages(browser.context, { sandbox: inject('sandbox') })
  const { person } = await signUp(inject('api'))
  await worker().evaluate((token) => chrome.storage.local.set({ token }), person.token)
  page = await browser.context.newPage()
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
})

const worker = () => browser.context.serviceWorkers()[0]!

interface Finding {
  id: string
  impact: string | null
  nodes: { html: string }[]
}

/** What is wrong by the rules of WCAG 2.2 AA and worse than a blemish, in words. */
async function findings(where: Page | Frame): Promise<string[]> {
  await where.evaluate(axe)
  const violations = await where.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: Finding[] }> }
    }
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    return (await axe.run({ runOnly: { type: 'tag', values } })).violations
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** What stands out of the window to the right, where the window would have to be scrolled sideways. */
const standsOut = (where: Page | Frame) =>
  where.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    return [...document.querySelectorAll('body *')]
      .filter((each) => each.getBoundingClientRect().right > clientWidth)
      .map((each) => `${each.localName}.${each.getAttribute('class')}`)
  })

async function open(path: string): Promise<void> {
  // Where the last panel was left is no part of it.
  await worker().evaluate(() => chrome.storage.session.clear())
  await page.goto(browser.address(path))
  await page.getByRole('button', { name: 'Settings' }).waitFor()
  await page.emulateMedia({ reducedMotion: 'reduce' })
}

describe.each([
  { name: '360 pixels, light', colorScheme: 'light', width: 360 },
  { name: '360 pixels, dark', colorScheme: 'dark', width: 360 },
  { name: '640 pixels at 200 %', colorScheme: 'light', width: 320 },
  { name: 'forced colours', colorScheme: 'dark', width: 360, forcedColors: 'active' },
] as const)('$name', ({ colorScheme, width, ...more }) => {
  beforeAll(async () => {
    await page.setViewportSize({ width, height: 760 })
    await page.emulateMedia({ colorScheme, ...more })
  })
  afterAll(() => page.emulateMedia({ colorScheme: null, forcedColors: null }))

  test.each(['Home', 'Settings'])('nothing is in the way on the screen %s', async (name) => {
    await open('panel.html?as=side')
    await page.getByRole('button', { name, exact: true }).click()
    await page.getByRole('heading').first().waitFor()
    expect(await findings(page)).toEqual([])
    expect(await standsOut(page)).toEqual([])
  })

  test('nothing is in the way where a picture is asked for', async () => {
    await open('panel.html?as=side')
    await page.getByLabel('What should it show?').waitFor()
    expect(await findings(page)).toEqual([])
    expect(await standsOut(page)).toEqual([])
  })
})

test('the panel in a page at 200 % stands inside the window, and nothing in it is in the way', async () => {
  await page.setViewportSize({ width: 640, height: 400 })
  await page.goto(addresses.shop)
  await page.bringToFront()
  pressShortcut(display, readManifest(extension).commands!['open-panel']!.suggested_key!.default!)
  const panel = await browser.surface('as=side&tab=')
  await panel.page.evaluate(() => {
    const tabId = Number(new URLSearchParams(location.search).get('tab'))
    return chrome.tabs.sendMessage(tabId, { type: 'show-panel', tabId })
  })
  await panel.page.close()
  await panel.leave()
  const frame = () => page.frames().find((each) => each.url().startsWith('chrome-extension://'))
  await until('the panel in the page', () => frame()?.getByLabel('What should it show?').isVisible())
  const [at, view] = [await page.locator('body > div').boundingBox(), page.viewportSize()!]
  expect(at!.x).toBeGreaterThanOrEqual(0)
  // Its button to close stands out of it by 12 pixels.
  expect(at!.y).toBeGreaterThanOrEqual(12)
  expect(at!.x + at!.width).toBeLessThanOrEqual(view.width - 12)
  expect(at!.y + at!.height).toBeLessThanOrEqual(view.height)
  expect(await findings(frame()!)).toEqual([])
  expect(await standsOut(frame()!)).toEqual([])
  expect(await findings(page)).toEqual(await own())
})

/** What a checker finds on the shop's page without us. */
async function own(): Promise<string[]> {
  const alone = await browser.context.newPage()
  await alone.goto(addresses.shop)
  const found = await findings(alone)
  await alone.close()
  return found
}
