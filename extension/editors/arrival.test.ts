import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasMore, takes, textArrival } from './arrival.ts'

const words = fc.string({ unit: 'grapheme', maxLength: 40 })
const shown = (text: string) => /[^\s\u200b-\u200d\u2060\ufeff]/u.test(text)

describe('what became of a text', () => {
  test('it is whole wherever the caret was, however the editor breaks lines', () => {
    fc.assert(
      fc.property(words, words, words.filter(shown), (left, right, text) => {
        const paragraphs = text.replaceAll(' ', '\n\n')
        expect(textArrival(left + right, `${left}\n${paragraphs}\u200b ${right}`, text)).toBe('whole')
      }),
    )
  })

  test('doubled, cut short, or in place of the draft is not whole', () => {
    const draft = fc.stringMatching(/^[a-m]{1,20}$/)
    const text = fc.stringMatching(/^[n-z]{2,20}$/)
    fc.assert(
      fc.property(draft, text, (before, sent) => {
        expect(textArrival(before, before + sent + sent, sent)).toBe('other')
        expect(textArrival(before, before + sent.slice(1), sent)).toBe('other')
        expect(textArrival(before, sent, sent)).toBe('other')
        expect(textArrival(before, `${before} \n`, sent)).toBe('none')
      }),
    )
  })

  test('a draft that holds the same words already is no proof', () => {
    expect(textArrival('lamp', 'lamp', 'lamp')).toBe('none')
    expect(textArrival('lamp', 'lamp lamp', 'lamp')).toBe('whole')
    expect(textArrival('lamp lamp', 'lamp', 'lamp')).toBe('other')
  })
})

describe('what became of a file', () => {
  test('a picture that stood there before is no proof', () => {
    expect(hasMore(['blob:1'], ['blob:1'])).toBe(false)
    expect(hasMore(['blob:1', 'blob:2'], ['blob:2'])).toBe(false)
    expect(hasMore(['blob:1'], ['blob:1', 'blob:2'])).toBe(true)
    expect(hasMore(['blob:1'], ['blob:1', 'blob:1'])).toBe(true)
    expect(hasMore(['blob:1'], ['blob:2'])).toBe(true)
  })
})

describe('which file fields take a file', () => {
  test.each([
    ['', 'image/png', 'a.png', true],
    ['image/*,video/*', 'image/png', 'a.png', true],
    ['image/jpeg, image/png', 'image/png', 'a.png', true],
    ['.jpg,.PNG', 'image/png', 'a.png', true],
    ['image/*', 'video/mp4', 'a.mp4', false],
    ['.pdf', 'image/png', 'a.png', false],
  ])('accept="%s" and %s', (accept, type, name, expected) => {
    expect(takes(accept, type, name)).toBe(expected)
  })
})
