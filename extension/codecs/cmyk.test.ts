import sharp from 'sharp'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mixed } from './cmyk.ts'
import { tableOf } from '../../shared/metadata/icc-table.ts'
import { readMetadata } from '../../shared/metadata/file.ts'

const colors = [
  [200, 40, 40],
  [40, 200, 40],
  [40, 40, 200],
  [255, 255, 255],
  [128, 128, 128],
  [0, 0, 0],
  [230, 180, 140],
  [250, 240, 10],
]
const raw = { width: colors.length, height: 1, channels: 3 } as const

test('inks look as another reader of their profile sees them', async () => {
  const file = await sharp(Uint8Array.from(colors.flat()), { raw })
    .resize(colors.length * 16, 16, { kernel: 'nearest' })
    .withIccProfile('cmyk')
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer()
  const { icc } = await readMetadata(new Uint8Array(file), 'image/jpeg')
  const inks = await sharp(file).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer()
  const theirs = await sharp(file).toColourspace('srgb').raw().toBuffer()
  const ours = mixed(inks, icc!, 'srgb')!
  const apart = Array.from({ length: theirs.length }, (_, at) =>
    Math.abs(theirs[at]! - ours[Math.floor(at / 3) * 4 + (at % 3)]!),
  )
  // Both mix between the points of a table; in the deepest blues that makes most.
  expect(Math.max(...apart)).toBeLessThanOrEqual(12)
  expect(apart.reduce((sum, each) => sum + each) / apart.length).toBeLessThan(2.5)
  // Grey is grey.
  const grey = ours.subarray((8 * 128 + 4 * 16 + 8) * 4).subarray(0, 3)
  expect(Math.max(...grey) - Math.min(...grey)).toBeLessThanOrEqual(3)
})

test('a broken profile mixes nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('mft1', 'mft2', 'mAB '), (bytes, kind) => {
      const named = Uint8Array.from([...Buffer.from(kind), ...bytes])
      tableOf(named)?.([0.5, 0.5, 0.5, 0.5])
      expect(mixed(new Uint8Array(4), bytes.slice(), 'srgb')).toBeNull()
    }),
  )
})
