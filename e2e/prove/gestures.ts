import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { signUp } from '../api.ts'
import { root, until } from '../children.ts'
import { answerQuestion, chooseFromMenu, clickInPanel, clickToolbarIcon, pressShortcut } from '../gestures.ts'
import { addresses } from '../pages/pages.ts'
import { openWorld, type World } from '../road/world.ts'

export const title = 'every way to call Atelier, with the mouse and keys of a screen and the shipped manifest'

const folder = join(root, 'demo/gestures')

/** Goes through them once; a picture of the whole screen of each lies in demo/gestures. */
export async function prove(): Promise<string[]> {
  mkdirSync(folder, { recursive: true })
  const world = await openWorld({ folder })
  try {
    const { person } = await signUp(world.studio.worker.url)
    await world.browser.context
      .serviceWorkers()[0]!
      .evaluate((token) => chrome.storage.local.set({ token }), person.token)
    await world.page.bringToFront()
    return [
      await rightClick(world),
      await shortcutAndQuestion(world),
      await standingButton(world),
      await toolbar(world),
      await inThePage(world),
      `pictures: ${folder}`,
    ]
  } finally {
    await world.close()
  }
}

const composer = ({ page }: World) => page.getByRole('textbox', { name: 'Text editor for creating content' })

async function openComposer(world: World): Promise<void> {
  await world.page.goto(addresses.linkedin)
  await world.page.getByRole('button', { name: 'Start a post' }).click()
  await composer(world).click()
  await world.page.keyboard.type('Our new reading lamp is here.')
}

/** The side panel, with what was written in it. */
async function opened(world: World) {
  const panel = await world.browser.surface('as=side&tab=')
  const prompt = panel.page.getByLabel('What should it show?')
  await until('the draft in the panel', async () => (await prompt.inputValue()).startsWith('Our new'))
  return panel
}

async function rightClick(world: World): Promise<string> {
  await openComposer(world)
  const menu = world.album.file('1-right-click.png') ?? undefined
  await chooseFromMenu(world.display, composer(world), { fromEnd: 1, inSubmenu: 1 }, menu)
  const panel = await opened(world)
  await world.album.screen('2-side-panel')
  await panel.page.close()
  await panel.leave()
  return 'right click at an editor: the side panel opens with the draft'
}

async function shortcutAndQuestion(world: World): Promise<string> {
  await openComposer(world)
  pressShortcut(world.display, world.shortcut)
  const panel = await opened(world)
  await panel.page.getByRole('button', { name: 'Settings' }).click()
  await panel.page.getByRole('switch', { name: 'Show a button here' }).waitFor()
  // Until the screen has come to rest.
  await panel.page.waitForTimeout(800)
  await world.album.screen('3-settings-by-shortcut')
  const knob = panel.page.locator('.switch-track').first()
  const picture = world.album.file('4-permission.png') ?? undefined
  await answerQuestion(world.display, 'allow', () => clickInPanel(world.display, knob), { picture })
  await until('the right to this one site', async () => {
    const { origins = [] } = await panel.page.evaluate(() => chrome.permissions.getAll())
    return origins.join() === 'https://www.linkedin.com/*'
  })
  await panel.page.close()
  await panel.leave()
  return `${world.shortcut}: the panel opens; the browser’s question, allowed, gives the right to one site`
}

async function standingButton(world: World): Promise<string> {
  await openComposer(world)
  const button = world.page.locator('[popover="manual"]')
  await until('the button', async () => (await button.count()) === 1)
  await world.album.screen('5-button')
  const at = (await button.boundingBox())!
  await world.page.mouse.click(at.x + 15, at.y + 14)
  const panel = await opened(world)
  await world.album.screen('6-called-by-the-button')
  await panel.page.close()
  await panel.leave()
  return 'the button at the field: a press opens the panel with the draft'
}

async function toolbar(world: World): Promise<string> {
  await clickToolbarIcon(world.display, world.browser, 'as=popup')
  const popup = await world.browser.surface('as=popup')
  await popup.page.getByRole('button', { name: 'Show on this page' }).waitFor()
  await world.album.screen('7-popup')
  const shown = popup.page.getByRole('button', { name: 'Show on this page' })
  await shown.focus()
  world.display.press('Return')
  await popup.leave()
  await until('the popup to be gone', async () =>
    (await world.browser.open()).every((url) => !url.includes('as=popup')),
  )
  return 'the icon in the toolbar: the popup opens, and its button shows the panel on the page'
}

async function inThePage(world: World): Promise<string> {
  const inPage = () => world.page.frames().find((frame) => frame.url().startsWith('chrome-extension://'))
  await until('the panel in the page', () => inPage()?.getByLabel('What should it show?').isVisible())
  // Until it has come to rest.
  await world.page.waitForTimeout(800)
  await world.album.screen('8-in-the-page')
  const at = (await world.page.locator('body > div:not([popover])').last().boundingBox())!
  await world.page.mouse.click(at.x + 24, at.y + 24)
  world.display.press('Escape')
  await until('the panel to be gone', () => !inPage())
  await world.album.screen('9-after-escape')
  return 'the panel in the page, once it has the focus: Escape takes it away'
}
