import { expect, test } from 'vitest'
import sharp from 'sharp'
import { headerOf } from './header.ts'
import { sniff, type FileType } from './sniff.ts'

const picture = sharp({ create: { width: 37, height: 21, channels: 4, background: '#12345678' } })
const bytesOf = async (kind: 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff') =>
  new Uint8Array(await picture.clone().toFormat(kind).toBuffer())

test.each(['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const)(
  '%s is known by its bytes',
  async (kind) => {
    const bytes = await bytesOf(kind)
    expect(sniff(bytes.subarray(0, 64))).toBe(`image/${kind}`)
    if (kind === 'tiff') return
    const alpha = kind !== 'jpeg'
    expect(headerOf(bytes, `image/${kind}`)).toEqual({ width: 37, height: 21, alpha, whole: true })
  },
)

test.each([
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', true],
  [
    '\uFEFF<?xml version="1.0"?>\n<!-- a drawing -->\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg width="1">',
    true,
  ],
  ['<s:svg xmlns:s="http://www.w3.org/2000/svg">', true],
  ['<html><svg></svg></html>', false],
  ['svg', false],
])('%s: an SVG? %s', (text, is) => {
  expect(sniff(new TextEncoder().encode(text))).toBe(is ? 'image/svg+xml' : null)
})

test.each([
  ['heic', 'image/heic'],
  ['mif1', 'image/heic'],
  ['avis', 'image/avif'],
  ['mp42', null],
] as const)('the brand %s', (brand, type) => {
  const box = new TextEncoder().encode(`\0\0\0\x14ftyp${brand}\0\0\0\0${brand}`)
  expect(sniff(box)).toBe(type)
})

test('a HEIF whose first brand says nothing is known by the others', () => {
  const box = new TextEncoder().encode('\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf')
  expect(sniff(box)).toBe('image/avif' satisfies FileType)
})
