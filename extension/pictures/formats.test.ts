import { expect, test } from 'vitest'
import { coloursOf, formatOf } from './formats.ts'

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

test.each([
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['\xff\xd8\xff\xe0', 'jpeg'],
  ['GIF89a', 'gif'],
  ['RIFF\0\0\0\0WEBP', 'webp'],
  ['RIFF\0\0\0\0WAVE', null],
  ['\0\0\0\x20ftypavif', 'avif'],
  ['\0\0\0\x20ftypisom', 'video'],
  ['\x1aE\xdf\xa3', 'video'],
  ['BM\0\0', 'bmp'],
  ['\0\0\x01\0\x01\0', 'ico'],
  ['%PDF-1.7', 'PDF'],
  ['<svg xmlns="x">', 'svg'],
  ['<?xml version="1.0"?>\n<!-- made by hand -->\n<svg>', 'svg'],
  ['  <!DOCTYPE html><p><svg>', 'web page'],
  ['<html lang="en">', 'web page'],
  ['svg', null],
  ['', null],
] as const)('%j is %s', (start, format) => {
  expect(formatOf(bytes(start))).toBe(format)
})

const segment = (code: number, data: string) =>
  `\xff${String.fromCharCode(code)}\0${String.fromCharCode(data.length + 2)}${data}`
const frame = (components: number) =>
  segment(0xc0, `\x08\0\x20\0\x30${String.fromCharCode(components)}${'\0'.repeat(12)}`)
const profile = (name: string) => segment(0xe2, `ICC_PROFILE\0\x01\x01${'\0'.repeat(20)}${name}`)
const jpeg = (...parts: readonly string[]) => bytes(`\xff\xd8${parts.join('')}\xff\xda${'\0'.repeat(20)}`)

test.each([
  ['three colours', jpeg(frame(3)), { cmyk: false, profile: false }],
  ['printing colours', jpeg(segment(0xee, 'Adobe'), frame(4)), { cmyk: true, profile: false }],
  ['sRGB by name', jpeg(profile('sRGB IEC61966'), frame(3)), { cmyk: false, profile: false }],
  ['sRGB in wide letters', jpeg(profile('\0s\0R\0G\0B'), frame(3)), { cmyk: false, profile: false }],
  ['another profile', jpeg(profile('Display P3'), frame(3)), { cmyk: false, profile: true }],
  ['half a file', jpeg(frame(4)).subarray(0, 9), { cmyk: false, profile: false }],
])('a JPEG of %s', (_, file, colours) => {
  expect(coloursOf(file)).toEqual(colours)
})
