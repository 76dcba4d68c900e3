import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Api } from './api.ts'
import { openBrowser, type Browser } from './browser.ts'
import { temporaryFolder, until } from './children.ts'
import { seriousFaults } from './tasks/axe.ts'
import { recording, signUpPro, stockLibrary } from './tasks/person.ts'
import { offeredTasks, taskTitles } from './tasks/titles.ts'
import { fillForm, mainButton, openPanel, openTask, putAside, walkTask } from './tasks/walk.ts'

// Every task in the panel: found in the list, filled in, pressed, watched, and its result opened.

const api = inject('api')
const offered = await offeredTasks(api)
let browser: Browser
let panel: Page
let person: Api

beforeAll(async () => {
  await fetch(`${inject('sandbox')}/__sandbox/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pictureMs: 100, videoMs: 200 }),
  })
  person = await signUpPro(api, inject('state'))
  await stockLibrary(person, api)
  browser = await openBrowser({ extension: inject('extension') })
})
afterAll(() => browser?.close())

/** The panel as it is the first time: nothing asked for, nothing chosen. */
async function begin(): Promise<void> {
  await panel?.close()
  panel = await openPanel(browser, person.person.token)
}
beforeEach(async ({ task }) => {
  // One panel goes through all tasks, as a person does; what failed begins anew.
  if (!panel || task.result?.retryCount) await begin()
})

test('the list holds what is offered and nothing else, and typing narrows it', async () => {
  await panel.getByRole('button', { name: 'Tasks', exact: true }).click()
  const titles = () => panel.locator('.task-title').allInnerTexts()
  await panel.locator('.task-tile').first().waitFor()
  await expect.poll(titles).toEqual(offered.map((task) => taskTitles[task]?.title))
  const search = panel.getByRole('searchbox', { name: 'Search' })
  await search.fill('animate')
  await expect.poll(titles).toEqual(['Animate a picture'])
  await search.press('Enter')
  await panel.getByRole('heading', { level: 1, name: 'Animate a picture' }).waitFor()
  expect(await seriousFaults(panel)).toEqual([])
})

describe.each(offered)('%s', (task) => {
  test('is asked for in the panel, and its result opens there', async () => {
    const faults: string[] = []
    await walkTask(panel, task, async () => void faults.push(...(await seriousFaults(panel))))
    faults.push(...(await seriousFaults(panel)))
    expect(faults).toEqual([])
  })
})

test('by keyboard alone: searched, filled in and pressed', async () => {
  await walkTask(panel, 'create-image')
  await panel.getByRole('button', { name: 'Tasks', exact: true }).focus()
  await panel.keyboard.press('Enter')
  await panel.getByRole('searchbox', { name: 'Search' }).focus()
  await panel.keyboard.type('create a picture')
  await panel.keyboard.press('Enter')
  const another = panel.getByRole('button', { name: 'Make another' })
  await another.focus()
  await panel.keyboard.press('Enter')
  // What had the focus is gone: reading goes on at the form.
  await until('the form to have the focus', () =>
    panel.evaluate(() => document.activeElement?.tagName === 'MAIN'),
  )
  await panel.getByLabel('What should it show?').focus()
  await panel.keyboard.type('a kite over dunes')
  await mainButton(panel).waitFor()
  await panel.keyboard.press('Control+Enter')
  await panel.getByRole('radio', { name: 'Picture 1' }).waitFor({ timeout: 30_000 })
})

test('the brush is moved and pressed by keys', async () => {
  if (!offered.includes('erase')) return
  await openTask(panel, 'Erase something')
  await putAside(panel)
  await fillForm(panel)
  await panel.getByRole('button', { name: 'Paint again' }).click()
  const brush = panel.getByRole('application')
  await brush.focus()
  for (const key of ['ArrowLeft', 'Space', 'Shift+ArrowRight', 'Shift+ArrowDown'])
    await panel.keyboard.press(key)
  const painted = await brush.evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height)
    return data.some((value, at) => at % 4 === 3 && value > 0)
  })
  expect(painted).toBe(true)
})

test('a 3D body is turned by keys', async () => {
  await walkTask(panel, 'image-to-3d')
  const body = panel.locator('.solid canvas')
  await until('the body to be drawn', async () => (await body.getAttribute('aria-busy')) === 'false')
  await body.focus()
  const before = await body.screenshot()
  for (let turn = 0; turn < 4; turn++) await panel.keyboard.press('ArrowRight')
  await until('another side of it', async () => !(await body.screenshot()).equals(before))
  await panel.keyboard.press('Home')
})

test('a sound larger than one request goes up in parts', async () => {
  await openTask(panel, 'Make a portrait speak')
  await putAside(panel)
  const part = panel.getByRole('region', { name: 'What it says or sings' })
  const other = part.getByRole('button', { name: 'Choose another' })
  if ((await other.count()) > 0) await other.click()
  const file = join(temporaryFolder('sound'), 'a long talk.wav')
  writeFileSync(file, new Uint8Array(recording(280, 48_000)))
  const { size } = statSync(file)
  expect(size).toBeGreaterThan(25 * 1024 * 1024)
  await giveFile(panel, 'input[type="file"][accept*="audio"]', file)
  await part.getByText('4 min 40 s').first().waitFor({ timeout: 40_000 })
  const stored = (await person.assets()).find(({ bytes }) => bytes === size)
  expect(stored).toMatchObject({ kind: 'audio', durationMs: 280_000 })
})

/** A large file by its path: the browser reads it itself. */
async function giveFile(page: Page, input: string, file: string): Promise<void> {
  const line = await page.context().newCDPSession(page)
  const { result } = await line.send('Runtime.evaluate', {
    expression: `document.querySelector(${JSON.stringify(input)})`,
  })
  await line.send('DOM.setFileInputFiles', { files: [file], objectId: result.objectId! })
  await line.detach()
}

describe('choosing', () => {
  /** A fresh form of the first task, with all its models in sight. */
  async function openModels(words: string): Promise<void> {
    await begin()
    await openTask(panel, 'Create a picture')
    await panel.getByLabel('What should it show?').fill(words)
  }

  test('a model is recommended with its reason, and the choice is remembered in the next tab', async () => {
    await openModels('A poster that says "OPEN TODAY"')
    await panel.getByRole('button', { name: /^See all \d+ models$/ }).click()
    await panel.getByText(/^Recommended: .*words in pictures/i).waitFor()
    await panel.getByRole('radio', { name: /^Ideogram V3 Turbo/ }).check({ force: true })
    const other = await browser.context.newPage()
    await other.goto(browser.address('panel.html?as=side&tab=4712'))
    await other.getByRole('radio', { name: /^Ideogram V3 Turbo/ }).waitFor()
    expect(await other.getByRole('radio', { name: /^Ideogram V3 Turbo/ }).isChecked()).toBe(true)
    await other.close()
  })

  test('one press compares two models: one price, both results beside each other', async () => {
    await openModels('two models, one harbour')
    await panel.getByRole('button', { name: 'Compare several' }).click()
    await panel.getByRole('checkbox', { name: /^Ideogram V3 Turbo/ }).check({ force: true })
    expect(await mainButton(panel).innerText()).toBe('Create · 2 images')
    await mainButton(panel).click()
    await panel.getByRole('radio', { name: 'Picture 1, Qwen Image' }).waitFor({ timeout: 40_000 })
    await panel.getByRole('radio', { name: 'Picture 2, Ideogram V3 Turbo' }).waitFor({ timeout: 40_000 })
    await panel.getByRole('button', { name: 'Make another' }).click()
    await panel.getByRole('button', { name: 'Only one model' }).click()
    expect(await mainButton(panel).innerText()).toBe('Create · 1 image')
  })

  test('what was made before is offered again for nothing', async () => {
    await openModels('made once, used twice')
    await mainButton(panel).click()
    await panel.getByRole('radio', { name: 'Picture 1' }).waitFor({ timeout: 40_000 })
    const before = await person.left('image')
    const made = (await person.jobs()).length
    await panel.getByRole('button', { name: 'Make another' }).click()
    await panel.getByRole('button', { name: 'Use the earlier one · free' }).click()
    await panel.getByRole('radio', { name: 'Picture 1' }).waitFor()
    expect(await person.left('image')).toBe(before)
    expect(await person.jobs()).toHaveLength(made)
  })
})
