import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { signUp, type Api } from './api.ts'
import { openBrowser, type Browser } from './browser.ts'
import { addFile } from './catalogue/materials.ts'
import { until } from './children.ts'
import { draw } from './drawn.ts'
import { openTool } from './tools/walk.ts'

// A picture of the library keeps the place that a person has marked in it.

const origin = inject('api')

let browser: Browser
let page: Page
let api: Api
let id: string

beforeAll(async () => void (browser = await openBrowser({ extension: inject('extension') })))
afterAll(() => browser?.close())

beforeEach(async () => {
  api = await signUp(origin, 'Pointer')
  const picture = await (await draw('scenery', 600, 400)).jpeg().toBuffer()
  id = await addFile(origin, api, 'harbour', picture)
  await browser.beginAnew(api.person.token)
  page = await browser.context.newPage()
  page.setDefaultTimeout(20_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(browser.address('studio.html'))
})

const form = () => page.getByRole('region', { name: 'Settings' })

const focalNow = async () => (await api.asset(id)) as unknown as { focal: { x: number; y: number } | null }

const point = () => page.locator('button.focal')
const take = () => page.getByRole('region', { name: 'From your library' }).getByRole('button').first().click()

/** The picture of the library is in hand, and a place in it is to be marked. */
async function beginToMark(): Promise<void> {
  await openTool(page, 'Resize and crop')
  await take()
  await form().getByText('Fill and crop', { exact: true }).click()
  await form().getByText('My point', { exact: true }).first().click()
  await point().waitFor()
}

test('the point is moved in the studio, kept with the picture, and is there the next time', async () => {
  await beginToMark()
  await point().focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowUp')
  const marked = await until('the point to be kept', async () => (await focalNow()).focal, 20)
  expect(marked.x).toBeCloseTo(0.6, 3)
  expect(marked.y).toBeCloseTo(0.49, 3)

  await page.getByRole('button', { name: /^(Another picture|Put all away)$/ }).click()
  await form().getByText('What matters', { exact: true }).click()
  await take()
  await point().waitFor()
  expect(await point().getAttribute('aria-label')).toContain('60 % from the left, 49 % from the top')

  await form().getByText('What matters', { exact: true }).click()
  await until('the point to be forgotten', async () => (await focalNow()).focal === null, 20)
})

test('a reloaded studio knows whose picture is in hand, and its point is where the next tool begins', async () => {
  await beginToMark()
  await until('what is in hand to be kept', () =>
    page.evaluate(async () => {
      const { bench } = await chrome.storage.local.get<{ bench?: { files: string[]; steps: object[] } }>(
        'bench',
      )
      return bench?.files.length === 1 && JSON.stringify(bench.steps).includes('"point"')
    }),
  )
  await page.reload()
  await point().focus()
  await page.keyboard.press('Shift+ArrowDown')
  const marked = await until('the point to be kept', async () => (await focalNow()).focal, 20)
  expect(marked.y).toBeCloseTo(0.6, 3)

  await page.getByRole('button', { name: 'All tools' }).filter({ visible: true }).first().click()
  await openTool(page, 'For all networks')
  await expect.poll(() => form().getByLabel('My point', { exact: true }).isChecked()).toBe(true)
})
