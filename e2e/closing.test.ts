import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { signUp, type Api } from './api.ts'
import { openBrowser, type Browser } from './browser.ts'
import { temporaryFolder, until } from './children.ts'

// Whatever is closed at whatever point of a job: on return the job or its result is there, once.

const extension = inject('extension')
const profile = temporaryFolder('closing')
let browser: Browser
let ada: Api

const open = async () => void (browser = await openBrowser({ extension, profile }))
beforeAll(open)
afterAll(() => browser?.close())

const tell = (path: string, method: string, body?: unknown) =>
  fetch(`${inject('sandbox')}/__sandbox${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  })
const order = (rule: object) => tell('/orders', 'POST', [rule])
const clearOrders = () => tell('/orders', 'DELETE')

/** A tab of the browser's and its number, which is what a panel beside it would be given. */
async function openTab(): Promise<{ tab: Page; id: number }> {
  const tab = await browser.context.newPage()
  await tab.bringToFront()
  const id = await browser.context.serviceWorkers()[0]!.evaluate(async () => {
    const [front] = await chrome.tabs.query({ active: true, lastFocusedWindow: true })
    return front!.id!
  })
  return { tab, id }
}

async function openPanel(tab: number, as: 'side' | 'popup' = 'side'): Promise<Page> {
  const panel = await browser.context.newPage()
  panel.setDefaultTimeout(15_000)
  await panel.goto(browser.address(`panel.html?as=${as}&tab=${tab}`))
  return panel
}

beforeEach(async () => {
  await clearOrders()
  await tell('/settings', 'POST', { pictureMs: 200 })
  ada = await signUp(inject('api'))
  // A try that failed may have left none open.
  await browser.open().catch(open)
  await browser.beginAnew(ada.person.token)
})

const words = 'a lighthouse in the evening'
const state = async () => (await ada.jobs())[0]?.state
const reach = (wanted: string) => until(`the job to be ${wanted}`, async () => (await state()) === wanted)

/** The side panel and the tab show the press itself; the popup shows what is being made, or the newest results. */
async function standsIn(panel: Page, as: 'side' | 'popup'): Promise<void> {
  const working = panel.getByRole('progressbar', { name: /^Qwen Image/ })
  const result = as === 'side' ? panel.getByRole('radio', { name: 'Picture 1' }) : panel.getByLabel(words)
  await working.or(result).first().waitFor()
  if (as === 'side') await panel.getByText(words, { exact: true }).first().waitFor()
}

interface Point {
  name: string
  /** Brings the job there and holds it. */
  hold(panel: Page): Promise<void>
}

const points: readonly Point[] = [
  {
    name: 'before the press is answered',
    hold: async (panel) => {
      // The server takes it; its answer never arrives.
      await panel.route('**/api/image-studio/create', (route) => void route.fetch().catch(() => null))
      await press(panel)
      await until('the server to have it', async () => (await ada.jobs()).length > 0)
    },
  },
  {
    name: 'while it waits its turn',
    hold: async (panel) => {
      await order({ match: { method: 'POST', path: '/api/v3/wavespeed-ai/*' }, do: 'status', status: 429 })
      await press(panel)
      await reach('queued')
    },
  },
  {
    name: 'while the vendor works',
    hold: async (panel) => {
      await tell('/settings', 'POST', { pictureMs: 5000 })
      await press(panel)
      await reach('running')
    },
  },
  {
    name: 'while the file is stored',
    hold: async (panel) => {
      await order({ match: { method: 'GET', path: 'd*.wavespeed.ai/*' }, do: 'delay', ms: 5000, times: 1 })
      await press(panel)
      await reach('saving')
    },
  },
  {
    name: 'when it is done and nothing is chosen',
    hold: async (panel) => {
      await press(panel)
      await reach('done')
    },
  },
]

async function press(panel: Page): Promise<void> {
  await panel.getByLabel('What should it show?').fill(words)
  await panel.getByRole('button', { name: /^Create · / }).click()
}

test.each(points)('panel, popup, tab and browser closed $name', async ({ hold }) => {
  const first = await openTab()
  let panel = await openPanel(first.id)
  await hold(panel)

  await panel.close()
  panel = await openPanel(first.id)
  await standsIn(panel, 'side')

  const popup = await openPanel(first.id, 'popup')
  await standsIn(popup, 'popup')
  await popup.close()

  await panel.close()
  await first.tab.close()
  const second = await openTab()
  panel = await openPanel(second.id)
  await standsIn(panel, 'side')

  await browser.close()
  await open()
  const third = await openTab()
  panel = await openPanel(third.id)
  await standsIn(panel, 'side')

  await clearOrders()
  await panel.getByRole('radio', { name: 'Picture 1' }).waitFor({ timeout: 30_000 })
  const jobs = await ada.jobs()
  expect(jobs.map(({ state, receipt }) => [state, receipt.charged])).toEqual([['done', 1]])
  expect(await ada.left('image')).toBe(19)
})
