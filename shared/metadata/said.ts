import { aiMarkOf } from './ai-mark.ts'
import { fromUtf8, viewOf, type Bytes } from './bytes.ts'
import { parseExif, tags, textOf, type Entry, type Exif } from './exif.ts'
import { tagOf } from './icc.ts'
import { recordsOf } from './iptc.ts'
import type { Metadata } from './metadata.ts'
import { noXmp, ns, parseXmp, valueOf } from './xmp.ts'

/** One thing that a file says, in words. */
export interface Fact {
  label: string
  value: string
}

const text = (entries: readonly Entry[] | undefined, tag: number): string | null => {
  const found = entries?.find((entry) => entry.tag === tag)
  return (found && textOf(found)) ?? null
}

/** Degrees of three fractions: degrees, minutes, seconds. */
function degrees(entries: readonly Entry[], tag: number, little: boolean): number | null {
  const value = entries.find((entry) => entry.tag === tag)?.value
  if (!value || value.byteLength < 24) return null
  const view = viewOf(value)
  const [whole, minutes, seconds] = [0, 8, 16].map(
    (at) => view.getUint32(at, little) / (view.getUint32(at + 4, little) || 1),
  )
  const sum = whole! + minutes! / 60 + seconds! / 3600
  return sum <= 180 ? sum : null
}

function placeIn({ place, little }: Exif): string | null {
  if (place.length === 0) return null
  const [north, east] = [degrees(place, 2, little), degrees(place, 4, little)]
  if (north === null || east === null) return 'said, but not where on the map'
  return `${north.toFixed(5)}° ${text(place, 1) ?? 'N'}, ${east.toFixed(5)}° ${text(place, 3) ?? 'E'}`
}

function profileName(icc: Bytes): string {
  const name = tagOf(icc, 'desc')
  if (!name || name.byteLength < 16) return 'a profile without a name'
  const isWide = fromUtf8(name.subarray(0, 4)) === 'mluc'
  const view = viewOf(name)
  const at = isWide && name.byteLength >= 28 ? view.getUint32(24) : 12
  const length = isWide && name.byteLength >= 28 ? view.getUint32(20) : view.getUint32(8)
  const words = name.subarray(at, at + Math.min(length, 200))
  const read = isWide ? new TextDecoder('utf-16be').decode(words) : fromUtf8(words)
  return read.replace(/\0[^]*$/, '').trim() || 'a profile without a name'
}

/** "2026:01:02 03:04:05" as people write it. */
const dateWords = (exifDate: string | null) => exifDate?.replace(/^(\d{4}):(\d\d):(\d\d)/, '$1-$2-$3') ?? null

/** The longest text that is shown of one fact. */
const longest = 240
const short = (words: string) => (words.length > longest ? `${words.slice(0, longest)} …` : words)

/** What a file says beside its pixels, in the order in which people ask. */
export function factsIn(metadata: Metadata): Fact[] {
  const exif = metadata.exif && parseExif(metadata.exif)
  const xmp = (metadata.xmp && parseXmp(metadata.xmp)) || noXmp
  const records = metadata.iptc ? recordsOf(metadata.iptc) : []
  const iptc = (kind: string) => {
    const found = records.find((record) => record.kind === kind)
    return found ? fromUtf8(found.value).trim() || null : null
  }
  const note = (key: string) => metadata.notes.find((each) => each.key === key)?.text.trim() || null
  const dc = (name: string) => valueOf(xmp, ns.dc + name)
  const camera = [text(exif?.image, tags.make), text(exif?.image, tags.model)].filter(Boolean).join(' ')
  const names = ['City', 'State', 'Country'].map((name) => valueOf(xmp, ns.photoshop + name))
  const named = [...names, iptc('2:90'), iptc('2:101')].filter(Boolean)
  const mark = aiMarkOf(metadata)
  const facts: [label: string, value: string | null][] = [
    ['Title', dc('title') ?? iptc('2:5') ?? text(exif?.image, tags.windowsTitle) ?? note('Title')],
    ['Author', dc('creator') ?? text(exif?.image, tags.artist) ?? iptc('2:80') ?? note('Author')],
    ['Copyright', dc('rights') ?? text(exif?.image, tags.copyright) ?? iptc('2:116') ?? note('Copyright')],
    [
      'Description',
      dc('description') ?? text(exif?.image, tags.description) ?? iptc('2:120') ?? note('Description'),
    ],
    ['Place', (exif && placeIn(exif)) ?? valueOf(xmp, `${ns.exif}GPSLatitude`) ?? (named.join(', ') || null)],
    ['Photographed', dateWords(text(exif?.photo, tags.taken))],
    ['Camera', camera || null],
    ['Serial number', text(exif?.photo, 0xa431)],
    ['Program', text(exif?.image, tags.software) ?? valueOf(xmp, `${ns.xmp}CreatorTool`)],
    ['Comment', note('Comment') ?? note('parameters')],
    [
      'Made by AI',
      mark && (mark === 'trainedAlgorithmicMedia' || mark === 'algorithmicMedia' ? 'all of it' : 'in part'),
    ],
    ['Signed history', metadata.c2pa ? 'there is one (C2PA)' : null],
    ['Colours', metadata.icc && profileName(metadata.icc)],
  ]
  return facts.flatMap(([label, value]) => (value ? [{ label, value: short(value) }] : []))
}

/** What becomes of what a file said, a sentence each. */
export function changesIn(before: Metadata, after: Metadata): string[] {
  const [said, says] = [factsIn(before), factsIn(after)]
  const now = (label: string) => says.find((fact) => fact.label === label)?.value
  const stays = said.map(({ label, value }) => {
    if (now(label) === value) return `${label}: ${value}`
    return now(label)
      ? `${label}: ${now(label)}, no longer ${value}`
      : `Removed: ${label.toLowerCase()}, ${value}`
  })
  const added = says.filter(({ label }) => !said.some((fact) => fact.label === label))
  return [...stays, ...added.map(({ label, value }) => `${label}: ${value}`)]
}
