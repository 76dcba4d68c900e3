import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileLimit } from '../../shared/model.ts'
import { fitOf, sentType, type Picture } from './fit.ts'

const picture = (width: number, height: number, more: Partial<Picture> = {}): Picture => ({
  type: 'image/png',
  bytes: 1_000_000,
  width,
  height,
  ...more,
})

/** The usual limits of an edit. */
const edited: FileLimit = {
  types: ['image/png', 'image/jpeg', 'image/webp'],
  bytes: 10_000_000,
  side: [64, 16_384],
  pixels: [4096, 9_437_184],
  ratio: 2.5,
}

describe('a picture that is taken', () => {
  it('goes as it is', () =>
    expect(fitOf(picture(1024, 768), edited)).toEqual({ fit: { width: 1024, height: 768, notes: [] } }))

  it.each([
    [
      'too many pixels',
      picture(6000, 4000),
      'is made smaller for this model: 6,000 x 4,000 to 3,762 x 2,508',
    ],
    ['another type', picture(900, 900, { type: 'image/gif' }), 'is sent as PNG, which this model takes'],
    [
      'too many bytes',
      picture(900, 900, { bytes: 14_200_000 }),
      'is packed more tightly: 14.2 MB, this model takes 10.0 MB',
    ],
  ])('%s: is fitted, and it is said', (_, given, note) => {
    const judged = fitOf(given, edited)
    expect(judged).toMatchObject({ fit: { notes: [note] } })
  })
})

describe('a picture that cannot be fitted names what it is, what is taken and the nearest', () => {
  it.each([
    ['too small', picture(40, 50), 'has 40 x 50 pixels', 'The nearest it takes is 64 x 80'],
    ['too few pixels', picture(64, 60, {}), 'has 64 x 60 pixels', 'The nearest it takes is 69 x 64'],
    [
      'too long',
      picture(3000, 500),
      'is 3,000 x 500 pixels, 6.0 times as long as it is wide',
      'The nearest it takes is 1,250 x 500',
    ],
    [
      'too high',
      picture(500, 3000),
      'is 500 x 3,000 pixels, 6.0 times as long as it is wide',
      'The nearest it takes is 500 x 1,250',
    ],
  ])('%s', (_, given, is, nearest) => {
    const judged = fitOf(given, edited)
    expect(judged).toMatchObject({ misfit: { is, nearest: expect.stringContaining(nearest) } })
  })

  it('of a shape that no size of it would fit', () => {
    const limit: FileLimit = { side: [32, 1536], pixels: [1024, 1_048_576] }
    expect(fitOf(picture(8000, 100), limit)).toMatchObject({
      misfit: { takes: 'sides from 32 to 1,536 pixels' },
    })
  })
})

const taken = ({ width, height }: { width: number; height: number }, { side, pixels, ratio }: FileLimit) =>
  (!side || (Math.min(width, height) >= side[0] && Math.max(width, height) <= side[1])) &&
  (!pixels || (width * height >= pixels[0] && width * height <= pixels[1])) &&
  (!ratio || Math.max(width, height) <= ratio * Math.min(width, height) + 1)

it('whatever is fitted is within every limit, keeps its shape and is never enlarged', () => {
  const side = fc.integer({ min: 1, max: 16_384 })
  fc.assert(
    fc.property(
      side,
      side,
      fc.constantFrom(edited, { side: [32, 1536], pixels: [1024, 1_048_576] } as const),
      (w, h, limit) => {
        const judged = fitOf(picture(w, h), limit)
        if ('misfit' in judged) return
        const { fit } = judged
        expect(taken(fit, limit)).toBe(true)
        expect(fit.width).toBeLessThanOrEqual(w)
        expect(Math.abs(fit.width / fit.height - w / h) / (w / h)).toBeLessThan(0.05)
      },
    ),
  )
})

it('what may be transparent is sent as a type that can be', () => {
  expect(sentType('image/gif', edited)).toBe('image/png')
  expect(sentType('image/avif', edited)).toBe('image/webp')
  expect(sentType('image/gif', { types: ['image/jpeg', 'image/webp'] })).toBe('image/webp')
  expect(sentType('image/webp', edited)).toBe('image/webp')
  expect(sentType('image/avif', { types: ['image/jpeg'] })).toBe('image/jpeg')
})
