import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { comesFrom, keepFocal } from './focal.ts'

const sent: { url: string; method: string; body: unknown }[] = []

beforeEach(() => {
  vi.useFakeTimers()
  sent.length = 0
  vi.stubGlobal('fetch', (url: URL, { method, body }: { method: string; body: string }) => {
    sent.push({ url: url.pathname, method, body: JSON.parse(body) })
    return Promise.reject(new Error('offline'))
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const id = 'ast_0123456789abcdefghjkmnpqr'
const file = () => new File(['x'], 'harbour.jpg')

test('a point that comes to rest is kept with the picture, once', () => {
  const own = file()
  comesFrom(own, id)
  for (let x = 0; x <= 10; x++) keepFocal(own, { x: x / 10, y: 0.5 })
  expect(sent).toEqual([])
  vi.runAllTimers()
  expect(sent).toEqual([
    { url: `/api/image-studio/assets/${id}`, method: 'PATCH', body: { focal: { x: 1, y: 0.5 } } },
  ])
  keepFocal(own, null)
  vi.runAllTimers()
  expect(sent.at(-1)?.body).toEqual({ focal: null })
})

test('a file of this machine goes nowhere', () => {
  keepFocal(file(), { x: 0.5, y: 0.5 })
  vi.runAllTimers()
  expect(sent).toEqual([])
})
