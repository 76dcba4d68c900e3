import { afterEach, expect, test, vi } from 'vitest'
import { NoPicture, openAddress } from './from-address.ts'

afterEach(() => vi.unstubAllGlobals())

const { signal } = new AbortController()
const answers = (answer: () => Promise<Response> | Response) => {
  const asked = vi.fn<typeof fetch>(async () => answer())
  vi.stubGlobal('fetch', asked)
  return asked
}
const refusal = (address: string) => openAddress(address, signal).catch((cause: unknown) => cause as NoPicture)

test('a picture comes under its own name, and nobody’s name goes with the question', async () => {
  const asked = answers(() => new Response('bytes', { headers: { 'content-type': 'image/png' } }))
  const file = await openAddress('https://shop.example/a/red%20hat.png?size=1', signal)
  expect([file.name, file.type, file.size]).toEqual(['red hat.png', 'image/png', 5])
  expect(asked.mock.calls[0]![1]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' })
})

test('what is closed may be asked of somebody else; what is no picture, or not there, may not', async () => {
  answers(() => Promise.reject(new TypeError('Failed to fetch')))
  expect(await refusal('https://shop.example/a.png')).toMatchObject({ closed: true })
  answers(() => new Response('', { status: 404 }))
  expect(await refusal('https://shop.example/a.png')).toMatchObject({
    closed: false,
    message: 'shop.example answers with an error (404).',
  })
  answers(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }))
  expect(await refusal('https://shop.example/a.png')).toMatchObject({
    closed: false,
    message: 'At this address of shop.example is no picture.',
  })
  answers(() => new Response('x', { headers: { 'content-length': '900000000' } }))
  expect(await refusal('https://shop.example/a.png')).toBeInstanceOf(NoPicture)
})
