import { aiMarkOf, markAlone, withAiMark } from './ai-mark.ts'
import type { Bytes } from './bytes.ts'
import {
  numberEntry,
  numberOf,
  parseExif,
  tags,
  textEntry,
  withEntries,
  writeExif,
  type Exif,
} from './exif.ts'
import { iptcKinds, iptcWith } from './iptc.ts'
import { noEdits, noMetadata, type Edits, type Metadata } from './metadata.ts'
import { noXmp, ns, parseXmp, valueOf, without, withValue, writeXmp, type Xmp } from './xmp.ts'

/** A picture whose pixels are written anew: upright, of this size, in the colours of this profile (null: sRGB). */
export interface Anew {
  width: number
  height: number
  icc: Bytes | null
}

export type MetadataChoice = 'keep' | 'rights' | 'strip'

/**
 * What a file is to say of itself from now on. `anew` is null where its pixels stay as they are, byte for byte. That a
 * picture was made by AI is said whatever is chosen; its colours and which way is up are said as long as they must be.
 */
export function chosen(
  metadata: Metadata,
  choice: MetadataChoice,
  edits: Edits,
  anew: Anew | null,
): Metadata {
  const isEdited = JSON.stringify(edits) !== JSON.stringify(noEdits)
  if (choice === 'keep' && !isEdited && !anew) return metadata
  const picture = { icc: anew ? anew.icc : metadata.icc }
  const noted = anew ? notesAsXmp(metadata) : metadata
  return {
    ...noMetadata,
    ...picture,
    exif: exifOf(noted.exif, choice, edits, anew),
    xmp: xmpOf(noted, choice, edits, anew),
    iptc: iptcOf(noted.iptc, choice, edits),
    notes: notesOf(noted.notes, choice, edits),
  }
}

// EXIF

const rightsTags: readonly number[] = [
  ...[tags.description, tags.artist, tags.copyright],
  ...[tags.windowsTitle, tags.windowsAuthor, tags.windowsSubject],
]

function exifOf(bytes: Bytes | null, choice: MetadataChoice, edits: Edits, anew: Anew | null): Bytes | null {
  const read = bytes && parseExif(bytes)
  const none: Exif = { little: false, image: [], photo: [], place: [], interop: [] }
  // What cannot be read cannot be cleaned either.
  const said = read ?? none
  const { little } = said
  const up = said.image.find(({ tag }) => tag === tags.orientation)
  const turned = !anew && up && (numberOf(up, little) ?? 1) !== 1 ? [up] : []
  let { image, photo, place, interop } = choice === 'strip' ? none : said
  if (choice === 'rights') {
    image = image.filter(({ tag }) => rightsTags.includes(tag))
    photo = place = interop = []
  }
  image = withEntries(
    image.filter(({ tag }) => tag !== tags.orientation),
    ...turned,
  )
  if (edits.removePlace) {
    place = []
    // Nobody but the camera's maker knows what its own notes say.
    photo = photo.filter(({ tag }) => tag !== tags.makerNote)
  }
  const own = (text: string | null, tag: number, others: readonly number[]) => {
    if (text === null) return
    image = image.filter((each) => each.tag !== tag && !others.includes(each.tag))
    if (text) image = withEntries(image, textEntry(tag, text))
  }
  own(edits.author, tags.artist, [tags.windowsAuthor])
  own(edits.copyright, tags.copyright, [])
  own(edits.description, tags.description, [tags.windowsSubject])
  if (edits.title !== null) image = image.filter(({ tag }) => tag !== tags.windowsTitle)
  if (anew) {
    interop = []
    const facts = [
      numberEntry(tags.colorSpace, anew.icc ? 0xffff : 1, little),
      numberEntry(tags.width, anew.width, little),
      numberEntry(tags.height, anew.height, little),
    ]
    photo = withEntries(photo, ...facts.filter(({ tag }) => photo.some((each) => each.tag === tag)))
  }
  return writeExif({ little, image, photo, place, interop })
}

// XMP

const placeNames = new Set([
  ...['City', 'State', 'Country'].map((name) => ns.photoshop + name),
  ...['Location', 'CountryCode'].map((name) => ns.iptc + name),
  ...['LocationShown', 'LocationCreated'].map((name) => ns.iptcExt + name),
])
/** Also in the words of makers that nobody has listed. */
const isPlace = (name: string) =>
  placeNames.has(name) ||
  /(?:gps|latitude|longitude|altitude|geotag|geolocation)[^/#]*$|drone-dji/i.test(name)

const rightsNames = new Set([
  ...['creator', 'rights', 'title', 'description'].map((name) => ns.dc + name),
  ...['AuthorsPosition', 'CaptionWriter', 'Credit', 'Source', 'Headline', 'Copyright'].map(
    (name) => ns.photoshop + name,
  ),
  ...['Artist', 'Copyright', 'ImageDescription'].map((name) => ns.tiff + name),
  ...['CreatorContactInfo', 'AltTextAccessibility', 'ExtDescrAccessibility'].map((name) => ns.iptc + name),
  ns.iptcExt + 'DigitalSourceType',
])
const isRights = (name: string) =>
  rightsNames.has(name) ||
  name.startsWith(ns.rights) ||
  name.startsWith('http://ns.useplus.org/ldf/') ||
  name.startsWith('http://creativecommons.org/ns#')

/** What was true of the pixels as they were, and what points to bytes behind them. */
const pixelNames = new Set([
  ...['Thumbnails', 'PageInfo'].map((name) => ns.xmp + name),
  ...['PixelXDimension', 'PixelYDimension', 'ColorSpace'].map((name) => ns.exif + name),
  ...['ImageWidth', 'ImageLength', 'Orientation', 'BitsPerSample', 'PhotometricInterpretation'].map(
    (name) => ns.tiff + name,
  ),
  ...['SamplesPerPixel', 'PlanarConfiguration', 'YCbCrSubSampling', 'YCbCrPositioning', 'Compression'].map(
    (name) => ns.tiff + name,
  ),
  ...['ICCProfile', 'ColorMode'].map((name) => ns.photoshop + name),
  'http://ns.adobe.com/xmp/note/HasExtendedXMP',
])
const isOfPixels = (name: string) =>
  pixelNames.has(name) ||
  name.startsWith('http://ns.google.com/photos/') ||
  name.startsWith('http://ns.adobe.com/hdr-gain-map/') ||
  name.startsWith('http://ns.apple.com/HDRGainMap/') ||
  name.startsWith('http://www.metadataworkinggroup.com/schemas/regions/')

function xmpOf(metadata: Metadata, choice: MetadataChoice, edits: Edits, anew: Anew | null): Bytes | null {
  const read = metadata.xmp && parseXmp(metadata.xmp)
  // What cannot be read is handed on whole, or not at all.
  if (metadata.xmp && !read && choice === 'keep' && JSON.stringify(edits) === JSON.stringify(noEdits))
    return metadata.xmp
  let xmp: Xmp = read && choice !== 'strip' ? read : noXmp
  if (choice === 'rights') xmp = without(xmp, (name) => !isRights(name))
  if (edits.removePlace) xmp = without(xmp, isPlace)
  if (anew) xmp = without(xmp, isOfPixels)
  const own = (
    text: string | null,
    local: string,
    form: 'people' | 'languages',
    others: readonly string[],
  ) => {
    if (text === null) return
    xmp = without(withValue(xmp, ns.dc, local, form, text), (name) => others.includes(name))
  }
  own(edits.author, 'creator', 'people', [`${ns.tiff}Artist`])
  own(edits.copyright, 'rights', 'languages', [`${ns.tiff}Copyright`, `${ns.photoshop}Copyright`])
  own(edits.title, 'title', 'languages', [`${ns.photoshop}Headline`])
  own(edits.description, 'description', 'languages', [`${ns.tiff}ImageDescription`])
  const mark = aiMarkOf(metadata)
  if (!mark) return writeXmp(xmp)
  if (xmp.properties.length === 0) return markAlone(mark)
  return writeXmp(valueOf(xmp, `${ns.iptcExt}DigitalSourceType`) ? xmp : withAiMark(xmp, mark))
}

// IPTC and notes

function iptcOf(iptc: Bytes | null, choice: MetadataChoice, edits: Edits): Bytes | null {
  if (choice === 'strip') return null
  const { form, title, author, description, rights, place } = iptcKinds
  const kept = new Set([...form, ...title, ...author, ...description, ...rights])
  // What is said anew stands in XMP: readers that know both would otherwise show the old.
  const out = new Set([
    ...(edits.author === null ? [] : author),
    ...(edits.copyright === null ? [] : ['2:116']),
    ...(edits.title === null ? [] : title),
    ...(edits.description === null ? [] : description),
    ...(edits.removePlace ? place : []),
  ])
  if (choice === 'keep' && out.size === 0) return iptc
  return iptcWith(iptc, (kind) => !out.has(kind) && (choice === 'keep' || kept.has(kind)))
}

/** The keys of a PNG's texts that XMP has a place for too. */
const noteFields = [
  { key: 'Title', edit: 'title', local: 'title', form: 'languages' },
  { key: 'Author', edit: 'author', local: 'creator', form: 'people' },
  { key: 'Description', edit: 'description', local: 'description', form: 'languages' },
  { key: 'Copyright', edit: 'copyright', local: 'rights', form: 'languages' },
] as const

const fieldOf = (key: string) => noteFields.find((field) => field.key === key)

function notesOf(notes: Metadata['notes'], choice: MetadataChoice, edits: Edits): Metadata['notes'] {
  if (choice === 'strip') return []
  return notes.filter(({ key }) => {
    const field = fieldOf(key)
    return field ? edits[field.edit] === null : choice === 'keep'
  })
}

/** Other types have no place for a PNG's texts: who made it and whose it is goes where all of them look. */
function notesAsXmp(metadata: Metadata): Metadata {
  const read = metadata.xmp ? parseXmp(metadata.xmp) : noXmp
  const notes = metadata.notes.filter(({ key }) => fieldOf(key))
  if (!read || notes.length === 0) return metadata
  let xmp = read
  for (const { key, text } of notes) {
    const { local, form } = fieldOf(key)!
    if (!valueOf(xmp, ns.dc + local)) xmp = withValue(xmp, ns.dc, local, form, text)
  }
  return { ...metadata, xmp: writeXmp(xmp), notes: metadata.notes.filter((note) => !notes.includes(note)) }
}
