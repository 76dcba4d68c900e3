import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { AssetPage, paths, Upload } from '../../shared/api.ts'
import { Asset } from '../../shared/assets.ts'
import { dropStaleUploads } from '../assets/parts.ts'
import { openContext } from '../context.ts'
import { uploadParts, uploads } from '../db/uploads.ts'
import { newcomer, post, send, type Somebody } from '../test/caller.ts'
import { fileOf, sha256 } from '../test/files.ts'

const megabyte = 1024 * 1024
const ctx = openContext(env)

/** A clip that goes on for some megabytes: the real one, followed by free space. */
function longClip(bytes: number): Uint8Array<ArrayBuffer> {
  const clip = fileOf('clip')
  const long = new Uint8Array(bytes)
  long.set(clip)
  new DataView(long.buffer).setUint32(clip.byteLength, bytes - clip.byteLength)
  long.set(new TextEncoder().encode('free'), clip.byteLength + 4)
  return long
}

const start = (who: Somebody, wish: object) => post(paths.uploads, wish, { token: who.token })
const started = async (who: Somebody, wish: object) => Upload.parse((await start(who, wish)).json())

const put = (who: Somebody, { id }: Upload, n: number, body: Uint8Array<ArrayBuffer>) =>
  send(`${paths.uploads}/${id}/parts/${n}`, { method: 'PUT', body, token: who.token })

const complete = (who: Somebody, { id }: Upload) =>
  send(`${paths.uploads}/${id}/complete`, { method: 'POST', token: who.token })

const partOf = (file: Uint8Array<ArrayBuffer>, { partBytes }: Upload, n: number) =>
  file.slice((n - 1) * partBytes, n * partBytes)

const library = async (who: Somebody) =>
  AssetPage.parse((await send(paths.assets, { token: who.token })).json()).assets

const objects = async (who: Somebody) => (await ctx.media.list({ prefix: who.workspaceId })).objects.length

describe('an upload in parts', () => {
  it('becomes one thing of the library, whatever the order, the breaks and the repeats', async () => {
    const who = await newcomer()
    const file = longClip(30 * megabyte)
    const upload = await started(who, { bytes: file.byteLength, name: 'holiday.mp4' })
    expect(upload).toMatchObject({ partBytes: 8 * megabyte, parts: 4, received: [] })
    await put(who, upload, 3, partOf(file, upload, 3))
    await put(who, upload, 1, partOf(file, upload, 1))
    const early = await complete(who, upload)
    expect(early.problem()).toMatchObject({
      code: 'bad-input',
      detail: expect.stringContaining('2 are missing'),
    })
    const state = await send(`${paths.uploads}/${upload.id}`, { token: who.token })
    expect(Upload.parse(state.json()).received).toEqual([1, 3])
    await put(who, upload, 3, partOf(file, upload, 3))
    await put(who, upload, 4, partOf(file, upload, 4))
    await put(who, upload, 2, partOf(file, upload, 2))
    const answer = await complete(who, upload)
    expect(answer.status).toBe(201)
    const asset = Asset.parse(answer.json())
    expect(asset).toMatchObject({
      ...{ name: 'holiday', origin: 'upload', kind: 'video', type: 'video/mp4' },
      ...{ bytes: file.byteLength, durationMs: 1000, sha256: await sha256(file) },
    })
    const again = await complete(who, upload)
    expect(Asset.parse(again.json()).id).toBe(asset.id)
    expect((await put(who, upload, 1, partOf(file, upload, 1))).problem().code).toBe('too-late')
    expect((await library(who)).map(({ id }) => id)).toEqual([asset.id])
    expect(await objects(who)).toBe(1)
  })

  it('completed by two at once is one thing', async () => {
    const who = await newcomer()
    const file = longClip(9 * megabyte)
    const upload = await started(who, { bytes: file.byteLength })
    await Promise.all([1, 2].map((n) => put(who, upload, n, partOf(file, upload, n))))
    const answers = await Promise.all([complete(who, upload), complete(who, upload)])
    const later = Asset.parse((await complete(who, upload)).json())
    for (const answer of answers.filter(({ status }) => status === 201))
      expect(Asset.parse(answer.json()).id).toBe(later.id)
    expect(answers.some(({ status }) => status === 201)).toBe(true)
    expect(await library(who)).toHaveLength(1)
    expect(await objects(who)).toBe(1)
  })

  it('of another workspace is not there', async () => {
    const [who, other] = [await newcomer(), await newcomer()]
    const upload = await started(who, { bytes: fileOf('clip').byteLength })
    const answers = [
      await send(`${paths.uploads}/${upload.id}`, { token: other.token }),
      await put(other, upload, 1, fileOf('clip')),
      await complete(other, upload),
    ]
    expect(answers.map((answer) => answer.problem().code)).toEqual(Array(3).fill('not-found'))
  })

  it.each([
    ['more than 200 MB', { bytes: 200 * megabyte + 1 }, 'too-large'],
    ['nothing', { bytes: 0 }, 'bad-input'],
    ['a size as text', { bytes: '10' }, 'bad-input'],
    ['by no model we know', { bytes: 10, model: 'device/none' }, 'bad-input'],
  ])('is not begun for %s', async (_, wish, code) => {
    const who = await newcomer()
    expect((await start(who, wish)).problem().code).toBe(code)
    expect(await ctx.db.select().from(uploads).where(eq(uploads.workspaceId, who.workspaceId))).toEqual([])
  })

  it.each([
    ['too short', 1, 100, 'bad-input'],
    ['too long', 1, 8 * megabyte + 1, 'too-large'],
    ['one too many', 3, 100, 'bad-input'],
  ])('takes no part that is %s', async (_, n, bytes, code) => {
    const who = await newcomer()
    const upload = await started(who, { bytes: 9 * megabyte })
    expect((await put(who, upload, n, longClip(Math.max(bytes, 5000)).slice(0, bytes))).problem().code).toBe(
      code,
    )
    expect(
      Upload.parse((await send(`${paths.uploads}/${upload.id}`, { token: who.token })).json()).received,
    ).toEqual([])
  })

  it('is refused with its first part when that is the beginning of nothing, or of too large a picture', async () => {
    const who = await newcomer()
    const upload = await started(who, { bytes: 40 * megabyte })
    const bytes = new Uint8Array(8 * megabyte)
    expect((await put(who, upload, 1, bytes)).problem().code).toBe('wrong-type')
    bytes.set(fileOf('png'))
    expect((await put(who, upload, 1, bytes)).problem()).toMatchObject({
      code: 'too-large',
      detail: expect.stringContaining('25 MB'),
    })
  })

  it('that turns out to be damaged leaves nothing', async () => {
    const who = await newcomer()
    const file = longClip(9 * megabyte)
    new DataView(file.buffer).setUint32(fileOf('clip').byteLength, 10 * megabyte)
    const upload = await started(who, { bytes: file.byteLength })
    for (const n of [1, 2]) await put(who, upload, n, partOf(file, upload, n))
    expect((await complete(who, upload)).problem()).toMatchObject({
      code: 'wrong-type',
      detail: expect.stringContaining('whole'),
    })
    expect((await complete(who, upload)).problem().code).toBe('not-found')
    expect(await library(who)).toEqual([])
    expect(await objects(who)).toBe(0)
  })

  it('is one of five at most', async () => {
    const who = await newcomer()
    const answers = await Promise.all(Array.from({ length: 8 }, () => start(who, { bytes: 100 })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 429, 429, 429])
  })

  it('is thrown away when it is not completed within a day', async () => {
    const who = await newcomer()
    const upload = await started(who, { bytes: fileOf('clip').byteLength })
    await put(who, upload, 1, fileOf('clip'))
    const tomorrow = { ...ctx, now: () => Date.now() + 24 * 3600_000 }
    await dropStaleUploads(ctx)
    expect((await send(`${paths.uploads}/${upload.id}`, { token: who.token })).status).toBe(200)
    await dropStaleUploads(tomorrow)
    await dropStaleUploads(tomorrow)
    expect((await complete(who, upload)).problem().code).toBe('not-found')
    expect(await ctx.db.select().from(uploadParts).where(eq(uploadParts.uploadId, upload.id))).toEqual([])
    expect(await objects(who)).toBe(0)
  })
})
