import type { Page } from 'playwright-core'
import { until } from '../children.ts'
import { cup, type Given } from './pictures.ts'

// A person's way through any tool of this machine, by what stands on the screen: nothing here knows what a tool asks.

/** What the list of tools offers, by their titles. */
export async function offeredTools(page: Page): Promise<string[]> {
  await page.getByRole('heading', { level: 1, name: 'On your own machine' }).waitFor()
  const titles = page.locator('main .task-title')
  await titles.nth(3).waitFor()
  // The last line leads to the batch.
  return (await titles.allInnerTexts()).filter((title) => title !== 'Many at once')
}

export const mainButton = (page: Page) => page.locator('.dock .button.primary')
export const status = async (page: Page) => (await page.locator('.dock [role="status"]').innerText()).trim()

/** From wherever one is in the studio or the panel's tools to one tool, with nothing in hand. */
export async function openTool(page: Page, title: string): Promise<void> {
  await page
    .locator('main .task-tile')
    .filter({ has: page.getByText(title, { exact: true }) })
    .click()
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
}

/** Hands files over where they are chosen, one or as many as the tool wants. */
export async function give(page: Page, files: readonly Given[]): Promise<void> {
  const input = page.locator('.bench-main input[type="file"]').first()
  await input.waitFor({ state: 'attached' })
  const wants = /at least (\d+)/.exec(await status(page))?.[1]
  const several = wants ? Math.max(2, Number(wants)) : 1
  await input.setInputFiles(files.slice(0, several).map((file) => ({ ...file })))
  await page.locator('.stage, .made-card').first().waitFor()
}

/** There is a result, and it is what is asked for now. */
export const results = (page: Page) =>
  page
    .getByRole('button', { name: 'Go on with the result' })
    .or(page.getByRole('list', { name: 'What was made' }))

/** Does what the screen says is still needed: words, a size. */
async function answer(page: Page, says: string): Promise<void> {
  const form = page.getByRole('region', { name: 'Settings' })
  // Where any of several will do, the first.
  const missing = /^Still missing: (.+?)(?: or |$)/.exec(says)?.[1]
  if (missing) {
    const file = form.getByRole('region', { name: missing }).locator('input[type="file"]')
    if ((await file.count()) > 0) return file.setInputFiles({ ...(await cup()) })
    const number = form.getByRole('spinbutton', { name: missing, exact: true })
    if ((await number.count()) > 0) return number.fill('640')
    return form.getByRole('textbox', { name: missing, exact: true }).fill('Made where you post')
  }
  if (!/^(Say|Write|Choose|Type) /.test(says)) return
  for (const number of await form.getByRole('spinbutton').all())
    if ((await number.inputValue()) === '') return number.fill('640')
  for (const text of await form.getByRole('textbox').all())
    if ((await text.inputValue()) === '') return text.fill('Made where you post')
}

/** Fills in what the tool says is missing, presses where it does nothing by itself, and waits for the result. */
export async function finish(page: Page): Promise<void> {
  await until(
    'a result',
    async () => {
      const says = await status(page)
      await answer(page, says)
      const button = mainButton(page)
      if (!(await button.isEnabled())) return false
      const words = await button.innerText()
      if (words.startsWith('Download')) return (await results(page).count()) > 0
      await button.click()
      return false
    },
    60,
  )
}

/** Empties the hands and goes back to the list of all tools. */
export async function leaveTool(page: Page): Promise<void> {
  const away = page.getByRole('button', { name: /^(Another picture|Put all away)$/ })
  if ((await away.count()) > 0) await away.click()
  await page.getByRole('button', { name: 'All tools' }).filter({ visible: true }).first().click()
}
