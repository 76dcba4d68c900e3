import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { openBrowser, type Browser } from './browser.ts'
import { temporaryFolder, until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { chooseFromMenu } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'
import { seriousFaults } from './tasks/axe.ts'
import { landscapes } from './tools/pictures.ts'
import { finish, mainButton, offeredTools, results, status } from './tools/walk.ts'

// The screens of the tools, by nothing but what stands on them: signed out, in the studio and in the panel.

let display: Display
let browser: Browser
let page: Page
let paths: string[]
/** Of a name without an end: it makes no screen wider. */
let longNamed: string

beforeAll(async () => {
  display = await openDisplay()
  browser = await openBrowser({ extension: inject('extension'), display })
  await routePages(browser.context, { sandbox: inject('sandbox') })
  const folder = temporaryFolder('pictures')
  paths = (await landscapes()).map(({ name, buffer }) => {
    writeFileSync(join(folder, name), buffer)
    return join(folder, name)
  })
  longNamed = join(folder, `${'Rechtsschutzversicherungsgesellschaften_'.repeat(3)}.jpg`)
  copyFileSync(paths[0]!, longNamed)
  page = await browser.context.newPage()
  page.setDefaultTimeout(20_000)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(browser.address('studio.html'))
  await page.bringToFront()
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
})

/** Presses Tab until what has the focus is wanted; says what had it, where nothing does. */
async function tabTo(wanted: string, what: string): Promise<void> {
  const passed: string[] = []
  for (let pressed = 0; pressed < 120; pressed++) {
    await page.keyboard.press('Tab')
    const now = await page.evaluate((selector) => {
      const at = document.activeElement
      return {
        found: at?.matches(selector) ?? false,
        is: at?.textContent?.trim().slice(0, 20) || (at?.tagName ?? ''),
      }
    }, wanted)
    if (now.found) return
    passed.push(now.is)
  }
  throw new Error(`${what} is not reached by Tab; passed: ${passed.join(', ')}`)
}

/** Marks an element for `tabTo`, since nobody tabs by what a person reads. */
async function mark(name: string, of: ReturnType<Page['locator']>): Promise<string> {
  await page
    .locator(`[data-mark="${name}"]`)
    .evaluateAll((all) => all.forEach((each) => delete (each as HTMLElement).dataset['mark']))
  await of.first().evaluate((element, mark) => ((element as HTMLElement).dataset['mark'] = mark), name)
  return `[data-mark="${name}"]`
}

async function pressByKeys(of: ReturnType<Page['locator']>, what: string): Promise<void> {
  await tabTo(await mark('goal', of), what)
  await page.keyboard.press('Enter')
}

const noneStandsOut = () =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

/** Gives files by the keyboard: the button is pressed, the browser's own chooser answers. */
async function giveByKeys(): Promise<void> {
  const button = page.getByRole('button', { name: /^(Choose files|Choose a file|Put a picture in)$/ })
  const wants = /at least (\d+)/.exec(await status(page))?.[1]
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    pressByKeys(button, 'the choice of files'),
  ])
  await chooser.setFiles([longNamed, ...paths.slice(1)].slice(0, Number(wants ?? 1)))
}

/** Whatever comes first of sliders, switches and choices is set by a key; gives what stands there then. */
async function setByKeys(): Promise<{ before: string; after: string }> {
  const form = page.getByRole('region', { name: 'Settings' })
  const input = form
    .locator('input[type="range"], input[type="radio"]:checked, input[type="checkbox"]')
    .filter({ visible: true })
    .first()
  const selector = await mark('field', input)
  await tabTo(selector, 'the first field')
  const read = () =>
    form.evaluate((side) =>
      [...side.querySelectorAll('input')].map(({ value, checked }) => `${value} ${checked}`).join(),
    )
  const before = await read()
  const type = await input.getAttribute('type')
  await page.keyboard.press(type === 'checkbox' ? ' ' : 'ArrowRight')
  return { before, after: await read() }
}

describe('by the keyboard alone, narrow and dark', () => {
  const titles = [
    'Compress',
    'Convert',
    'Resize and crop',
    'Rotate and straighten',
    'Enhance',
    'What the file says',
    'Watermark',
    'Words on a picture',
    'Quote card',
    'Collage',
    'For all networks',
    'Variants to compare',
    'Icon set',
    'Carousel PDF',
    'Move on this device',
  ]
  beforeAll(async () => {
    await page.setViewportSize({ width: 360, height: 800 })
    await page.emulateMedia({ colorScheme: 'dark' })
  })
  beforeEach(async () => {
    const panel = browser.address('panel.html?as=side&tab=4711')
    await page.goto(panel)
    await page.evaluate(() => chrome.storage.local.remove(['bench', 'tool-values']))
    await page.goto(panel)
    await page.getByRole('button', { name: 'Tools', exact: true }).click()
    await offeredTools(page)
  })

  test('all tools are offered; nothing serious is found in the list', async () => {
    expect(await offeredTools(page)).toEqual(titles)
    expect(await seriousFaults(page)).toEqual([])
  })

  test.each(titles)('%s, from the list to its result and back; nothing serious is found', async (title) => {
    const tile = page.locator('main .task-tile').filter({ has: page.getByText(title, { exact: true }) })
    await pressByKeys(tile, title)
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
    await giveByKeys()
    const { before, after } = await setByKeys()
    expect(after, 'a key changes nothing').not.toBe(before)
    await finish(page)
    expect(await noneStandsOut(), 'it is wider than 360 pixels').toBe(true)
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: /^(Another picture|Put all away)$/ }).press('Enter')
    await page.getByRole('button', { name: 'All tools' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'On your own machine' }).waitFor()
  })
})

describe('one picture', () => {
  beforeEach(async () => {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 1440, height: 900 })
    const studio = browser.address('studio.html')
    await page.goto(studio)
    await page.evaluate(() => chrome.storage.local.remove(['bench', 'tool-values']))
    await page.goto(studio)
    await offeredTools(page)
    await tile('Compress').click()
    await page.locator('.drop-zone input[type="file"]').first().setInputFiles(paths[0]!)
    await quality().fill('90')
    await finish(page)
  })

  const tile = (title: string) =>
    page.locator('main .task-tile').filter({ has: page.getByText(title, { exact: true }) })
  const quality = () => page.getByRole('slider', { name: 'Quality' })
  const figures = () => page.locator('.figures').innerText()

  test('is shown before and after, with figures; the numbers follow the slider', async () => {
    const large = await figures()
    expect(large).toMatch(/\d+ KB\s*→\s*\d+ KB\s*\d+ % smaller/)
    await quality().fill('20')
    await until(
      'smaller figures',
      async () => (await results(page).count()) > 0 && (await figures()) !== large,
    )
    const bytes = (words: string) => Number(/→\s*(\d+)/.exec(words)?.[1])
    expect(bytes(await figures())).toBeLessThan(bytes(large))
    expect(await seriousFaults(page)).toEqual([])
    for (const look of ['Before', 'Split', 'Side by side', 'After'])
      expect(await page.getByRole('radio', { name: look, exact: true }).count()).toBe(1)
  })

  test('is looked at nearer on both sides alike', async () => {
    await page.getByRole('radio', { name: 'Side by side' }).check({ force: true })
    await page.locator('.pane img').nth(1).waitFor()
    const places = () =>
      page.locator('.pane img').evaluateAll((all) => all.map((each) => (each as HTMLElement).style.cssText))
    const [far] = await places()
    const bothAre = (what: string, fits: (place: string) => boolean) =>
      until(what, async () => {
        const [before, after] = await places()
        return before === after && before !== undefined && fits(before)
      })
    await page.locator('.pane').first().focus()
    await page.keyboard.press('+')
    await page.keyboard.press('ArrowRight')
    await bothAre('both sides nearer', (place) => place !== far)
    await page.keyboard.press('0')
    await bothAre('all of both sides', (place) => place === far)
  })

  test('undo and redo, and nothing is lost with the window', async () => {
    // What follows sooner counts as the same step.
    await page.waitForTimeout(800)
    await quality().fill('20')
    await page.locator('.pane').first().focus()
    await page.keyboard.press('Control+z')
    expect(await quality().inputValue()).toBe('90')
    await page.keyboard.press('Control+Shift+z')
    expect(await quality().inputValue()).toBe('20')
    await until('it to be kept', () =>
      page.evaluate(async () => {
        const { bench } = await chrome.storage.local.get<{
          bench?: { files: string[]; steps: { values: object }[] }
        }>('bench')
        return bench?.files.length === 1 && JSON.stringify(bench.steps).includes('"quality":20')
      }),
    )
    await page.reload()
    await finish(page)
    expect(await quality().inputValue()).toBe('20')
    expect(await page.locator('.bench-acts').innerText()).toContain('evening.jpg')
  }, 120_000)

  test('goes through two tools in a row, and is downloaded', async () => {
    await page.getByRole('button', { name: 'Add a tool' }).click()
    await page.getByRole('list', { name: 'What follows' }).getByRole('button', { name: 'Convert' }).click()
    await page.getByRole('radio', { name: 'WebP', exact: true }).check({ force: true })
    await until(
      'the result of both',
      async () => (await results(page).count()) > 0 && /WebP/.test(await figures()),
    )
    await page.evaluate(() => {
      const said = HTMLAnchorElement.prototype.click
      HTMLAnchorElement.prototype.click = function () {
        Object.assign(globalThis, { taken: this.href, called: this.download })
        said.call(this)
      }
    })
    await mainButton(page).click()
    await until('the download', async () => (await status(page)).startsWith('Downloaded as evening.webp'))
    const bytes = await page.evaluate(async () => {
      const { taken } = globalThis as unknown as { taken: string }
      return [...new Uint8Array(await (await fetch(taken)).arrayBuffer())]
    })
    expect(await sharp(Buffer.from(bytes)).metadata()).toMatchObject({
      format: 'webp',
      width: 1600,
      height: 1067,
    })
    await page.getByRole('button', { name: 'Take Convert out of the row' }).click()
  })

  test('several in hand lead to the batch', async () => {
    await page.getByRole('button', { name: 'Another picture' }).click()
    await page.locator('.drop-zone input[type="file"]').first().setInputFiles(paths)
    await page.getByRole('button', { name: 'All 3 at once' }).click()
    await page.getByRole('heading', { level: 1, name: 'Batch' }).waitFor()
    await page.getByText('dusk.jpg').first().waitFor()
  })
})

test('a picture of a page is sent to a tool by the right-click menu, without an account', async () => {
  const shop = await browser.context.newPage()
  await shop.goto(addresses.shop)
  await shop.bringToFront()
  const picture = shop.locator('img.main')
  await until('the picture', () => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth > 0))
  // Under our name: Use this picture, Compress, Convert to, Crop for. In "Convert to" the third is WebP.
  await chooseFromMenu(display, picture, { fromEnd: 1, inSubmenu: 3, within: 3 })
  const { page: panel, leave } = await browser.surface('as=side&tab=')
  await panel.getByRole('heading', { level: 1, name: 'Convert', exact: true }).waitFor()
  await finish(panel)
  expect(await panel.getByRole('radio', { name: 'WebP', exact: true }).isChecked()).toBe(true)
  expect(await panel.locator('.bench-acts').innerText()).toContain('lamp.jpg')
  expect(await panel.locator('.figures').innerText()).toMatch(/JPG\s*→\s*WebP/)
  await mainButton(panel).click()
  await until('the download', async () => (await status(panel)).startsWith('Downloaded as lamp.webp'))
  await panel.getByRole('button', { name: 'Insert into page' }).click()
  await until('it to be handed over', async () =>
    (await status(panel)).startsWith('The picture was handed to'),
  )
  await leave()
  await shop.bringToFront()
  await chooseFromMenu(display, picture, { fromEnd: 1, inSubmenu: 4, within: 2 })
  const again = await browser.surface('as=side&tab=')
  await again.page.getByRole('heading', { level: 1, name: 'Resize and crop' }).waitFor()
  await finish(again.page)
  expect(await again.page.locator('.figures').innerText()).toMatch(/→\s*1080 × 1350/)
  await again.leave()
})
