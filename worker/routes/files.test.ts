import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../shared/api.ts'
import { Asset } from '../../shared/assets.ts'
import { fileLink } from '../assets/link.ts'
import { openContext } from '../context.ts'
import { newcomer, send } from '../test/caller.ts'
import { fileOf } from '../test/files.ts'

const bytes = fileOf('png')
let asset: Asset
let link: URL

beforeAll(async () => {
  const { token } = await newcomer()
  const path = `${paths.assets}?name=${encodeURIComponent('Été "à" la mer.png')}`
  asset = Asset.parse((await send(path, { method: 'POST', body: bytes, token })).json())
  link = new URL(asset.url)
})

const get = (change: (url: URL) => void, headers: Record<string, string> = {}) => {
  const url = new URL(link)
  change(url)
  return send(url.pathname + url.search, { headers })
}
const same = () => {}

describe('a link to a file', () => {
  it('gives whoever holds it the stored bytes, and nothing a browser could run', async () => {
    const { status, headers, ...answer } = await get(same)
    expect(status).toBe(200)
    expect(answer.bytes).toEqual(bytes)
    expect(headers.get('content-type')).toBe('image/png')
    expect(headers.get('etag')).toBe(`"${asset.sha256}"`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('content-disposition')).toBeNull()
  })

  it('gives a part of it', async () => {
    const { status, headers, ...answer } = await get(same, { range: 'bytes=4-11' })
    expect(status).toBe(206)
    expect(answer.bytes).toEqual(bytes.slice(4, 12))
    expect(headers.get('content-range')).toBe(`bytes 4-11/${bytes.byteLength}`)
  })

  it('gives all of it when the part is of another version', async () => {
    const answer = await get(same, { range: 'bytes=0-3', 'if-range': '"another"' })
    expect(answer.status).toBe(200)
    expect(answer.bytes).toEqual(bytes)
  })

  it('refuses a part it does not have', async () => {
    const { status, headers } = await get(same, { range: `bytes=${bytes.byteLength}-` })
    expect(status).toBe(416)
    expect(headers.get('content-range')).toBe(`bytes */${bytes.byteLength}`)
  })

  it('sends nothing that is there already', async () => {
    const { status, ...answer } = await get(same, { 'if-none-match': `"${asset.sha256}"` })
    expect(status).toBe(304)
    expect(answer.bytes.byteLength).toBe(0)
  })

  it('saves it under its name when asked to', async () => {
    const { headers } = await get((url) => url.searchParams.set('download', '1'))
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="_t_ _ la mer.png"; filename*=UTF-8''%C3%89t%C3%A9%20%C3%A0%20la%20mer.png`,
    )
  })

  it.each([
    ['another signature', (url: URL) => url.searchParams.set('signature', 'A'.repeat(43))],
    ['no real signature', (url: URL) => url.searchParams.set('signature', 'x')],
    ['a later end', (url: URL) => url.searchParams.set('expires', String(asset.urlExpiresAt + 3_600_000))],
    [
      'another file',
      (url: URL) => (url.pathname = url.pathname.slice(0, -1) + (url.pathname.endsWith('0') ? '1' : '0')),
    ],
  ])('is worth nothing with %s', async (_, change) => {
    const answer = await get(change)
    expect(answer.status).toBe(404)
    expect(answer.problem().code).toBe('not-found')
  })

  it('is worth nothing after its end, and says so', async () => {
    const dayBefore = openContext(env, () => Date.now() - 26 * 3_600_000)
    const old = new URL((await fileLink(dayBefore, link.origin, link.pathname.split('/').at(-1)!)).url)
    const answer = await send(old.pathname + old.search)
    expect(answer.status).toBe(404)
    expect(answer.problem().detail).toContain('expired')
  })

  it('stays the same within an hour, so that it is cached', async () => {
    const at = (minute: number) => openContext(env, () => Date.UTC(2026, 10, 21, 12, minute))
    const [one, two] = [
      await fileLink(at(1), 'https://a.example', 'x'),
      await fileLink(at(59), 'https://a.example', 'x'),
    ]
    expect(one).toEqual(two)
    expect(one.expiresAt).toBeGreaterThan(Date.UTC(2026, 10, 22, 12, 59))
  })
})
