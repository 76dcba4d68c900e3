import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { signUp } from './api.ts'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { chooseFromMenu, pressShortcut } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'

// Each site beside LinkedIn, and pages nobody knows: called by a real key press, text and file put in, and what the
// page itself has got compared with what was sent.

interface Arrived {
  text: string
  title?: string
  comment?: string
  strayed?: true
  shortcuts?: string[]
  files: { name: string; type: string; size: number; sha256: string; by: string }[]
}
type Outcome = { ok: true; way: string } | { ok: false; why: string }
interface View {
  site: string | null
  spot: string | null
  draft: string
  hasTitle: boolean
  fileFirst: boolean
  takesFiles: boolean
}

let display: Display
let browser: Browser
let page: Page
let panel: Surface
let shortcut: string
let picture: { bytes: Buffer; sha256: string }

beforeAll(async () => {
  const extension = inject('extension')
  shortcut = readManifest(extension).commands!['open-panel']!.suggested_key!.default!
  display = await openDisplay()
  browser = await openBrowser({ extension, display })
  await routePages(browser.context, { sandbox: inject('sandbox') })
  page = await browser.context.newPage()
  const answer = await fetch(`${inject('sandbox')}/shop.atelier.example/pictures/lamp.png`)
  const bytes = Buffer.from(await answer.arrayBuffer())
  picture = { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
})

async function call(): Promise<View> {
  await page.bringToFront()
  pressShortcut(display, shortcut)
  if (!panel || panel.page.isClosed()) panel = await browser.surface('as=side&tab=')
  return until('the page script', () => ask<View>({ type: 'look' }).catch(() => null))
}

/** What the panel itself does: a message to the tab it stands beside. */
const ask = <Answer>(message: { type: string; [more: string]: unknown }) =>
  panel.page.evaluate(async (message) => {
    const tab = Number(new URLSearchParams(location.search).get('tab'))
    const { base64, mime, ...rest } = message
    const file = base64
      ? { file: await (await fetch(`data:${String(mime)};base64,${String(base64)}`)).blob() }
      : {}
    return chrome.tabs.sendMessage(tab, { ...rest, ...file }, { frameId: 0 })
  }, message) as Promise<Answer>

/** How the panel was last called in this tab, as the background keeps it. */
const lastCall = () =>
  panel.page.evaluate(async () => {
    const key = `call:${new URLSearchParams(location.search).get('tab')}`
    const kept =
      await chrome.storage.session.get<Record<string, { kind: string; frameId: number; pageUrl: string }>>(
        key,
      )
    return kept[key]
  })

const forgetCalls = () => browser.context.serviceWorkers()[0]!.evaluate(() => chrome.storage.session.clear())

const insertText = (text: string) => ask<Outcome>({ type: 'insert-text', text })
const insertTitle = (text: string) => ask<Outcome>({ type: 'insert-title', text })
const insertPicture = () =>
  ask<Outcome>({
    type: 'insert-file',
    name: 'lamp.png',
    mime: 'image/png',
    base64: picture.bytes.toString('base64'),
  })
const insertVideo = () =>
  ask<Outcome>({
    type: 'insert-file',
    name: 'clip.mp4',
    mime: 'video/mp4',
    base64: 'AAAAGGZ0eXBpc29tAAAAAA==',
  })

/** What the page has got, in the frame that counts. */
const arrived = (frame = 0) =>
  page.frames()[frame]!.evaluate(() => (window as unknown as { __arrived: Arrived }).__arrived)
const pictureBy = (by: string) => [
  { name: 'lamp.png', type: 'image/png', size: picture.bytes.length, sha256: picture.sha256, by },
]

describe('X', () => {
  test('text first, then the picture; none of its shortcuts is called', async () => {
    await page.goto(addresses.x)
    await page.getByRole('textbox').click()
    await page.keyboard.type('Mine.')
    expect(await call()).toMatchObject({ site: 'X', spot: 'post', draft: 'Mine.', takesFiles: true })
    expect(await insertText('A lamp\n\nfor quiet evenings 😀')).toEqual({
      ok: true,
      way: 'pasted at the caret',
    })
    expect(await insertPicture()).toEqual({ ok: true, way: 'handed to the file field of the composer' })
    expect(await arrived()).toMatchObject({
      text: 'Mine. A lamp\n\nfor quiet evenings 😀',
      files: pictureBy('field'),
      shortcuts: [],
    })
  })

  test('keys typed into the panel in the page never reach its shortcuts', async () => {
    await page.goto(addresses.x)
    await call()
    await panel.page.evaluate(() => {
      const tabId = Number(new URLSearchParams(location.search).get('tab'))
      return chrome.tabs.sendMessage(tabId, { type: 'show-panel', tabId })
    })
    const inside = await until('the panel in the page', () =>
      page.frames().find((frame) => frame.url().startsWith('chrome-extension://')),
    )
    await inside.locator('input').first().click()
    await page.keyboard.type('no, never')
    expect(await inside.locator('input').first().inputValue()).toBe('no, never')
    expect((await arrived()).shortcuts).toEqual([])
    await page.locator('h1').click()
    await page.keyboard.type('n')
    expect((await arrived()).shortcuts).toEqual(['n'])
  })

  test('says so when text is lost beside a picture', async () => {
    await page.goto(addresses.x)
    await call()
    expect(await insertPicture()).toMatchObject({ ok: true })
    expect(await insertText('Too late.')).toMatchObject({
      ok: false,
      why: expect.stringContaining('nothing was changed'),
    })
    expect(await arrived()).toMatchObject({ text: '', files: pictureBy('field') })
  })
})

describe('Facebook', () => {
  test.each(['', '?lang=de'])('a post in its dialog%s: text and picture in two acts', async (variant) => {
    await page.goto(addresses.facebook + variant)
    await page.locator('main [role="region"] [role="button"]').click()
    await page.locator('[role="dialog"] [role="textbox"]').waitFor()
    expect(await call()).toMatchObject({ site: 'Facebook', spot: 'post', draft: '', takesFiles: true })
    expect(await insertText('A lamp\n\nfor quiet evenings')).toEqual({ ok: true, way: 'pasted at the caret' })
    expect(await insertPicture()).toEqual({ ok: true, way: 'handed to the file field of the composer' })
    const { text, files, strayed } = await arrived()
    expect({ text, files, strayed }).toEqual({
      text: 'A lamp\n\nfor quiet evenings',
      files: pictureBy('field'),
      strayed: undefined,
    })
  })

  test('a closed dialog is opened, and its late editor waited for', async () => {
    await page.goto(addresses.facebook)
    expect(await call()).toMatchObject({ spot: 'post', draft: '' })
    expect(await insertText('Opened for me.')).toMatchObject({ ok: true })
    const { text, comment = '' } = await arrived()
    expect({ text, comment }).toEqual({ text: 'Opened for me.', comment: '' })
  })

  test('a comment is meant only where the caret stands in it', async () => {
    await page.goto(addresses.facebook)
    await page.getByRole('textbox', { name: 'Comment as Ada' }).click()
    expect(await call()).toMatchObject({ spot: 'comment' })
    expect(await insertText('Lovely.')).toMatchObject({ ok: true })
    expect(await insertPicture()).toEqual({ ok: true, way: 'handed to the file field of the composer' })
    expect(await arrived()).toMatchObject({ text: '', comment: 'Lovely.', files: pictureBy('field') })
  })
})

describe('Instagram', () => {
  test('the file first, through cropping and editing, then the caption', async () => {
    await page.goto(addresses.instagram)
    expect(await call()).toMatchObject({ site: 'Instagram', spot: 'post', fileFirst: true, takesFiles: true })
    expect(await insertPicture()).toEqual({ ok: true, way: 'handed to the file field of the composer' })
    expect(await insertText('For quiet evenings.\nAnd loud ones.')).toMatchObject({ ok: true })
    const { text, files, strayed } = await arrived()
    expect({ text, files, strayed }).toEqual({
      text: 'For quiet evenings.\nAnd loud ones.',
      files: pictureBy('field'),
      strayed: undefined,
    })
    // Sharing is the person's alone.
    expect(await page.getByText('Share', { exact: true }).count()).toBe(1)
  })

  test('from the panel: the picture goes first, the caption after it', async () => {
    const { person } = await signUp(inject('api'))
    await fetch(`${inject('sandbox')}/__sandbox/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ pictureMs: 100 }),
    })
    await panel?.page.close()
    await browser.beginAnew(person.token)
    await page.goto(addresses.instagram)
    await call()
    const button = (name: string | RegExp) => panel.page.getByRole('button', { name })
    await panel.page.getByLabel('What should it show?').fill('A lamp at dusk')
    await button(/^Create · /).click()
    await button('Insert into post').waitFor()
    await panel.page.getByText('Insert text too').click()
    await panel.page.getByLabel('Text', { exact: true }).fill('For quiet evenings.')
    await button('Insert into post').click()
    await panel.page.getByText('The picture was handed to the file field of the composer.').waitFor()
    const { text, files } = await arrived()
    expect(text).toBe('For quiet evenings.')
    expect(files).toMatchObject([{ type: 'image/png', by: 'field' }])
    expect(await panel.page.getByRole('status').innerText()).toContain('The text was pasted at the caret.')
  })

  test('a caption before the file has no place, and that is said', async () => {
    await page.goto(addresses.instagram)
    await call()
    expect(await insertText('Too early.')).toMatchObject({
      ok: false,
      why: expect.stringContaining('none for a text'),
    })
    expect((await arrived()).text).toBe('')
  })
})

describe('Gmail', () => {
  test('subject and body, a picture in the text, a clip as an attachment', async () => {
    await page.goto(addresses.gmail)
    expect(await call()).toMatchObject({ site: 'Gmail', spot: 'mail' })
    expect(await insertText('Dear Ada,\n\nhere it is.')).toEqual({ ok: true, way: 'typed at the caret' })
    // A plain editor makes paragraphs as it likes.
    const body = expect.stringMatching(/^Dear Ada,\n{2,3}here it is\.\n?$/)
    expect(await call()).toMatchObject({ hasTitle: true, draft: body })
    expect(await insertTitle('A lamp')).toMatchObject({ ok: true })
    expect(await insertPicture()).toEqual({ ok: true, way: 'dropped on the composer' })
    expect(await insertVideo()).toEqual({ ok: true, way: 'dropped on the composer' })
    const { text, title, files } = await arrived()
    expect({ text, title }).toEqual({ text: body, title: 'A lamp' })
    expect(files).toMatchObject([...pictureBy('drop'), { name: 'clip.mp4', by: 'drop' }])
    expect(await page.locator('.dL').innerText()).toBe('clip.mp4')
    expect(await page.locator('[g_editable] img').count()).toBe(1)
    expect(await page.locator('body > .aC7').count()).toBe(0)
  })
})

describe('Shopify', () => {
  test('title, description as it is saved, and media', async () => {
    await page.goto(addresses.shopify)
    await page.frameLocator('iframe').locator('#tinymce').waitFor()
    expect(await call()).toMatchObject({ site: 'Shopify', spot: 'product', hasTitle: true })
    expect(await insertTitle('Lamp No. 4')).toMatchObject({ ok: true })
    expect(await insertText('Warm light.\nFor quiet evenings.')).toEqual({
      ok: true,
      way: 'pasted at the caret',
    })
    expect(await insertPicture()).toEqual({ ok: true, way: 'handed to the file field of the composer' })
    await until('what would be saved', async () => (await arrived()).text)
    expect(await arrived()).toMatchObject({
      title: 'Lamp No. 4',
      text: expect.stringMatching(/^Warm light\.\n?For quiet evenings\.$/),
      files: pictureBy('field'),
    })
  })
})

describe('WordPress', () => {
  test('the block editor: title, paragraphs as blocks, a picture as a block', async () => {
    await page.goto(addresses.wordpress)
    await page.frameLocator('iframe').locator('p').click()
    await page.keyboard.type('Begun.')
    expect(await call()).toMatchObject({ site: 'WordPress', spot: 'post', draft: 'Begun.', hasTitle: true })
    expect(await insertText('One.\n\nTwo.')).toEqual({ ok: true, way: 'pasted at the caret' })
    expect(await insertTitle('A lamp')).toMatchObject({ ok: true })
    expect(await insertPicture()).toEqual({ ok: true, way: 'pasted into the composer' })
    expect(await arrived()).toMatchObject({
      title: 'A lamp',
      text: 'Begun. One.\n\nTwo.',
      files: pictureBy('paste'),
    })
  })

  test('called by the menu inside its frame, it works on the whole page', async () => {
    await page.goto(addresses.wordpress)
    const paragraph = page.frameLocator('iframe').locator('p')
    await paragraph.click()
    await page.keyboard.type('Begun.')
    await forgetCalls()
    await page.bringToFront()
    await chooseFromMenu(display, paragraph, { fromEnd: 1, inSubmenu: 1 })
    panel ??= await browser.surface('as=side&tab=')
    const kept = await until('the call', async () => {
      const seen = await lastCall()
      return seen?.pageUrl === addresses.wordpress && seen
    })
    expect(kept).toMatchObject({ kind: 'compose', frameId: 0 })
    const view = await until('the page script', () => ask<View>({ type: 'look' }).catch(() => null))
    expect(view).toMatchObject({ site: 'WordPress', spot: 'post', draft: 'Begun.', hasTitle: true })
  })

  test('the classic editor takes text, and is not offered files', async () => {
    await page.goto(addresses.wordpressClassic)
    await page.frameLocator('iframe').locator('#tinymce').waitFor()
    expect(await call()).toMatchObject({ site: 'WordPress', spot: 'classic post', takesFiles: false })
    expect(await insertText('Warm light.')).toMatchObject({ ok: true })
    expect(await arrived()).toMatchObject({ text: 'Warm light.', files: [] })
  })
})

describe('a page nobody knows', () => {
  test('with one field', async () => {
    await page.goto(addresses.textarea)
    expect(await call()).toMatchObject({ site: null, spot: 'editor', draft: '' })
    expect(await insertText('One.\n\nTwo.')).toEqual({ ok: true, way: 'typed at the caret' })
    expect(await insertPicture()).toMatchObject({ ok: false, why: expect.stringContaining('takes no files') })
    expect(await arrived()).toMatchObject({ text: 'One.\n\nTwo.', files: [] })
  })

  test('with one editable element', async () => {
    await page.goto(addresses.editable)
    expect(await call()).toMatchObject({ site: null, spot: 'editor', takesFiles: true })
    expect(await insertText('One.')).toEqual({ ok: true, way: 'typed at the caret' })
    expect(await insertPicture()).toEqual({ ok: true, way: 'pasted into the composer' })
    expect(await arrived()).toMatchObject({ text: 'One.', files: pictureBy('paste') })
  })

  test('with one file field', async () => {
    await page.goto(addresses.file)
    expect(await call()).toMatchObject({ site: null, spot: 'file field', draft: '', takesFiles: true })
    expect(await insertPicture()).toEqual({ ok: true, way: 'handed to the file field of the composer' })
    expect(await insertText('Nowhere.')).toMatchObject({
      ok: false,
      why: expect.stringContaining('none for a text'),
    })
    expect(await insertVideo()).toMatchObject({ ok: false })
    expect(await arrived()).toMatchObject({ files: pictureBy('field') })
  })

  test('with a frame of somebody else: the call gives no right to it, and nothing is put there', async () => {
    await page.goto(addresses.embedding)
    const field = page.frameLocator('iframe').locator('textarea')
    await field.click()
    await forgetCalls()
    await page.bringToFront()
    await chooseFromMenu(display, field, { fromEnd: 1, inSubmenu: 1 })
    panel ??= await browser.surface('as=side&tab=')
    const kept = await until('the call', async () => {
      const seen = await lastCall()
      return seen?.pageUrl === addresses.embedding && seen
    })
    expect(kept.frameId).toBeGreaterThan(0)
    const reached = panel.page.evaluate((frameId) => {
      const tabId = Number(new URLSearchParams(location.search).get('tab'))
      return chrome.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: ['page.js'] })
    }, kept.frameId)
    await expect(reached).rejects.toThrow('Cannot access contents of the page')
    expect(await field.inputValue()).toBe('')
  })

  test('with a field in a frame of its own', async () => {
    await page.goto(addresses.framed)
    await page.frameLocator('iframe').locator('textarea').waitFor()
    expect(await call()).toMatchObject({ site: null, spot: 'editor' })
    expect(await insertText('Through the frame.')).toMatchObject({ ok: true })
    expect((await arrived(1)).text).toBe('Through the frame.')
  })
})
