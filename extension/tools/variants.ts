import Papa from 'papaparse'
import { largestOf, noMargins, smartCrop, type Margins, type Rect, type Size } from '../../shared/crop.ts'
import { defaultsOf, type Values } from '../../shared/fields.ts'
import { typeface } from '../../shared/tools/lettering.ts'
import { ninePlaces, placeTitles } from '../../shared/place.ts'
import { placementOf, placements, placementTitle, type Placement } from '../../shared/platforms.ts'
import { cutBy } from '../../shared/safe-crop.ts'
import type { Subject } from '../../shared/subject.ts'
import { enhance as enhanceFields, looks } from '../../shared/tools/enhance.ts'
import { refusalOf } from '../../shared/metadata/unfit-file.ts'
import { decode } from '../codecs/decode.ts'
import { plainOutput, sizeOf, writtenTypes, type Output, type Picture } from '../raster/picture.ts'
import { resizePicture } from '../raster/resize.ts'
import { subjectOf } from '../raster/subject.ts'
import { encode } from '../codecs/to-bytes.ts'
import { codeOf, framings, mostVariants, sheetRows, variantsOf, type Framing } from '../raster/variants.ts'
import { enhance } from './enhance.ts'
import { text } from './text.ts'
import type { Tool, Watch } from './tool.ts'

const colors = {
  '#ffffff': 'White',
  '#000000': 'Black',
  '#ffd60a': 'Yellow',
  '#e5383b': 'Red',
  '#1d4ed8': 'Blue',
  '#15803d': 'Green',
} as const

/** How much of the shape is seen when it is shown closer, and when the subject stands at a side. */
const shares = { closer: 0.68, left: 0.82, right: 0.82 } as const

/** From a few pictures, words and looks, the variants to try against each other, each with a code of its own. */
export const variants: Tool = {
  title: 'Variants to compare',
  about: 'Two to twenty versions of a picture, each with a code to count by, and a sheet of them',
  verb: 'Make variants',
  accepts: ['image/*'],
  takes: { min: 1, max: 6 },
  fields: {
    headlines: { kind: 'words', label: 'Headlines', help: 'One after another', max: 10, each: 160 },
    colors: {
      kind: 'choices',
      label: 'Colours of the headline',
      help: 'None: what reads best.',
      options: Object.keys(colors),
      titles: colors,
      default: [],
      min: 0,
    },
    framings: {
      kind: 'choices',
      label: 'What is shown',
      options: Object.keys(framings),
      titles: framings,
      default: ['whole', 'closer'],
      min: 1,
    },
    looks: {
      kind: 'choices',
      label: 'Looks',
      options: looks,
      titles: enhanceFields.fields.filter.titles,
      default: ['none'],
      min: 1,
    },
    combine: {
      kind: 'choice',
      label: 'Together',
      options: ['single', 'all'],
      titles: { single: 'One change at a time', all: 'Everything with everything' },
      default: 'single',
    },
    most: { kind: 'number', label: 'At most', min: 2, max: mostVariants, step: 1, default: 12 },
    placement: {
      kind: 'choice',
      label: 'Size',
      options: ['own', ...placements.map(({ id }) => id)],
      titles: {
        own: 'As it is',
        ...Object.fromEntries(placements.map((placement) => [placement.id, placementTitle(placement)])),
      },
      default: 'own',
    },
    campaign: {
      kind: 'text',
      label: 'Campaign',
      help: 'Stands in every name and code.',
      max: 60,
      default: 'test',
    },
    page: { kind: 'text', label: 'Page they lead to', help: 'The sheet then has a link for each.', max: 400 },
    source: { kind: 'text', label: 'Source', help: 'utm_source: newsletter, instagram', max: 60 },
    medium: { kind: 'text', label: 'Medium', help: 'utm_medium: email, social', max: 60 },
    font: typeface,
    place: {
      kind: 'choice',
      label: 'Place of the headline',
      options: [...ninePlaces, 'smart'],
      titles: { ...placeTitles, smart: 'Beside the subject' },
      default: 'bottom-left',
    },
  },
  works: () => Promise.resolve(true),

  async run(files, values, watch) {
    const { variants, left } = variantsOf(values, files.length)
    const placement = values['placement'] === 'own' ? null : placementOf(String(values['placement']))
    const made: { variant: (typeof variants)[number]; file: string; picture: string }[] = []
    const out: File[] = []
    // One picture at a time: only one of them is ever unpacked.
    for (const [number, file] of files.entries()) {
      const mine = [...variants.entries()].filter(([, { picture }]) => picture === number)
      if (mine.length === 0) continue
      const read = await decode(file, placement && wantedOf(placement.size)).catch(refusalOf(file))
      const still: Picture = { ...read, frames: [read.frames[0]], plays: 0 }
      for (const [at, variant] of mine) {
        watch.signal.throwIfAborted()
        watch.progress(out.length / variants.length)
        const quiet: Watch = { ...watch, progress: () => {} }
        const { picture: shown, cut } = await framed(still, variant.framing, placement)
        let picture = shown
        if (variant.look !== 'none') picture = await enhance.change(picture, lookValues(variant.look), quiet)
        if (variant.headline !== '')
          picture = await text.change(picture, wordValues(values, variant.headline, variant.color), quiet)
        const notes: string[] = []
        const written = await encode({ ...picture, output: outputFor(picture, placement), notes })
        const code = codeOf(values, at)
        if (cut) watch.note(`${code}: Cuts ${cut}; another size or framing may keep everything.`)
        for (const words of notes) watch.note(`${code}: ${words}`)
        const name = `${read.name}-${code}.${written.name.split('.').at(-1)}`
        out[at] = new File([written], name, { type: written.type })
        made[at] = { variant, file: name, picture: file.name }
      }
    }
    if (left > 0) watch.note(`${left} more would be possible; only ${variants.length} were asked for.`)
    // A headline that begins like a formula is not to be one in somebody's spreadsheet.
    const sheet = Papa.unparse(sheetRows(values, made), { escapeFormulae: true, newline: '\r\n' })
    const campaign = codeOf(values, 0).slice(0, -1)
    watch.progress(1)
    return [...out, new File([`\ufeff${sheet}\r\n`], `${campaign}variants.csv`, { type: 'text/csv' })]
  },
}

/** What is shown closer needs more pixels of the picture. */
const wantedOf = ({ width, height }: Size): Size => ({
  width: Math.ceil(width / shares.closer),
  height: Math.ceil(height / shares.closer),
})

const lookValues = (look: string): Values => ({
  ...defaultsOf(enhanceFields.fields),
  auto: [],
  filter: look,
})

const wordValues = (values: Values, headline: string, color: string | null): Values => ({
  ...defaultsOf(text.fields),
  headline,
  font: values['font']!,
  place: values['place']!,
  ...(color && { ink: 'own', color }),
})

/** The part of a picture that a framing shows, in the size of the place it is for, and what that cuts. */
async function framed(picture: Picture, framing: Framing, placement: Placement | null) {
  const size = sizeOf(picture)
  const subject = picture.focal ? { focal: picture.focal, parts: [] } : await subjectOf(picture)
  const from = partOf(subject, size, framing, placement?.size ?? size, placement?.margins ?? noMargins)
  const to = placement?.size ?? { width: from.width, height: from.height }
  return { picture: await resizePicture(picture, to, from), cut: cutBy(subject, size, from) }
}

function partOf(subject: Subject, size: Size, framing: Framing, shape: Size, margins: Margins): Rect {
  if (framing === 'whole') return smartCrop(subject, size, shape, margins)
  const { focal } = subject
  const largest = largestOf(size, shape)
  const width = Math.max(1, Math.round(largest.width * shares[framing]))
  const height = Math.max(1, Math.round(largest.height * shares[framing]))
  // Thirds: the subject stands on the line, as far as the edge of the picture allows.
  const third = framing === 'left' ? 1 / 3 : framing === 'right' ? 2 / 3 : 1 / 2
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value)))
  return {
    x: clamp(focal.x * size.width - third * width, size.width - width),
    y: clamp(focal.y * size.height - height / 2, size.height - height),
    width,
    height,
  }
}

/** In its own type where the place takes that, or where there is none; else JPEG. */
function outputFor({ source, output }: Picture, placement: Placement | null): Output {
  const own = source.type in writtenTypes && source.type !== 'image/gif'
  const type = (own ? source.type : 'image/jpeg') as keyof typeof writtenTypes
  const taken = placement === null || (placement.types as readonly string[]).includes(type)
  return {
    ...plainOutput,
    edits: output.edits,
    type: taken ? type : 'image/jpeg',
    quality: 88,
    maxBytes: placement?.maxBytes ?? null,
    keepSize: true,
    metadata: 'rights',
  }
}
