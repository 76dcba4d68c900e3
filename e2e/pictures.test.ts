import sharp, { type Sharp } from 'sharp'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { signUp } from './api.ts'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { pressShortcut } from './gestures.ts'
import { cases, type Case } from './pages/gallery/cases.ts'
import { serveGallery } from './pages/gallery/serve.ts'

// Every way a page may show a picture, at real names over real TLS: who may read what is decided by the browser.

const extension = inject('extension')
const gallery = 'https://gallery.atelier.example/'
let display: Display
let browser: Browser
let page: Page
let panel: Surface
let served: Awaited<ReturnType<typeof serveGallery>>

beforeAll(async () => {
  served = await serveGallery(inject('sandbox'))
  display = await openDisplay()
  browser = await openBrowser({ extension, display, resolve: served.resolve })
  const ada = await signUp(inject('api'))
  await browser.context
    .serviceWorkers()[0]!
    .evaluate((token) => chrome.storage.local.set({ token }), ada.person.token)
  page = browser.context.pages()[0]!
  panel = await callOn(gallery)
  panel.page.setDefaultTimeout(10_000)
  await panel.page.getByRole('button', { name: 'Picture', exact: true }).click()
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
  await served?.close()
})

/** Opens a page and calls Atelier there, as a person does with the shortcut. */
async function callOn(address: string): Promise<Surface> {
  await page.goto(address)
  await page.locator('html[data-ready]').waitFor()
  await page.bringToFront()
  pressShortcut(display, readManifest(extension).commands!['open-panel']!.suggested_key!.default!)
  return browser.surface('as=side&tab=')
}

/** What the panel shows in the end: a picture with its origin, or why there is none. */
interface Shown {
  said: string
  refused: boolean
  bytes: Buffer | null
}

async function settled(): Promise<Shown> {
  const { page: view } = panel
  await until(
    'the panel to have come to an end',
    async () => {
      const busy = await view.locator('.source-veil, .spinner').count()
      const ended = await view.locator('.origin, [role="alert"]').count()
      return busy === 0 && ended > 0
    },
    10,
  )
  const refused = (await view.getByRole('alert').count()) > 0
  const said = await (refused ? view.getByRole('alert') : view.locator('.origin')).innerText()
  const src = refused
    ? null
    : await view.getByRole('region', { name: 'The picture' }).locator('img').getAttribute('src')
  return { said, refused, bytes: src ? Buffer.from(await (await fetch(src)).arrayBuffer()) : null }
}

async function startPicking(): Promise<void> {
  const stop = panel.page.getByRole('button', { name: 'Stop picking' })
  if (await stop.isVisible()) await stop.click()
  await panel.page.getByRole('button', { name: /^Pick (a|another) picture/ }).click()
  await stop.waitFor()
}

/** Points at the middle of a figure's picture and takes what lies there. */
async function pick(
  { id, keys = [] }: Pick<Case, 'id' | 'keys'>,
  at = '.shown > :last-child',
): Promise<Shown> {
  const target = page.locator(`#${id} ${at}`)
  await target.scrollIntoViewIfNeeded()
  await startPicking()
  const box = (await target.boundingBox())!
  const [x, y] = [box.x + Math.min(box.width / 2, 60), box.y + Math.min(box.height / 2, 45)]
  await page.mouse.move(x, y)
  if (keys.length > 0) {
    for (const key of keys) await panel.page.keyboard.press(key)
    await panel.page.keyboard.press('Enter')
  } else await page.mouse.click(x, y)
  await panel.page.getByRole('button', { name: 'Stop picking' }).waitFor({ state: 'detached' })
  return settled()
}

interface Measured {
  width: number
  height: number
  /** The mean of each channel. */
  mean: number[]
  /** The mean of the upper left sixteenth, which is white in an upright picture. */
  corner: number[]
}

async function measure(bytes: Buffer): Promise<Measured> {
  const flat = sharp(
    await sharp(bytes, { page: 0 }).flatten({ background: '#fff' }).removeAlpha().png().toBuffer(),
  )
  const { width, height } = await flat.metadata()
  const meanOf = async (part: Sharp) =>
    (await part.stats()).channels.slice(0, 3).map(({ mean }) => Math.round(mean))
  const small = { left: 0, top: 0, width: Math.max(1, width >> 2), height: Math.max(1, height >> 2) }
  const corner = sharp(await flat.clone().extract(small).png().toBuffer())
  return { width, height, mean: await meanOf(flat), corner: await meanOf(corner) }
}

/** A quarter of it is white. */
const wantedMean = (colour: string) =>
  [0, 2, 4].map((at) => Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * 0.75 + 255 * 0.25))

const rows: string[] = []
afterAll(() => console.log(['', ...rows].join('\n')))

describe('a page’s picture', () => {
  test.each(cases)('$id: $title', async (each) => {
    const { said, refused, bytes } = await pick(each)
    const words = said.replace(/\s+/g, ' ')
    if (!bytes) rows.push(`${each.id.padEnd(16)} refused            ${words}`)
    const seen = bytes && (await measure(bytes))
    if (seen)
      rows.push(
        `${each.id.padEnd(16)} ${`${seen.width}×${seen.height}`.padEnd(9)} ${seen.mean.join(',').padEnd(11)} ${words}`,
      )
    expect(words).toMatch(each.says)
    expect(refused).toBe(each.refused ?? false)
    if (!seen) return
    const tolerance = each.tolerance ?? 6
    const wanted = wantedMean(each.colour)
    seen.mean.forEach((value, channel) =>
      expect(Math.abs(value - wanted[channel]!)).toBeLessThanOrEqual(tolerance),
    )
    if (each.cut || each.scaled) expect(seen.width / seen.height).toBeCloseTo(each.width / each.height, 1)
    else expect([seen.width, seen.height]).toEqual([each.width, each.height])
    for (const value of seen.corner) expect(value).toBeGreaterThan(255 - 2 * tolerance)
  })
})
