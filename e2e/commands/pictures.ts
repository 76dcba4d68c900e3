import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser } from '../browser.ts'
import { root } from '../children.ts'
import { buildExtension } from '../extension.ts'
import { openStudio } from '../studio.ts'
import { writeSheets, type Shot } from '../tasks/contact-sheet.ts'
import { signUpPro, stockLibrary } from '../tasks/person.ts'
import { offeredTasks, taskTitles } from '../tasks/titles.ts'
import { openPanel, walkTask } from '../tasks/walk.ts'

// Every task of the panel as a picture, its form and its result, in both colour schemes: to be looked at. With names of
// tasks only those. Exit 0 only if each has come to its result.

const folder = join(root, 'pictures')
const schemes = ['light', 'dark'] as const
const shots: Shot[] = []
const failed: string[] = []

const studio = await openStudio()
await studio.sandbox.set({ pictureMs: 100, videoMs: 200 })
const browser = await openBrowser({ extension: await buildExtension({ apiOrigin: studio.worker.url }) })
try {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const person = await signUpPro(studio.worker.url, studio.worker.state)
  await stockLibrary(person, studio.worker.url)
  const panel = await openPanel(browser, person.person.token)
  const offered = await offeredTasks(studio.worker.url)
  const asked = process.argv.slice(2)
  await panel.getByRole('button', { name: 'Tasks', exact: true }).click()
  await panel.locator('.task-tile').first().waitFor()
  await take(panel, 'tasks', 'All tasks')
  for (const task of asked.length > 0 ? offered.filter((each) => asked.includes(each)) : offered) {
    const { title } = taskTitles[task]!
    try {
      await walkTask(panel, task, () => take(panel, `${task}-1-form`, title))
      await take(panel, `${task}-2-result`, `${title}: result`)
      console.log(`✓ ${title}`)
    } catch (error) {
      failed.push(task)
      console.log(`✗ ${title}: ${error instanceof Error ? error.message : String(error)}`)
      await take(panel, `${task}-3-stopped`, `${title}: where it stopped`)
    }
  }
  await panel.getByRole('button', { name: 'Home', exact: true }).click()
  await panel.getByRole('heading', { name: 'Your library' }).waitFor()
  await take(panel, 'home', 'Home')
  await writeSheets(browser, folder, shots)
} finally {
  await browser.close()
  await studio.close()
}
console.log(
  `\n${shots.length} pictures in pictures/, seen at once in pictures/sheet-light.png and sheet-dark.png`,
)
if (failed.length > 0) console.log(`Not come to its result: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)

/** The whole screen, also what would have to be scrolled to, in both colour schemes. */
async function take(panel: Page, name: string, title: string): Promise<void> {
  const height = await panel.evaluate(() => document.documentElement.scrollHeight)
  await panel.setViewportSize({ width: 400, height: Math.max(720, height) })
  for (const scheme of schemes) {
    await panel.emulateMedia({ colorScheme: scheme })
    const file = `${name}-${scheme}.png`
    await panel.screenshot({ path: join(folder, file), animations: 'disabled' })
    shots.push({ file, title, scheme })
  }
  await panel.emulateMedia({ colorScheme: null })
  await panel.setViewportSize({ width: 400, height: 860 })
}
