import type { Bytes } from './bytes.ts'
import { noMetadata, type Metadata } from './metadata.ts'
import { readGif, writeGif } from './gif.ts'
import { readHeif, readJxl } from './heif.ts'
import { writeHeif } from './heif-write.ts'
import { readJpeg, writeJpeg } from './jpeg.ts'
import { readPng, writePng } from './png.ts'
import { readTiff, writeTiff } from './tiff.ts'
import { readWebp, writeWebp } from './webp.ts'

/**
 * What a file of this type says of itself. A part that cannot be read is left out, and a type that is not known here
 * says nothing: never throws.
 */
export async function readMetadata(bytes: Bytes, type: string): Promise<Metadata> {
  switch (type) {
    case 'image/jpeg':
      return readJpeg(bytes)
    case 'image/png':
    case 'image/apng':
      return readPng(bytes)
    case 'image/webp':
      return readWebp(bytes)
    case 'image/gif':
      return readGif(bytes)
    case 'image/tiff':
      return readTiff(bytes)
    case 'image/avif':
    case 'image/heic':
    case 'image/heif':
      return readHeif(bytes)
    case 'image/jxl':
      return readJxl(bytes)
    default:
      return noMetadata
  }
}

/** The types in which what a file says can be changed while its pixels stay. */
export const writableTypes: readonly string[] = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/gif',
  'image/tiff',
]
export const readableTypes: readonly string[] = [...writableTypes, 'image/heic', 'image/jxl']

/**
 * The same picture, its pixels byte for byte, that says this and nothing else: also what cannot be read of it goes, and
 * its signed history. Parts its type has no place for are left out. Throws UnfitFile where the file is broken.
 */
export async function writeMetadata(bytes: Bytes, type: string, metadata: Metadata): Promise<Bytes> {
  switch (type) {
    case 'image/jpeg':
      return writeJpeg(bytes, metadata)
    case 'image/png':
    case 'image/apng':
      return writePng(bytes, metadata)
    case 'image/webp':
      return writeWebp(bytes, metadata)
    case 'image/gif':
      return writeGif(bytes, metadata)
    case 'image/tiff':
      return writeTiff(bytes, metadata)
    case 'image/avif':
      return writeHeif(bytes, metadata)
    default:
      return bytes
  }
}
