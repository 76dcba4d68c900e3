import type { PDFDocument, PDFImage } from 'pdf-lib'
import { cropFor, fitInside, smartCrop, type Rect, type Size } from '../../shared/crop.ts'
import type { Fields } from '../../shared/fields.ts'
import { markOnly } from '../../shared/metadata/ai-mark.ts'
import { refusalOf } from '../../shared/metadata/unfit-file.ts'
import { decode } from '../codecs/decode.ts'
import { writerOf } from '../codecs/encode.ts'
import { numberOf, parseExif, tags } from '../../shared/metadata/exif.ts'
import { noEdits, type Metadata } from '../../shared/metadata/metadata.ts'
import { chosen } from '../../shared/metadata/choice.ts'
import { writeMetadata } from '../../shared/metadata/file.ts'
import { sizeOf, type Picture } from '../raster/picture.ts'
import { resizePicture } from '../raster/resize.ts'
import { subjectOf } from '../raster/subject.ts'
import type { Tool } from './tool.ts'

/** Points of a PDF, which are the pixels that networks make of them. */
const pages: Readonly<Record<string, Size>> = {
  portrait: { width: 1080, height: 1350 },
  square: { width: 1080, height: 1080 },
  wide: { width: 1920, height: 1080 },
  tall: { width: 1080, height: 1920 },
  a4: { width: 595, height: 842 },
}

const fields = {
  page: {
    kind: 'choice',
    label: 'Page',
    options: [...Object.keys(pages), 'own'],
    titles: {
      portrait: 'Portrait 4:5',
      square: 'Square 1:1',
      wide: 'Wide 16:9',
      tall: 'Tall 9:16',
      a4: 'A4',
      own: 'As each picture',
    },
    default: 'portrait',
  },
  how: {
    kind: 'choice',
    label: 'On the page',
    options: ['fit', 'fill'],
    titles: { fit: 'All of it', fill: 'Fills the page' },
    default: 'fit',
    when: { field: 'page', is: Object.keys(pages) },
  },
  background: {
    kind: 'color',
    label: 'Paper',
    default: '#ffffff',
    when: [
      { field: 'page', is: Object.keys(pages) },
      { field: 'how', is: ['fit'] },
    ],
  },
  title: { kind: 'text', label: 'Title', help: 'Readers show it above the pages.', max: 150 },
  light: {
    kind: 'switch',
    label: 'Light file',
    help: 'Pictures much larger than their page are made smaller; all others go in as they are.',
    default: true,
  },
} as const satisfies Fields

/** Pixels of a picture to a point of its page: sharp on the finest screens. */
const sharp = 2
const quality = 90

/** Several pictures as the pages of one PDF, the way LinkedIn shows a carousel. */
export const carousel: Tool = {
  title: 'Carousel PDF',
  about: 'Pictures as the pages of a PDF, for LinkedIn',
  verb: 'Make PDF',
  accepts: ['image/*'],
  takes: { min: 1, max: 300 },
  fields,
  works: () => Promise.resolve(true),

  async run(files, values, watch) {
    const [first] = files
    if (!first) throw new Error('There are no pictures to make pages of.')
    const { PDFDocument, PDFName } = await import('pdf-lib')
    const pdf = await PDFDocument.create()
    const title = String(values['title'] ?? '').trim()
    pdf.setTitle(title || first.name.replace(/\.[^.]+$/, ''), { showInWindowTitleBar: true })
    pdf.setCreator('Atelier')
    const said: Metadata[] = []
    for (const [n, file] of files.entries()) {
      watch.signal.throwIfAborted()
      const picture = await decode(file).catch(refusalOf(file))
      said.push(picture.metadata)
      await addPage(pdf, picture, values)
      watch.progress((n + 1) / (files.length + 1))
    }
    const { xmp } = markOnly(said)
    if (xmp) {
      const packet = pdf.context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' })
      pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(packet))
    }
    const bytes = Uint8Array.from(await pdf.save())
    watch.progress(1)
    return [new File([bytes], `${title || 'carousel'}.pdf`, { type: 'application/pdf' })]
  },
}

async function addPage(pdf: PDFDocument, picture: Picture, values: Record<string, unknown>): Promise<void> {
  const size = sizeOf(picture)
  const page = pages[String(values['page'])] ?? size
  const fills = page !== size && values['how'] === 'fill'
  const part = fills ? await partFor(picture, size, page) : { x: 0, y: 0, ...size }
  const shown = fills ? page : fitInside(size, page, true)
  const scale = shown.width / part.width
  const image = await embed(pdf, picture, values['light'] === true ? Math.min(1, scale * sharp) : 1)

  const sheet = pdf.addPage([page.width, page.height])
  const { rgb } = await import('pdf-lib')
  const [red = 1, green = 1, blue = 1] = [1, 3, 5].map(
    (at) => Number.parseInt(String(values['background']).slice(at, at + 2), 16) / 255,
  )
  sheet.drawRectangle({ ...page, x: 0, y: 0, color: rgb(red, green, blue) })
  // What reaches over the page is not shown; a page counts from its bottom.
  const left = (page.width - shown.width) / 2 - part.x * scale
  const top = (page.height - shown.height) / 2 - part.y * scale
  const height = size.height * scale
  sheet.drawImage(image, { x: left, y: page.height - top - height, width: size.width * scale, height })
}

const partFor = async (picture: Picture, size: Size, page: Size): Promise<Rect> =>
  picture.focal ? cropFor(size, page, picture.focal) : smartCrop(await subjectOf(picture), size, page)

/** The file itself where a PDF shows it right; else its pixels written anew. */
async function embed(pdf: PDFDocument, picture: Picture, scale: number): Promise<PDFImage> {
  const { type, file } = picture.source
  if (scale > 0.75 && isPlain(picture)) {
    // A JPEG goes in whole: what it says of place and camera stays out of what is posted.
    const says = chosen(picture.metadata, 'rights', noEdits, null)
    const bytes = await writeMetadata(new Uint8Array(await file.arrayBuffer()), type, says)
    const whole = await (type === 'image/jpeg' ? pdf.embedJpg(bytes) : pdf.embedPng(bytes)).catch(() => null)
    if (whole) return whole
  }
  const { width, height } = sizeOf(picture)
  const smaller = { width: Math.ceil(width * scale), height: Math.ceil(height * scale) }
  const drawn = scale > 0.75 ? picture : await resizePicture(picture, smaller)
  if (picture.transparent) return pdf.embedPng(await (await writerOf(drawn, 'image/png'))())
  return pdf.embedJpg(await (await writerOf(drawn, 'image/jpeg'))({ quality }))
}

/** Upright, in ordinary colours, of a type that PDF knows. */
function isPlain({ source: { type, srgb }, metadata: { exif }, frames }: Picture): boolean {
  if ((type !== 'image/jpeg' && type !== 'image/png') || frames.length > 1) return false
  const said = exif && parseExif(exif)
  const up = said?.image.find(({ tag }) => tag === tags.orientation)
  const upright = !said || !up || (numberOf(up, said.little) ?? 1) === 1
  return upright && srgb
}
