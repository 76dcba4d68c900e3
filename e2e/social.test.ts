import { BlobReader, TextWriter, Uint8ArrayWriter, ZipReader, type FileEntry } from '@zip.js/zip.js'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { openBrowser, type Browser } from './browser.ts'
import { keptIn, placesOf } from './crops.ts'
import { sendErrand, type ToolFile } from './errand.ts'
import { drawScene } from './scenes/scenes.ts'
import { seriousFaults } from './tasks/axe.ts'

// One picture to all networks, and the variants of one, as shipped: by the worker, and by hand on the screen.

let browser: Browser
let page: Page

beforeAll(async () => void (browser = await openBrowser({ extension: inject('extension') })))
beforeEach(async () => {
  if (page && !page.isClosed()) return
  page = await browser.context.newPage()
  await page.goto(browser.address('panel.html?as=tab'))
})
afterAll(() => browser?.close())

const sceneFile = async (name: string): Promise<Required<ToolFile>> => {
  const { file, type } = await drawScene(name)
  return { name: 'My photo.png', type, bytes: file }
}
const social = (values: Record<string, unknown>, file: ToolFile) =>
  sendErrand(page, [{ tool: 'social', values }], [file])

/** Noise is what compresses worst. */
const noise = async (width: number, height: number): Promise<ToolFile> => ({
  name: 'noise.png',
  type: 'image/png',
  bytes: await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png({ compressionLevel: 1 })
    .toBuffer(),
})

test('every place gets a file of its own size, type and name', async () => {
  const places = [...(await placesOf(page)).keys()]
  const { made } = await social({ placements: places, level: 'speed' }, await sceneFile('portrait left'))
  expect(made.length).toBe(places.length)
  expect(places.length).toBeGreaterThan(50)
  for (const [at, { name, type, bytes }] of made.entries()) {
    const read = await sharp(bytes).metadata()
    expect(name).toBe(`My photo-${places[at]}-${read.width}x${read.height}.jpg`)
    expect({ type, format: read.format, space: read.space }).toEqual({
      type: 'image/jpeg',
      format: 'jpeg',
      space: 'srgb',
    })
  }
  const story = made.find(({ name }) => name.includes('instagram-story'))
  expect(story?.name).toBe('My photo-instagram-story-1080x1920.jpg')
})

test('no file has more bytes than its place takes', async () => {
  const { made, notes } = await social({ placements: ['email-header'] }, await noise(1200, 400))
  expect(made[0]?.bytes.length).toBeLessThanOrEqual(200_000)
  expect(made[0]?.bytes.length).toBeGreaterThan(150_000)
  expect(notes.join(' ')).toContain('E-mail · Header 3:1: Written at quality')
})

test('several types are made where a place takes them, and what is transparent stays so', async () => {
  const bytes = await sharp({ create: { width: 900, height: 900, channels: 4, background: '#00000000' } })
    .composite([{ input: Buffer.from('<svg><circle cx="450" cy="450" r="260" fill="#c4351a"/></svg>') }])
    .png()
    .toBuffer()
  const file = { name: 'dot.png', type: 'image/png', bytes }
  const placements = ['tiktok-photo', 'x-profile', 'instagram-feed-square']
  const { made } = await social({ placements, types: ['suited', 'png', 'webp'], level: 'speed' }, file)
  const types = Map.groupBy(made, ({ name }) => /dot-(.+)-\d+x/.exec(name)?.[1])
  const of = (id: string) => types.get(id)?.map(({ type }) => type)
  expect(of('tiktok-photo')).toEqual(['image/jpeg', 'image/webp'])
  expect(of('instagram-feed-square')).toEqual(['image/jpeg'])
  expect(of('x-profile')).toEqual(['image/png'])
  const [profile] = types.get('x-profile') ?? []
  const corner = await sharp(profile?.bytes)
    .extract({ left: 2, top: 2, width: 1, height: 1 })
    .raw()
    .toBuffer()
  expect(corner[3]).toBe(0)
})

// Of a story, a square, and a cover six times as wide as high: so many cannot hold it.
test.each([
  ['portrait left', 1],
  ['words right', 1],
  ['a quote beside a face', 3],
  ['two far apart', 3],
  ['a mug, left', 0],
])('%s: what it is about is in every place, with a border where it must', async (name, borders) => {
  const places = await placesOf(page, ['instagram-story', 'instagram-feed-square', 'linkedin-company-cover'])
  const kept = await keptIn(page, await drawScene(name), places)
  expect(kept).toMatchObject({ cut: [], falsely: [], bordered: borders })
})

test('a border is the picture itself, soft, or the colour that is asked for', async () => {
  const file = await sceneFile('two far apart')
  const border = async (values: object) => {
    const { made } = await social({ placements: ['instagram-story'], ...values }, file)
    const above = { left: 0, top: 0, width: 1080, height: 300 }
    return sharp(await sharp(made[0]?.bytes).extract(above).png().toBuffer()).stats()
  }
  const soft = await border({})
  // Colours of the wall and of whoever stands before it, and nothing that has an edge.
  expect(soft.channels.every(({ mean }) => mean > 90 && mean < 200)).toBe(true)
  expect(soft.sharpness).toBeLessThan(0.5)
  const { dominant } = await border({ border: 'color', background: '#000000' })
  expect(Math.max(dominant.r, dominant.g, dominant.b)).toBeLessThan(16)
})

test('a size that cuts a face says so, and what keeps it', async () => {
  const resize = (values: object) =>
    sceneFile('two far apart').then((file) =>
      sendErrand(page, [{ tool: 'resize', values: { how: 'fill', width: 400, ...values } }], [file]),
    )
  const { made, notes } = await resize({ height: 600 })
  const { width, height } = await sharp(made[0]?.bytes).metadata()
  expect({ width, height }).toEqual({ width: 400, height: 600 })
  expect(notes).toEqual(['This shape cuts a face: “Fit with a border” or another size keeps everything.'])
  expect((await resize({ height: 220 })).notes).toEqual([])
})

test('a point of one place moves that one alone; a border leaves everything in', async () => {
  // Red at the left, blue at the right.
  const bytes = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#c00000' } })
    .composite([
      {
        input: Buffer.from(
          '<svg width="800" height="900"><rect width="800" height="900" fill="#0000c0"/></svg>',
        ),
        left: 800,
        top: 0,
      },
    ])
    .png()
    .toBuffer()
  const file = { name: 'halves.png', type: 'image/png', bytes }
  const placements = ['instagram-story', 'tiktok-photo']
  const middle = async (file: ToolFile | undefined) => {
    const { dominant } = await sharp(file?.bytes).stats()
    return dominant.r > dominant.b ? 'red' : 'blue'
  }
  const asked = { placements, focus: 'point', focal: { x: 0, y: 0.5 }, own: ['tiktok-photo 1 0.5'] }
  const { made } = await social(asked, file)
  expect(await Promise.all(made.map(middle))).toEqual(['red', 'blue'])
  const { made: padded } = await social(
    { placements: ['instagram-story'], fit: 'pad', border: 'color', background: '#00ff00' },
    file,
  )
  const { data, info } = await sharp(padded[0]?.bytes).raw().toBuffer({ resolveWithObject: true })
  expect({ width: info.width, height: info.height }).toEqual({ width: 1080, height: 1920 })
  expect([data[0]! < 60, data[1]! > 200, data[2]! < 60]).toEqual([true, true, true])
  await expect(social({ placements, own: ['nowhere'] }, file)).rejects.toThrow('names no point')
})

test('variants differ in one thing each, carry a code, and stand in a sheet', async () => {
  const values = {
    headlines: ['Now', '=Later'],
    framings: ['whole', 'closer'],
    looks: ['none', 'black-and-white'],
    campaign: 'Spring Sale',
    page: 'https://shop.example/cup',
    source: 'newsletter',
    placement: 'email-header',
  }
  const { made } = await sendErrand(page, [{ tool: 'variants', values }], [await sceneFile('a mug, left')])
  const sheet = made.at(-1)
  const pictures = made.slice(0, -1)
  expect(pictures.map(({ name }) => name)).toEqual(
    ['a', 'b', 'c', 'd'].map((letter) => `My photo-spring-sale-${letter}.png`),
  )
  const seen = new Set<string>()
  for (const { bytes } of pictures) {
    const { width, height } = await sharp(bytes).metadata()
    expect({ width, height }).toEqual({ width: 1200, height: 400 })
    expect(bytes.length).toBeLessThanOrEqual(200_000)
    seen.add((await sharp(bytes).resize(32, 32).raw().toBuffer()).toString('base64'))
  }
  expect(seen.size).toBe(4)
  const grey = await sharp(pictures[3]?.bytes).toColourspace('srgb').removeAlpha().raw().toBuffer()
  expect(grey.every((value, at) => Math.abs(value - grey[at - (at % 3)]!) <= 1)).toBe(true)
  const lines = sheet?.bytes.toString('utf8').trim().split('\r\n') ?? []
  expect(sheet?.name).toBe('spring-sale-variants.csv')
  expect(lines.length).toBe(5)
  expect(lines[2]).toContain("'=Later")
  expect(lines[1]).toContain('utm_source=newsletter&utm_campaign=spring-sale&utm_content=spring-sale-a')
})

/** Opens a tool in a studio that nobody has used yet, and hands it a picture. */
async function openTool(title: string, file: Required<ToolFile>): Promise<Page> {
  await browser.beginAnew()
  const studio = await browser.context.newPage()
  await studio.setViewportSize({ width: 1440, height: 900 })
  await studio.goto(browser.address('studio.html'))
  await studio.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: title }).click()
  await studio.getByRole('heading', { level: 1, name: title }).waitFor()
  const { name, type: mimeType, bytes: buffer } = file
  await studio.locator('.bench-main input[type="file"]').first().setInputFiles({ name, mimeType, buffer })
  return studio
}

const placeCards = (studio: Page) => studio.getByRole('list', { name: 'Places' }).getByRole('listitem')

test('by keyboard: places are ticked, seen, and come in one ZIP', async () => {
  const studio = await openTool('For all networks', await sceneFile('portrait right'))
  await placeCards(studio).nth(4).waitFor()
  const youtube = studio.getByRole('button', { name: 'YouTube' })
  await youtube.focus()
  await studio.keyboard.press('Enter')
  await studio.keyboard.press('Tab')
  const thumbnail = studio.getByRole('checkbox', { name: 'Thumbnail 16:9' })
  await expect.poll(() => thumbnail.evaluate((box) => box === document.activeElement)).toBe(true)
  await studio.keyboard.press('Space')
  await placeCards(studio).filter({ hasText: 'Thumbnail 16:9' }).waitFor()
  expect(await placeCards(studio).count()).toBe(6)
  expect(await seriousFaults(studio)).toEqual([])

  const download = studio.waitForEvent('download')
  await studio.getByRole('button', { name: 'Download ZIP of 6' }).press('Enter')
  const zip = await download
  expect(zip.suggestedFilename()).toBe('My photo.zip')
  const reader = new ZipReader(new BlobReader(new Blob([await readFile(await zip.path())])))
  const entries = (await reader.getEntries()).filter((entry): entry is FileEntry => !entry.directory)
  expect(entries.map(({ filename }) => filename)).toContain('My photo-youtube-thumbnail-1280x720.jpg')
  expect(entries.length).toBe(6)
  for (const entry of entries) {
    const { width, height } = await sharp(await entry.getData(new Uint8ArrayWriter())).metadata()
    expect(entry.filename).toContain(`-${width}x${height}.`)
  }
  await studio.close()
})

test('by keyboard: one place gets a point of its own, and gives it back', async () => {
  const studio = await openTool('For all networks', await sceneFile('portrait right'))
  const story = placeCards(studio).filter({ hasText: 'Story 9:16' })
  await story.getByRole('button', { name: 'Another point for Instagram · Story 9:16' }).press('Enter')
  // It starts where the face was found, at the right.
  const handle = studio.getByRole('button', { name: /^Point of Instagram · Story 9:16/ })
  const percent = async () => Number(/: (\d+) %/.exec((await handle.getAttribute('aria-label')) ?? '')?.[1])
  await handle.waitFor()
  const start = await percent()
  expect(start).toBeGreaterThan(70)
  await handle.focus()
  await studio.keyboard.press('Shift+ArrowLeft')
  await expect.poll(percent).toBe(start - 10)
  expect(await seriousFaults(studio)).toEqual([])
  await story.getByRole('button', { name: 'Instagram · Story 9:16 as all the others' }).press('Enter')
  await story.getByRole('button', { name: 'Another point for Instagram · Story 9:16' }).waitFor()
  await studio.close()
})

test('by keyboard: variants are made and the sheet lies in the ZIP', async () => {
  const studio = await openTool('Variants to compare', await sceneFile('a mug, left'))
  const make = studio.getByRole('button', { name: 'Make variants' })
  await make.press('Enter')
  await studio.getByRole('list', { name: 'Variants' }).getByRole('listitem').nth(1).waitFor()
  expect(await seriousFaults(studio)).toEqual([])
  const download = studio.waitForEvent('download')
  await studio.getByRole('button', { name: 'Download ZIP of 3' }).press('Enter')
  const path = await (await download).path()
  const reader = new ZipReader(new BlobReader(new Blob([await readFile(path)])))
  const entries = (await reader.getEntries()).filter((entry): entry is FileEntry => !entry.directory)
  const sheet = entries.find(({ filename }) => filename.endsWith('.csv'))
  expect(await sheet?.getData(new TextWriter())).toContain('utm_content')
  await studio.close()
})
