import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { readBmp } from './bmp.ts'
import { openBrowser, type Browser } from './browser.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

// Pictures of every type in and out, through the tools' worker as it is shipped, read back with another library.

let browser: Browser
let shop: Workshop

beforeAll(async () => {
  browser = await openBrowser({ extension: inject('extension') })
  shop = await openWorkshop(browser)
})
afterAll(() => browser?.close())

const [width, height] = [96, 64]

/** A picture with soft colours, hard edges and a letter's worth of detail. */
const drawing = (alpha: boolean): Sharp =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
        <linearGradient id="g"><stop stop-color="#d94"/><stop offset="1" stop-color="#249"/></linearGradient>
        ${alpha ? '' : '<rect width="100%" height="100%" fill="#eee"/>'}
        <rect x="8" y="8" width="80" height="30" fill="url(#g)" ${alpha ? 'opacity="0.6"' : ''}/>
        <circle cx="30" cy="42" r="16" fill="#183"/><path d="M60 60 L76 24 L92 60 Z" fill="#722"/>
      </svg>`,
    ),
  )

const raw = (picture: Sharp | Buffer) =>
  (Buffer.isBuffer(picture) ? sharp(picture) : picture).ensureAlpha().raw().toBuffer()

/** How alike two pictures are: decibels over all colours, as they look on grey. */
async function psnr(a: Sharp | Buffer, b: Sharp | Buffer): Promise<number> {
  const [one, other] = await Promise.all([raw(a), raw(b)])
  expect(one.length).toBe(other.length)
  let sum = 0
  for (let at = 0; at < one.length; at += 4)
    for (let c = 0; c < 3; c++) {
      const on = (data: Buffer) => (data[at + c]! * data[at + 3]! + 128 * (255 - data[at + 3]!)) / 255
      sum += (on(one) - on(other)) ** 2
    }
  return 10 * Math.log10(255 ** 2 / Math.max(1e-9, sum / ((one.length / 4) * 3)))
}

const alphaOf = async (picture: Sharp | Buffer) => {
  const data = await raw(picture)
  return Array.from({ length: data.length / 4 }, (_, at) => data[at * 4 + 3]!)
}

const convert = (bytes: Buffer, to: string, values: Record<string, unknown> = {}, name = 'picture') =>
  shop.one([{ tool: 'convert', values: { to, ...values } }], bytes, name)

describe('every type is read', () => {
  const kinds: Record<string, (alpha: boolean) => Promise<Buffer>> = {
    jpeg: () => drawing(false).removeAlpha().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(),
    'jpeg, progressive': () =>
      drawing(false)
        .removeAlpha()
        .jpeg({ quality: 95, progressive: true, chromaSubsampling: '4:4:4' })
        .toBuffer(),
    png: (alpha) => drawing(alpha).png().toBuffer(),
    'png, interlaced': (alpha) => drawing(alpha).png({ progressive: true }).toBuffer(),
    'png, few colours': (alpha) => drawing(alpha).png({ palette: true }).toBuffer(),
    'png, 16 bit': (alpha) => drawing(alpha).toColourspace('rgb16').png().toBuffer(),
    webp: (alpha) => drawing(alpha).webp({ quality: 95 }).toBuffer(),
    'webp, lossless': (alpha) => drawing(alpha).webp({ lossless: true }).toBuffer(),
    avif: (alpha) => drawing(alpha).avif({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer(),
    gif: () => drawing(false).gif().toBuffer(),
    'tiff, plain': (alpha) => drawing(alpha).tiff({ compression: 'none' }).toBuffer(),
    'tiff, LZW': (alpha) => drawing(alpha).tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer(),
    'tiff, deflate': (alpha) => drawing(alpha).tiff({ compression: 'deflate', predictor: 'none' }).toBuffer(),
    'tiff, packbits': (alpha) => drawing(alpha).tiff({ compression: 'packbits' }).toBuffer(),
    'tiff, tiles': (alpha) =>
      drawing(alpha).tiff({ compression: 'lzw', tile: true, tileWidth: 32, tileHeight: 32 }).toBuffer(),
    'tiff, JPEG': () => drawing(false).removeAlpha().tiff({ compression: 'jpeg', quality: 95 }).toBuffer(),
    'tiff, 16 bit': (alpha) =>
      drawing(alpha).toColourspace('rgb16').tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer(),
    'tiff, fax': () =>
      drawing(false)
        .removeAlpha()
        .threshold(128)
        .toColourspace('b-w')
        .tiff({ compression: 'ccittfax4', bitdepth: 1 })
        .toBuffer(),
    'tiff, grey': () => drawing(false).removeAlpha().greyscale().tiff({ compression: 'lzw' }).toBuffer(),
  }
  const cases = Object.keys(kinds).flatMap((kind) => [
    [kind, false] as const,
    ...(/jpeg|gif|fax|grey|JPEG/.test(kind) ? [] : [[kind, true] as const]),
  ])
  test.each(cases)('%s (alpha: %s)', async (kind, alpha) => {
    const bytes = await kinds[kind]!(alpha)
    // A name that says something else is no hindrance.
    const made = await convert(bytes, 'png', {}, 'photo.jpg')
    expect(made.name).toBe('photo.png')
    expect(await sharp(made.bytes).metadata()).toMatchObject({ format: 'png', width, height })
    expect(await psnr(made.bytes, bytes)).toBeGreaterThan(alpha ? 38 : 40)
    const theirs = await alphaOf(bytes)
    // Two readers of AVIF round what was lost in it each in its own way.
    const apart = kind === 'avif' ? 24 : 1
    expect((await alphaOf(made.bytes)).every((value, at) => Math.abs(value - theirs[at]!) <= apart)).toBe(
      true,
    )
  })
})

describe('which way is up', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)('%s', async (kind) => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const lying = drawing(false).removeAlpha().withMetadata({ orientation })
      const bytes = await lying.toFormat(kind, { quality: 95 }).toBuffer()
      const made = await convert(bytes, 'png')
      const upright = await sharp(bytes).autoOrient().png().toBuffer()
      const back = await sharp(made.bytes).metadata()
      expect([back.width, back.height]).toEqual(orientation > 4 ? [height, width] : [width, height])
      expect(await psnr(made.bytes, upright)).toBeGreaterThan(30)
      expect(back.orientation ?? 1).toBe(1)
    }
  })
})

describe('every type is written', () => {
  const least: Record<string, number> = { jpg: 33, png: 60, webp: 30, avif: 33, gif: 30, bmp: 60, tiff: 60 }
  const format: Record<string, string> = { jpg: 'jpeg', avif: 'heif' }
  test.each(Object.keys(least))('%s', async (to) => {
    for (const alpha of [false, true]) {
      const picture = await drawing(alpha).png().toBuffer()
      const made = await convert(picture, to, { quality: 90, background: '#ff0000' })
      const back = to === 'bmp' ? readBmp(made.bytes) : sharp(made.bytes)
      if (to !== 'bmp')
        expect(await back.metadata()).toMatchObject({ format: format[to] ?? to, width, height })
      const onRed = to === 'jpg' && alpha
      const expected = onRed ? sharp(picture).flatten({ background: '#ff0000' }) : sharp(picture)
      if (to !== 'gif' || !alpha)
        expect(await psnr(back.clone(), expected)).toBeGreaterThan(onRed ? 25 : least[to]!)
      const theirs = await alphaOf(expected.clone())
      if (to === 'gif') expect(new Set(await alphaOf(back.clone())).size).toBeLessThanOrEqual(2)
      else expect(await alphaOf(back.clone())).toEqual(theirs)
    }
  })
})

describe('what moves stays in motion', () => {
  /** A square that wanders over a still picture; it ends where it began. */
  const frames = [0, 1, 2, 3]
  const moving = async (transparent: boolean) => {
    const stills = frames.map((at) =>
      drawing(transparent)
        .composite([
          {
            input: { create: { width: 12, height: 12, channels: 4, background: '#00f' } },
            left: 4 + at * 20,
            top: 40,
          },
        ])
        .png()
        .toBuffer(),
    )
    return sharp(await Promise.all(stills), { join: { animated: true } })
  }
  const delay = [100, 200, 300, 400]

  test.each([
    ['gif', 'webp', false],
    ['gif', 'gif', false],
    ['gif', 'gif', true],
    ['webp', 'gif', false],
    ['webp', 'webp', true],
  ] as const)('%s to %s (alpha: %s)', async (from, to, transparent) => {
    const strip = await moving(transparent)
    const options = { delay, loop: 3 }
    const bytes = await (
      from === 'gif' ? strip.gif(options) : strip.webp({ ...options, lossless: true })
    ).toBuffer()
    const made = await convert(bytes, to, { quality: 90 })
    const before = await sharp(bytes, { animated: true }).metadata()
    const after = await sharp(made.bytes, { animated: true }).metadata()
    expect(after).toMatchObject({ format: to, pages: 4, delay, width, pageHeight: height, loop: before.loop })
    for (const page of frames)
      expect(await psnr(sharp(made.bytes, { page }), sharp(bytes, { page }))).toBeGreaterThan(28)
  })

  test('a type that does not move shows the first frame, and says so', async () => {
    const bytes = await (await moving(false)).gif({ delay }).toBuffer()
    const made = await convert(bytes, 'png')
    expect(made.notes.join()).toContain('first of 4 frames')
    expect(await psnr(made.bytes, sharp(bytes, { page: 0 }))).toBeGreaterThan(40)
  })

  test('is made smaller frame by frame', async () => {
    const bytes = await (await moving(true)).webp({ delay, lossless: true }).toBuffer()
    const made = await shop.one([{ tool: 'resize', values: { how: 'fit', width: 48 } }], bytes, 'moving.webp')
    expect(await sharp(made.bytes, { animated: true }).metadata()).toMatchObject({
      pages: 4,
      delay,
      width: 48,
      pageHeight: 32,
    })
  })
})

describe('sizes', () => {
  test('one pixel', async () => {
    const dot = await sharp({ create: { width: 1, height: 1, channels: 4, background: '#12345680' } })
      .png()
      .toBuffer()
    for (const to of ['jpg', 'png', 'webp', 'avif', 'gif', 'tiff']) {
      const { bytes } = await convert(dot, to)
      expect(await sharp(bytes).metadata()).toMatchObject({ width: 1, height: 1 })
    }
  })

  test.each(['jpeg', 'png'] as const)('12,000 x 9,000 as %s', async (to) => {
    const large = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#3a7' } })
      .composite([
        {
          input: { create: { width: 3_000, height: 9_000, channels: 3, background: '#911' } },
          left: 0,
          top: 0,
        },
      ])
      .toFormat(to)
      .toBuffer()
    const values = { how: 'fit', width: 1200 }
    const small = await shop.one([{ tool: 'resize', values }], large, `large.${to}`)
    const back = await sharp(small.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    expect(back.info).toMatchObject({ width: 1200, height: 900 })
    const at = (x: number, y: number) => [...back.data.subarray((y * 1200 + x) * 3, (y * 1200 + x) * 3 + 3)]
    for (const y of [2, 897]) {
      expect(Math.hypot(...at(100, y).map((value, c) => value - [0x99, 0x11, 0x11][c]!))).toBeLessThan(6)
      expect(Math.hypot(...at(1100, y).map((value, c) => value - [0x33, 0xaa, 0x77][c]!))).toBeLessThan(6)
    }
  })

  test.each([
    ['jpeg', 38],
    ['png', 44],
  ] as const)('smaller is as good as Lanczos makes it (%s)', async (kind, least) => {
    const detail = await sharp({
      create: {
        width: 900,
        height: 600,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .blur(1.2)
      .composite([{ input: await drawing(true).resize(900, 600).png().toBuffer() }])
      .toFormat(kind, { quality: 95 })
      .toBuffer()
    const made = await shop.one(
      [
        { tool: 'resize', values: { how: 'fit', width: 300 } },
        { tool: 'convert', values: { to: 'png' } },
      ],
      detail,
      'detail',
    )
    const theirs = await sharp(detail)
      .resize(300, 200, { kernel: 'lanczos3', fastShrinkOnLoad: false })
      .png()
      .toBuffer()
    expect(await psnr(made.bytes, theirs)).toBeGreaterThan(least)
  })

  test('edges of what is transparent do not darken', async () => {
    const cut = await sharp({ create: { width: 300, height: 300, channels: 4, background: '#0000' } })
      .composite([
        {
          input: Buffer.from(
            '<svg width="300" height="300"><circle cx="150" cy="150" r="120" fill="#fff"/></svg>',
          ),
        },
      ])
      .png()
      .toBuffer()
    const { bytes } = await shop.one([{ tool: 'resize', values: { how: 'fit', width: 40 } }], cut, 'cut.png')
    const data = await raw(bytes)
    for (let at = 0; at < data.length; at += 4) if (data[at + 3]! > 8) expect(data[at]).toBeGreaterThan(220)
  })
})

describe('what cannot be read is refused in words', () => {
  const whole: Record<string, () => Promise<Buffer>> = Object.fromEntries(
    (['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const).map((kind) => [
      kind,
      () => drawing(false).resize(600, 400).toFormat(kind).toBuffer(),
    ]),
  )
  test.each(Object.keys(whole))('%s that is cut off', async (kind) => {
    const bytes = await whole[kind]!()
    for (const share of [0.02, 0.5, 0.97])
      await expect(convert(bytes.subarray(0, bytes.length * share), 'png')).rejects.toThrow(
        /cut off|broken|no picture of a type/,
      )
  })

  test('a PNG that says it is larger than any memory', async () => {
    const bomb = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#000' } })
      .png()
      .toBuffer()
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    await expect(convert(bomb, 'jpg')).rejects.toThrow('60,000 x 60,000 pixels')
  })

  test('a TIFF whose strip unpacks without an end', async () => {
    const { deflateSync } = await import('node:zlib')
    const packed = deflateSync(Buffer.alloc(300_000_000))
    const tags = [
      [256, 3, 1, 8],
      [257, 3, 1, 8],
      [258, 3, 1, 8],
      [259, 3, 1, 8],
      [262, 3, 1, 1],
      [273, 4, 1, 8],
      [277, 3, 1, 1],
      [278, 3, 1, 8],
      [279, 4, 1, packed.length],
    ] as const
    const directory = Buffer.alloc(2 + tags.length * 12 + 4)
    directory.writeUInt16LE(tags.length)
    for (const [index, [tag, kind, count, value]] of tags.entries()) {
      directory.writeUInt16LE(tag, 2 + index * 12)
      directory.writeUInt16LE(kind, 4 + index * 12)
      directory.writeUInt32LE(count, 6 + index * 12)
      directory.writeUInt32LE(value, 10 + index * 12)
    }
    const head = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0])
    head.writeUInt32LE(8 + packed.length, 4)
    await expect(convert(Buffer.concat([head, packed, directory]), 'png')).rejects.toThrow('TIFF is broken')
  })

  test('no picture at all', async () => {
    await expect(convert(Buffer.from('only words'), 'png', {}, 'words.png')).rejects.toThrow(
      'words.png is no picture of a type that is read here',
    )
    await expect(convert(Buffer.alloc(0), 'png', {}, 'nothing.jpg')).rejects.toThrow('nothing.jpg is empty')
  })

  test('the worker is well after all that', async () => {
    const made = await convert(await drawing(false).png().toBuffer(), 'webp')
    expect(made.type).toBe('image/webp')
  })
})
