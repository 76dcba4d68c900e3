import { join, letters, lettersAt, number, viewOf, type Bytes } from './bytes.ts'
import { noMetadata, type Metadata } from './metadata.ts'
import { UnfitFile } from './unfit-file.ts'

interface Chunk {
  name: string
  data: Bytes
}

const flags = { icc: 0x20, alpha: 0x10, exif: 0x08, xmp: 0x04, animation: 0x02 }
const pictureChunks = ['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF']

/** The whole chunks of a WebP; ends where the file is broken. */
function* chunksOf(bytes: Bytes): Generator<Chunk> {
  for (let at = 12; at + 8 <= bytes.byteLength;) {
    const size = viewOf(bytes).getUint32(at + 4, true)
    if (at + 8 + size > bytes.byteLength) return
    yield { name: lettersAt(bytes, at, 4), data: bytes.subarray(at + 8, at + 8 + size) }
    at += 8 + size + (size % 2)
  }
}

/** Some writers put JPEG's mark before it. */
const withoutMark = (exif: Bytes) => (lettersAt(exif, 0, 6) === 'Exif\0\0' ? exif.slice(6) : exif.slice())

export function readWebp(bytes: Bytes): Metadata {
  const found: Metadata = { ...noMetadata }
  for (const { name, data } of chunksOf(bytes)) {
    if (name === 'EXIF') found.exif ??= withoutMark(data)
    else if (name === 'XMP ') found.xmp ??= data.slice()
    else if (name === 'ICCP') found.icc ??= data.slice()
    else if (name === 'C2PA') found.c2pa ??= data.slice()
  }
  return found
}

const broken = () => new UnfitFile('This WebP is broken: it holds no picture. Save it anew, then try again.')

/** Width and height, and whether anything may be transparent, of a picture that stands alone in its file. */
function sizeAndAlpha({ name, data }: Chunk) {
  const view = viewOf(data)
  if (name === 'VP8L' && data.byteLength >= 5) {
    const bits = view.getUint32(1, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, alpha: (bits >>> 28) & 1 }
  }
  if (name !== 'VP8 ' || data.byteLength < 10) throw broken()
  return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff, alpha: 0 }
}

/** The head of a WebP that carries more than its picture (VP8X), of one that does not. */
function headOf(picture: Chunk): Bytes {
  const { width, height, alpha } = sizeAndAlpha(picture)
  return join([
    Uint8Array.of(alpha ? flags.alpha : 0, 0, 0, 0),
    number(width - 1, 4, true).subarray(0, 3),
    number(height - 1, 4, true).subarray(0, 3),
  ])
}

const write = ({ name, data }: Chunk): Bytes =>
  join([letters(name), number(data.byteLength, 4, true), data, new Uint8Array(data.byteLength % 2)])

export function writeWebp(bytes: Bytes, { exif, xmp, icc }: Metadata): Bytes {
  const chunks = [...chunksOf(bytes)]
  const pictures = chunks.filter(({ name }) => pictureChunks.includes(name))
  if (!pictures[0]) throw broken()
  const extended = chunks.find(({ name, data }) => name === 'VP8X' && data.byteLength >= 10)
  const head = extended ? extended.data.slice() : headOf(pictures[0])
  head[0] =
    (head[0]! & (flags.alpha | flags.animation)) |
    (icc ? flags.icc : 0) |
    (exif ? flags.exif : 0) |
    (xmp ? flags.xmp : 0)
  const plain = !icc && !exif && !xmp && pictures.length === 1 && !(head[0] & flags.animation)
  const part = (name: string, data: Bytes | null) => (data ? [{ name, data }] : [])
  const body = join(
    [
      ...(plain ? [] : [{ name: 'VP8X', data: head }]),
      ...part('ICCP', icc),
      ...pictures,
      ...part('EXIF', exif),
      ...part('XMP ', xmp),
    ].map(write),
  )
  return join([letters('RIFF'), number(body.byteLength + 4, 4, true), letters('WEBP'), body])
}
