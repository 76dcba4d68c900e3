import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'

// Pictures whose number can be read by people and by tests: digits in the middle, and its bits as squares above them.
// Both stand in the largest square around the middle, which is all that is left where a picture is cut square.

const bits = 10
/** Of that square's side: one of the row of bits, and the room before the row. */
const square = 0.08
const inset = 0.05

export interface Size {
  width: number
  height: number
}

/** A few grounds of every kind of content: gradients, noise, edges. The bottom right corner is even and mid-grey. */
function groundOf({ width, height }: Size, kind: number): Buffer {
  const raw = Buffer.alloc(width * height * 3)
  let seed = 12_345 + kind * 7919
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const even = x > width * 0.5 && y > height * 0.6
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
      const noise = even ? 0 : (seed >> 16) % (kind % 2 === 0 ? 9 : 31)
      const stripe = !even && kind % 3 === 0 && (x >> 5) % 7 === 0 ? 40 : 0
      raw[at++] = even ? 110 : ((x * 150) / width + noise + kind * 11) & 0xff
      raw[at++] = even ? 110 : (60 + (y * 120) / height + noise) & 0xff
      raw[at++] = even ? 110 : (150 - (x * 90) / width + noise + stripe) & 0xff
    }
  return raw
}

function marksOf(n: number, { width, height }: Size): Buffer {
  const all = Math.min(width, height)
  const [left, top] = [(width - all) / 2, (height - all) / 2]
  const side = square * all
  const squares = Array.from({ length: bits }, (_, bit) => {
    const x = left + (inset + bit * square) * all
    return `<rect x="${x}" y="${top + inset * all}" width="${side}" height="${side}" fill="${(n >> bit) & 1 ? '#fff' : '#000'}"/>`
  })
  const digits = `<text x="${width / 2}" y="${top + all * 0.5}" font-size="${all * 0.3}" font-family="sans-serif" text-anchor="middle" fill="#fff" stroke="#000" stroke-width="${all / 200}">${n}</text>`
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${squares.join('')}${digits}</svg>`,
  )
}

/** The number a square picture shows, however small it was made; null where its bits are neither black nor white. */
export async function numberOf(bytes: Uint8Array): Promise<number | null> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  let n = 0
  for (let bit = 0; bit < bits; bit++) {
    const x = Math.round((inset + (bit + 0.5) * square) * info.width)
    const y = Math.round((inset + square / 2) * info.height)
    const light = data[(y * info.width + x) * info.channels]!
    if (light > 90 && light < 165) return null
    if (light >= 165) n |= 1 << bit
  }
  return n
}

/** How much of the even corner is far lighter than it was: the share that a light mark covers, 0 to 1. */
export async function markShare(bytes: Uint8Array): Promise<number> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  let light = 0
  let all = 0
  for (let y = Math.ceil(info.height * 0.75); y < info.height; y++)
    for (let x = Math.ceil(info.width * 0.55); x < info.width; x++) {
      all += 1
      if (data[(y * info.width + x) * info.channels + 1]! > 170) light += 1
    }
  return light / all
}

export const fileName = (n: number, ending = 'jpg') => `product ${String(n).padStart(3, '0')}.${ending}`

interface Wish {
  folder: string
  count: number
  sizes: readonly Size[]
  endings?: readonly ('jpg' | 'png' | 'webp' | 'tif')[]
}

/** Writes so many pictures, each different, and gives their paths. */
export async function makePictures({ folder, count, sizes, endings = ['jpg'] }: Wish): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const grounds = new Map<string, Buffer>()
  const ground = (size: Size, kind: number) => {
    const key = `${size.width}x${size.height} ${kind}`
    const known = grounds.get(key) ?? groundOf(size, kind)
    grounds.set(key, known)
    return known
  }
  const paths: string[] = []
  const write = async (n: number) => {
    const size = sizes[n % sizes.length]!
    const ending = endings[n % endings.length]!
    const path = join(folder, fileName(n, ending))
    const picture = sharp(ground(size, n % 4), { raw: { ...size, channels: 3 } }).composite([
      { input: marksOf(n, size) },
    ])
    const made =
      ending === 'png'
        ? picture.png({ compressionLevel: 1 })
        : ending === 'webp'
          ? picture.webp({ quality: 90, effort: 0 })
          : ending === 'tif'
            ? picture.tiff({ compression: 'lzw' })
            : picture.jpeg({ quality: 88 })
    await made.toFile(path)
    paths[n - 1] = path
  }
  const numbers = Array.from({ length: count }, (_, at) => at + 1)
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (let n = numbers.shift(); n !== undefined; n = numbers.shift()) await write(n)
    }),
  )
  return paths
}

/** Begins like a JPEG and is none. */
export async function makeBroken(path: string): Promise<string> {
  await writeFile(path, Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(400, 7)]))
  return path
}
