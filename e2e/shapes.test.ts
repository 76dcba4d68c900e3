import type { FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { signUp, type Asset } from './api.ts'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { until } from './children.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { pressShortcut } from './gestures.ts'
import { labels, shapeAddress, shapes, type Shape, type ShapeName } from './pages/linkedin/shapes.ts'
import { routePages } from './pages/route.ts'

// Every shape a composer may have, the panel called by a real key press: what the panel was told to put in is compared
// with what the page says has arrived.

interface Arrived {
  text: string
  title: string
  files: { name: string; type: string; size: number; sha256: string; by: string }[]
  strayed?: true
}

let display: Display
let browser: Browser
let page: Page
let panel: Surface
let picture: Asset
const extension = inject('extension')
const shortcut = readManifest(extension).commands!['open-panel']!.suggested_key!.default!

const draft = 'Mine.'
const text = 'Seen today:\n\na lamp 😀, ランプ, مصباح'
const title = 'Warm light wins'

/** What the panel says of the way each kind of composer takes a file by. */
const saidOf: Readonly<Record<Shape['media'], string>> = {
  paste: 'pasted into the composer',
  drop: 'dropped on the composer',
  field: 'handed to the file field of the composer',
  button: 'added through the composer’s own button for media',
  step: 'added through the composer’s own button for media',
  detached: 'added through the composer’s own button for media',
  'detached-early': 'added through the composer’s own button for media',
}

beforeAll(async () => {
  await fetch(`${inject('sandbox')}/__sandbox/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pictureMs: 100 }),
  })
  const api = await signUp(inject('api'))
  display = await openDisplay()
  browser = await openBrowser({ extension, display })
  await routePages(browser.context)
  page = await browser.context.newPage()
  await browser.context
    .serviceWorkers()[0]!
    .evaluate((token) => chrome.storage.local.set({ token }), api.person.token)
  await open('shadow')
  await call()
  await panel.page.getByLabel('What should it show?').fill('A lamp at dusk')
  await panel.page.getByRole('button', { name: /^Create · / }).click()
  await button('Insert into post').waitFor()
  picture = (await api.assets())[0]!
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
})

const button = (name: string | RegExp) => panel.page.getByRole('button', { name, exact: true })
const status = () => panel.page.getByRole('status').innerText()
const arrived = () => page.evaluate(() => (window as unknown as { __arrived: Arrived }).__arrived)

async function call(): Promise<void> {
  await page.bringToFront()
  pressShortcut(display, shortcut)
  panel ??= await browser.surface('as=side&tab=')
}

/** Brings the composer of a shape up as a person does, and answers with the part of the page it is in. */
async function open(name: ShapeName): Promise<Page | FrameLocator> {
  const { spot, language, container }: Shape = shapes[name]
  const words = labels[language]
  await page.goto(shapeAddress(name))
  const press = (said: string) => page.getByRole('button', { name: said, exact: true }).click()
  if (spot === 'post') await press(words.start)
  if (spot === 'comment') await press(words.comment)
  if (spot === 'article') {
    // The panel is there already when the page goes on to the editor by itself.
    await call()
    await press(words.write)
  }
  const part = container === 'frame' ? page.frameLocator('iframe') : page
  await part.getByRole('textbox', { name: words.editor }).waitFor()
  return part
}

/** Presses the panel's own button and waits for what it says in the end. */
async function insert(withTitle: boolean): Promise<string> {
  const words = panel.page.getByLabel('Text', { exact: true })
  // It is still on where the words of the last press have not gone in.
  if (!(await words.isVisible())) await panel.page.getByText('Insert text too').click()
  if (withTitle) await panel.page.getByLabel('Title').fill(title)
  await words.fill(text)
  await button(/^Insert (into post|again)$/).click()
  return until(
    async () => `the end of it; the panel says: ${await status()}`,
    async () => {
      const said = await status()
      return /^(The |Neither )/.test(said) && said
    },
    50,
  )
}

/** Methods a page could find changed, in each of its frames. */
const changed = () =>
  Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const owners = [HTMLElement, HTMLInputElement, Document].map(({ prototype }) => prototype)
        const found = [...owners, window].flatMap((owner) =>
          ['click', 'showPicker', 'createElement', 'createElementNS', 'showOpenFilePicker'].filter((name) => {
            const method = Object.getOwnPropertyDescriptor(owner, name)?.value as unknown
            return (
              typeof method === 'function' &&
              !/\[native code\]/.test(Function.prototype.toString.call(method))
            )
          }),
        )
        return Object.hasOwn(HTMLInputElement.prototype, 'click') ? [...found, 'click'] : found
      }),
    ),
  ).then((found) => found.flat())

const names = Object.keys(shapes) as ShapeName[]
const refusing = names.filter((name) => 'refuses' in shapes[name])
const taking = names.filter((name) => !refusing.includes(name))
const about = (list: readonly ShapeName[]) => list.map((name) => [shapes[name].about, name] as const)

describe('text and picture arrive once and whole', () => {
  test.each(about(taking))('%s', async (_, name) => {
    const shape: Shape = shapes[name]
    const part = await open(name)
    // What is typed while an editor is being built anew is lost to real hands too.
    if (!shape.rebuilt) {
      await part.getByRole('textbox', { name: labels[shape.language].editor }).click()
      await page.keyboard.type(draft)
    }
    await call()
    const said = await insert(shape.spot === 'article')
    const preview = part.locator('img[src^="blob:"]')
    expect(await preview.count()).toBe(1)
    expect(await preview.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(picture.width)
    const there = await until('what was written', async () => {
      const there = await arrived()
      return there.text.includes('lamp') && there
    })
    expect(there).toMatchObject({
      text: shape.rebuilt ? text : `${draft} ${text}`,
      title: shape.spot === 'article' ? title : '',
      files: [{ type: picture.type, size: picture.bytes, sha256: picture.sha256 }],
    })
    expect(there.files[0]!.name).toContain(picture.name)
    expect(there.strayed).toBeUndefined()
    expect(said).toMatch(/The text was (typed|pasted|handed to the editor) at the caret\./)
    expect(said).toContain(`The picture was ${saidOf[shape.media]}.`)
    expect(await changed()).toEqual([])
    expect(display.windows()).toHaveLength(1)
  })
})

describe('the system’s file picker', () => {
  test('opens where a hand presses the page’s own button, and never where we do', async () => {
    await open('detached')
    const media = page.getByRole('button', { name: labels.en.media, exact: true }).last()
    await media.click()
    await until('the picker', () => display.windows().length > 1)
    display.press('Escape')
    await until('its end', () => display.windows().length === 1)

    // What the page finds changed at the moment its button is pressed.
    await page.evaluate(() => {
      const look = () => {
        const press = Function.prototype.toString.call(HTMLElement.prototype.click)
        Object.assign(window, { __heldByUs: !press.includes('[native code]') })
      }
      addEventListener('click', look, { capture: true, once: true })
    })
    await page.getByRole('textbox', { name: labels.en.editor }).focus()
    await call()
    await insert(false)
    expect(await page.evaluate(() => (window as unknown as { __heldByUs: boolean }).__heldByUs)).toBe(true)
    expect(await changed()).toEqual([])
    expect((await arrived()).files).toHaveLength(1)
    expect(display.windows()).toHaveLength(1)
    // A hand that presses it afterwards is served as ever.
    await media.click()
    await until('the picker', () => display.windows().length > 1)
    display.press('Escape')
    await until('its end', () => display.windows().length === 1)
  })
})

test('words that stand there without being taken do not go in with the next press', async () => {
  await open('shadow')
  await page.evaluate(() => {
    const send = document.querySelector('#interop-outlet')!.shadowRoot!.querySelector('footer button')!
    const refuse = () => send.hasAttribute('disabled') || send.setAttribute('disabled', '')
    new MutationObserver(refuse).observe(send, { attributes: true })
  })
  await call()
  expect(await insert(false)).toContain('The text stands in the composer, but the site has not taken it.')
  expect(await panel.page.getByLabel('Text', { exact: true }).count()).toBe(0)
  await button('Insert again').click()
  await until('a second picture', async () => (await arrived()).files.length === 2)
  expect((await arrived()).text).toBe(text)
})

describe('a page that takes nothing', () => {
  test.each(about(refusing))('%s', async (_, name) => {
    const shape: Shape = shapes[name]
    await open(name)
    await page.getByRole('textbox', { name: labels[shape.language].editor }).click()
    await page.keyboard.type(draft)
    await call()
    const said = await insert(false)
    expect(said).toContain('Neither the text nor the picture is in your post.')
    expect(said).toContain('Copy or download it instead.')
    expect(await arrived()).toMatchObject({ text: draft, files: [] })
    expect(await changed()).toEqual([])
    expect(display.windows()).toHaveLength(1)
    await button('Copy').click()
    await until('the copy', async () => (await status()).startsWith('Copied.'))
    await button('Download').click()
    await until('the download', async () => (await status()).startsWith('Downloaded as'))
  })
})
