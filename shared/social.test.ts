import fc from 'fast-check'
import { expect, test } from 'vitest'
import { centre, cropFor, largestOf } from './crop.ts'
import { defaultsOf, valuesSchema } from './fields.ts'
import { placementOf, placements } from './platforms.ts'
import { enlargedBy, isBordered, ownPoints, ownWords, socialPlan, softSizes } from './social.ts'
import type { Subject } from './subject.ts'
import { social } from './tools/social.ts'

const all = placements.map(({ id }) => id)
const nothing: Subject = { focal: centre, parts: [] }
const picture = { width: 3000, height: 2000 }
const valuesOf = (values: object) => valuesSchema(social.fields).parse(values)
const plan = (values: object, transparent = false, subject = nothing) =>
  socialPlan(picture, transparent, valuesOf(values), subject)

test('every place gets one file of its size, in a type that it takes', () => {
  const files = plan({ placements: all })
  expect(files.map(({ placement }) => placement.id)).toEqual(all)
  for (const { placement, type, to, suffix } of files) {
    expect(placement.types, placement.id).toContain(type)
    expect(to).toEqual(placement.size)
    expect(suffix).toBe(`${placement.id}-${placement.size.width}x${placement.size.height}`)
  }
})

test('several types make several files, but none that a place refuses', () => {
  const types = (id: string, transparent = false) =>
    plan({ placements: [id], types: ['suited', 'png', 'webp'] }, transparent).map(({ type }) => type)
  expect(types('instagram-story')).toEqual(['image/jpeg'])
  expect(types('tiktok-photo')).toEqual(['image/jpeg', 'image/webp'])
  expect(types('x-post-16x9')).toEqual(['image/jpeg', 'image/png', 'image/webp'])
  expect(types('x-post-16x9', true)).toEqual(['image/png', 'image/webp'])
  expect(plan({ placements: ['instagram-story'], types: ['png'] }).map(({ type }) => type)).toEqual([
    'image/jpeg',
  ])
})

test('a border leaves the whole picture in', () => {
  const [file] = plan({ placements: ['instagram-story'], fit: 'pad' })
  expect(file).toMatchObject({ from: { x: 0, y: 0, ...picture }, to: { width: 1080, height: 720 } })
})

// As high as the picture: no wide shape can hold it.
const face = { x: 0.1, y: 0.05, width: 0.4, height: 0.9 }
const portrait: Subject = { focal: centre, parts: [{ kind: 'face', box: face, weight: 2, sure: 1 }] }

test('a face that a shape would cut gets a border, and no other place does', () => {
  const [header, square] = plan({ placements: ['x-header', 'instagram-feed-square'] }, false, portrait)
  expect(header?.from.height).toBeGreaterThanOrEqual(1800)
  expect(header?.to).toEqual({ width: expect.any(Number), height: 500 })
  expect(header?.ground).toMatchObject(largestOf(picture, { width: 3, height: 1 }))
  expect(square).toMatchObject({ to: { width: 1080, height: 1080 }, ground: null })
  expect([header!, square!].map(isBordered)).toEqual([true, false])
  const asked = { placements: ['x-header'], fit: 'crop' }
  for (const values of [
    asked,
    { ...asked, fit: 'safe', focus: 'center' },
    { ...asked, fit: 'safe', own: ['x-header 0.5 0.5'] },
  ])
    expect(plan(values, false, portrait).map(isBordered)).toEqual([false])
})

test('a border is a colour where that is asked for, and where the picture is transparent', () => {
  const grounds = (values: object, transparent = false) =>
    plan({ placements: ['x-header'], ...values }, transparent, portrait).map(({ ground }) => ground !== null)
  expect(grounds({})).toEqual([true])
  expect(grounds({ fit: 'pad' })).toEqual([true])
  expect(grounds({ border: 'color' })).toEqual([false])
  expect(grounds({}, true)).toEqual([false])
})

test('a ground becomes small, and in the end as large as its place', () => {
  const side = fc.integer({ min: 1, max: 4000 })
  fc.assert(
    fc.property(side, side, (width, height) => {
      const [few, ...larger] = softSizes({ width, height })
      expect(few.width * few.height).toBeLessThanOrEqual(Math.max(320, width, height))
      expect(larger.at(-1)).toEqual({ width, height })
      for (const one of [few, ...larger]) expect(Math.min(one.width, one.height)).toBeGreaterThanOrEqual(1)
    }),
  )
})

test('one point for all, and others for single places', () => {
  const values = {
    placements: ['instagram-story', 'instagram-feed-square'],
    focus: 'point',
    focal: { x: 0, y: 0.5 },
    own: ['instagram-story 1 0.5'],
  }
  const [story, square] = plan(values)
  expect(story?.from).toEqual(cropFor(picture, placementOf('instagram-story').size, { x: 1, y: 0.5 }))
  expect(square?.from.x).toBe(0)
  expect(() => plan({ ...values, own: ['instagram-story left'] })).toThrow('names no point')
  expect(() => plan({ ...values, own: ['instagram-story 2 0.5'] })).toThrow('names no point')
  expect(() => plan({ ...values, own: ['myspace-wall 0.5 0.5'] })).toThrow('no placement')
})

test('points written down are the same points', () => {
  const share = fc.integer({ min: 0, max: 10_000 }).map((part) => part / 10_000)
  const points = fc.dictionary(fc.constantFrom(...all), fc.record({ x: share, y: share }))
  fc.assert(
    fc.property(points, (by) => {
      const map = new Map(Object.entries(by).map(([id, { x, y }]) => [id, { x, y }]))
      const values = valuesOf({ own: ownWords(map) })
      expect(ownPoints(values)).toEqual(map)
    }),
  )
})

test('what a person gets without choosing can be made', () => {
  expect(plan(defaultsOf(social.fields)).length).toBe(social.fields.placements.default.length)
  expect(
    enlargedBy({ from: { x: 0, y: 0, width: 500, height: 500 }, to: { width: 1000, height: 1000 } }),
  ).toBe(2)
})
