import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
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

/** A BMP as sharp cannot read it: 24 or 32 bits a pixel. */
function readBmp(bytes: Buffer): Sharp {
  const [start, wide, high] = [bytes.readUInt32LE(10), bytes.readInt32LE(18), bytes.readInt32LE(22)]
  const depth = bytes.readUInt16LE(28) / 8
  const row = Math.ceil((wide * depth) / 4) * 4
  const out = Buffer.alloc(wide * high * 4, 255)
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++) {
      const from = start + (high - 1 - y) * row + x * depth
      const to = (y * wide + x) * 4
      for (let c = 0; c < 3; c++) out[to + c] = bytes[from + 2 - c]!
      if (depth === 4) out[to + 3] = bytes[from + 3]!
    }
  return sharp(out, { raw: { width: wide, height: high, channels: 4 } })
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
