import { createHash } from 'node:crypto'
import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import type { FileType } from '../../shared/assets.ts'
import { markPicture } from './mark.ts'

const source = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'

/** Any small picture: size, channels and pixels as they come. */
const picture = fc
  .record({
    width: fc.integer({ min: 1, max: 17 }),
    height: fc.integer({ min: 1, max: 17 }),
    channels: fc.constantFrom(3 as const, 4 as const),
    seed: fc.nat(),
  })
  .map(({ width, height, channels, seed }) => {
    const pixels = new Uint8Array(width * height * channels)
    for (let i = 0, x = seed; i < pixels.length; i++)
      pixels[i] = (x = (x * 1103515245 + 12345) % 2147483648) >> 16
    return sharp(pixels, { raw: { width, height, channels } })
  })

type Draw = (image: Sharp) => Promise<Buffer>
const formats: [string, FileType, Draw][] = [
  ['PNG', 'image/png', (image) => image.png().toBuffer()],
  ['JPEG', 'image/jpeg', (image) => image.jpeg().toBuffer()],
  ['JPEG with Exif', 'image/jpeg', (image) => image.withMetadata({ orientation: 6 }).jpeg().toBuffer()],
  ['lossy WebP', 'image/webp', (image) => image.webp().toBuffer()],
  ['lossless WebP', 'image/webp', (image) => image.webp({ lossless: true }).toBuffer()],
]

const pixelsOf = async (bytes: Uint8Array) => {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  return [info.width, info.height, info.channels, createHash('sha256').update(data).digest('hex')]
}

describe.each(formats)('the mark in a %s', (_, type, draw) => {
  const check = (property: (plain: Uint8Array<ArrayBuffer>) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(picture, async (image) => property(new Uint8Array(await draw(image)))),
      { numRuns: 40 },
    )

  it('is found by a reader, and the pixels are the same', () =>
    check(async (plain) => {
      const marked = markPicture(type, plain)
      const { xmp } = await sharp(marked).metadata()
      expect(xmp?.toString()).toContain(source)
      expect(await pixelsOf(marked)).toEqual(await pixelsOf(plain))
    }))

  it('is written once', () =>
    check(async (plain) => {
      const once = markPicture(type, plain)
      expect(markPicture(type, once)).toEqual(once)
    }))
})

describe('a packet that was there', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('makes way in a %s', async (format) => {
    const plain = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><other/></x:xmpmeta>')
      .toFormat(format)
      .toBuffer()
    const marked = Buffer.from(markPicture(`image/${format}`, new Uint8Array(plain)))
    expect((await sharp(marked).metadata()).xmp?.toString()).toContain(source)
    expect(marked.includes('<other/>')).toBe(false)
  })
})
