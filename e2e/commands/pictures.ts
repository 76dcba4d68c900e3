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
import { cup, landscapes } from '../tools/pictures.ts'
import { finish, give, leaveTool, offeredTools, openTool } from '../tools/walk.ts'

// Every task of the panel as a picture, its form and its result, and every tool of the machine, empty and with its result,
// in the studio and the panel; in both colour schemes: to be looked at. With names of tasks only those, with "tools" only
// the tools. Exit 0 only if each has come to its result.

const folder = join(root, 'pictures')
const schemes = ['light', 'dark'] as const
const shots: Shot[] = []
const toolShots: Record<'studio' | 'narrow', Shot[]> = { studio: [], narrow: [] }
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
  if (asked.length === 0 || asked.includes('tools')) await walkTools()
  if (asked.length !== 1 || asked[0] !== 'tools') await walkTasks()
  await writeSheets(browser, folder, shots)
  await writeSheets(browser, folder, toolShots.studio, { name: 'sheet-studio', columns: 4 })
  await writeSheets(browser, folder, toolShots.narrow, { name: 'sheet-tools' })

  async function walkTasks() {
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
  }
} finally {
  await browser.close()
  await studio.close()
}
console.log(
  `\n${shots.length + toolShots.studio.length + toolShots.narrow.length} pictures in pictures/, seen at once in its sheet-*.png`,
)
if (failed.length > 0) console.log(`Not come to its result: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)

/** Every tool with nothing in hand, and with its result: large in the studio, and as narrow as a panel gets. */
async function walkTools(): Promise<void> {
  const files = [...(await landscapes()), await cup()]
  const studio = await browser.context.newPage()
  studio.setDefaultTimeout(15_000)
  await studio.setViewportSize({ width: 1440, height: 900 })
  await studio.goto(browser.address('studio.html'))
  const titles = await offeredTools(studio)
  await takeTool(studio, 'tools', 'All tools')
  for (const title of titles) {
    const name = `tool-${title.toLowerCase().replace(/\W+/g, '-')}`
    try {
      await openTool(studio, title)
      await takeTool(studio, `${name}-1-empty`, title)
      await give(studio, files)
      await finish(studio)
      await takeTool(studio, `${name}-2-result`, `${title}: result`)
      console.log(`✓ ${title}`)
    } catch (error) {
      failed.push(title)
      console.log(`✗ ${title}: ${error instanceof Error ? error.message : String(error)}`)
      await takeTool(studio, `${name}-3-stopped`, `${title}: where it stopped`)
    }
    await studio.setViewportSize({ width: 1440, height: 900 })
    await leaveTool(studio)
  }
  await studio.close()
}

async function takeTool(page: Page, name: string, title: string): Promise<void> {
  for (const [kind, width] of [
    ['studio', 1440],
    ['narrow', 360],
  ] as const) {
    await page.setViewportSize({ width, height: kind === 'studio' ? 900 : 800 })
    // Seen whole, without the dock lying in the middle of it.
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    if (kind === 'narrow') await page.setViewportSize({ width, height })
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme })
      const file = `${name}-${kind}-${scheme}.png`
      await page.screenshot({ path: join(folder, file), animations: 'disabled' })
      toolShots[kind].push({ file, title, scheme })
    }
  }
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize({ width: 1440, height: 900 })
}

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
