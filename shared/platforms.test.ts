import { expect, test } from 'vitest'
import { placementOf, placements, placementTitle, platforms } from './platforms.ts'

test('every placement has a name of its own, and a size, types and margins that can be', () => {
  expect(new Set(placements.map(({ id }) => id)).size).toBe(placements.length)
  expect(new Set(placements.map(placementTitle)).size).toBe(placements.length)
  for (const { id, platform, size, types, maxBytes, margins, shape, covered } of placements) {
    expect(Object.keys(platforms), id).toContain(platform)
    expect(placementOf(id).size).toBe(size)
    for (const side of [size.width, size.height]) {
      expect(Number.isInteger(side), id).toBe(true)
      expect(side, id).toBeGreaterThanOrEqual(100)
      expect(side, id).toBeLessThanOrEqual(4_000)
    }
    expect(types, id).toContain('image/jpeg')
    if (maxBytes !== null) {
      expect(maxBytes, id).toBeGreaterThanOrEqual(100_000)
      expect(maxBytes, id).toBeLessThanOrEqual(20_000_000)
    }
    expect(margins.top + margins.bottom, id).toBeLessThan(0.8)
    expect(margins.left + margins.right, id).toBeLessThan(0.8)
    if (shape === 'circle') expect(size.width, id).toBe(size.height)
    for (const { box } of covered) {
      expect(box.x + box.width, id).toBeLessThanOrEqual(1)
      expect(box.y + box.height, id).toBeLessThanOrEqual(1)
    }
  }
})

test('a ratio in a title is that of the size', () => {
  const told = placements.flatMap(({ title, size }) => {
    const [, across, down] = /([\d.]+):([\d.]+)/.exec(title) ?? []
    return across && down
      ? [{ title, told: Number(across) / Number(down), is: size.width / size.height }]
      : []
  })
  expect(told.length).toBeGreaterThan(25)
  for (const { title, told: ratio, is } of told) expect(Math.abs(is / ratio - 1), title).toBeLessThan(0.01)
})

test('what breaks easily: JPEG for Instagram, never PNG for a TikTok post, no WebP in mail', () => {
  const takes = (id: string) => placementOf(id).types
  for (const { platform, types, id } of placements)
    if (platform === 'instagram' && id !== 'instagram-profile') expect(types, id).toEqual(['image/jpeg'])
  expect(takes('tiktok-photo')).toEqual(['image/jpeg', 'image/webp'])
  expect(takes('email-hero')).not.toContain('image/webp')
  expect(() => placementOf('myspace-wall')).toThrow('no placement')
})
