import { readFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { readBmp } from './bmp.ts'
import { openBrowser, type Browser } from './browser.ts'
import { chunk, pngOf, rowsOf, tiffOf, tiffTags } from './reading/bytes.ts'
import {
  apart,
  chart,
  chartPixels,
  chartSize,
  drawnChart,
  seenIn,
  type Rgb,
  type Rgba,
} from './reading/chart.ts'
import { files, moving } from './reading/files.ts'
import { finish, give, mainButton, openTool } from './tools/walk.ts'
import type { ErrandStep } from './errand.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

// Files of every awkward kind through the tools' worker as it is shipped: the right picture, or a clear refusal.

let browser: Browser
let shop: Workshop

beforeAll(async () => {
  browser = await openBrowser({ extension: inject('extension') })
  shop = await openWorkshop(browser)
})
afterAll(() => browser?.close())

const written = ['jpg', 'png', 'webp', 'avif', 'gif', 'bmp', 'tiff'] as const
type Written = (typeof written)[number]

/** How far a type's own way of writing may be off: 0 to 255. */
const ofType: Record<Written, number> = { jpg: 6, png: 1, webp: 8, avif: 6, gif: 2, bmp: 1, tiff: 1 }

const look = (bytes: Buffer) => (bytes.subarray(0, 2).toString() === 'BM' ? readBmp(bytes) : sharp(bytes))

/** What a type that knows no transparency, or only all or nothing, makes of a colour on white. */
const laid = (color: Rgb | Rgba, to: Written): Rgb | Rgba => {
  const [red, green, blue, opaqueness = 255] = color
  const on = (value: number) => Math.round((value * opaqueness + 255 * (255 - opaqueness)) / 255)
  if (to === 'jpg') return [on(red), on(green), on(blue)]
  return color
}

const compress: ErrandStep = {
  tool: 'compress',
  values: { how: 'quality', quality: 92, type: 'same', metadata: 'strip' },
}
const half: ErrandStep = { tool: 'resize', values: { how: 'percent', percent: 50 } }
const turned: ErrandStep = { tool: 'rotate', values: { turn: '180' } }
const convert = (to: string, values = {}): ErrandStep => ({
  tool: 'convert',
  values: { to, quality: 92, ...values },
})

describe('the right colours, whatever they are written in', () => {
  test.each(Object.entries(files))('%s', async (name, make) => {
    const { bytes, colors, slack } = await make()
    for (const to of written) {
      const made = await shop.one([convert(to)], bytes, 'chart.bin')
      const back = look(made.bytes)
      const { width, height } = await back.metadata()
      expect({ to, width, height }).toEqual({ to, ...chartSize })
      const soft = colors.some(([, , , opaqueness = 255]) => opaqueness > 0 && opaqueness < 255)
      if (to === 'gif' && soft) continue
      const known = colors.map((color) => laid(color, to))
      expect(apart(await seenIn(back), known), to).toBeLessThanOrEqual(slack + ofType[to])
    }
    for (const steps of [[compress], [half, compress]]) {
      const made = await shop.one(steps, bytes, 'chart.bin')
      const share = steps.includes(half) ? 0.5 : 1
      const back = look(made.bytes)
      expect(await back.metadata()).toMatchObject({
        width: chartSize.width * share,
        height: chartSize.height * share,
      })
      // A file that is kept as it was may be in colours that another reader does not know how to read.
      if (share === 1 && /by number|light itself|without one/.test(name)) continue
      expect(apart(await seenIn(back), colors), JSON.stringify(steps)).toBeLessThanOrEqual(slack + 12)
    }
  })
})

describe('wide colours stay wide where that is asked for', () => {
  test.each(['jpg', 'png', 'webp', 'avif', 'tiff'] as const)('%s', async (to) => {
    // Numbers of Display P3, and no profile to say so.
    const bytes = pngOf(
      { ...chartSize, depth: 8, kind: 2, rows: rowsOf(chartPixels(chart), chartSize.height) },
      [chunk('cICP', Buffer.of(12, 13, 0, 1))],
    )
    const wide = await shop.one([turned, convert(to, { colors: 'keep', quality: 95 })], bytes, 'wide.png')
    const { icc } = await sharp(wide.bytes).metadata()
    expect(icc!.length).toBeLessThan(600)
    expect(icc!.includes(Buffer.from('Display P3', 'utf16le').swap16())).toBe(true)
    const numbers = await seenIn(sharp(wide.bytes, { ignoreIcc: true }).rotate(180))
    expect(apart(numbers, chart)).toBeLessThanOrEqual(1 + ofType[to])
    // The browser and another library agree on what it shows.
    const again = await shop.one([convert('png')], wide.bytes, 'wide')
    expect(apart(await seenIn(sharp(again.bytes)), await seenIn(sharp(wide.bytes)))).toBeLessThanOrEqual(4)
    const plain = await shop.one([convert(to)], bytes, 'wide.png')
    expect((await sharp(plain.bytes).metadata()).icc).toBeUndefined()
  })

  test('a file that is wide already stays as it is', async () => {
    const bytes = pngOf(
      { ...chartSize, depth: 8, kind: 2, rows: rowsOf(chartPixels(chart), chartSize.height) },
      [chunk('cICP', Buffer.of(12, 13, 0, 1))],
    )
    const made = await shop.one([convert('png', { colors: 'keep' })], bytes, 'wide.png')
    expect(made.bytes.includes(chunk('cICP', Buffer.of(12, 13, 0, 1)))).toBe(true)
    expect(apart(await seenIn(sharp(made.bytes)), chart)).toBe(0)
  })
})

describe('tools that draw leave wide colours what they are', () => {
  const rows: [string, ErrandStep][] = [
    ['rotate', turned],
    ['resize', { tool: 'resize', values: { how: 'fill', width: 192, height: 96, focus: 'center' } }],
    ['enhance', { tool: 'enhance', values: { sharpen: 10, denoise: 5 } }],
    ['watermark', { tool: 'watermark', values: { kind: 'text', text: '.', place: 'top-left', size: 3 } }],
    ['text', { tool: 'text', values: { headline: '.', size: 5 } }],
  ]
  test.each(rows)('%s', async (name, step) => {
    const bytes = await drawnChart()
      .resize(384, 192, { kernel: 'nearest' })
      .withIccProfile('p3')
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer()
    for (const colors of ['srgb', 'keep']) {
      const made = await shop.one([step, convert('png', { colors })], bytes, 'wide.jpg')
      const back = name === 'rotate' ? sharp(made.bytes).rotate(180) : sharp(made.bytes)
      expect(
        apart(await seenIn(sharp(await back.keepIccProfile().png().toBuffer())), chart),
      ).toBeLessThanOrEqual(6)
      expect((await sharp(made.bytes).metadata()).icc !== undefined).toBe(colors === 'keep')
    }
  })
})

describe('more than 8 bits', () => {
  const deep = () =>
    pngOf({
      ...chartSize,
      depth: 16,
      kind: 2,
      rows: Array.from({ length: chartSize.height }, (_, y) => {
        const row = Buffer.alloc(chartSize.width * 6)
        for (let at = 0; at < row.length; at += 2) row.writeUInt16BE((y * 977 + at * 131) % 65_536, at)
        return row
      }),
    })

  test('stay where a PNG is made smaller without loss', async () => {
    const bytes = deep()
    const made = await shop.one([{ tool: 'compress', values: { how: 'lossless' } }], bytes, 'deep.png')
    const numbers = (file: Buffer) => sharp(file).toColourspace('rgb16').raw({ depth: 'ushort' }).toBuffer()
    expect((await sharp(made.bytes).metadata()).depth).toBe('ushort')
    expect(await numbers(made.bytes)).toEqual(await numbers(bytes))
  })
  test('become 8 elsewhere, and that is said', async () => {
    const { notes } = await shop.one([convert('jpg')], deep(), 'deep.png')
    expect(notes.join(' ')).toContain('16 bits a colour')
  })
  test('an AVIF of 10 bits is written, and read again', async () => {
    const made = await shop.one(
      [convert('avif', { depth: '10', quality: 95 })],
      await drawnChart().png().toBuffer(),
      'a.png',
    )
    const again = await shop.one([convert('png')], made.bytes, 'a.avif')
    expect(apart(await seenIn(sharp(again.bytes)), chart)).toBeLessThanOrEqual(6)
    expect(again.notes.join(' ')).toContain('10 bits a colour')
  })
})

describe('whichever way up', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF %i', async (orientation) => {
    const lying = await drawnChart()
      .withMetadata({ orientation })
      .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      .toBuffer()
    const upright = await seenIn(sharp(await sharp(lying).autoOrient().png().toBuffer()))
    for (const steps of [
      [convert('png')],
      [half, convert('png')],
      [compress],
      [{ tool: 'compress', values: { how: 'lossless', metadata: 'strip' } }],
    ]) {
      const made = await shop.one(steps, lying, 'lying.jpg')
      const seen = await seenIn(sharp(await sharp(made.bytes).autoOrient().png().toBuffer()))
      expect(apart(seen, upright), JSON.stringify(steps)).toBeLessThanOrEqual(14)
    }
  })
})

describe('what moves', () => {
  const colors: Rgb[] = [
    [200, 40, 40],
    [40, 200, 40],
    [40, 40, 200],
  ]
  test.each(Object.entries(moving))('%s', async (_, make) => {
    const bytes = await make(colors)
    for (const to of ['gif', 'webp'] as const) {
      for (const steps of [[convert(to)], [half, convert(to)]]) {
        const made = await shop.one(steps, bytes, 'moves')
        const { pages, delay, loop } = await sharp(made.bytes, { animated: true }).metadata()
        expect({ pages, delay, loop }).toEqual({ pages: 3, delay: [120, 120, 120], loop: 3 })
        for (const [page, color] of colors.entries()) {
          const [seen] = await seenIn(sharp(made.bytes, { page }))
          expect(apart([seen!], [color])).toBeLessThanOrEqual(ofType[to])
        }
      }
    }
    for (const to of ['jpg', 'png', 'avif', 'bmp', 'tiff'] as const) {
      const made = await shop.one([convert(to)], bytes, 'moves')
      const [seen] = await seenIn(look(made.bytes))
      expect(apart([seen!], [colors[0]!])).toBeLessThanOrEqual(ofType[to])
      expect(made.notes.join(' ')).toContain('does not move')
    }
  })
})

describe('the smallest and the largest', () => {
  test('one pixel', async () => {
    const bytes = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#c82828' } })
      .png()
      .toBuffer()
    for (const to of written) {
      const made = await shop.one([convert(to)], bytes, 'one.png')
      const [seen] = await seenIn(look(made.bytes))
      expect(apart([seen!], [[200, 40, 40]]), to).toBeLessThanOrEqual(ofType[to])
    }
    const made = await shop.one([half], bytes, 'one.png')
    expect(await sharp(made.bytes).metadata()).toMatchObject({ width: 1, height: 1 })
  })

  test('12,000 x 9,000 pixels', async () => {
    const bytes = await drawnChart()
      .resize(12_000, 9_000, { kernel: 'nearest', fit: 'fill' })
      .jpeg({ quality: 80 })
      .toBuffer()
    const made = await shop.one(
      [{ tool: 'resize', values: { how: 'fit', width: 400, height: 400 } }],
      bytes,
      'large.jpg',
    )
    expect(await sharp(made.bytes).metadata()).toMatchObject({ width: 400, height: 300 })
    expect(apart(await seenIn(sharp(made.bytes)), chart)).toBeLessThanOrEqual(12)
  }, 120_000)
})

describe('what cannot be read is refused in a sentence that helps', () => {
  const refused = async (bytes: Buffer, name: string): Promise<string> => {
    const said: string[] = []
    for (const steps of [[convert('png')], [compress], [half]])
      said.push(
        await shop.one(steps, bytes, name).then(
          (made) => `made ${made.name}`,
          (error: Error) => error.message,
        ),
      )
    expect(new Set(said).size).toBe(1)
    return said[0]!
  }

  test.each(['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const)(
    'a %s that was cut off',
    async (format) => {
      const noise = Buffer.from(Array.from({ length: 96 * 48 * 3 }, (_, at) => (at * 7919) % 251))
      const whole = await sharp(noise, { raw: { ...chartSize, channels: 3 } })
        .toFormat(format)
        .toBuffer()
      for (const share of [0.2, 0.5, 0.9]) {
        const said = await refused(whole.subarray(0, Math.floor(whole.length * share)), `cut.${format}`)
        expect(said, String(share)).toMatch(/broken|cut off|no picture/)
        expect(said).toMatch(/\. .*(Copy|Save|download|Choose)/i)
      }
    },
  )

  test('a name that lies is no matter', async () => {
    const made = await shop.one([half], await drawnChart().webp({ lossless: true }).toBuffer(), 'chart.jpg')
    expect(made).toMatchObject({ name: 'chart.webp', type: 'image/webp' })
  })

  test('words, nothing, and a web page under a picture’s name', async () => {
    expect(await refused(Buffer.from('Only words.'), 'words.jpg')).toMatch(/no picture/)
    expect(await refused(Buffer.alloc(0), 'none.png')).toMatch(/empty/)
    expect(await refused(Buffer.from('<!doctype html><html><body>404</body></html>'), 'lost.png')).toMatch(
      /no picture/,
    )
  })

  test('a small file that says it is a huge picture', async () => {
    const says = (width: number, height: number) => {
      const bytes = pngOf({ ...chartSize, depth: 8, kind: 0, rows: [Buffer.alloc(1_000_000)] })
      bytes.writeUInt32BE(width, 16)
      bytes.writeUInt32BE(height, 20)
      return bytes
    }
    expect(await refused(says(50_000, 50_000), 'bomb.png')).toMatch(/50,000 x 50,000 pixels.*Make it smaller/)
  })

  test('an animation whose first bytes promise gigabytes', async () => {
    const gif = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .gif()
      .toBuffer()
    gif.writeUInt16LE(65_535, 6)
    gif.writeUInt16LE(65_535, 8)
    expect(await refused(gif, 'bomb.gif')).toMatch(/65,535 x 65,535 pixels/)
  })

  test('a strip that unpacks to far more than its picture is as large as its picture', async () => {
    const whole = Buffer.concat([chartPixels(chart), Buffer.alloc(40_000_000)])
    const tags = tiffTags(chartSize.width, chartSize.height, 3, 8, 2)
    const bytes = tiffOf(deflateSync(whole, { level: 9 }), tags, 8)
    const said = await shop.one([convert('png')], bytes, 'bomb.tif').then(
      async (made) => apart(await seenIn(sharp(made.bytes)), chart),
      (error: Error) => error.message,
    )
    expect([
      0,
      'This TIFF is broken or cut off: a part of its picture is missing. Save it anew, then try again.',
    ]).toContain(said)
  })

  test('parts that unpack to more than a picture may say are left out', async () => {
    const flood = deflateSync(Buffer.alloc(40_000_000), { level: 9 })
    const bytes = pngOf(
      { ...chartSize, depth: 8, kind: 2, rows: rowsOf(chartPixels(chart), chartSize.height) },
      [chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), flood]))],
    )
    const made = await shop.one([convert('png', { metadata: 'rights' })], bytes, 'flood.png')
    expect(apart(await seenIn(sharp(made.bytes)), chart)).toBeLessThanOrEqual(1)
    expect(made.bytes.length).toBeLessThan(10_000)
  })
})

describe('bytes that are not what they were', () => {
  test('make a picture, or are refused in a sentence', async () => {
    let seed = Number(process.env['SEED'] ?? Date.now() % 100_000)
    console.log(`SEED=${seed}`)
    const dice = (sides: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * sides)
    }
    for (const [name, make] of Object.entries(files)) {
      const { bytes } = await make()
      if (bytes.length > 200_000) continue
      for (let time = 0; time < 4; time++) {
        const bent = Buffer.from(bytes)
        for (let left = 1 + dice(5); left > 0; left--)
          bent[dice(left % 2 ? bent.length : Math.min(200, bent.length))] = dice(256)
        const steps = [half, convert(time % 2 ? 'png' : 'jpg', { metadata: 'keep' })]
        const made = await shop.one(steps, bent, 'bent').catch((error: Error) => error.message)
        if (typeof made === 'string')
          expect(made, name).toMatch(/\. .*(Copy|Save|Make|Close|take another)|no picture/)
        else await sharp(made.bytes).stats()
      }
    }
  })
})

describe('a drawing (SVG), given to the studio as a person gives it', () => {
  test('its scripts do not run, nothing outside is loaded, and what it draws is right', async () => {
    const page = await browser.context.newPage()
    const asked: string[] = []
    browser.context.on('request', (request) => asked.push(request.url()))
    await page.goto(browser.address('studio.html'))
    // Also the second time, nothing is in hand.
    await page.evaluate(() => chrome.storage.local.clear())
    await page.reload()
    await page.evaluate(() => Object.assign(globalThis, { ran: false }))
    const cells = chart.map(
      ([r, g, b], n) =>
        `<rect x="${(n % 4) * 24}" y="${Math.floor(n / 4) * 24}" width="24" height="24" fill="rgb(${r} ${g} ${b})"/>`,
    )
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 96 48" onload="parent.ran = true">
      <script>globalThis.ran = true; parent.ran = true; fetch('https://outside.example/script')</script>
      <style>@import url('https://outside.example/style.css');</style>
      ${cells.join('')}
      <foreignObject width="2" height="2"><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://outside.example/page"/></foreignObject>
    </svg>`
    await openTool(page, 'Convert')
    await give(page, [{ name: 'chart.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(drawing) }])
    await page.getByRole('region', { name: 'Settings' }).getByText('PNG', { exact: true }).click()
    await finish(page)
    const [download] = await Promise.all([page.waitForEvent('download'), mainButton(page).click()])
    const made = await readFile(await download.path())
    expect(download.suggestedFilename()).toBe('chart.png')
    const back = sharp(made)
    expect(await back.metadata()).toMatchObject({ format: 'png', width: 1024, height: 512 })
    expect(apart(await seenIn(back), chart)).toBeLessThanOrEqual(1)
    await page.getByRole('button', { name: 'Another picture' }).click()
    const outside = drawing.replace(
      '</svg>',
      '<image href="https://outside.example/picture.png" width="9" height="9"/></svg>',
    )
    const input = page.locator('.bench-main input[type="file"]').first()
    await input.setInputFiles([
      { name: 'outside.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(outside) },
    ])
    await page.getByText('pictures that lie outside of it').first().waitFor()
    expect(await page.evaluate(() => (globalThis as unknown as { ran: boolean }).ran)).toBe(false)
    expect(asked.filter((url) => url.includes('outside.example'))).toEqual([])
    await page.close()
  })
})
