import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { box } from './boxes.ts'
import { crc32, join, letters, utf8, type Bytes } from './bytes.ts'
import { numberEntry, tags, textEntry, writeExif } from './exif.ts'
import { readMetadata, writeMetadata } from './file.ts'
import { noMetadata, type Metadata } from './metadata.ts'
import { UnfitFile } from './unfit-file.ts'

/** Any small picture: size, channels and pixels as they come. */
const picture = fc
  .record({
    width: fc.integer({ min: 1, max: 17 }),
    height: fc.integer({ min: 1, max: 17 }),
    channels: fc.constantFrom(3 as const, 4 as const),
    seed: fc.nat(),
  })
  .map(({ width, height, channels, seed }) => {
    const pixels = new Uint8Array(width * height * channels)
    for (let i = 0, x = seed; i < pixels.length; i++)
      pixels[i] = (x = (x * 1103515245 + 12345) % 2147483648) >> 16
    return sharp(pixels, { raw: { width, height, channels } })
  })

const drawers: Record<string, (image: Sharp) => Promise<Buffer>> = {
  'image/jpeg': (image) => image.jpeg().toBuffer(),
  'image/png': (image) => image.png().toBuffer(),
  'image/webp': (image) => image.webp({ lossless: true }).toBuffer(),
  'image/gif': (image) => image.gif().toBuffer(),
  'image/tiff': (image) => image.tiff({ compression: 'deflate' }).toBuffer(),
  'image/avif': (image) => image.avif({ effort: 0 }).toBuffer(),
}
const types = Object.keys(drawers)

/** The parts that a type has a place for. */
const places: Record<string, (keyof Metadata)[]> = {
  'image/jpeg': ['exif', 'xmp', 'iptc', 'icc', 'notes'],
  'image/png': ['exif', 'xmp', 'icc', 'notes'],
  'image/webp': ['exif', 'xmp', 'icc'],
  'image/gif': ['xmp', 'icc', 'notes'],
  'image/tiff': ['exif', 'xmp', 'iptc', 'icc'],
  'image/avif': ['exif', 'xmp', 'icc'],
}

const part = fc.option(fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => bytes.slice()))
/** Blocks as TIFF files here keep them: the little end first. */
const exif = fc.option(
  fc
    .record({
      artist: fc.string({ minLength: 1, maxLength: 90 }),
      orientation: fc.integer({ min: 1, max: 8 }),
      width: fc.option(fc.nat(90_000)),
      north: fc.option(fc.uint8Array({ minLength: 24, maxLength: 24 })),
    })
    .map(({ artist, orientation, width, north }) =>
      writeExif({
        little: true,
        image: [numberEntry(tags.orientation, orientation, true), textEntry(tags.artist, artist)],
        photo: width === null ? [] : [numberEntry(tags.width, width, true), textEntry(0xa434, 'A lens')],
        place: north ? [{ tag: 2, type: 5, count: 3, value: north.slice(), at: 0 }] : [],
        interop: [],
      }),
    ),
)
const packet = fc.option(fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme' }).map(utf8))
const metadata: fc.Arbitrary<Metadata> = fc.record({
  exif,
  xmp: packet,
  iptc: part,
  icc: fc.option(
    fc.uint8Array({ minLength: 1, maxLength: 140_000, size: 'max' }).map((bytes) => bytes.slice()),
  ),
  c2pa: fc.constant(null),
  notes: fc.array(fc.record({ key: fc.constant('Comment'), text: fc.stringMatching(/^[a-z é✓]{1,300}$/u) }), {
    maxLength: 2,
  }),
})

/** What is left of it in a file of this type. */
const fitting = (type: string, all: Metadata): Metadata => ({
  ...noMetadata,
  ...Object.fromEntries(places[type]!.map((name) => [name, all[name]])),
})

const pixels = (bytes: Bytes) => sharp(bytes, { ignoreIcc: true }).ensureAlpha().raw().toBuffer()
const few = { numRuns: 25 }
const some = { numRuns: 50 }

describe.each(types)('%s', (type) => {
  const drawn = picture.map(async (image) => new Uint8Array(await drawers[type]!(image)))

  test('says what it is told, and its pixels stay', () =>
    fc.assert(
      fc.asyncProperty(drawn, metadata, metadata, async (file, first, second) => {
        const plain = await file
        for (const said of [first, second]) {
          const written = await writeMetadata(plain, type, said)
          expect(await readMetadata(written, type)).toEqual(fitting(type, said))
          const again = await writeMetadata(written, type, second)
          expect(await readMetadata(again, type)).toEqual(fitting(type, second))
        }
        const bare = { ...second, icc: null }
        const written = await writeMetadata(plain, type, bare)
        expect(await pixels(written)).toEqual(await pixels(plain))
      }),
      few,
    ))

  test('is never more than broken, whatever happens to its bytes', () =>
    fc.assert(
      fc.asyncProperty(
        drawn,
        metadata,
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
        async (file, said, cut, flips) => {
          const whole = await writeMetadata(await file, type, {
            ...said,
            icc: said.icc?.slice(0, 90) ?? null,
          })
          const bytes = whole.slice(0, cut % (whole.byteLength + 1))
          for (const [at, value] of flips) if (bytes.byteLength > 0) bytes[at % bytes.byteLength] = value
          await readMetadata(bytes, type)
          await writeMetadata(bytes, type, said).catch((error: unknown) =>
            expect(error).toBeInstanceOf(UnfitFile),
          )
        },
      ),
      some,
    ))

  test('any bytes at all are read as something or nothing', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (random) => {
        await readMetadata(random.slice(), type)
        await writeMetadata(random.slice(), type, { ...noMetadata, xmp: utf8('x') }).catch((error: unknown) =>
          expect(error).toBeInstanceOf(UnfitFile),
        )
      }),
    ))
})

describe('what others have written', () => {
  const said = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><one/></x:xmpmeta>'

  test.each(['jpeg', 'png', 'webp', 'tiff', 'avif'] as const)('is read from a %s', async (format) => {
    const file = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .withXmp(said)
      .withExif({ IFD0: { Copyright: 'Ada' } })
      .withIccProfile('p3')
      .toFormat(format)
      .toBuffer()
    const read = await readMetadata(new Uint8Array(file), `image/${format}`)
    const { exif, icc, xmp } = await sharp(file).metadata()
    expect(Buffer.from(read.xmp!).toString()).toBe(xmp!.toString())
    expect(Buffer.from(read.icc!)).toEqual(icc)
    // The one who writes here puts no EXIF into a TIFF.
    if (format === 'tiff') return
    expect(Buffer.from(read.exif!).includes('Ada')).toBe(true)
    expect([exif!, exif!.subarray(6)]).toContainEqual(Buffer.from(read.exif!))
  })

  test.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'is found by others in a %s',
    async (format) => {
      const file = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
        .toFormat(format)
        .toBuffer()
      const { icc } = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
        .withIccProfile('p3')
        .jpeg()
        .toBuffer()
        .then((p3) => sharp(p3).metadata())
      const written = await writeMetadata(new Uint8Array(file), `image/${format}`, {
        ...noMetadata,
        xmp: utf8(said),
        icc: new Uint8Array(icc!),
      })
      const read = await sharp(written).metadata()
      if (format === 'gif') return expect(read).toMatchObject({ width: 4, height: 4 })
      expect(read.xmp?.toString()).toBe(said)
      expect(read.icc).toEqual(icc)
    },
  )

  test('what follows the picture in a JPEG goes, and what the picture needs stays', async () => {
    const cmyk = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#c04020' } })
      .toColourspace('cmyk')
      .jpeg({ progressive: true })
      .toBuffer()
    const long = new Uint8Array(Buffer.concat([cmyk, Buffer.from('a second picture, and where it was made')]))
    const { icc } = await readMetadata(long, 'image/jpeg')
    const written = await writeMetadata(long, 'image/jpeg', { ...noMetadata, icc, xmp: utf8(said) })
    expect(Buffer.from(written).includes('second picture')).toBe(false)
    expect(Buffer.from(written).includes('Adobe')).toBe(true)
    expect(await pixels(written)).toEqual(await pixels(new Uint8Array(cmyk)))
  })

  test('a packet too long for a JPEG leaves what matters', async () => {
    const jpeg = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer()
    const mark = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'
    const long = [
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
      '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:e="http://example.org/"',
      ` xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="${mark}">`,
      `<dc:rights>Zoë</dc:rights><e:history>${'and then '.repeat(9_000)}</e:history>`,
      '</rdf:Description></rdf:RDF></x:xmpmeta>',
    ].join('')
    const written = await writeMetadata(new Uint8Array(jpeg), 'image/jpeg', {
      ...noMetadata,
      xmp: utf8(long),
    })
    const { xmp } = await sharp(written).metadata()
    for (const word of ['Zoë', mark]) expect(xmp!.toString()).toContain(word)
    expect(xmp!.length).toBeLessThan(1_000)
  })

  test('is read from the boxes of a JPEG XL', async () => {
    const exif = writeExif({
      little: true,
      image: [textEntry(tags.artist, 'Zoë')],
      photo: [],
      place: [],
      interop: [],
    })!
    const file = join([
      box('JXL ', Uint8Array.of(13, 10, 0x87, 10)),
      box('ftyp', letters('jxl \0\0\0\0jxl ')),
      box('Exif', new Uint8Array(4), exif),
      box('xml ', utf8(said)),
      box('jxlc', Uint8Array.of(0xff, 0x0a)),
    ])
    expect(await readMetadata(file, 'image/jxl')).toEqual({ ...noMetadata, exif, xmp: utf8(said) })
  })

  test('a checksum is that of PNG', () => expect(crc32(utf8('IEND'))).toBe(0xae426082))
})
