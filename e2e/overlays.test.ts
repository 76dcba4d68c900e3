import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openBrowser, type Browser } from './browser.ts'
import { until } from './children.ts'
import { draw } from './drawn.ts'
import { give, openTool } from './tools/walk.ts'

// What is drawn over a picture on the stage: by hand, by keyboard, at 360 pixels, and for those who do not see it.

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
let page: Page
let buffer: Buffer

beforeAll(async () => {
  browser = await openBrowser({ extension: inject('extension') })
  buffer = await (await draw('poster', 400, 300)).png().toBuffer()
})
afterAll(() => browser?.close())

async function open(tool: string): Promise<void> {
  await browser.beginAnew()
  page = await browser.context.newPage()
  await page.setViewportSize({ width: 360, height: 900 })
  await page.goto(browser.address('studio.html'))
  await openTool(page, tool)
  await give(page, [{ name: 'poster.png', mimeType: 'image/png', buffer }])
}

const settings = () => page.getByRole('region', { name: 'Settings' })
const part = () => page.locator('.crop-part')
const choose = (group: string, option: string) =>
  settings().getByRole('group', { name: group, exact: true }).getByText(option, { exact: true }).click()

/** Pixels of the part, and where it begins, as they are told to those who do not see it. */
async function told(): Promise<number[]> {
  const words = (await part().getAttribute('aria-label')) ?? ''
  return [...words.matchAll(/\d+/g)].map(([digits]) => Number(digits))
}

const toldIs = (pixels: number[]) =>
  until(
    async () => `a part of ${pixels.join(' ')}; it is ${(await told()).join(' ')}`,
    async () => String(await told()) === String(pixels),
  )

const mainSays = async () => (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ')
const resultSays = (words: string) =>
  until(
    async () => `figures that say ${words}; the screen says ${await mainSays()}`,
    async () => (await mainSays()).includes(words),
  )

async function faults(): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(
          where: string,
          options: object,
        ): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>
      }
    }
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await axe.run('.stage', { runOnly: { type: 'tag', values } })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  })
}

async function drag(from: { x: number; y: number }, by: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2)
  await page.mouse.move(from.x + by.x, from.y + by.y)
  await page.mouse.up()
}

async function middleOf(selector: string): Promise<{ x: number; y: number }> {
  await page.locator(selector).first().scrollIntoViewIfNeeded()
  const box = (await page.locator(selector).first().boundingBox())!
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test('a part is pulled with the keys, moved by hand, and keeps the shape it is given', async () => {
  await open('Resize and crop')
  await choose('How', 'Cut out a part')
  await part().waitFor()
  await toldIs([400, 300, 0, 0])
  await page.getByRole('button', { name: 'Top left corner' }).focus()
  for (let n = 0; n < 10; n++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowDown')
  await toldIs([300, 299, 100, 1])
  await part().focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await toldIs([300, 299, 90, 1])
  await resultSays('400 × 300 → 300 × 299')
  expect(await faults()).toEqual([])

  const scale = (await part().boundingBox())!.width / 300
  await drag(await middleOf('.crop-part'), { x: -40 * scale, y: 30 * scale })
  const [width, height, left, top] = await told()
  expect([width, height]).toEqual([300, 299])
  expect(Math.abs(left! - 50)).toBeLessThanOrEqual(2)
  expect(top).toBe(1)
  await choose('Shape', '16:9')
  await until('a wide part', async () => {
    const [wide = 0, high = 1] = await told()
    return Math.abs(wide / high - 16 / 9) < 0.03
  })
  await page.getByRole('button', { name: 'Bottom right corner' }).focus()
  for (let n = 0; n < 5; n++) await page.keyboard.press('Shift+ArrowLeft')
  await until('a smaller part of that shape', async () => {
    const [wide = 0, high = 1] = await told()
    return Math.abs(wide - 350) <= 2 && Math.abs(wide / high - 16 / 9) < 0.03
  })
  const [wide, high] = await told()
  await resultSays(`→ ${wide} × ${high}`)
})

test('the point that stays in the picture is put there by hand or with the keys', async () => {
  await open('Resize and crop')
  await choose('How', 'Fill and crop')
  await settings().getByRole('spinbutton', { name: 'Width' }).first().fill('100')
  await settings().getByRole('spinbutton', { name: 'Height' }).first().fill('100')
  await choose('Keep in the picture', 'My point')
  const point = page.getByRole('button', { name: /^What stays in the picture/ })
  await point.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowUp')
  await page.getByRole('button', { name: /60 % from the left, 49 % from the top/ }).waitFor()
  const stage = (await page.locator('.pane img').first().boundingBox())!
  await drag(await middleOf('.focal'), { x: -0.3 * stage.width, y: 0 })
  const [left] = /\d+/.exec((await point.getAttribute('aria-label')) ?? '') ?? []
  expect(Math.abs(Number(left) - 30)).toBeLessThanOrEqual(2)
  await resultSays('400 × 300 → 100 × 100')
  expect(await faults()).toEqual([])
})

test('a level line is laid along the horizon', async () => {
  await open('Rotate and straighten')
  const line = page.getByRole('slider', { name: /^Level line/ })
  await line.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowRight')
  await until('1.1 degrees', async () => (await line.getAttribute('aria-valuetext')) === '1.1 degrees')
  const grip = await middleOf('.level-grip:nth-child(2)')
  await drag(grip, { x: 0, y: 20 })
  await until('a slope that is taken out', async () => Number(await line.getAttribute('aria-valuenow')) < -2)
  await resultSays('400 × 300 →')
  expect(await faults()).toEqual([])
})
