import type { Locator, Page } from 'playwright-core'
import type { Browser } from '../browser.ts'
import { until } from '../children.ts'
import { taskTitles, type Kind } from './titles.ts'

// A person's way through one task, by what stands on the screen: nothing here knows what any task asks for.

/** The panel of somebody who uses it for the first time, as it stands beside the page of one tab, 400 pixels wide. */
export async function openPanel(browser: Browser, token: string): Promise<Page> {
  await browser.context.serviceWorkers()[0]!.evaluate(async (token) => {
    await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()])
    await chrome.storage.local.set({ token })
  }, token)
  const panel = await browser.context.newPage()
  panel.setDefaultTimeout(15_000)
  await panel.setViewportSize({ width: 400, height: 860 })
  await panel.goto(browser.address('panel.html?as=side&tab=4711'))
  await panel.getByRole('button', { name: 'Tasks', exact: true }).waitFor()
  return panel
}

/** Goes to a task by the list of all. */
export async function openTask(panel: Page, title: string): Promise<void> {
  await panel.getByRole('button', { name: 'Tasks', exact: true }).click()
  await panel
    .locator('.task-tile')
    .filter({ has: panel.getByText(title, { exact: true }) })
    .click()
  await panel.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
}

/** From whatever the last press has brought back to the form. */
export async function putAside(panel: Page): Promise<void> {
  const again = panel.getByRole('button', { name: 'Make another' })
  await again.or(mainButton(panel)).first().waitFor()
  if ((await again.count()) > 0) await again.click()
  await mainButton(panel).waitFor()
}

export const mainButton = (panel: Page) => panel.locator('.dock .button.primary')
const status = async (panel: Page) => (await panel.locator('.dock [role="status"]').innerText()).trim()

/** Gives the form whatever it still asks for, from the library and in words, until the button can be pressed. */
export async function fillForm(panel: Page): Promise<void> {
  const form = panel.getByRole('main')
  for (const [at, part] of (await form.getByRole('region').all()).entries()) await fillPart(panel, part, at)
  for (const text of await form.locator('textarea:required, input[type="text"]:required').all())
    if ((await text.inputValue()) === '') await text.fill('A green glass bottle on a stone wall')
  const consent = form.locator('.consent')
  if ((await consent.count()) > 0 && !(await consent.getByRole('switch').isChecked()))
    await consent.locator('label').click()
  if (await mainButton(panel).isEnabled()) return
  // More room on some side, a size, and the like: whatever number comes first.
  const number = form.getByRole('spinbutton').first()
  if ((await number.count()) > 0) await number.fill('64')
  await until(
    async () => `the button to be ready; the panel says: ${await status(panel)}`,
    async () => {
      if (await mainButton(panel).isEnabled()) return true
      // A brush may come only after its picture has.
      for (const part of await form.getByRole('region').all()) {
        const brush = part.getByRole('application')
        if ((await brush.count()) > 0) await paintOver(panel, part, brush)
      }
      return false
    },
    20,
  )
}

/** One part of the form that wants something of the library, or a part of a picture. */
async function fillPart(panel: Page, part: Locator, at: number): Promise<void> {
  const offered = part.getByRole('list', { name: /^From your library/ }).getByRole('button')
  const many = await offered.count()
  if (many === 0) {
    // The brush comes with its picture, a moment later.
    const brush = part.getByRole('application')
    const isPainted = (await brush.count()) + (await part.getByRole('progressbar').count()) > 0
    if (isPainted || /first, then paint/.test(await part.innerText())) await paintOver(panel, part, brush)
    return
  }
  const isList = /\d+ of \d+/.test(await part.innerText())
  for (let taken = 0; taken < (isList ? 2 : 1); taken++) await offered.nth((at + taken) % many).click()
  if (isList)
    await until('two pictures in the list', async () => (await part.locator('ol img').count()) === 2)
  else await part.getByRole('button', { name: 'Choose another' }).waitFor()
}

async function paintOver(panel: Page, part: Locator, brush: Locator): Promise<void> {
  await brush.waitFor()
  await brush.scrollIntoViewIfNeeded()
  const box = await brush.boundingBox()
  if (!box) throw new Error('the picture to paint over is not to be seen')
  const at = (across: number, down: number) =>
    panel.mouse.move(box.x + box.width * across, box.y + box.height * down)
  await at(0.4, 0.4)
  await panel.mouse.down()
  for (const step of [0.45, 0.5, 0.55, 0.6]) await at(step, 0.4 + (step - 0.4) / 2)
  await panel.mouse.up()
  await part.getByRole('button', { name: 'Use this part' }).click()
  await part.getByRole('button', { name: 'Paint again' }).waitFor()
}

/** Presses the button and waits until the result can be seen, heard, turned or read. Throws with what the panel says. */
export async function pressAndWait(panel: Page, makes: Kind): Promise<void> {
  await mainButton(panel).click()
  const said = await until(
    async () => `the work to end; the panel says: ${await status(panel)}`,
    async () => {
      const failed = panel.locator('.notice.trouble')
      if ((await failed.count()) > 0) throw new Error(`the panel says: ${await failed.first().innerText()}`)
      const now = await status(panel)
      return / ready\b/.test(now) && !/ of \d+ /.test(now) && now
    },
    60,
  )
  if (!said.includes(words[makes])) throw new Error(`not a ${words[makes]}: ${said}`)
  await until(`the ${words[makes]} on the screen`, () => isShown(panel, makes), 30)
}

const words: Record<Kind, string> = {
  image: 'picture',
  video: 'video',
  audio: 'sound',
  model3d: '3D model',
  text: 'text',
}

const isShown = (panel: Page, makes: Kind): Promise<boolean> =>
  panel.evaluate((kind) => {
    const result = document.querySelector('.result-chosen')
    const find = <Type extends Element>(what: string) => result?.querySelector<Type>(what)
    switch (kind) {
      case 'image':
        return (find<HTMLImageElement>('img')?.naturalWidth ?? 0) > 0
      case 'video':
        return (find<HTMLVideoElement>('video')?.readyState ?? 0) >= 2
      case 'audio':
        return (find<HTMLAudioElement>('audio')?.duration ?? 0) > 0 && find('.wave rect') !== null
      case 'model3d':
        return find('canvas')?.getAttribute('aria-busy') === 'false'
      case 'text':
        return (find('blockquote')?.textContent ?? '').trim().length > 10
    }
  }, makes)

/** All of one task: opened, filled in, pressed, its result seen. */
export async function walkTask(panel: Page, task: string, ready?: () => Promise<void>): Promise<void> {
  const { title, makes } = taskTitles[task]!
  await openTask(panel, title)
  await putAside(panel)
  await fillForm(panel)
  await ready?.()
  await pressAndWait(panel, makes)
}
