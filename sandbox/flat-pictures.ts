import { crc32 } from 'node:zlib'
import sharp from 'sharp'

/** What is odd about a picture. `clear` is wholly transparent; `page` is a web page under a picture's name. */
export type Kind = 'plain' | 'turned' | 'cmyk' | 'wide-gamut' | 'moving' | 'half' | 'page' | 'clear'

export const formats = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
} as const
export type Format = keyof typeof formats

export interface Flat {
  kind: Kind
  /** As it is to be seen: upright. */
  width: number
  height: number
  /** Six hex digits. */
  colour: string
  format: Format
}

/** Rows of red, green, blue, alpha: one colour, the upper left quarter white. */
function pixelsOf({ width, height, colour, kind }: Flat): Buffer {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  const pixels = Buffer.alloc(width * height * 4)
  if (kind === 'clear') return pixels
  const whole = Buffer.alloc(width * 4)
  for (let x = 0; x < width; x++) whole.set([red, green, blue, 255], x * 4)
  const quarter = Buffer.from(whole)
  quarter.fill(255, 0, Math.floor(width / 2) * 4)
  for (let y = 0; y < height; y++) (y < Math.floor(height / 2) ? quarter : whole).copy(pixels, y * width * 4)
  return pixels
}

const svgOf = ({ width, height, colour }: Flat) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `<rect width="100%" height="100%" fill="#${colour}"/><rect width="50%" height="50%" fill="#fff"/></svg>\n`,
  )

/** Windows' own format: a header, then rows of blue, green, red from the lowest up, each filled to four bytes. */
function bmpOf(pixels: Buffer, { width, height }: Flat): Buffer {
  const row = Math.ceil((width * 3) / 4) * 4
  const file = Buffer.alloc(54 + row * height)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      const [red = 0, green = 0, blue = 0] = pixels.subarray(from, from + 3)
      file.set([blue, green, red], 54 + (height - 1 - y) * row + x * 3)
    }
  return file
}

/** An icon file with one PNG in it. */
function icoOf(png: Buffer, { width, height }: Flat): Buffer {
  const head = Buffer.alloc(22)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(1, 4)
  head.set([width % 256, height % 256], 6)
  head.writeUInt16LE(1, 10)
  head.writeUInt16LE(32, 12)
  head.writeUInt32LE(png.length, 14)
  head.writeUInt32LE(22, 18)
  return Buffer.concat([head, png])
}

function* chunksOf(png: Buffer): Generator<{ name: string; data: Buffer }> {
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    yield {
      name: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)),
    }
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

const numbers = (...values: readonly number[]) => {
  const data = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => data.writeUInt32BE(value, index * 4))
  return data
}

/** A moving PNG (APNG) of frames that are PNGs of one size and kind. */
function apngOf(frames: readonly Buffer[], { width, height }: Flat): Buffer {
  const [first = Buffer.alloc(0)] = frames
  const header = [...chunksOf(first)].find(({ name }) => name === 'IHDR')?.data ?? Buffer.alloc(0)
  let count = 0
  const control = () =>
    chunk('fcTL', Buffer.concat([numbers(count++, width, height, 0, 0), Buffer.from([0, 1, 0, 5, 0, 0])]))
  const parts = frames.flatMap((frame, index) => [
    control(),
    ...[...chunksOf(frame)]
      .filter(({ name }) => name === 'IDAT')
      .map(({ data }) =>
        index === 0 ? chunk('IDAT', data) : chunk('fdAT', Buffer.concat([numbers(count++), data])),
      ),
  ])
  const whole = [
    chunk('IHDR', header),
    chunk('acTL', numbers(frames.length, 0)),
    ...parts,
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([first.subarray(0, 8), ...whole])
}

/** Several frames; all but the first are black. */
async function movingOf(flat: Flat): Promise<Buffer> {
  const { width, height, format } = flat
  const frames = [
    pixelsOf(flat),
    pixelsOf({ ...flat, colour: '000000' }),
    pixelsOf({ ...flat, colour: '000001' }),
  ]
  if (format === 'png') {
    const pngs = frames.map((frame) =>
      sharp(frame, { raw: { width, height, channels: 4 } })
        .png()
        .toBuffer(),
    )
    return apngOf(await Promise.all(pngs), flat)
  }
  const raw = { width, height: height * frames.length, channels: 4, pageHeight: height } as const
  const all = sharp(Buffer.concat(frames), { raw })
  return format === 'webp'
    ? all.webp({ lossless: true, delay: 200 }).toBuffer()
    : all.gif({ delay: 200 }).toBuffer()
}

async function stillOf(flat: Flat): Promise<Buffer> {
  const { kind, width, height, format } = flat
  if (format === 'svg') return svgOf(flat)
  const pixels = pixelsOf(flat)
  if (format === 'bmp') return bmpOf(pixels, flat)
  const picture = sharp(pixels, { raw: { width, height, channels: 4 } })
  if (format === 'png') return picture.png().toBuffer()
  if (format === 'ico') return icoOf(await picture.png().toBuffer(), flat)
  if (format === 'webp') return picture.webp({ lossless: true }).toBuffer()
  if (format === 'gif') return picture.gif().toBuffer()
  if (format === 'avif') return picture.avif({ quality: 90 }).toBuffer()
  const jpeg = { quality: 92, chromaSubsampling: '4:4:4' }
  const opaque = picture.removeAlpha()
  // Lying on its side in the file, with a note that says how to hold it.
  if (kind === 'turned') return opaque.rotate(-90).withMetadata({ orientation: 6 }).jpeg(jpeg).toBuffer()
  if (kind === 'cmyk') return opaque.withIccProfile('cmyk').jpeg(jpeg).toBuffer()
  if (kind === 'wide-gamut') return opaque.withIccProfile('p3').jpeg(jpeg).toBuffer()
  return opaque.jpeg(jpeg).toBuffer()
}

const webPage = Buffer.from(
  '<!doctype html><html><title>Sign in</title><p>Sign in to see this picture.</p></html>\n',
)

/** The same for the same wish. */
export async function drawFlat(flat: Flat): Promise<{ bytes: Buffer; type: string }> {
  const type = formats[flat.format]
  // A careless server names it by its ending.
  if (flat.kind === 'page') return { bytes: webPage, type }
  const bytes = await (flat.kind === 'moving' ? movingOf(flat) : stillOf(flat))
  return { bytes: flat.kind === 'half' ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes, type }
}
