import type { Rect, Size } from '../../shared/crop.ts'
import { smartCrop } from '../../shared/crop.ts'
import type { Values } from '../../shared/fields.ts'
import { sheetOf, type Sheet } from '../../shared/sheet.ts'
import { quoteCard as asked, type QuoteLook } from '../../shared/tools/quote-card.ts'
import { decode } from '../codecs/decode.ts'
import { drawnPicture, drawnType } from '../raster/drawn.ts'
import { encode } from '../codecs/to-bytes.ts'
import type { Metadata } from '../../shared/metadata/metadata.ts'
import { sizeOf } from '../raster/picture.ts'
import { drawQuoteCard } from '../lettering/quote/card.ts'
import { looks } from '../lettering/quote/looks.ts'
import { resizePicture } from '../raster/resize.ts'
import { subjectOf } from '../raster/subject.ts'
import type { Tool } from './tool.ts'

/** A quote as a picture, drawn on nothing or over a picture. */
export const quoteCard: Tool = {
  ...asked,
  accepts: ['image/*'],
  takes: { min: 0, max: 1 },
  live: true,
  works: () => Promise.resolve(true),

  async run([file], values, { progress }) {
    const sheet = sheetOf(values)
    const look = looks[values['look'] as QuoteLook]
    const quote = { words: String(values['words']).trim(), author: String(values['author'] ?? '').trim() }
    const photo = file ? await coverOf(file, sheet) : null
    progress(0.3)
    const accent = values['tinted'] === true ? String(values['color']) : null
    const canvas = await drawQuoteCard(quote, look, sheet.size, safeOf(sheet), accent, photo?.canvas ?? null)
    progress(0.6)
    const type = drawnType(sheet.types, look.soft === true || photo !== null)
    const made = await encode(
      drawnPicture(canvas, nameOf(values), type, sheet.maxBytes, photo ? [photo.metadata] : []),
    )
    progress(1)
    return [made]
  },
}

interface Cover {
  canvas: OffscreenCanvas
  /** What its file said. */
  metadata: Metadata
}

/** A picture that fills the sheet, with what it is about inside. */
async function coverOf(file: File, { size, margins }: Sheet): Promise<Cover> {
  const picture = await decode(file, size)
  const crop = smartCrop(await subjectOf(picture), sizeOf(picture), size, margins)
  const { frames } = await resizePicture(picture, size, crop)
  return { canvas: frames[0].canvas, metadata: picture.metadata }
}

function safeOf({ size, margins: { top, right, bottom, left } }: Sheet): Rect {
  const { width, height }: Size = size
  return {
    x: Math.round(left * width),
    y: Math.round(top * height),
    width: Math.round((1 - left - right) * width),
    height: Math.round((1 - top - bottom) * height),
  }
}

/** Of its first words, as a file is named. */
const nameOf = (values: Values): string =>
  String(values['words'])
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
    .toLowerCase() || 'quote'
