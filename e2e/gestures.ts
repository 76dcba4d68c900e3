import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator } from 'playwright-core'
import type { Browser } from './browser.ts'
import { until } from './children.ts'
import type { Display } from './display.ts'

// What only a person can do: the shortcut, the right-click menu, the toolbar. The mouse and the keys are those of
// the display; the browser is not told that anything is a test.

/** The middle of something on a page, in pixels of the screen. */
async function screenPoint(target: Locator): Promise<{ x: number; y: number }> {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (!box) throw new Error('it is not to be seen on the page')
  const frame = await target.page().evaluate(() => ({
    x: screenX,
    y: screenY,
    chrome: outerHeight - innerHeight,
  }))
  const border = 4
  return {
    x: frame.x + border + box.x + box.width / 2,
    y: frame.y + frame.chrome - border + box.y + box.height / 2,
  }
}

/** Presses keys as the extension's commands name them ("Alt+Shift+K"). */
export function pressShortcut(display: Display, shortcut: string): void {
  display.press(shortcut.toLowerCase())
}

/**
 * Right-clicks and chooses one of our lines. They stand last but for "Inspect": `fromEnd` 1 is the lowest of ours.
 * Several at once are folded into a submenu, which is entered first and counted from its top by `inSubmenu`; a line of
 * it that opens lines of its own is entered by `within`, counted likewise.
 */
export async function chooseFromMenu(
  display: Display,
  target: Locator,
  choice: { fromEnd: number; inSubmenu?: number; within?: number },
  picture?: string,
): Promise<void> {
  const point = await screenPoint(target)
  /** Does what opens a menu, and waits until it is there and hears keys. */
  const opening = async (act: () => unknown) => {
    const before = display.standing()
    await act()
    await until('the menu', () => display.standing() > before, 10)
    await sleep(150)
  }
  await opening(() => display.click(point.x, point.y, 'right'))
  for (let i = 0; i <= choice.fromEnd; i++) display.press('Up')
  for (const line of [choice.inSubmenu, choice.within]) {
    if (line === undefined) continue
    await opening(() => display.press('Right'))
    for (let i = 1; i < line; i++) display.press('Down')
  }
  await sleep(150)
  if (picture) await display.picture(picture)
  display.press('Return')
}

/**
 * Does what makes the browser ask the person for a right, and answers with the keyboard. While the question stands
 * there the whole window behind it is dimmed; "Deny" has the focus. A right that was given once is given again without
 * a question: `isGiven` tells.
 */
export async function answerQuestion(
  display: Display,
  answer: 'allow' | 'deny',
  act: () => Promise<unknown>,
  { picture, isGiven }: { picture?: string | undefined; isGiven?: () => Promise<boolean> } = {},
): Promise<void> {
  const light = () => display.colourAt(1000, 8).reduce((sum, each) => sum + each)
  const before = light()
  await act()
  const isAsked = () => light() < before * 0.75
  await until('the browser’s question', async () => isAsked() || (await isGiven?.()), 10)
  if (!isAsked()) return
  // It hears nothing at first, so that nobody answers it unread.
  await sleep(700)
  if (picture) await display.picture(picture)
  if (answer === 'allow') display.press('Tab')
  const isGone = () => light() >= before * 0.9
  for (let tries = 0; tries < 5 && !isGone(); tries++) {
    display.press('Return')
    await until('the question to be gone', isGone, 2).catch(() => null)
  }
  if (!isGone()) throw new Error('the browser’s question does not go away')
}

/** The middle of something in the side panel, clicked with the mouse: it stands at the right edge of the screen. */
export async function clickInPanel(display: Display, target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (!box) throw new Error('it is not to be seen in the panel')
  const view = await target.page().evaluate(() => ({ width: innerWidth, height: innerHeight }))
  const edge = 14
  await display.click(
    display.size.width - edge - view.width + box.x + box.width / 2,
    display.size.height - edge - view.height + box.y + box.height / 2,
  )
}

/** Clicks our icon in the toolbar. Its place depends on what else stands there, so it is looked for from the right. */
export async function clickToolbarIcon(display: Display, browser: Browser, opens: string): Promise<void> {
  const row = 63
  for (const fromRight of [154, 190, 118, 226, 262]) {
    await display.click(display.size.width - fromRight, row)
    for (let i = 0; i < 12; i++) {
      await sleep(100)
      if ((await browser.open()).some((url) => url.includes(opens))) return
    }
    display.press('Escape')
    await sleep(150)
  }
  throw new Error('the icon was not found in the toolbar')
}
