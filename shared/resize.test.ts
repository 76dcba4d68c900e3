import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cropFor, type Size } from './crop.ts'
import { defaultsOf, valuesSchema, type Values } from './fields.ts'
import { resizePlan } from './resize.ts'
import { longestSide, resize } from './tools/resize.ts'

const schema = valuesSchema(resize.fields)
const plan = (picture: Size, values: Values) =>
  resizePlan(picture, schema.parse(values), (shape) => cropFor(picture, shape))
const hero = { width: 2000, height: 1000 }

test.each<[string, Size, Values, Size]>([
  ['a hero', hero, { width: 1200, height: 600 }, { width: 1200, height: 600 }],
  ['one side', hero, { width: 600 }, { width: 600, height: 300 }],
  ['the other side', hero, { height: 100 }, { width: 200, height: 100 }],
  ['inside a square', hero, { width: 500, height: 500 }, { width: 500, height: 250 }],
  ['never larger', hero, { width: 4000 }, { width: 2000, height: 1000 }],
  ['larger where asked', hero, { width: 4000, enlarge: true }, { width: 4000, height: 2000 }],
  ['a cover', hero, { how: 'fill', width: 1128, height: 191 }, { width: 1128, height: 191 }],
  [
    'a cover by its name',
    hero,
    { how: 'fill', placement: 'linkedin-company-cover' },
    { width: 1128, height: 191 },
  ],
  [
    'a part for a place',
    hero,
    {
      how: 'crop',
      placement: 'linkedin-company-cover',
      crop: { x: 0.1, y: 0.1, width: 0.5, height: 0.1693 },
    },
    { width: 1128, height: 191 },
  ],
  ['a border', hero, { how: 'pad', width: 800, height: 800 }, { width: 800, height: 800 }],
  ['stretched', hero, { how: 'stretch', width: 800, height: 800 }, { width: 800, height: 800 }],
  ['by percent', hero, { how: 'percent', percent: 33 }, { width: 660, height: 330 }],
  ['never nothing', { width: 1, height: 9 }, { how: 'percent', percent: 1 }, { width: 1, height: 1 }],
  [
    'a part',
    hero,
    { how: 'crop', crop: { x: 0.25, y: 0.5, width: 0.5, height: 0.25 } },
    { width: 1000, height: 250 },
  ],
  [
    'a part at a size',
    hero,
    { how: 'crop', crop: { x: 0.25, y: 0.5, width: 0.5, height: 0.25 }, width: 500 },
    { width: 500, height: 125 },
  ],
])('%s', (_, picture, values, canvas) => {
  expect(plan(picture, values).canvas).toEqual(canvas)
})

test('the fields alone make a plan once a size is said; without one they ask for it', () => {
  expect(() => plan(hero, defaultsOf(resize.fields))).toThrow('Say how wide or how high')
  expect(() => plan({ width: 12000, height: 9000 }, { how: 'percent', percent: 400 })).toThrow(
    '48,000 x 36,000',
  )
})

test('of any picture a part that is in it becomes a picture that can be made, unbent but where it is to be stretched', () => {
  const side = fc.integer({ min: 1, max: 12_000 })
  fc.assert(
    fc.property(
      fc.record({ width: side, height: side }),
      fc.constantFrom('fit', 'fill', 'pad', 'stretch', 'percent'),
      fc.integer({ min: 1, max: 4000 }),
      fc.integer({ min: 1, max: 4000 }),
      fc.boolean(),
      (picture, how, width, height, enlarge) => {
        const { from, to, canvas } = plan(picture, { how, width, height, enlarge, percent: 50 })
        expect(from.x + from.width).toBeLessThanOrEqual(picture.width)
        expect(from.y + from.height).toBeLessThanOrEqual(picture.height)
        for (const size of [from, to, canvas]) {
          expect(size.width).toBeGreaterThanOrEqual(1)
          expect(size.height).toBeGreaterThanOrEqual(1)
          expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(longestSide)
        }
        expect(to.width).toBeLessThanOrEqual(canvas.width)
        expect(to.height).toBeLessThanOrEqual(canvas.height)
        if (how === 'fit' || how === 'pad' || how === 'percent') {
          // Rounding a side to whole pixels bends a picture by less than one of them.
          const exact = (to.width * from.height) / from.width
          const exactWidth = (to.height * from.width) / from.height
          expect(Math.min(Math.abs(exact - to.height), Math.abs(exactWidth - to.width))).toBeLessThan(1.01)
        }
      },
    ),
  )
})
