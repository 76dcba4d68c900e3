import type { Locator, Page } from 'playwright-core'
import type { Browser } from '../browser.ts'
import { until } from '../children.ts'

// What a person does at the screen of batches.

/** Where the screen of batches is. */
const address = 'studio.html?place=batch'

/** The screen of batches in a window of its own, ready. */
export async function openBatch(browser: Browser): Promise<Page> {
  const page = await browser.context.newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(browser.address(address))
  await page.getByRole('heading', { name: 'Batch', level: 1 }).waitFor()
  return page
}

/** Puts a tool at the end of the chain; its fields are shown. */
export async function addTool(page: Page, title: string): Promise<void> {
  await page.getByRole('group', { name: 'Add a tool' }).getByRole('button', { name: title }).click()
  await page.locator('.chain-fields').waitFor()
}

export interface Wish {
  width: number
  height: number
  kilobytes: number
  words: string
}

/** Resized to fill, no file above so many bytes, and words in the corner. */
export async function buildChain(page: Page, { width, height, kilobytes, words }: Wish): Promise<void> {
  await addTool(page, 'Resize and crop')
  const fields = page.locator('.chain-fields')
  await fields.getByText('Fill and crop', { exact: true }).click()
  await fields.getByLabel('Width', { exact: true }).fill(String(width))
  await fields.getByLabel('Height', { exact: true }).fill(String(height))
  await fields.getByText('The middle', { exact: true }).click()
  await addTool(page, 'Compress')
  await fields.getByText('Exact size', { exact: true }).click()
  await fields.getByLabel('At most', { exact: true }).fill(String(kilobytes))
  await fields.getByText('JPG', { exact: true }).click()
  await addTool(page, 'Watermark')
  await fields
    .getByLabel('Words', { exact: true })
    .and(page.locator('textarea, input[type=text]'))
    .fill(words)
}

/** Chooses files at the input of that name, however many and large: only their paths go to the browser. */
export async function giveFiles(page: Page, files: readonly string[], input = 'More files'): Promise<void> {
  const line = await page.context().newCDPSession(page)
  const { result } = await line.send('Runtime.evaluate', {
    expression: `document.querySelector('input[type=file][aria-label="${input}"]')`,
  })
  if (!result.objectId) throw new Error(`nothing takes ${input}`)
  await line.send('DOM.setFileInputFiles', { files: [...files], objectId: result.objectId })
  await line.detach()
}

/** Drops files and folders on something, as if they came from the desktop. */
export async function dropFiles(page: Page, paths: readonly string[], on: Locator): Promise<void> {
  const box = await on.boundingBox()
  if (!box) throw new Error('there is nothing to drop on')
  const line = await page.context().newCDPSession(page)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await line.send('Input.dispatchDragEvent', { type, x, y, data })
  await line.detach()
}

/** How many are through, as the screen says it. */
export async function through(page: Page): Promise<number> {
  const text = await page
    .locator('.batch-figure b')
    .textContent({ timeout: 2000 })
    .catch(() => null)
  return Number((text ?? '').replace(/\D/g, ''))
}

/** Waits until so many are through. */
export const untilThrough = (page: Page, count: number, seconds: number) =>
  until(`${count} to be through`, async () => (await through(page)) >= count, seconds)

/** Presses "Download ZIP" and gives its bytes' place. */
export async function downloadZip(page: Page): Promise<string> {
  const coming = page.waitForEvent('download', { timeout: 300_000 })
  await page.getByRole('button', { name: 'Download ZIP' }).click()
  const download = await coming
  return download.path()
}

export interface Packed {
  name: string
  bytes: Uint8Array
}

/** The entries of a ZIP whose files are stored as they are, one after another: none is held beside another. */
export async function* entriesOf(path: string): AsyncGenerator<Packed> {
  const { BlobReader, Uint8ArrayWriter, ZipReader } = await import('@zip.js/zip.js/index-native.js')
  const { openAsBlob } = await import('node:fs')
  const reader = new ZipReader(new BlobReader(await openAsBlob(path)), { useWebWorkers: false })
  for await (const entry of reader.getEntriesGenerator({ strictness: 'strict' }))
    if (!entry.directory)
      yield {
        name: entry.filename,
        bytes: await entry.getData(new Uint8ArrayWriter(), { checkCrc32: true, useWebWorkers: false }),
      }
}
