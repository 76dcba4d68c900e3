import { join, letters, number, packed, type Bytes } from '../../shared/metadata/bytes.ts'
import { spaceOf } from '../../shared/metadata/icc.ts'
import { chunk } from '../../shared/metadata/png.ts'

/** PNG's kinds of pixels with opaqueness, and how many numbers each has. */
const kinds: Readonly<Record<string, { kind: number; numbers: number }>> = {
  'RGB ': { kind: 6, numbers: 4 },
  GRAY: { kind: 4, numbers: 2 },
}

/**
 * Pixels that were read here, in the colours of their profile; null where it is not one of theirs. A browser minds
 * profiles only in files, so they go through one.
 */
export async function profiled({ data, width, height }: ImageData, icc: Bytes): Promise<ImageBitmap | null> {
  const { kind, numbers } = kinds[spaceOf(icc) ?? ''] ?? {}
  if (!kind || !numbers) return null
  const row = numbers * width
  const rows = new Uint8Array((row + 1) * height)
  for (let y = 0; y < height; y++) {
    const line = data.subarray(y * 4 * width, (y + 1) * 4 * width)
    if (numbers === 4) rows.set(line, y * (row + 1) + 1)
    else
      for (let x = 0, to = y * (row + 1) + 1; x < line.length; x += 4) {
        rows[to++] = line[x]!
        rows[to++] = line[x + 3]!
      }
  }
  const png = join([
    letters('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', number(width, 4), number(height, 4), Uint8Array.of(8, kind, 0, 0, 0)),
    chunk('iCCP', letters('ICC profile\0\0'), await packed(icc)),
    chunk('IDAT', await packed(rows)),
    chunk('IEND'),
  ])
  return createImageBitmap(new Blob([png], { type: 'image/png' })).catch(() => null)
}
