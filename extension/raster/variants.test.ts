import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOf, linkOf, sheetRows, slugOf, variantsOf } from './variants.ts'

const values = {
  headlines: ['Now', 'Later'],
  framings: ['whole', 'closer'],
  looks: ['none', 'vivid', 'noir'],
  colors: ['#ffffff'],
  combine: 'single',
  most: 20,
  campaign: 'Spring Sale!',
}

test('one change at a time: the plain one, then each other thing alone', () => {
  const { variants, left } = variantsOf(values, 2)
  expect(left).toBe(0)
  const plain = { picture: 0, framing: 'whole', look: 'none', headline: 'Now', color: '#ffffff' }
  expect(variants).toEqual([
    plain,
    { ...plain, picture: 1 },
    { ...plain, headline: 'Later' },
    { ...plain, framing: 'closer' },
    { ...plain, look: 'vivid' },
    { ...plain, look: 'noir' },
  ])
})

test('everything with everything, as many as are wanted, never two alike', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 5 }),
      fc.subarray(['whole', 'closer', 'left', 'right']),
      fc.subarray(['none', 'vivid', 'noir']),
      fc.uniqueArray(fc.constantFrom('#ffffff', '#000000', '#ffd60a'), { maxLength: 3 }),
      fc.integer({ min: 2, max: 20 }),
      fc.integer({ min: 1, max: 4 }),
      (headlines, chosen, looks, colors, most, pictures) => {
        const asked = { ...values, headlines, framings: chosen, looks, colors, combine: 'all', most }
        const { variants, left } = variantsOf(asked, pictures)
        const wanted =
          pictures *
          Math.max(1, headlines.length) *
          Math.max(1, chosen.length) *
          Math.max(1, looks.length) *
          (headlines.length > 0 ? Math.max(1, colors.length) : 1)
        expect(variants.length).toBe(Math.min(most, wanted))
        expect(left).toBe(Math.max(0, wanted - most))
        expect(new Set(variants.map((one) => JSON.stringify(one))).size).toBe(variants.length)
        const codes = variants.map((_, at) => codeOf(asked, at))
        expect(new Set(codes).size).toBe(codes.length)
      },
    ),
  )
})

test('codes are fit for names and addresses', () => {
  expect(codeOf(values, 0)).toBe('spring-sale-a')
  expect(codeOf({ ...values, campaign: '' }, 19)).toBe('t')
  expect(slugOf('  Été / 2026  ')).toBe('été-2026')
  fc.assert(fc.property(fc.string(), (words) => !/[\s/\\:*?"<>|]/.test(slugOf(words))))
})

test('a link leads to the page with its code, and keeps what it had', () => {
  const asked = { ...values, page: 'shop.example/new?size=2', source: 'newsletter', medium: 'email' }
  expect(linkOf(asked, 'spring-sale-b')).toBe(
    'https://shop.example/new?size=2&utm_source=newsletter&utm_medium=email&utm_campaign=spring-sale&utm_content=spring-sale-b',
  )
  expect(linkOf({ ...asked, page: '' }, 'a')).toBeNull()
  expect(linkOf({ ...asked, page: 'javascript://x' }, 'a')).toBeNull()
})

test('the sheet has a line for each', () => {
  const { variants } = variantsOf(values, 1)
  const rows = sheetRows(
    values,
    variants.map((variant, at) => ({ variant, file: `cup-${codeOf(values, at)}.jpg`, picture: 'cup.png' })),
  )
  expect(rows.length).toBe(variants.length + 1)
  for (const row of rows) expect(row.length).toBe(rows[0]?.length)
  expect(rows[1]?.slice(0, 2)).toEqual(['A', 'cup-spring-sale-a.jpg'])
  expect(new Set(rows.slice(1).map((row) => row[rows[0]!.indexOf('utm_content')])).size).toBe(variants.length)
})
