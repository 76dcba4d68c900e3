import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { pressShortcut } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'

// The shipped build, called by a real key press on a real screen: it has no rights to the page before.

interface Arrived {
  text: string
  files: { name: string; type: string; size: number; sha256: string; by: string }[]
}
type Outcome = { ok: true; way: string } | { ok: false; why: string }

let display: Display
let browser: Browser
let page: Page
let panel: Surface
let shortcut: string

beforeAll(async () => {
  const extension = inject('extension')
  shortcut = readManifest(extension).commands!['open-panel']!.suggested_key!.default!
  display = await openDisplay()
  browser = await openBrowser({ extension, display })
  await routePages(browser.context, { sandbox: inject('sandbox') })
  page = await browser.context.newPage()
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
})

/** Presses the shortcut over the page as it is now; the panel it opens speaks for this tab from then on. */
async function call(): Promise<void> {
  await page.bringToFront()
  pressShortcut(display, shortcut)
  panel ??= await browser.surface('as=side&tab=')
  await until('the page script', () => ask({ type: 'look' }).catch(() => null))
}

/** What the panel itself does: a message to the tab it stands beside. A `file` is made from these bytes there. */
async function ask<Answer>(
  message: { type: string; [more: string]: unknown },
  bytes?: Uint8Array,
): Promise<Answer> {
  return panel.page.evaluate(
    async ([message, base64]) => {
      const tab = Number(new URLSearchParams(location.search).get('tab'))
      const file =
        base64 === null
          ? {}
          : { file: await (await fetch(`data:${String(message['mime'])};base64,${base64}`)).blob() }
      const { mime: _, ...rest } = message
      return chrome.tabs.sendMessage(tab, { ...rest, ...file }, { frameId: 0 })
    },
    [message, bytes ? Buffer.from(bytes).toString('base64') : null] as const,
  ) as Promise<Answer>
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const arrived = () => page.evaluate(() => (window as unknown as { __arrived: Arrived }).__arrived)
const startPost = () => page.getByRole('button', { name: 'Start a post' }).click()
const editor = () => page.getByRole('textbox', { name: 'Text editor for creating content' })
const picture = () =>
  fetch(`${inject('sandbox')}/shop.atelier.example/pictures/lamp.png`).then(async (response) =>
    Buffer.from(await response.arrayBuffer()),
  )
const insertPicture = async (name = 'lamp.png') => {
  const bytes = await picture()
  const outcome = await ask<Outcome>({ type: 'insert-file', name, mime: 'image/png' }, bytes)
  return { outcome, sha256: sha256(bytes) }
}

describe('a LinkedIn post', () => {
  beforeEach(async () => {
    await page.goto(addresses.linkedin)
  })

  test('nothing of ours is in the page before the call, and nothing to be seen after it', async () => {
    const before = await page.content()
    const worker = browser.context.serviceWorkers()[0]!
    const deaf = await worker.evaluate(async () => {
      const tabs = await chrome.tabs.query({})
      const asked = tabs.map((tab) =>
        chrome.tabs.sendMessage(tab.id!, { type: 'look' }).catch(() => 'nobody'),
      )
      return Promise.all(asked)
    })
    expect(new Set(deaf)).toEqual(new Set(['nobody']))
    await call()
    expect(await page.content()).toBe(before)
    expect(await page.evaluate(() => Object.keys(window).filter((name) => /atelier/i.test(name)))).toEqual([])
  })

  test('the draft is seen, the picture arrives byte for byte, the text is added behind it', async () => {
    await startPost()
    await page.keyboard.type('Warm light wins.')
    await call()
    expect(await ask({ type: 'look' })).toEqual({
      site: 'LinkedIn',
      spot: 'post',
      draft: 'Warm light wins.',
      hasTitle: false,
      fileFirst: false,
      takesFiles: true,
    })
    const file = await insertPicture()
    expect(file.outcome).toEqual({ ok: true, way: 'pasted into the composer' })
    const text = await ask<Outcome>({ type: 'insert-text', text: 'Seen today:\n\na lamp 😀' })
    expect(text).toEqual({ ok: true, way: 'typed at the caret' })
    const { files, text: written } = await arrived()
    expect(files).toMatchObject([{ name: 'lamp.png', type: 'image/png', sha256: file.sha256, by: 'paste' }])
    expect(written).toBe('Warm light wins. Seen today:\n\na lamp 😀')
    expect(await page.getByRole('button', { name: 'Post', exact: true }).isEnabled()).toBe(true)
  })

  test('called again on the same page, each thing still arrives once', async () => {
    await startPost()
    await call()
    await call()
    await insertPicture()
    await ask({ type: 'insert-text', text: 'Once.' })
    const { files, text } = await arrived()
    expect(files).toHaveLength(1)
    expect(text).toBe('Once.')
  })

  test('asked again while it is still at work, it puts nothing in a second time', async () => {
    await page.goto(addresses.linkedinByButton)
    await startPost()
    await call()
    const outcomes = await Promise.all([insertPicture(), insertPicture()])
    expect(outcomes.map(({ outcome }) => outcome.ok).toSorted()).toEqual([false, true])
    expect((await arrived()).files).toHaveLength(1)
  })

  test('the caret stays where the user left it', async () => {
    await startPost()
    await page.keyboard.type('before  after')
    for (let i = 0; i < ' after'.length; i++) await page.keyboard.press('ArrowLeft')
    await call()
    expect(await ask({ type: 'insert-text', text: 'between' })).toMatchObject({ ok: true })
    expect((await arrived()).text).toBe('before between after')
  })

  test('a video arrives too', async () => {
    await startPost()
    await call()
    const bytes = new Uint8Array(5000).map((_, i) => i % 251)
    const outcome = await ask<Outcome>({ type: 'insert-file', name: 'clip.mp4', mime: 'video/mp4' }, bytes)
    expect(outcome).toMatchObject({ ok: true })
    expect((await arrived()).files).toMatchObject([{ type: 'video/mp4', sha256: sha256(bytes) }])
  })

  test('a closed composer is opened first', async () => {
    await call()
    expect(await ask({ type: 'look' })).toMatchObject({ spot: 'post', draft: '', takesFiles: true })
    const { outcome, sha256: sent } = await insertPicture()
    expect(outcome).toMatchObject({ ok: true })
    expect((await arrived()).files).toMatchObject([{ sha256: sent }])
  })

  test('where pasting is ignored, the picture goes through "Add media" and its next step, once', async () => {
    await page.goto(addresses.linkedinByButton)
    await startPost()
    await page.keyboard.type('Mine.')
    await call()
    const { outcome, sha256: sent } = await insertPicture()
    expect(outcome).toEqual({ ok: true, way: 'added through the composer’s own button for media' })
    const { files, text } = await arrived()
    expect(files).toMatchObject([{ sha256: sent, by: 'field' }])
    expect(text).toBe('Mine.')
    expect(display.windows()).toHaveLength(1)
  })

  test('where nothing is taken, it says so and leaves the draft alone', async () => {
    await page.goto(addresses.linkedinRefusing)
    await startPost()
    await page.keyboard.type('Mine alone.')
    await call()
    const text = await ask<Outcome>({ type: 'insert-text', text: 'Not mine.' })
    expect(text).toMatchObject({ ok: false, why: expect.stringContaining('nothing was changed') })
    const { outcome } = await insertPicture()
    expect(outcome).toMatchObject({ ok: false, why: expect.stringContaining('your draft is as it was') })
    await page.getByRole('button', { name: 'Back' }).click()
    expect(await editor().innerText()).toBe('Mine alone.')
    expect((await arrived()).files).toEqual([])
  })
})
