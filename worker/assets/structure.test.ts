import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileType } from '../../shared/assets.ts'
import { fileOf } from '../test/files.ts'
import { movingGif, movingPng, movingWebp } from '../test/odd-files.ts'
import { structureOf } from './structure.ts'

const pictures = [
  ['png', 'image/png'],
  ['jpeg', 'image/jpeg'],
  ['turned', 'image/jpeg'],
  ['webp', 'image/webp'],
  ['gif', 'image/gif'],
  ['avif', 'image/avif'],
] as const

describe.each(pictures)('a picture: %s', (name, type) => {
  it('is whole, and still', () =>
    expect(structureOf(type, fileOf(name))).toEqual({ whole: true, animated: false }))

  it('is not whole wherever it is cut off', () => {
    const bytes = fileOf(name)
    for (let length = 12; length < bytes.byteLength; length++)
      expect(structureOf(type, bytes.slice(0, length)).whole, `${length} bytes`).toBe(false)
  })

  it('is read without harm, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.nat(fileOf(name).byteLength - 1), fc.nat(255), (at, value) => {
        const bytes = fileOf(name)
        bytes[at] = value
        structureOf(type, bytes)
      }),
    )
  })
})

it.each([
  ['gif', 'image/gif', movingGif],
  ['png', 'image/png', movingPng],
  ['webp', 'image/webp', movingWebp],
] as [string, FileType, () => Uint8Array][])('a picture that moves is known: %s', (_, type, make) =>
  expect(structureOf(type, make())).toEqual({ whole: true, animated: true }),
)
