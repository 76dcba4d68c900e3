import sharp, { type Sharp } from 'sharp'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { signUp } from './api.ts'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { answerQuestion, chooseFromMenu, clickInPanel, pressShortcut } from './gestures.ts'
import { cases, membersOnly, plain, swallowed, type Case } from './pages/gallery/cases.ts'
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
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
  await served?.close()
})

// One call serves all that goes well.
beforeEach(async ({ task }) => {
  if (!panel || task.result?.retryCount) panel = await callOn(gallery)
})

/** Opens a page and calls Atelier there, as a person does with the shortcut. */
async function callOn(address: string): Promise<Surface> {
  await page.goto(address)
  await page.locator('html[data-ready]').waitFor()
  await page.bringToFront()
  pressShortcut(display, readManifest(extension).commands!['open-panel']!.suggested_key!.default!)
  const surface = await browser.surface('as=side&tab=')
  surface.page.setDefaultTimeout(10_000)
  // A call leads to the first task; the pictures have a place of their own.
  await surface.page.getByRole('heading', { name: 'Any picture' }).waitFor({ state: 'detached' })
  await surface.page.getByRole('button', { name: 'Picture', exact: true }).click()
  return surface
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
  // No hand is as fast as a test: what is pointed with stands over the page a moment later.
  await page.locator('html > div[popover]').waitFor({ state: 'attached' })
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

/** Right pixels: its size, its mean colour, and which way is up. */
function expectPixels(
  seen: Measured,
  wanted: Pick<Case, 'colour' | 'width' | 'height'> & Partial<Case>,
): void {
  const tolerance = wanted.tolerance ?? 6
  const mean = wantedMean(wanted.colour)
  seen.mean.forEach((value, channel) =>
    expect(
      Math.abs(value - mean[channel]!),
      `channel ${channel} of ${String(seen.mean)}`,
    ).toBeLessThanOrEqual(tolerance),
  )
  if (wanted.cut || wanted.scaled)
    expect(seen.width / seen.height).toBeCloseTo(wanted.width / wanted.height, 1)
  else expect([seen.width, seen.height]).toEqual([wanted.width, wanted.height])
  for (const value of seen.corner) expect(value).toBeGreaterThan(255 - 2 * tolerance)
}

function note(id: string, said: string, seen: Measured | null): void {
  const size = seen ? `${seen.width}×${seen.height}` : 'refused'
  rows.push(
    `${id.padEnd(16)} ${size.padEnd(9)} ${String(seen?.mean ?? '').padEnd(11)} ${said.replace(/\s+/g, ' ')}`,
  )
}

async function expectShown(
  id: string,
  shown: Shown,
  wanted: Pick<Case, 'colour' | 'width' | 'height' | 'says'> & Partial<Case>,
): Promise<void> {
  const seen = shown.bytes && (await measure(shown.bytes))
  note(id, shown.said, seen)
  expect(shown.said.replace(/\s+/g, ' ')).toMatch(wanted.says)
  expect(shown.refused).toBe(wanted.refused ?? false)
  if (seen) expectPixels(seen, wanted)
}

describe('a page’s picture', () => {
  test.each(cases)('$id: $title', async (each) => expectShown(each.id, await pick(each), each))

  test('nothing is picked where there is none', async () => {
    await page.locator('#gradient').scrollIntoViewIfNeeded()
    await startPicking()
    await page
      .locator('#gradient')
      .click({ force: true, trial: true })
      .catch(() => null)
    const box = (await page.locator('#gradient').boundingBox())!
    await page.mouse.click(box.x + 50, box.y + 50)
    await until('the panel to say so', async () =>
      (await panel.page.getByRole('status').allInnerTexts()).includes('No picture there'),
    )
    await page.mouse.move(box.x + 50, box.y + 60)
    expect(await panel.page.getByRole('button', { name: 'Stop picking' }).isVisible()).toBe(true)
    await panel.page.keyboard.press('Escape')
    await panel.page.getByRole('button', { name: 'Stop picking' }).waitFor({ state: 'detached' })
  })

  test('a piece that is drawn around is cut out', async () => {
    const box = page.locator('#background .box')
    await box.scrollIntoViewIfNeeded()
    await startPicking()
    const { x, y } = (await box.boundingBox())!
    await page.mouse.move(x + 2, y + 2)
    await page.mouse.down()
    await page.mouse.move(x + 82, y + 62, { steps: 4 })
    await page.mouse.up()
    await panel.page.getByRole('button', { name: 'Stop picking' }).waitFor({ state: 'detached' })
    const { said, bytes } = await settled()
    const seen = await measure(bytes!)
    note('drawn around', said, seen)
    expect(said).toMatch(/cut-out of what was on your screen/)
    expect([seen.width, seen.height]).toEqual([80, 60])
  })

  test('keys in the page pick one after the other; nothing is left of it', async () => {
    await page.bringToFront()
    await page.evaluate(() => scrollTo(0, 0))
    const before = await page.content()
    await startPicking()
    expect(await page.content()).not.toBe(before)
    const host = page.locator('html > div[popover]')
    await host.focus()
    for (const key of ['ArrowRight', 'Tab', 'ArrowLeft']) await page.keyboard.press(key)
    await until('the second picture to be pointed at', async () =>
      (await panel.page.getByRole('status').allInnerTexts()).some((words) =>
        words.startsWith('Picture, 164 ×'),
      ),
    )
    await page.keyboard.press('Enter')
    await expectShown('by keys', await settled(), cases[0]!)
    expect(await page.content()).toBe(before)
  })

  test('the page’s own clicks and keys hear nothing while one is picked', async () => {
    await page.evaluate(() => {
      const heard: string[] = []
      Object.assign(globalThis, { heard })
      for (const name of ['click', 'mousedown', 'pointerdown', 'keydown'])
        document.body.addEventListener(name, () => heard.push(name))
    })
    await pick(cases[0]!)
    expect(await page.evaluate(() => (globalThis as { heard?: string[] }).heard)).toEqual([])
  })
})

describe('right-clicked', () => {
  const use = async (target: string) => {
    await page.bringToFront()
    // What is shown now is the last picture: it goes before the next one comes.
    await panel.page
      .locator('.origin')
      .evaluateAll((all) => all.forEach((each) => (each.dataset['old'] = 'yes')))
    await chooseFromMenu(display, page.locator(target), { fromEnd: 1, inSubmenu: 1 })
    await panel.page.locator('.origin[data-old]').waitFor({ state: 'detached' })
    return settled()
  }

  test.each(['blob', 'density', 'no-cors', 'closed-shadow', 'input'])('%s', async (id) => {
    const wanted = cases.find((each) => each.id === id)!
    const at = id === 'closed-shadow' ? '.shown > *' : '.shown :is(img, input)'
    await expectShown(`menu: ${id}`, await use(`#${id} ${at}`), wanted)
  })
})

describe('the menu’s other line', () => {
  test('lets one be picked where the browser knows of no picture', async () => {
    await page.bringToFront()
    await chooseFromMenu(display, page.locator('#gradient'), { fromEnd: 2, inSubmenu: 2 })
    await panel.page.getByRole('button', { name: 'Stop picking' }).waitFor()
    const cover = page.locator('#covered .cover')
    await cover.scrollIntoViewIfNeeded()
    const { x, y } = (await cover.boundingBox())!
    await page.mouse.move(x + 40, y + 40)
    await page.mouse.click(x + 40, y + 40)
    await panel.page.getByRole('button', { name: 'Stop picking' }).waitFor({ state: 'detached' })
    await expectShown(
      'menu: covered',
      await settled(),
      cases.find(({ id }) => id === 'covered')!,
    )
  })
})

describe('of a site for its members alone', () => {
  const allow = () => panel.page.getByRole('button', { name: 'Allow members.atelier.example' })
  const rights = () => panel.page.evaluate(async () => (await chrome.permissions.getAll()).origins ?? [])
  const offered = async () => {
    const shown = await pick({ id: 'members' })
    note('members', shown.said, null)
    expect(shown.said).toMatch(/not handed to others.*Our server could not have it either.*403/s)
    expect(shown.said).toMatch(/Allow members.atelier.example/)
  }
  const answer = (words: 'allow' | 'deny') =>
    answerQuestion(display, words, () => clickInPanel(display, allow()), {
      isGiven: async () => words === 'allow' && (await allow().count()) === 0,
    })

  beforeAll(async () => {
    await browser.context.addCookies([
      {
        name: 'member',
        value: 'yes',
        domain: 'members.atelier.example',
        path: '/',
        secure: true,
        sameSite: 'None',
      },
    ])
    await page.reload()
    await page.locator('html[data-ready]').waitFor()
  })

  test('refused, it says so and offers to cut it out', async () => {
    await offered()
    expect(await rights()).toEqual([])
    await answer('deny')
    await until('the panel to say so', async () =>
      (await panel.page.getByRole('alert').innerText()).includes('You did not allow members.atelier.example'),
    )
    note('members, refused', await panel.page.getByRole('alert').innerText(), null)
    await panel.page.getByRole('button', { name: 'Cut it out' }).click()
    await expectShown('members, cut out', await settled(), {
      ...membersOnly,
      cut: true,
      tolerance: 12,
      says: /cut-out/,
    })
  })

  test('allowed, it is fetched, and the right is given back', async () => {
    await offered()
    await answer('allow')
    await panel.page.getByRole('alert').waitFor({ state: 'detached' })
    await expectShown('members, allowed', await settled(), {
      ...membersOnly,
      says: /This browser fetched it from members.atelier.example, with your permission/,
    })
    expect(await rights()).toEqual([])
  })
})

describe('on other pages', () => {
  test('one that keeps the menu to itself', async () => {
    panel = await callOn(`${gallery}swallow`)
    await expectShown('swallowed menu', await pick({ id: 'swallowed' }, 'img'), {
      ...swallowed,
      says: /page’s own file/,
    })
  })

  test('one without https', async () => {
    panel = await callOn('http://plain.atelier.example/')
    await expectShown('without https', await pick({ id: 'plain' }, 'img'), {
      ...plain,
      says: /page’s own file/,
    })
  })
})
