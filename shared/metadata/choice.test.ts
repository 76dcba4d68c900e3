import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { aiMarkOf, markOfSeveral } from './ai-mark.ts'
import { fromUtf8, join, letters, number, utf8, type Bytes } from './bytes.ts'
import { numberEntry, numberOf, parseExif, tags, textEntry, textOf, writeExif, type Exif } from './exif.ts'
import { chosen } from './choice.ts'
import { readMetadata, writeMetadata } from './file.ts'
import { noEdits, noMetadata, type Metadata } from './metadata.ts'
import { ns, parseXmp, valueOf } from './xmp.ts'

const camera = (little: boolean, orientation = 6): Exif => ({
  little,
  image: [
    textEntry(tags.description, 'A boat'),
    textEntry(tags.make, 'Camera works'),
    numberEntry(tags.orientation, orientation, little),
    textEntry(tags.artist, 'Zoë'),
    textEntry(tags.copyright, '© Zoë'),
  ],
  photo: [
    textEntry(tags.taken, '2026:01:02 03:04:05'),
    { tag: tags.makerNote, type: 7, count: 9, value: letters('her notes'), at: 420 },
    numberEntry(tags.width, 6000, little),
    numberEntry(tags.height, 4000, little),
    textEntry(0xa431, 'SERIAL 123'),
  ],
  place: [textEntry(1, 'N'), { tag: 2, type: 5, count: 3, value: new Uint8Array(24).fill(7), at: 0 }],
  interop: [textEntry(1, 'R03')],
})

const packet = (properties: string) =>
  utf8(
    `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${ns.rdf}">
    <rdf:Description rdf:about="" xmlns:dc="${ns.dc}" xmlns:exif="${ns.exif}" xmlns:photoshop="${ns.photoshop}"
      xmlns:Iptc4xmpExt="${ns.iptcExt}" photoshop:City='Bergen &amp; more' photoshop:Credit="Zoë" exif:GPSLatitude="60,23N">${properties}
    </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
  )
const creator = '<dc:creator><rdf:Seq><rdf:li>Zoë &lt;z@example.org&gt;</rdf:li></rdf:Seq></dc:creator>'
const madeByAi = `<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>`

const record = (set: number, kind: number, text: string) =>
  join([Uint8Array.of(0x1c, set, kind), number(utf8(text).byteLength, 2), utf8(text)])
const iptc = join([
  record(1, 90, '\x1b%G'),
  record(2, 80, 'Zoë'),
  record(2, 90, 'Bergen'),
  record(2, 25, 'boat'),
])

const all = (little = true): Metadata => ({
  ...noMetadata,
  exif: writeExif(camera(little)),
  xmp: packet(creator + madeByAi),
  iptc,
  notes: [
    { key: 'Comment', text: 'a prompt' },
    { key: 'Title', text: 'Boat' },
  ],
})
const anew = { width: 100, height: 50, icc: null }
const holds = (bytes: Bytes | null, text: string) => bytes !== null && Buffer.from(bytes).includes(text)

describe.each([true, false])('EXIF, little end first: %s', (little) => {
  test('is written as it was read, and the camera’s own notes stay where they were', () => {
    const written = writeExif(camera(little))!
    const read = parseExif(written)!
    expect(read.place).toHaveLength(2)
    expect(read.interop.map(textOf)).toEqual(['R03'])
    expect(read.photo.find(({ tag }) => tag === tags.makerNote)).toMatchObject({
      at: 420,
      value: letters('her notes'),
    })
    expect(writeExif(read)).toEqual(written)
  })

  test('others read it alike', async () => {
    const written = await writeMetadata(
      new Uint8Array(
        await sharp({ create: { width: 4, height: 2, channels: 3, background: 'red' } })
          .jpeg()
          .toBuffer(),
      ),
      'image/jpeg',
      { ...noMetadata, exif: writeExif(camera(little)) },
    )
    const read = await sharp(written).metadata()
    expect(read.orientation).toBe(6)
    expect(await sharp(written).autoOrient().toBuffer({ resolveWithObject: true })).toMatchObject({
      info: { width: 2, height: 4 },
    })
  })

  test('keeps all that is still true of new pixels', () => {
    const read = parseExif(chosen(all(little), 'keep', noEdits, anew).exif!)!
    const value = (tag: number) => {
      const entry = read.photo.find((each) => each.tag === tag)
      return entry && numberOf(entry, little)
    }
    expect([value(tags.width), value(tags.height)]).toEqual([100, 50])
    expect(read.image.some(({ tag }) => tag === tags.orientation)).toBe(false)
    expect(read.interop).toEqual([])
    expect(read.place).toHaveLength(2)
    expect(read.photo.find(({ tag }) => tag === tags.makerNote)?.at).toBe(420)
  })
})

describe('author and rights', () => {
  const { exif, xmp, iptc, notes } = chosen(all(), 'rights', noEdits, anew)
  test('stay, and the place, the camera, its number and the hour go', () => {
    const read = parseExif(exif!)!
    expect(read.image.map(textOf)).toEqual(['A boat', 'Zoë', '© Zoë'])
    expect([read.photo, read.place, read.interop]).toEqual([[], [], []])
    for (const part of [exif, xmp, iptc]) {
      expect(holds(part, 'Zoë')).toBe(true)
      for (const word of ['Bergen', 'SERIAL', 'Camera works', '60,23', 'her notes'])
        expect(holds(part, word)).toBe(false)
    }
    expect(notes).toEqual([])
  })
  test('also those that stood in a PNG’s texts', () => {
    expect(valueOf(parseXmp(xmp!)!, `${ns.dc}title`)).toBe('Boat')
    expect(chosen(all(), 'rights', noEdits, null).notes).toEqual([{ key: 'Title', text: 'Boat' }])
  })
})

describe('that a picture was made by AI', () => {
  test.each(['keep', 'rights', 'strip'] as const)('is said whatever is chosen: %s', (choice) => {
    for (const pixels of [anew, null]) {
      const said = chosen(all(), choice, { ...noEdits, removePlace: true, author: 'Bo' }, pixels)
      expect(aiMarkOf(said)).toBe('trainedAlgorithmicMedia')
    }
  })
  test('moves from a signed history, which does not survive, into words that do', () => {
    const c2pa = join([
      new Uint8Array(70_000),
      letters('http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia'),
    ])
    const said = chosen({ ...noMetadata, c2pa }, 'strip', noEdits, anew)
    expect(said.c2pa).toBeNull()
    expect(aiMarkOf(said)).toBe('compositeWithTrainedAlgorithmicMedia')
  })
  test('of one of several is said of what is made of them', () => {
    expect(markOfSeveral([noMetadata, noMetadata])).toBeNull()
    expect(markOfSeveral([all(), all()])).toBe('trainedAlgorithmicMedia')
    expect(markOfSeveral([all(), noMetadata])).toBe('compositeWithTrainedAlgorithmicMedia')
  })
  test('and nothing else is, where nothing is to be said', () => {
    const { exif, xmp, iptc, notes } = chosen(all(), 'strip', noEdits, anew)
    expect([exif, iptc, notes]).toEqual([null, null, []])
    expect(parseXmp(xmp!)!.properties).toHaveLength(1)
    const photo = { ...all(), xmp: packet(creator) }
    expect(chosen(photo, 'strip', noEdits, anew)).toEqual(noMetadata)
  })
})

describe('pixels that stay as they are', () => {
  test('keep their history and all else, where nothing is asked for', () => {
    const metadata = { ...all(), c2pa: letters('signed') }
    expect(chosen(metadata, 'keep', noEdits, null)).toBe(metadata)
    expect(chosen(metadata, 'keep', { ...noEdits, author: 'Bo' }, null).c2pa).toBeNull()
  })
  test('say which way is up and what their colours mean, even where nothing else is said', () => {
    const icc = letters('a profile')
    const said = chosen({ ...all(), icc }, 'strip', noEdits, null)
    expect(said.icc).toBe(icc)
    const read = parseExif(said.exif!)!
    expect(read.image.map((entry) => [entry.tag, numberOf(entry, true)])).toEqual([[tags.orientation, 6]])
    expect(
      chosen({ ...noMetadata, exif: writeExif(camera(true, 1)) }, 'strip', noEdits, null).exif,
    ).toBeNull()
  })
})

describe('a person’s own words', () => {
  const edits = {
    author: 'Bo & <Co>',
    copyright: '© Bo',
    title: 'A "ship"',
    description: '',
    removePlace: true,
  }
  test('stand in all parts that readers look at, and what they replace stands in none', () => {
    const said = chosen(all(), 'keep', edits, anew)
    const xmp = parseXmp(said.xmp!)!
    expect(valueOf(xmp, `${ns.dc}creator`)).toBe('Bo & <Co>')
    expect(valueOf(xmp, `${ns.dc}rights`)).toBe('© Bo')
    expect(valueOf(xmp, `${ns.dc}title`)).toBe('A "ship"')
    expect(valueOf(xmp, `${ns.photoshop}Credit`)).toBe('Zoë')
    const exif = parseExif(said.exif!)!
    expect(exif.image.map(textOf)).toEqual(['Camera works', 'Bo & <Co>', '© Bo'])
    expect(exif.place).toEqual([])
    expect(holds(said.exif, 'her notes')).toBe(false)
    for (const part of [said.exif, said.iptc]) expect(holds(part, 'Zoë')).toBe(false)
    for (const part of [said.exif, said.xmp, said.iptc])
      for (const word of ['Bergen', '60,23']) expect(holds(part, word)).toBe(false)
    expect(holds(said.iptc, 'boat')).toBe(true)
  })
  test('are said of a picture that said nothing', () => {
    const said = chosen(noMetadata, 'strip', { ...noEdits, author: 'Bo' }, anew)
    expect(parseExif(said.exif!)!.image.map(textOf)).toEqual(['Bo'])
    expect(valueOf(parseXmp(said.xmp!)!, `${ns.dc}creator`)).toBe('Bo')
  })
  test('come back as they were typed, whatever they are', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.boolean(), (typed, little) => {
        const text = typed.trim()
        const said = chosen(all(little), 'rights', { ...noEdits, author: text }, anew)
        expect(valueOf(parseXmp(said.xmp!)!, `${ns.dc}creator`) ?? '').toBe(text)
      }),
    ))
})

test('whatever stands in the parts, nothing is thrown', () =>
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
      fc.constantFrom('keep', 'rights', 'strip'),
      (random, flips, choice) => {
        const whole = all()
        const broken = (part: Bytes) => {
          const bytes = part.slice()
          for (const [at, value] of flips) bytes[at % bytes.byteLength] = value
          return bytes
        }
        for (const metadata of [
          { ...whole, exif: broken(whole.exif!), xmp: broken(whole.xmp!), iptc: broken(whole.iptc!) },
          { ...whole, exif: random.slice(), xmp: random.slice(), iptc: random.slice() },
        ]) {
          chosen(metadata, choice, noEdits, anew)
          chosen(metadata, choice, { ...noEdits, title: 'x', removePlace: true }, null)
        }
      },
    ),
  ))

test('a packet that is rewritten is read by others', async () => {
  const { xmp } = chosen(all(), 'keep', { ...noEdits, title: 'Ship' }, anew)
  expect(fromUtf8(xmp!)).toMatch(/^<\?xpacket begin="\ufeff"/)
  const file = await writeMetadata(
    new Uint8Array(
      await sharp({ create: { width: 4, height: 2, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
    ),
    'image/png',
    { ...noMetadata, xmp },
  )
  expect((await sharp(file).metadata()).xmp?.toString()).toContain('Ship')
  expect((await readMetadata(file, 'image/png')).xmp).toEqual(xmp)
})
