import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameAll, saneFolder, saneName, type Unnamed } from './names.ts'

const item = (n: number, name: string, more: Partial<Unnamed> = {}): Unnamed => ({
  folder: '',
  name,
  own: false,
  n,
  tools: ['resize', 'compress'],
  made: [{ name: name.replace(/\.\w+$/, '.webp'), ending: 'webp' }],
  ...more,
})

test('a pattern names every file, with as many digits as the largest number has', () => {
  expect(nameAll([item(1, 'hat.jpg'), item(12, 'coat.v2.png')], '{name}-{tool}-{n}')).toEqual([
    ['hat-resize-compress-01.webp'],
    ['coat.v2-resize-compress-12.webp'],
  ])
})

test('a name asked for stands instead of the pattern, folders stay, and no two are alike', () => {
  const items = [
    item(1, 'hat.jpg', { folder: 'a/b' }),
    item(2, 'HAT.png', { folder: 'a/b' }),
    item(3, 'Winter.png', { own: true }),
    item(4, 'winter.png', { own: true }),
  ]
  expect(nameAll(items, '')).toEqual([
    ['a/b/hat.webp'],
    ['a/b/HAT-2.webp'],
    ['Winter.webp'],
    ['winter-2.webp'],
  ])
})

test('what a tool makes several of is told apart by the tool’s own words', () => {
  const made = ['hat-16x16.png', 'hat-32x32.png', 'favicon.ico'].map((name) => ({
    name,
    ending: name.slice(-3),
  }))
  expect(nameAll([item(7, 'hat.svg', { made })], '{name}')).toEqual([
    ['hat-16x16.png', 'hat-32x32.png', 'hat-favicon.ico'],
  ])
})

test('dollar signs and braces in a name are only letters', () => {
  expect(nameAll([item(1, "$&-{n}-$'.png")], '{name}_{n}')).toEqual([["$&-1-$'_1.webp"]])
})

/** Letters, and everything that a system might stumble over. */
const letters = [...'aé☕ ..//\\:*?"<>|-\u0000\u001f\u202e\u2066\n\t', 'CON']

test('no name leads out of its folder or is refused by a system', () => {
  expect(saneName('a/b\\c:d?.png')).toBe('a-b-c-d-.png')
  expect(saneName('..')).toBe('picture')
  expect(saneName('CON')).toBe('CON_')
  expect(saneFolder('../../etc//./shop\\new')).toBe('etc/shop/new')
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...letters), maxLength: 200 }), (words) => {
      const name = saneName(words)
      const bad = /[\u0000-\u001f<>:"/\\|?*]|^[. ]|[. ]$|^$/.test(name)
      return !bad && [...name].length <= 121
    }),
  )
})

test('whatever the names and the pattern, every path is its own', () => {
  const word = fc.string({ maxLength: 8 })
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: word, folder: word }), { maxLength: 30 }),
      word,
      (all, pattern) => {
        const paths = nameAll(
          all.map(({ name, folder }, at) => item(at + 1, name, { folder })),
          pattern,
        ).flat()
        expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(all.length)
      },
    ),
  )
})
