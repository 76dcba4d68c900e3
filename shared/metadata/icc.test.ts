import sharp from 'sharp'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWide, primariesOf, profileOf, spaceOf, tagOf } from './icc.ts'
import type { Bytes } from './bytes.ts'
import { readMetadata, writeMetadata } from './file.ts'
import { noMetadata } from './metadata.ts'

/** Every colour of a small cube. */
const steps = [0, 40, 90, 128, 200, 255]
const cube = Uint8Array.from(steps.flatMap((r) => steps.flatMap((g) => steps.flatMap((b) => [r, g, b]))))
const raw = { width: 36, height: 6, channels: 3 } as const

const withProfile = async (icc: Bytes) =>
  writeMetadata(new Uint8Array(await sharp(cube, { raw }).png().toBuffer()), 'image/png', {
    ...noMetadata,
    icc,
  })

const theirs = async (name: 'p3' | 'srgb' | 'cmyk') => {
  const file = await sharp(cube, { raw }).withIccProfile(name).jpeg().toBuffer()
  return (await readMetadata(new Uint8Array(file), 'image/jpeg')).icc!
}

describe('the profile of Display P3', () => {
  const ours = profileOf('display-p3')!

  test('is small, and others read from it the colours they read from their own', async () => {
    expect(ours.byteLength).toBeLessThan(600)
    const seen = await Promise.all(
      [ours, await theirs('p3')].map(async (icc) =>
        sharp(await withProfile(icc))
          .raw()
          .toBuffer(),
      ),
    )
    // Both were turned into sRGB on reading: other numbers than were written.
    expect(seen[0]!.equals(cube)).toBe(false)
    const apart = seen[0]!.map((value, at) => Math.abs(value - seen[1]![at]!))
    // Theirs has rounded a small negative number to none: the darkest reds and greens differ a little.
    expect(Math.max(...apart)).toBeLessThanOrEqual(5)
    expect(apart.reduce((sum, each) => sum + each) / apart.length).toBeLessThan(0.2)
  })

  test('is wide, and that of sRGB is not', async () => {
    expect(isWide(ours)).toBe(true)
    expect(isWide(await theirs('p3'))).toBe(true)
    expect(isWide(await theirs('srgb'))).toBe(false)
    expect(profileOf('srgb')).toBeNull()
    expect(spaceOf(await theirs('cmyk'))).toBe('CMYK')
  })
})

test('any bytes at all are read as a profile or none', () => {
  const head = profileOf('display-p3')!
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.nat(700),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
      (random, cut, flips) => {
        const bent = head.slice(0, cut)
        for (const [at, value] of flips) if (bent.byteLength > 0) bent[at % bent.byteLength] = value
        for (const icc of [random.slice(), bent]) {
          isWide(icc)
          primariesOf(icc)
          tagOf(icc, 'desc')
        }
      },
    ),
  )
})
