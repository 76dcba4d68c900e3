import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { headerOf } from './header.ts'
import type { FileType } from './sniff.ts'
import { tiffHeader } from './read-tiff.ts'

const kinds = ['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const
const files = new Map<FileType, Uint8Array<ArrayBuffer>>()
for (const kind of kinds) {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const picture = sharp({ create: { width: 53, height: 34, channels: 3, background: '#888', noise } })
  files.set(`image/${kind}`, new Uint8Array(await picture.toFormat(kind).toBuffer()))
}

test.each([...files])('a %s that is cut off anywhere is not whole', (type, bytes) => {
  if (type === 'image/tiff') return
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
      const header = headerOf(bytes.slice(0, length), type)
      // A GIF's last byte says no more than that it has ended; a WebP may be padded by one.
      const nearly = length >= bytes.length - 1 && (type === 'image/gif' || type === 'image/webp')
      if (!nearly) expect(header?.whole ?? false).toBe(false)
    }),
    { numRuns: 1000 },
  )
})

test('the numbers of a JPEG XL', () => {
  // 16 x 24 in eighths, then 1000 x 700 in full, as the format packs them from the lowest bit on.
  const packed = (bits: string) => {
    const bytes = new Uint8Array(2 + Math.ceil(bits.length / 8) + 8)
    bytes.set([0xff, 0x0a])
    for (const [at, bit] of [...bits].entries()) bytes[2 + (at >> 3)]! |= Number(bit) << (at & 7)
    return bytes
  }
  const number = (value: number, bits: number) =>
    Array.from({ length: bits }, (_, at) => (value >> at) & 1).join('')
  const small = packed(`1${number(3 - 1, 5)}${number(0, 3)}${number(2 - 1, 5)}`)
  expect(headerOf(small, 'image/jxl')).toMatchObject({ width: 16, height: 24 })
  const large = packed(`0${number(1, 2)}${number(699, 13)}${number(0, 3)}${number(1, 2)}${number(999, 13)}`)
  expect(headerOf(large, 'image/jxl')).toMatchObject({ width: 1000, height: 700 })
  const wide = packed(`0${number(0, 2)}${number(89, 9)}${number(5, 3)}`)
  expect(headerOf(wide, 'image/jxl')).toMatchObject({ width: 160, height: 90 })
})

test('no bytes bring it down, or hold it for ever', () => {
  const types: FileType[] = [...files.keys(), 'image/bmp', 'image/heic', 'image/jxl']
  fc.assert(
    fc.property(
      fc.constantFrom(...types),
      fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 30 }),
      fc.uint8Array({ maxLength: 200 }),
      (type, changes, noise) => {
        const bytes = files.get(type)?.slice() ?? Uint8Array.from(noise)
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        headerOf(bytes, type)
        tiffHeader(bytes)
      },
    ),
    { numRuns: 500 },
  )
})
