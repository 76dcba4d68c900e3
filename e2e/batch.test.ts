import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js/index-native.js'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import {
  addTool,
  buildChain,
  downloadZip,
  dropFiles,
  entriesOf,
  giveFiles,
  openBatch,
  through,
  untilThrough,
} from './batch/person.ts'
import { fileName, makeBroken, makePictures, markShare, numberOf } from './batch/pictures.ts'
import { openBrowser, type Browser } from './browser.ts'
import { temporaryFolder } from './children.ts'
import { seriousFaults } from './tasks/axe.ts'

// Many files through a chain of tools, in the studio as it is shipped, by somebody who is not signed in.

const folder = temporaryFolder('batch')
const profile = temporaryFolder('profile')
const endings = ['jpg', 'png', 'webp', 'tif'] as const
const count = 20
const asked = { width: 320, height: 320, kilobytes: 20, words: 'ATELIER' }

let browser: Browser
let page: Page
let paths: string[]

const open = async () => void (browser = await openBrowser({ extension: inject('extension'), profile }))

beforeAll(async () => {
  paths = await makePictures({
    folder,
    count,
    endings,
    sizes: [
      { width: 2100, height: 1400 },
      { width: 1200, height: 1700 },
    ],
  })
  await open()
})
afterAll(() => browser?.close())

// Each begins with nothing in hand and nothing kept, also where it is tried a second time.
beforeEach(async () => {
  await browser.open().catch(open)
  await browser.beginAnew()
  page = await openBatch(browser)
})

const heading = (name: string | RegExp) => page.getByRole('heading', { name })
const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const settled = () => page.getByRole('button', { name: 'Clear away' }).waitFor()

test(
  'twenty pictures, one broken: paused, killed, resumed, and every setting is honoured on every file',
  { timeout: 120_000 },
  async () => {
    expect(await seriousFaults(page)).toEqual([])
    await giveFiles(page, [...paths, await makeBroken(join(folder, 'broken.jpg'))])
    await heading(/21 pictures/).waitFor()
    // The same files again are not taken twice.
    await giveFiles(page, paths.slice(0, 5))
    await settled()
    await heading(/21 pictures/).waitFor()
    await buildChain(page, asked)
    expect(await seriousFaults(page)).toEqual([])

    await press(/^Start 21 pictures/)
    await untilThrough(page, 3, 60)
    await press('Pause')
    await page.getByText('Paused', { exact: true }).waitFor()
    await press(/^Go on where it stopped/)
    await untilThrough(page, 7, 60)
    const before = await through(page)
    await browser.kill()

    await open()
    page = await openBatch(browser)
    const words = page.getByText(/^It stopped at \d+ of 21/)
    await words.waitFor()
    expect(Number(/\d+/.exec((await words.textContent())!)?.[0])).toBeGreaterThanOrEqual(before - 1)
    expect(await seriousFaults(page)).toEqual([])
    await press(/^Go on where it stopped/)
    await page.getByText('20 pictures are done').waitFor({ timeout: 60_000 })
    await page.getByText('1 set aside').waitFor()
    await press(/^Failed 1/)
    await page.getByRole('listitem').getByText('broken.jpg', { exact: true }).waitFor()
    expect(await seriousFaults(page)).toEqual([])

    const found = new Map<string, Uint8Array>()
    for await (const { name, bytes } of entriesOf(await downloadZip(page))) found.set(name, bytes)
    const report = new TextDecoder().decode(found.get('report.csv'))
    found.delete('report.csv')
    expect([...found.keys()]).toEqual(Array.from({ length: count }, (_, at) => fileName(at + 1)))
    for (const [name, bytes] of found) {
      expect(await sharp(bytes).metadata(), name).toMatchObject({ width: 320, height: 320, format: 'jpeg' })
      expect(bytes.length, name).toBeLessThanOrEqual(asked.kilobytes * 1000)
      expect(fileName((await numberOf(bytes))!), name).toBe(name)
      expect(await markShare(bytes), name).toBeGreaterThan(0.01)
    }
    expect(report.split('\r\n').filter((line) => line.includes(',done,'))).toHaveLength(count)
    expect(report).toMatch(/broken\.jpg,,failed,/)

    // It fails again; then all of it goes, with its bytes.
    await press('Try 1 again')
    await page.getByText('1 set aside').waitFor()
    await press('Clear away')
    await page.getByText('Drop pictures, folders or a ZIP').waitFor()
    const left = () =>
      page.evaluate(async () => {
        const root = await navigator.storage.getDirectory()
        const names: string[] = []
        for await (const name of (await root.getDirectoryHandle('batches')).keys()) names.push(name)
        return names
      })
    await expect.poll(left).toEqual([])
  },
)

test('a ZIP keeps its folders and names what it refuses; a list asks for values of its own', async () => {
  const zip = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false })
  for (const n of [1, 4])
    await zip.add(`shop/${fileName(n)}`, new Uint8ArrayReader(await readFile(join(folder, fileName(4)))))
  await zip.add('../evil.jpg', new TextReader('x'))
  const list = [
    'file,as,resize.width,resize.height',
    `${fileName(1)},First,100,100`,
    `${fileName(9)},,wide,`,
    `${fileName(8)},,,`,
  ]
  await writeFile(join(folder, 'shop.zip'), Buffer.from(await (await zip.close()).arrayBuffer()))
  await writeFile(join(folder, 'list.csv'), list.join('\n'))
  await giveFiles(page, [join(folder, 'shop.zip')])
  await heading(/^2 pictures/).waitFor()
  await settled()
  await addTool(page, 'Resize and crop')
  const fields = page.locator('.chain-fields')
  await fields.getByText('Stretch', { exact: true }).click()
  await fields.getByLabel('Width', { exact: true }).fill('200')
  await fields.getByLabel('Height', { exact: true }).fill('150')
  await giveFiles(page, [join(folder, 'list.csv')])
  const rows = page.getByRole('region', { name: 'Files of the batch' })
  await rows.getByText('Its path leads out of the ZIP').waitFor()
  await rows.getByText(/^Line 3: Resize and crop: Width/).waitFor()
  await rows.getByText('Line 4 asks for it: add this file.').waitFor()
  await settled()
  await giveFiles(page, [paths[7]!])
  await heading(/^3 pictures/).waitFor()
  await page.getByLabel('Names', { exact: true }).fill('{n} {name} {tool}')
  await press(/^Start 3 pictures/)
  await page.getByText('3 pictures are done').waitFor()
  const sizes: Record<string, string> = {}
  for await (const { name, bytes } of entriesOf(await downloadZip(page)))
    if (name !== 'report.csv') {
      const { width, height } = await sharp(bytes).metadata()
      sizes[name] = `${width}x${height}`
    }
  expect(sizes).toEqual({
    'shop/First.jpg': '100x100',
    'shop/2 product 004 resize.jpg': '200x150',
    '3 product 008 resize.jpg': '200x150',
  })
})

test.each([
  { way: 'chosen', give: (path: string) => giveFiles(page, [path], 'A folder') },
  { way: 'dropped', give: (path: string) => dropFiles(page, [path], page.locator('.drop-zone')) },
])('a folder that is $way comes with what lies in its folders, but for what is hidden', async ({ give }) => {
  const shoot = join(folder, 'shoot')
  await mkdir(join(shoot, 'day 2'), { recursive: true })
  await copyFile(paths[0]!, join(shoot, 'a.jpg'))
  await copyFile(paths[4]!, join(shoot, 'day 2', 'b.jpg'))
  await copyFile(paths[8]!, join(shoot, '.hidden.jpg'))
  await give(shoot)
  await heading(/^2 pictures/).waitFor()
  expect(await page.locator('.batch-name > .clipped').allTextContents()).toEqual([
    'shoot/a.jpg',
    'shoot/day 2/b.jpg',
  ])
})

test('a chain is put in order by keys, kept under a name, and shared as a file', async () => {
  await addTool(page, 'Resize and crop')
  await addTool(page, 'Compress')
  await page.getByRole('button', { name: /^Move Compress/ }).press('ArrowUp')
  await page.getByText('Compress is now number 1 of 2.').waitFor()
  expect(await page.locator('.chain-title').allTextContents()).toEqual(['Compress', 'Resize and crop'])
  await press(/^Saved chains/)
  await page.getByLabel('Name of this chain').fill('For the shop')
  await press('Save')
  const coming = page.waitForEvent('download')
  await press('Share For the shop as a file')
  const shared = join(folder, 'shared.atelier-chain.json')
  await (await coming).saveAs(shared)
  await press('Delete For the shop')
  await press('Take out Compress')
  await giveFiles(page, [shared], 'A shared chain')
  await page.getByRole('button', { name: 'Rename For the shop' }).waitFor()
  expect(await page.locator('.chain-title').allTextContents()).toEqual(['Compress', 'Resize and crop'])
  await writeFile(
    shared,
    '{"atelier":"chain","version":1,"title":"A","steps":[{"tool":"teleport","values":{}}]}',
  )
  await giveFiles(page, [shared], 'A shared chain')
  await page.getByText(/“teleport”, which this version of Atelier does not have/).waitFor()
})

test(
  'another window shows what this one does, and may stop it; cancelling keeps what is done',
  { timeout: 120_000 },
  async () => {
    await giveFiles(page, paths.slice(0, 8))
    await heading(/8 pictures/).waitFor()
    await buildChain(page, { ...asked, width: 800, height: 800, kilobytes: 80 })
    const other = await openBatch(browser)
    await other.getByRole('heading', { name: /8 pictures/ }).waitFor()
    await page.bringToFront()
    await press(/^Start 8 pictures/)
    await other.getByText(/in another window/).waitFor()
    await other.getByRole('button', { name: 'Cancel' }).click()
    await other.getByRole('button', { name: /^Go on where it stopped/ }).click()
    await other.getByText('8 pictures are done').waitFor({ timeout: 55_000 })
    await page.getByText('8 pictures are done').waitFor()
    await other.close()
  },
)

test('a list of thousands is drawn as far as it is seen, and fits a narrow window', async () => {
  const lines = Array.from({ length: 5000 }, (_, at) => `thing ${at + 1}.jpg`)
  await writeFile(join(folder, 'long.csv'), ['file', ...lines].join('\n'))
  await giveFiles(page, [join(folder, 'long.csv')])
  await heading(/5,000 asked for by a list/).waitFor()
  expect(await page.locator('.batch-row').count()).toBeLessThan(40)
  const rows = page.getByRole('region', { name: 'Files of the batch' })
  await rows.focus()
  await page.keyboard.press('End')
  await rows.getByText('thing 5000.jpg', { exact: true }).waitFor()
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await seriousFaults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
})
