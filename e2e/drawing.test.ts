import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openBrowser, type Browser } from './browser.ts'
import { seriousFaults } from './tasks/axe.ts'
import { signUpPro } from './tasks/person.ts'
import { openPanel, openTask } from './tasks/walk.ts'
import { landscapes } from './tools/pictures.ts'
import { changed, contrast, pixelsOf } from './tools/pixels.ts'
import { finish, give, offeredTools, openTool } from './tools/walk.ts'
import type { ToolFile } from './errand.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

// Watermark, words on a picture, quote cards and collages, measured in the files that are written.

let browser: Browser
let shop: Workshop

beforeAll(async () => {
  browser = await openBrowser({ extension: inject('extension') })
  shop = await openWorkshop(browser)
})
afterAll(() => browser?.close())

type Values = Record<string, unknown>

const png = async (width: number, height: number, background: string): Promise<ToolFile> => ({
  name: 'ground.png',
  bytes: await sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer(),
})

async function run(
  tool: string,
  values: Values,
  files: readonly ToolFile[],
  named?: Record<string, ToolFile>,
) {
  const { made } = await shop.many([{ tool, values, ...(named && { files: named }) }], files)
  const [only] = made
  if (!only || made.length !== 1) throw new Error(`${made.length} files were made`)
  return only
}

const logoId = `ast_${'0'.repeat(25)}`
const markWith = async (values: Values, ground: ToolFile, logo: ToolFile) =>
  run('watermark', { kind: 'logo', logo: logoId, opacity: 100, margin: 5, size: 20, ...values }, [ground], {
    logo,
  })

describe('a watermark', () => {
  test.each([
    ['top-left', 30, 30],
    ['top', 400, 30],
    ['middle', 400, 250],
    ['right', 770, 250],
    ['bottom-left', 30, 470],
    ['bottom-right', 770, 470],
  ])('stands exactly at %s', async (place, x, y) => {
    const [ground, logo] = await Promise.all([png(1000, 600, '#808080'), png(400, 200, '#d02020')])
    const marked = await markWith({ place }, ground, logo)
    const box = changed(await pixelsOf(ground.bytes), await pixelsOf(marked.bytes))
    expect(box).toEqual({ x, y, width: 200, height: 100 })
  })

  test('is as large on every size, and stands where it is put', async () => {
    const [large, logo] = await Promise.all([png(2000, 1200, '#808080'), png(400, 200, '#d02020')])
    const values = { place: 'free', point: { x: 0.25, y: 0.75 } }
    const marked = await markWith(values, large, logo)
    const box = changed(await pixelsOf(large.bytes), await pixelsOf(marked.bytes))
    expect(box).toEqual({ x: 300, y: 800, width: 400, height: 200 })
  })

  test('lets through exactly as much as is said', async () => {
    const [ground, logo] = await Promise.all([png(400, 300, '#ffffff'), png(100, 100, '#000000')])
    for (const opacity of [10, 50, 85]) {
      const marked = await pixelsOf((await markWith({ opacity, place: 'middle' }, ground, logo)).bytes)
      for (const value of marked.at(200, 150)) expect(value).toBeCloseTo(255 * (1 - opacity / 100), -0.5)
    }
  })

  test('covers every corner when it stands all over', async () => {
    const [ground, logo] = await Promise.all([png(1000, 700, '#ffffff'), png(300, 100, '#000000')])
    const values = { place: 'tile', angle: -30, spacing: 40, size: 15, opacity: 20 }
    const marked = await pixelsOf((await markWith(values, ground, logo)).bytes)
    const reach = 170
    for (const [x, y] of [
      [0, 0],
      [1000 - reach, 0],
      [0, 700 - reach],
      [1000 - reach, 700 - reach],
    ] as const) {
      let dark = 0
      for (let dy = 0; dy < reach; dy++)
        for (let dx = 0; dx < reach; dx++) if (marked.at(x + dx, y + dy)[0]! < 220) dark++
      expect(dark, `the corner at ${x}, ${y}`).toBeGreaterThan(400)
    }
  })

  test('of words is as wide as asked, whole, and flush with its margin', async () => {
    for (const [width, height] of [
      [1200, 800],
      [600, 400],
    ] as const) {
      const ground = await png(width, height, '#203040')
      const values = { text: 'Ágnes Öqvist fj', backing: 'none', size: 30, margin: 4, font: 'playfair' }
      const marked = await run('watermark', { ...values, opacity: 100 }, [ground])
      const box = changed(await pixelsOf(ground.bytes), await pixelsOf(marked.bytes), 3)!
      const edge = 0.04 * height
      expect(Math.abs(box.width - 0.3 * width)).toBeLessThanOrEqual(2)
      expect(Math.abs(width - edge - (box.x + box.width))).toBeLessThanOrEqual(2)
      expect(Math.abs(height - edge - (box.y + box.height))).toBeLessThanOrEqual(2)
    }
  })

  test('is read on white and on black, whatever its colour', async () => {
    for (const backing of ['shadow', 'outline', 'plate'])
      for (const [color, ground] of [
        ['#ffffff', '#ffffff'],
        ['#000000', '#000000'],
      ] as const) {
        const marked = await run(
          'watermark',
          { text: 'HILL', backing, color, size: 60, opacity: 100, place: 'middle' },
          [await png(600, 300, ground)],
        )
        const pixels = await pixelsOf(marked.bytes)
        // Ink and what is nearest around it, along the middle of the letters.
        let most = 1
        for (let x = 100; x < 500; x++)
          for (const y of [140, 150, 160]) most = Math.max(most, contrast(pixels.at(x, y), pixels.at(300, 2)))
        expect(most, `${backing} around ${color}`).toBeGreaterThan(2.5)
      }
  })

  test('keeps away from what a picture is about', async () => {
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600">
      <rect width="900" height="600" fill="#dfe6ea"/>
      <circle cx="700" cy="430" r="110" fill="#c4351a"/><circle cx="700" cy="430" r="60" fill="#3a1208"/></svg>`
    const bytes = await sharp(Buffer.from(drawing)).png().toBuffer()
    const values = { text: '© Mira', place: 'smart', size: 30, opacity: 100 }
    const marked = await run('watermark', values, [{ name: 'thing.png', bytes }])
    const box = changed(await pixelsOf(bytes), await pixelsOf(marked.bytes), 40)!
    expect(box.x + box.width <= 590 || box.y + box.height <= 320, JSON.stringify(box)).toBe(true)
  })

  test('stands on every frame of what moves', async () => {
    const frames = await Promise.all(
      ['#808080', '#406080', '#806040'].map(async (color) => (await png(200, 120, color)).bytes),
    )
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [80, 80, 80] })
      .toBuffer()
    const logo = await png(100, 100, '#ffffff')
    const marked = await markWith({ place: 'middle' }, { name: 'moves.gif', bytes }, logo)
    expect((await sharp(marked.bytes).metadata()).pages).toBe(3)
    for (const page of [0, 1, 2]) {
      const pixels = await pixelsOf(marked.bytes, page)
      expect(Math.min(...pixels.at(100, 60))).toBeGreaterThan(240)
      expect(Math.max(...pixels.at(10, 10))).toBeLessThan(180)
    }
  })

  test('without words, or without its logo, is refused in a sentence', async () => {
    const ground = await png(100, 100, '#ffffff')
    await expect(run('watermark', { text: '' }, [ground])).rejects.toThrow(/Words/)
    await expect(run('watermark', { kind: 'logo', logo: logoId }, [ground])).rejects.toThrow(/missing/)
  })
})

/** Black and white squares: nothing is harder to write on. */
async function squares(width: number, height: number): Promise<ToolFile> {
  const data = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.fill(
        (Math.floor(x / 20) + Math.floor(y / 20)) % 2 ? 255 : 0,
        (y * width + x) * 3,
        (y * width + x) * 3 + 3,
      )
  return {
    name: 'squares.png',
    bytes: await sharp(data, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
  }
}

describe('words on a picture', () => {
  test.each(['gradient', 'plate'])('are read on anything, with a %s', async (ground) => {
    const values = { headline: 'Read me', line: 'and this', ground, ink: 'light', place: 'middle', size: 16 }
    const under = await squares(800, 500)
    const pixels = await pixelsOf((await run('text', values, [under])).bytes)
    // White words: all that is not of them must be dark enough where they stand.
    const rows = Array.from({ length: 60 }, (_, at) => 220 + at)
    const across = Array.from({ length: 200 }, (_, at) => 300 + at)
    const worst = rows.flatMap((y) =>
      across.map((x) => pixels.at(x, y)).filter((colour) => Math.max(...colour) < 160),
    )
    const fit = worst.filter((colour) => contrast(colour, [255, 255, 255]) >= 4.4)
    expect(fit.length / worst.length).toBeGreaterThan(0.97)
    expect(across.some((x) => Math.min(...pixels.at(x, 235)) > 245)).toBe(true)
  })

  test.each([
    ['top-right', 'מבצע סוף הקיץ', 'right'],
    ['bottom-left', 'A headline that is far too long for one line and must be broken into several', 'left'],
    ['middle', 'Donaudampfschifffahrtsgesellschaftskapitänswitwe', 'none'],
    ['bottom', 'قبل أول صقيع خمس نزهات', 'none'],
  ] as const)('are never cut: %s, %s', async (place, headline, flush) => {
    const ground = await png(900, 600, '#101820')
    const values = { headline, place, ground: 'none', ink: 'light', size: 20, margin: 6 }
    const made = await run('text', values, [ground])
    const box = changed(await pixelsOf(ground.bytes), await pixelsOf(made.bytes), 10)!
    const edge = 36
    expect(box.x).toBeGreaterThanOrEqual(edge - 2)
    expect(box.y).toBeGreaterThanOrEqual(edge - 2)
    expect(box.x + box.width).toBeLessThanOrEqual(900 - edge + 2)
    expect(box.y + box.height).toBeLessThanOrEqual(600 - edge + 2)
    if (flush === 'right') expect(box.x + box.width).toBeGreaterThan(900 - edge - 4)
    if (flush === 'left') expect(box.x).toBeLessThan(edge + 4)
  })
})

const looks = [
  'letterpress',
  'midnight',
  'poster',
  'swiss',
  'aurora',
  'marker',
  'gazette',
  'bauhaus',
  'arch',
  'terminal',
]
const long =
  'It is not the critic who counts; not the man who points out how the strong man stumbles, or where the doer of deeds could have done them better.'

describe('a quote card', () => {
  // Small, since it is drawn in parts of its sides: what holds here holds at every size.
  test.each(looks)('%s holds its words whole', async (look) => {
    const sheet = { sized: 'placement', placement: 'amazon-aplus-single-side' }
    const card = (words: string) =>
      run('quote-card', { words, author: '', look, ...sheet }, []).then(({ bytes }) => pixelsOf(bytes))
    const [one, other] = [await card(long), await card('אם אין אני לי, מי לי?')]
    expect([one.width, one.height]).toEqual([300, 300])
    const box = changed(one, other, 60)!
    for (const [least, most] of [
      [box.x, box.x + box.width],
      [box.y, box.y + box.height],
    ] as const) {
      expect(least).toBeGreaterThan(0.05 * 300)
      expect(most).toBeLessThan(0.95 * 300)
    }
  })

  test('for a story keeps out of what the network covers, as a JPEG of its size', async () => {
    const values = { author: 'Ada', look: 'marker', sized: 'placement', placement: 'instagram-story' }
    const card = (words: string) => run('quote-card', { ...values, words }, [])
    const [one, other] = [await card(long), await card('Short.')]
    expect(one.type).toBe('image/jpeg')
    const [a, b] = await Promise.all([pixelsOf(one.bytes), pixelsOf(other.bytes)])
    expect([a.width, a.height]).toEqual([1080, 1920])
    const box = changed(a, b, 60)!
    expect(box.y).toBeGreaterThan(0.14 * 1920)
    expect(box.y + box.height).toBeLessThan(0.8 * 1920)
  })

  test('over a picture shows it, quietly', async () => {
    const [picture] = await landscapes()
    const values = { words: 'Wherever you go.', look: 'midnight', ratio: '4:5' }
    const over = await run('quote-card', values, [{ name: picture!.name, bytes: picture!.buffer }])
    const alone = await run('quote-card', values, [])
    expect(changed(await pixelsOf(over.bytes), await pixelsOf(alone.bytes), 10)).not.toBeNull()
  })
})

test('a collage gives every picture its tile, its gap and its round corners', async () => {
  const files = await Promise.all(
    ['#d02020', '#20a020', '#2020d0'].map((color, at) => png(300 + 200 * at, 400, color)),
  )
  const values = { layout: 'beside', ratio: '16:9', gap: 2, corners: 10, background: '#ffffff' }
  const made = await run('collage', values, files)
  const pixels = await pixelsOf(made.bytes)
  expect([pixels.width, pixels.height]).toEqual([1920, 1080])
  const near = (x: number, y: number, colour: readonly number[]) =>
    expect(Math.max(...pixels.at(x, y).map((value, i) => Math.abs(value - colour[i]!)))).toBeLessThan(12)
  near(320, 540, [0xd0, 0x20, 0x20])
  near(960, 540, [0x20, 0xa0, 0x20])
  near(1600, 540, [0x20, 0x20, 0xd0])
  near(10, 540, [255, 255, 255])
  near(646, 540, [255, 255, 255])
  // Where the round corner of the first leaves the ground.
  near(26, 26, [255, 255, 255])
})

describe('its screen', () => {
  test('puts a mark by keys and by hand, and keeps it under a name', async () => {
    for (const old of browser.context.pages()) if (/studio/.test(old.url())) await old.close()
    const page = await browser.context.newPage()
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(browser.address('studio.html'))
    // Also the second time, nothing is in hand.
    await page.evaluate(() => chrome.storage.local.clear())
    await page.reload()
    await offeredTools(page)
    await openTool(page, 'Watermark')
    await give(page, await landscapes())
    await page.getByLabel('Words', { exact: true }).last().fill('© Mira Lindqvist')
    await finish(page)
    // The form scrolls, and not the room around it.
    const beyond = await page
      .locator('main.bench')
      .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)
    expect(beyond).toBe(0)

    const corner = page.getByRole('radio', { name: 'Bottom right' })
    await corner.focus()
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => page.getByRole('radio', { name: 'Right', exact: true }).isChecked()).toBe(true)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => page.getByRole('radio', { name: 'Top', exact: true }).isChecked()).toBe(true)

    const handle = page.getByRole('button', { name: /middle of what is put on/ })
    await handle.scrollIntoViewIfNeeded()
    const from = (await handle.boundingBox())!
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await page.mouse.down()
    await page.mouse.move(from.x - 80, from.y + 140, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => page.getByRole('radio', { name: 'Where I put it' }).isChecked()).toBe(true)
    const left = page.getByRole('spinbutton', { name: 'From the left' })
    const before = Number(await left.inputValue())
    await handle.focus()
    await page.keyboard.press('Shift+ArrowLeft')
    await expect.poll(async () => Number(await left.inputValue())).toBeLessThan(before - 5)
    await finish(page)
    expect(await seriousFaults(page)).toEqual([])

    await page.getByRole('button', { name: /^Saved settings/ }).click()
    await page.getByLabel('Save these settings as').fill('Mine')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Rename Mine' }).click()
    await page.getByLabel('Its new name').fill('My mark')
    await page.getByRole('button', { name: 'Rename', exact: true }).click()
    await page.getByRole('button', { name: 'Set all back' }).click()
    await expect.poll(() => corner.isChecked()).toBe(true)
    await page.getByRole('button', { name: 'My mark', exact: true }).click()
    await expect.poll(() => page.getByRole('radio', { name: 'Where I put it' }).isChecked()).toBe(true)
    expect(await page.getByLabel('Words', { exact: true }).last().inputValue()).toBe('© Mira Lindqvist')

    // A logo is kept with its settings: also after the window was closed.
    const [kind, save] = [
      page.getByRole('radio', { name: 'A logo' }),
      page.getByLabel('Save these settings as'),
    ]
    await kind.check({ force: true })
    const { bytes } = await png(200, 100, '#d02020')
    const file = { name: 'logo.png', mimeType: 'image/png', buffer: bytes }
    await page.locator('section[aria-label="Logo"] input[type="file"]').setInputFiles(file)
    await page.getByRole('img', { name: 'Logo', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Protection', exact: true }).click()
    await finish(page)
    await save.fill('Our logo')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Our logo', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Set all back' }).click()
    await expect.poll(() => corner.isChecked()).toBe(true)
    await page.close()

    const later = await browser.context.newPage()
    await later.goto(browser.address('studio.html'))
    await later.getByRole('button', { name: /^Saved settings/ }).click()
    await later.getByRole('button', { name: 'Our logo', exact: true }).click()
    await later.getByRole('img', { name: 'Logo', exact: true }).waitFor()
    expect(await later.getByRole('radio', { name: 'All over the picture' }).isChecked()).toBe(true)
    await finish(later)
  })
})

test('a quote card is made of the words of a new picture, free, and lies in the library', async () => {
  const person = await signUpPro(inject('api'), inject('state'))
  const panel = await openPanel(browser, person.person.token)
  await openTask(panel, 'Create a picture')
  await panel.getByRole('button', { name: 'Quote card · free, on this device' }).click()
  const make = panel.getByRole('button', { name: 'Quote card on this device · free' })
  expect(await make.isDisabled()).toBe(true)
  await panel.getByLabel('What should it show?').fill('Begin anywhere.')
  await panel.getByLabel('Who said it').fill('John Cage')
  await make.click()
  await panel.getByText('Your picture is ready, and in your library').waitFor()
  const [newest] = await person.assets()
  expect(newest).toMatchObject({ model: 'device/quote-card', prompt: 'Begin anywhere.', width: 1080 })
})
