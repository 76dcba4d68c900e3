import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRange } from './range.ts'

describe('a range of 100 bytes', () => {
  it.each([
    ['bytes=0-9', { offset: 0, length: 10 }],
    ['bytes=90-', { offset: 90, length: 10 }],
    ['bytes=-10', { offset: 90, length: 10 }],
    ['bytes=-1000', { offset: 0, length: 100 }],
    ['bytes=95-1000', { offset: 95, length: 5 }],
    ['bytes=100-', 'outside'],
    ['bytes=-0', 'outside'],
    [undefined, null],
    ['bytes=-', null],
    ['bytes=9-3', null],
    ['bytes=0-1,5-6', null],
    ['lines=0-1', null],
  ])('%s', (header, range) => expect(parseRange(header, 100)).toEqual(range))

  it('never reaches beyond the file', () =>
    fc.assert(
      fc.property(fc.nat(200), fc.option(fc.nat(200)), fc.option(fc.nat(200)), (size, first, last) => {
        const range = parseRange(`bytes=${first ?? ''}-${last ?? ''}`, size)
        if (range === null || range === 'outside') return
        expect(range.offset).toBeGreaterThanOrEqual(0)
        expect(range.length).toBeGreaterThan(0)
        expect(range.offset + range.length).toBeLessThanOrEqual(size)
      }),
    ))
})
