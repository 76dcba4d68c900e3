import fc from 'fast-check'
import { expect, test } from 'vitest'
import { number, join, utf8 } from './bytes.ts'
import { numberEntry, tags, textEntry, writeExif } from './exif.ts'
import { profileOf } from './icc.ts'
import { chosen } from './choice.ts'
import { noEdits, noMetadata, type Metadata } from './metadata.ts'
import { changesIn, factsIn } from './said.ts'

const fraction = (...values: number[]) =>
  join(values.flatMap((value) => [number(value * 100, 4), number(100, 4)]))
const photo: Metadata = {
  ...noMetadata,
  exif: writeExif({
    little: false,
    image: [
      textEntry(tags.make, 'Camera works'),
      textEntry(tags.model, 'One'),
      numberEntry(tags.orientation, 6, false),
      textEntry(tags.artist, 'Zoë'),
    ],
    photo: [textEntry(tags.taken, '2026:01:02 03:04:05')],
    place: [
      textEntry(1, 'N'),
      { tag: 2, type: 5, count: 3, value: fraction(60, 23, 24), at: 0 },
      textEntry(3, 'E'),
      { tag: 4, type: 5, count: 3, value: fraction(5, 19, 12), at: 0 },
    ],
    interop: [],
  }),
  icc: profileOf('display-p3'),
  notes: [{ key: 'Comment', text: 'a comment' }],
}

test('what a file says, in words', () => {
  expect(factsIn(photo)).toEqual([
    { label: 'Author', value: 'Zoë' },
    { label: 'Place', value: '60.39000° N, 5.32000° E' },
    { label: 'Photographed', value: '2026-01-02 03:04:05' },
    { label: 'Camera', value: 'Camera works One' },
    { label: 'Comment', value: 'a comment' },
    { label: 'Colours', value: 'Display P3' },
  ])
  expect(factsIn(noMetadata)).toEqual([])
})

test('what becomes of it', () => {
  const edits = { ...noEdits, author: 'Bo', title: 'Ship', removePlace: true }
  expect(changesIn(photo, chosen(photo, 'keep', edits, null))).toEqual([
    'Author: Bo, no longer Zoë',
    'Removed: place, 60.39000° N, 5.32000° E',
    'Photographed: 2026-01-02 03:04:05',
    'Camera: Camera works One',
    'Comment: a comment',
    'Colours: Display P3',
    'Title: Ship',
  ])
})

test('whatever stands there, it is only read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 200 }), (bytes, words) => {
      const random = bytes.slice()
      factsIn({ exif: random, xmp: utf8(words), iptc: random, icc: random, c2pa: random, notes: [] })
    }),
  )
})
