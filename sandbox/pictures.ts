import sharp, { type Sharp } from 'sharp'
import { choosePalette } from './palettes.ts'
import { seededRandom } from './random.ts'
import { drawProduct, drawScene } from './scenes.ts'

export type PictureFormat = 'jpeg' | 'png' | 'webp'

/** What to draw: `width` and `height` in pixels; the same order always gives the same bytes. */
export interface PictureOrder {
  readonly prompt: string
  readonly seed: string
  readonly width: number
  readonly height: number
  readonly format: PictureFormat
  /** A thing for sale instead of a scene, and no words on it. */
  readonly product?: boolean
  /** False: the scene without the prompt's words on it. */
  readonly words?: boolean
}

/** Draws a picture from its prompt: the words choose scene and colours, the seed all the rest. */
export async function drawPicture(order: PictureOrder): Promise<Buffer> {
  const { width, height, prompt } = order
  const random = seededRandom(`${prompt}\n${order.seed}`)
  const words = prompt.toLowerCase().match(/\p{L}+/gu) ?? []
  const palette = choosePalette(words, random)
  const canvas = { width, height, palette, random, words }
  const body = order.product
    ? drawProduct(canvas)
    : drawScene(canvas) +
      (order.words === false ? '' : caption(prompt, width, height, palette.glow, palette.shades[5]))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`
  return encode(sharp(Buffer.from(svg)).flatten(), order.format)
}

/**
 * Lays a drawn picture over a given one (any format sharp reads), as an edit by prompt does: with a mask only
 * where it is white, else half and half. Throws when an input is no picture.
 */
export async function drawOver(given: Buffer, mask: Buffer | null, order: PictureOrder): Promise<Buffer> {
  const size = { width: order.width, height: order.height, fit: 'cover' as const }
  const drawn = sharp(await drawPicture({ ...order, format: 'png' }))
  const alpha = mask
    ? await sharp(mask).resize(size).flatten().greyscale().toColourspace('b-w').raw().toBuffer()
    : Buffer.alloc(order.width * order.height, 128)
  const layer = await drawn
    .joinChannel(alpha, { raw: { width: order.width, height: order.height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer()
  return encode(
    sharp(given)
      .autoOrient()
      .resize(size)
      .flatten()
      .composite([{ input: layer }]),
    order.format,
  )
}

/** The media type of a format drawn here. */
export function typeOf(format: PictureFormat): string {
  return `image/${format}`
}

/** Writes what sharp holds. */
export function encode(image: Sharp, format: PictureFormat, large = false): Promise<Buffer> {
  // Level 6 would take seconds for the largest pictures.
  if (format === 'png') return image.png({ compressionLevel: large ? 1 : 6 }).toBuffer()
  if (format === 'webp') return image.webp({ quality: 88 }).toBuffer()
  return image.jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer()
}

/** The prompt's first words on a soft shade at the foot. Without any font installed the shade stays, empty. */
export function caption(prompt: string, width: number, height: number, light: string, dark: string): string {
  const words = prompt
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(/[^\p{L}\p{N}\p{P}\p{S}\s]/gu, '')
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return ''
  const size = Math.min(width, height) * 0.058
  const room = Math.floor((width * 0.84) / (size * 0.6))
  const lines = wrap(words.length > 10 ? [...words.slice(0, 10), '…'] : words, room).slice(0, 2)
  const left = width * 0.07
  const foot = height - Math.min(width, height) * 0.085
  const rows = lines.map((line, at) => {
    const y = foot - (lines.length - 1 - at) * size * 1.2
    return `<text x="${left.toFixed(1)}" y="${y.toFixed(1)}" font-family="'DejaVu Sans', 'Helvetica Neue', Arial, sans-serif" font-weight="700" font-size="${size.toFixed(1)}" letter-spacing="${(-size * 0.02).toFixed(2)}" fill="${light}">${escaped(line)}</text>`
  })
  const rule = foot - lines.length * size * 1.2 - size * 0.1
  return `<defs><linearGradient id="foot" x1="0" y1="0" x2="0" y2="1"><stop offset="0%" stop-color="${dark}" stop-opacity="0"/><stop offset="100%" stop-color="${dark}" stop-opacity="0.82"/></linearGradient></defs><rect y="${(height * 0.6).toFixed(1)}" width="${width}" height="${(height * 0.4).toFixed(1)}" fill="url(#foot)"/><rect x="${left.toFixed(1)}" y="${rule.toFixed(1)}" width="${(size * 1.4).toFixed(1)}" height="${(size * 0.09).toFixed(1)}" rx="${(size * 0.045).toFixed(1)}" fill="${light}" opacity="0.9"/>${rows.join('')}`
}

/** Breaks words into lines of about equal length, none longer than `room` characters. */
function wrap(words: readonly string[], room: number): string[] {
  const cut = words.map((word) => (word.length > room ? `${word.slice(0, room - 1)}…` : word))
  const total = cut.join(' ').length
  const even = total <= room ? room : Math.min(room, Math.ceil(total * 0.58))
  const lines: string[] = []
  for (const word of cut) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= even)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
