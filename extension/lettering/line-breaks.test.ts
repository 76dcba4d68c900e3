import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakLines, isRightToLeft, partsWords } from './line-breaks.ts'

/** Every sign is one wide. */
const measure = (words: string) => [...words].length
const lines = (text: string, room: number) => breakLines(text, room, measure)

describe('lines', () => {
  test('are few and about equally long', () => {
    expect(lines('one two three four five six', 23)).toEqual(['one two three', 'four five six'])
    expect(lines('short', 20)).toEqual(['short'])
  })

  test('a new line stays one, and an empty one too', () => {
    expect(lines('above\n\nbelow', 20)).toEqual(['above', '', 'below'])
  })

  test('punctuation stays with its word, also where no space is', () => {
    expect(lines('他说：「你好，世界。」', 6).every((line) => !/^[，。」：]/.test(line))).toBe(true)
    expect(lines('well-known half-truths', 12)).toEqual(['well-known', 'half-truths'])
    expect(lines('a long-winded one', 7)).toEqual(['a long-', 'winded', 'one'])
  })

  test('what a no-break space holds is not parted', () => {
    expect(lines('about 20\u00a0km away', 9)).toEqual(['about', '20\u00a0km', 'away'])
  })

  test('a family emoji is one sign', () => {
    const family = '👩‍👩‍👧‍👦'
    const wide = (words: string) => [...new Intl.Segmenter().segment(words)].length
    expect(breakLines(family.repeat(4), 2, wide)).toEqual([family.repeat(2), family.repeat(2)])
  })

  test('are never too wide and lose nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: 'grapheme' }),
        fc.integer({ min: 8, max: 60 }),
        (text, room) => {
          const made = lines(text, room)
          for (const line of made) {
            const oneSign = [...new Intl.Segmenter().segment(line)].length === 1
            if (!oneSign) expect(measure(line)).toBeLessThanOrEqual(room)
          }
          const bare = (words: string) => words.replace(/[\s\u200b]/g, '')
          expect(bare(made.join(''))).toBe(bare(text))
        },
      ),
    )
  })
})

test('says when a word is wider than the room', () => {
  expect(partsWords('a rather longword', 8, measure)).toBe(false)
  expect(partsWords('unbelievable', 8, measure)).toBe(true)
})

test('the first letter says which way a text is read', () => {
  expect(isRightToLeft('“שלום עולם”')).toBe(true)
  expect(isRightToLeft('2026 مرحبا')).toBe(true)
  expect(isRightToLeft('Hello שלום')).toBe(false)
  expect(isRightToLeft('123')).toBe(false)
})
