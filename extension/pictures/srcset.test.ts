import { expect, test } from 'vitest'
import { candidatesOf } from './srcset.ts'

test.each([
  ['a.jpg 320w, b.jpg 1280w, c.jpg 640w', ['b.jpg', 'c.jpg', 'a.jpg']],
  ['small.png, large.png 2x', ['large.png', 'small.png']],
  ['a.jpg 1.5x,b.jpg 3x', ['b.jpg', 'a.jpg']],
  // Addresses of image services hold commas.
  [
    'https://cdn.example/w_200,h_100/a.jpg 200w, https://cdn.example/w_400,h_200/a.jpg 400w',
    ['https://cdn.example/w_400,h_200/a.jpg', 'https://cdn.example/w_200,h_100/a.jpg'],
  ],
  ['data:image/gif;base64,R0lGOD 1x, b.png 2x', ['b.png', 'data:image/gif;base64,R0lGOD']],
  ['a.jpg 100w 50h, b.jpg 200w 100h', ['b.jpg', 'a.jpg']],
  ['  ', []],
  [', ,a.jpg,', ['a.jpg']],
])('the largest of "%s" comes first', (srcset, largestFirst) => {
  expect(candidatesOf(srcset)).toEqual(largestFirst)
})
