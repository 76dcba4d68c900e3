import { join, letters, number, packed, type Bytes } from './bytes.ts'
import { chunk } from './metadata-png.ts'

/**
 * Pixels that were read here, in the colours of their profile. A browser minds profiles only in files, so they go
 * through one.
 */
export async function profiled({ data, width, height }: ImageData, icc: Bytes): Promise<ImageBitmap> {
  const row = 4 * width
  const rows = new Uint8Array((row + 1) * height)
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * row, (y + 1) * row), y * (row + 1) + 1)
  const png = join([
    letters('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', number(width, 4), number(height, 4), Uint8Array.of(8, 6, 0, 0, 0)),
    chunk('iCCP', letters('ICC profile\0\0'), await packed(icc)),
    chunk('IDAT', await packed(rows)),
    chunk('IEND'),
  ])
  return createImageBitmap(new Blob([png], { type: 'image/png' }))
}
