import { decode, encode } from 'fast-png'
import { expect, it } from 'vitest'
import { transparentMask } from './mask.ts'

const alphaOf = (bytes: Uint8Array) => {
  const { data, channels } = decode(transparentMask(bytes))
  expect(channels).toBe(4)
  return Array.from({ length: data.length / 4 }, (_, n) => data[n * 4 + 3])
}
const png = (
  data: Uint8Array | Uint16Array,
  channels: number,
  depth: 1 | 2 | 4 | 8 | 16,
  width = 3,
  height = 1,
) => encode({ width, height, data, channels, depth })

// White is to be changed, and so transparent; black stays.
it.each([
  ['grey', png(Uint8Array.of(255, 0, 128), 1, 8), [0, 255, 127]],
  ['grey of 16 bits', png(Uint16Array.of(65535, 0, 32768), 1, 16), [0, 255, 127]],
  ['colour', png(Uint8Array.of(255, 255, 255, 0, 0, 0, 255, 0, 0), 3, 8), [0, 255, 170]],
  [
    'colour with alpha, where nothing was painted',
    png(Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 255, 255, 255, 255, 0), 4, 8),
    [0, 255, 255],
  ],
])('a mask of %s', (_, bytes, alpha) => expect(alphaOf(bytes)).toEqual(alpha))

it('what is no PNG is no mask', () => expect(() => transparentMask(Uint8Array.of(1, 2, 3))).toThrow())
