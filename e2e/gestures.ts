import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator } from 'playwright-core'
import type { Browser } from './browser.ts'
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
 * Several at once are folded into a submenu, which is entered first and counted from its top by `inSubmenu`.
 */
export async function chooseFromMenu(
  display: Display,
  target: Locator,
  choice: { fromEnd: number; inSubmenu?: number },
  picture?: string,
): Promise<void> {
  const point = await screenPoint(target)
  await display.click(point.x, point.y, 'right')
  await sleep(400)
  for (let i = 0; i <= choice.fromEnd; i++) display.press('Up')
  if (choice.inSubmenu !== undefined) {
    display.press('Right')
    await sleep(250)
    for (let i = 1; i < choice.inSubmenu; i++) display.press('Down')
  }
  await sleep(150)
  if (picture) await display.picture(picture)
  display.press('Return')
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
