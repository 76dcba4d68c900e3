import { expect, test } from 'vitest'
import { layersOf } from './css-value.ts'

test.each([
  ['none', []],
  ['url("https://a.example/b.png")', [['https://a.example/b.png']]],
  ['url(https://a.example/b,c.png)', [['https://a.example/b,c.png']]],
  [
    'url("https://a.example/(1).png"), url("https://a.example/2.png")',
    [['https://a.example/(1).png'], ['https://a.example/2.png']],
  ],
  ['linear-gradient(rgb(0, 0, 0), rgba(1, 2, 3, 0.5)), url("x.png")', [['x.png']]],
  ['linear-gradient(red, blue)', []],
  ['image-set(url("a.png") 1dppx, url("b.png") 2dppx)', [['b.png', 'a.png']]],
  ['-webkit-image-set(url(a.png) 1x, url(b.png) 192dpi)', [['b.png', 'a.png']]],
  ['image-set("a.avif" type("image/avif"), "a.png" type("image/png"))', [['a.avif', 'a.png']]],
  [String.raw`url("a\"b.png")`, [['a"b.png']]],
  [
    "url(\"data:image/svg+xml,<svg xmlns='x' fill='rgb(1,2,3)'/>\")",
    [["data:image/svg+xml,<svg xmlns='x' fill='rgb(1,2,3)'/>"]],
  ],
  ['url("#mask")', []],
  ['counter(list-item) "text"', []],
])('reads %s', (value, layers) => {
  expect(layersOf(value)).toEqual(layers)
})
