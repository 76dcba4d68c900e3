import { expect, test } from 'vitest'
import { bytesWords, shrunkWords, typeName } from './figures.tsx'

test('bytes in the unit a person would choose', () => {
  expect([0, 999, 1024, 245_000, 1_890_000].map(bytesWords)).toEqual([
    '0 bytes',
    '999 bytes',
    '1 KB',
    '240 KB',
    '1.8 MB',
  ])
})

test('what became of a size', () => {
  expect(shrunkWords(1000, 130)).toBe('87 % smaller')
  expect(shrunkWords(1000, 1120)).toBe('12 % larger')
  expect(shrunkWords(1000, 1001)).toBe('the same size')
})

test('a type by the name people know', () => {
  expect(
    ['image/jpeg', 'image/png', 'image/svg+xml', 'image/x-icon', 'application/zip'].map(typeName),
  ).toEqual(['JPG', 'PNG', 'SVG', 'ICO', 'ZIP'])
})
