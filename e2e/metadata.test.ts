import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openBrowser, type Browser } from './browser.ts'
import { withSegment } from './reading/bytes.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

// What files say beside their pixels, through the tools' worker as it is shipped, read back with another library.

let browser: Browser
let shop: Workshop

beforeAll(async () => {
  browser = await openBrowser({ extension: inject('extension') })
  shop = await openWorkshop(browser)
})
afterAll(() => browser?.close())

const mark = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'
const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Bergen"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="${mark}"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Zoe</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>`

type Format = 'jpeg' | 'png' | 'webp' | 'avif'
const formats: Format[] = ['jpeg', 'png', 'webp', 'avif']

/** A photograph that says all there is to say, lying on its side. */
const photo = (format: Format) =>
  sharp({
    create: {
      width: 240,
      height: 160,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .withExif({
      IFD0: { Artist: 'Zoe', Copyright: 'Zoe 2026', Make: 'Camera works' },
      IFD2: { DateTimeOriginal: '2026:01:02 03:04:05', BodySerialNumber: 'SERIAL123' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '60/1 23/1 24/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '5/1 19/1 12/1',
      },
    })
    .withXmp(packet)
    .withMetadata({ orientation: format === 'avif' ? 1 : 6 })
    .toFormat(format)
    .toBuffer()

const said = async (bytes: Buffer) => {
  const { exif, xmp, orientation, width, height, icc } = await sharp(bytes).metadata()
  const all = Buffer.concat([exif ?? Buffer.alloc(0), xmp ?? Buffer.alloc(0)])
  const names = (words: readonly string[]) => words.filter((word) => all.includes(word))
  return {
    rights: names(['Zoe', 'Zoe 2026']),
    private: names(['SERIAL123', 'Camera works', 'Bergen', '2026:01:02']),
    place: exif !== undefined && exif.includes(Buffer.from([0x88, 0x25]).reverse()),
    ai: all.includes(mark),
    orientation: orientation ?? 1,
    icc: icc !== undefined,
    width,
    height,
  }
}

/** The picture itself, as it lies in its file. */
const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer()

const everything = {
  rights: ['Zoe', 'Zoe 2026'],
  private: ['SERIAL123', 'Camera works', 'Bergen', '2026:01:02'],
}

describe('a picture that is written anew', () => {
  test.each(formats.flatMap((from) => formats.map((to) => [from, to] as const)))(
    '%s to %s',
    async (from, to) => {
      const bytes = await photo(from)
      const size = from === 'avif' ? { width: 120, height: 80 } : { width: 80, height: 120 }
      const write = async (metadata: string) => {
        const steps = [
          { tool: 'resize', values: { how: 'percent', percent: 50 } },
          { tool: 'convert', values: { to: to === 'jpeg' ? 'jpg' : to, metadata } },
        ]
        return said((await shop.one(steps, bytes, 'photo')).bytes)
      }
      const upright = { ...size, orientation: 1, icc: false, ai: true }
      expect(await write('keep')).toEqual({ ...upright, ...everything, place: true })
      expect(await write('rights')).toEqual({
        ...upright,
        rights: everything.rights,
        private: [],
        place: false,
      })
      expect(await write('strip')).toEqual({ ...upright, rights: [], private: [], place: false })
    },
  )
})

describe('what the file says, changed, its pixels as they were', () => {
  const change = (bytes: Buffer, values: Record<string, unknown>, name = 'photo') =>
    shop.one([{ tool: 'metadata', values }], bytes, name)

  test.each(formats)('%s', async (format) => {
    const bytes = await photo(format)
    const lies = format === 'avif' ? 1 : 6
    const before = await pixels(bytes)
    const seen = await change(bytes, {}, `photo.${format}`)
    expect(seen.bytes).toEqual(bytes)
    expect(seen.name).toBe(`photo.${format}`)
    expect(seen.notes).toEqual(
      expect.arrayContaining([
        'Author: Zoe',
        'Place: 60.39000° N, 5.32000° E',
        'Camera: Camera works',
        'Made by AI: all of it',
      ]),
    )

    const edited = await change(bytes, { author: 'Bo & Co', title: 'Ship', removePlace: true })
    const sharpSees = await said(edited.bytes)
    expect(sharpSees).toMatchObject({ place: false, ai: true, orientation: lies, width: 240, height: 160 })
    expect(sharpSees.private).not.toContain('Bergen')
    expect((await sharp(edited.bytes).metadata()).xmp?.toString()).toContain('Bo &amp; Co')
    expect(edited.notes).toContain('Author: Bo & Co, no longer Zoe')

    const bare = await change(bytes, { choice: 'strip' })
    expect(await said(bare.bytes)).toMatchObject({
      rights: [],
      private: [],
      place: false,
      ai: true,
      orientation: lies,
    })
    for (const each of [edited, bare]) {
      expect((await pixels(each.bytes)).equals(before)).toBe(true)
      // The browser reads it as well.
      const again = await shop.one([{ tool: 'convert', values: { to: 'png' } }], each.bytes, 'again')
      expect((await sharp(again.bytes).metadata()).width).toBe(lies === 6 ? 160 : 240)
    }
  })

  test.each(['gif', 'tiff'] as const)('%s', async (format) => {
    const bytes = await sharp({ create: { width: 24, height: 16, channels: 3, background: '#c82828' } })
      .toFormat(format)
      .toBuffer()
    const { bytes: edited, notes } = await change(bytes, { author: 'Bo', copyright: 'Bo 2026' })
    expect(notes).toEqual(['Author: Bo', 'Copyright: Bo 2026'])
    expect(edited.includes('>Bo<')).toBe(true)
    expect((await pixels(edited)).equals(await pixels(bytes))).toBe(true)
    const again = await shop.one(
      [{ tool: 'convert', values: { to: 'png', metadata: 'rights' } }],
      edited,
      'a',
    )
    expect((await sharp(again.bytes).metadata()).xmp?.toString()).toContain('>Bo<')
    expect([...(await pixels(again.bytes)).subarray(0, 3)]).toEqual([200, 40, 40])
  })

  test('what cannot be changed can be seen', async () => {
    // The head of a JPEG XL, with a packet in a box of its own.
    const box = (type: string, data: Buffer) => {
      const head = Buffer.alloc(8)
      head.writeUInt32BE(data.length + 8)
      head.write(type, 4, 'latin1')
      return Buffer.concat([head, data])
    }
    const bytes = Buffer.concat([
      box('JXL ', Buffer.of(13, 10, 0x87, 10)),
      box('ftyp', Buffer.from('jxl \0\0\0\0jxl ')),
      box('xml ', Buffer.from(packet)),
    ])
    expect((await change(bytes, {}, 'a.jxl')).notes).toContain('Author: Zoe')
    await expect(change(bytes, { author: 'Bo' }, 'a.jxl')).rejects.toThrow(/can be seen, but not changed/)
  })

  test('a type that has no place for it is told what to do', async () => {
    const none = change(Buffer.from('BM and nothing that follows it but these words'), {}, 'a.bmp')
    await expect(none).rejects.toThrow(/a\.bmp is of a type.*Convert it/)
  })
})

test('that AI made it is said by every tool', async () => {
  const page = await browser.context.newPage()
  await page.goto(browser.address('panel.html?as=tab'))
  const faces = await page.evaluate(async () => {
    const worker = new Worker('/tool-worker.js', { type: 'module' })
    const faces = await new Promise<
      Record<string, { takes: { min: number }; fields: Record<string, { kind: string }> }>
    >((resolve) => {
      worker.onmessage = ({ data }) => 'faces' in data && resolve(data.faces)
      worker.postMessage({ faces: true })
    })
    worker.terminate()
    return faces
  })
  await page.close()
  const picture = { bytes: await photo('jpeg'), name: 'photo.jpg' }
  const silent: string[] = []
  for (const [tool, { takes, fields }] of Object.entries(faces)) {
    const words = Object.entries(fields).filter(([, { kind }]) => kind === 'text')
    const values = Object.fromEntries(words.map(([name]) => [name, 'Words']))
    const more = {
      ...('metadata' in fields && { metadata: 'strip' }),
      ...('percent' in fields && { how: 'percent' }),
    }
    const { made } = await shop.many(
      [{ tool, values: { ...values, ...more } }],
      Array.from({ length: Math.max(1, takes.min) }, () => picture),
    )
    expect(made.length, tool).toBeGreaterThan(0)
    for (const { name, bytes, type } of made)
      if (/image|video|pdf|zip/.test(type) && !bytes.includes('digitalsourcetype/'))
        silent.push(`${tool}: ${name}`)
  }
  expect(Object.keys(faces)).toEqual(expect.arrayContaining(['collage', 'carousel', 'icon-set', 'pan-zoom']))
  expect(silent).toEqual([])
}, 120_000)

describe('a signed history (C2PA)', () => {
  const signed = async () => {
    const history = Buffer.concat([Buffer.from('JP\0\x01\0\0\0\x01'), Buffer.from('a history, signed')])
    return withSegment(
      await sharp({ create: { width: 24, height: 16, channels: 3, background: '#888' } })
        .jpeg()
        .toBuffer(),
      0xeb,
      history,
    )
  }
  const run = async (tool: string, values: Record<string, unknown>) =>
    shop.one([{ tool, values }], await signed(), 'signed.jpg')

  test('stays in a file that stays as it is', async () => {
    const bytes = await signed()
    expect((await run('metadata', {})).bytes).toEqual(bytes)
    expect((await run('compress', { how: 'lossless', metadata: 'keep' })).bytes).toEqual(bytes)
  })
  test('goes with the file it speaks of, and that is said', async () => {
    for (const made of [
      await run('convert', { to: 'jpg', metadata: 'keep' }),
      await run('metadata', { author: 'Bo' }),
    ]) {
      expect(made.bytes.includes('a history, signed')).toBe(false)
      expect(made.notes.join(' ')).toMatch(/signed history/)
    }
  })
})
