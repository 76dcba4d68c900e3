import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Rect } from '../../shared/crop.ts'
import { layouts, tilesOf, type Layout } from './collage.ts'

const aspects = fc.array(fc.double({ min: 0.3, max: 3, noNaN: true }), { minLength: 2, maxLength: 9 })
const side = fc.integer({ min: 400, max: 3000 })
const layout = fc.constantFrom(...(Object.keys(layouts) as Layout[]))

const apart = (a: Rect, b: Rect, gap: number) =>
  a.x + a.width + gap <= b.x ||
  b.x + b.width + gap <= a.x ||
  a.y + a.height + gap <= b.y ||
  b.y + b.height + gap <= a.y

test('tiles never touch, and leave nothing but the gaps', () => {
  fc.assert(
    fc.property(
      layout,
      aspects,
      side,
      side,
      fc.integer({ min: 0, max: 20 }),
      fc.boolean(),
      (how, shapes, width, height, gap, framed) => {
        const edge = framed ? gap : 0
        const tiles = tilesOf(how, shapes, { width, height }, gap, edge)
        expect(tiles).toHaveLength(shapes.length)
        for (const [at, tile] of tiles.entries()) {
          expect(Object.values(tile).every(Number.isInteger)).toBe(true)
          for (const other of tiles.slice(at + 1)) expect(apart(tile, other, gap - 1)).toBe(true)
        }
        expect(Math.min(...tiles.map(({ x }) => x))).toBe(edge)
        expect(Math.min(...tiles.map(({ y }) => y))).toBe(edge)
        expect(Math.max(...tiles.map((tile) => tile.x + tile.width))).toBe(width - edge)
        expect(Math.max(...tiles.map((tile) => tile.y + tile.height))).toBe(height - edge)
        if (gap === 0) {
          const covered = tiles.reduce((sum, tile) => sum + tile.width * tile.height, 0)
          expect(covered).toBe(width * height)
        }
      },
    ),
  )
})

test('pictures that fit a sheet as they are lose nothing', () => {
  const [first, second] = tilesOf('rows', [16 / 9, 16 / 9], { width: 1600, height: 1800 }, 0, 0)
  expect(first).toEqual({ x: 0, y: 0, width: 1600, height: 900 })
  expect(second).toEqual({ x: 0, y: 900, width: 1600, height: 900 })
})

test('even tiles stand two by two, and five as two above three', () => {
  const sheet = { width: 1000, height: 1000 }
  expect(tilesOf('grid', [1, 1, 1, 1], sheet, 0, 0)[3]).toEqual({ x: 500, y: 500, width: 500, height: 500 })
  expect(tilesOf('grid', [1, 1, 1, 1, 1], sheet, 0, 0).map(({ y }) => y)).toEqual([0, 0, 500, 500, 500])
})
