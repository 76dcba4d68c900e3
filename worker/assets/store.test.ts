import { env } from 'cloudflare:workers'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import { beforeEach, describe, expect, it } from 'vitest'
import { openContext, type Context } from '../context.ts'
import { workspaces } from '../db/schema.ts'
import { Refusal } from '../problem.ts'
import { fileOf, sha256, streamOf } from '../test/files.ts'
import { half, movingGif, pngOf } from '../test/odd-files.ts'
import { objectKey, saveFile, type FileToSave } from './store.ts'

const source = 'digitalsourcetype/trainedAlgorithmicMedia'
const megabyte = 1024 * 1024

let ctx: Context
let workspaceId: string

beforeEach(async () => {
  ctx = openContext(env)
  workspaceId = crypto.randomUUID()
  const row = { id: workspaceId, name: 'Tests', slug: workspaceId, createdAt: new Date() }
  await ctx.db.insert(workspaces).values(row)
})

const save = (bytes: Uint8Array<ArrayBuffer>, wish: Partial<FileToSave> = {}) =>
  saveFile(ctx, {
    workspaceId,
    body: streamOf(bytes),
    bytes: bytes.byteLength,
    maxBytes: 25 * megabyte,
    kind: null,
    aiMark: false,
    ...wish,
  })

const stored = async (id: string) => {
  const object = await ctx.media.get(objectKey(workspaceId, id))
  if (!object) throw new Error('nothing is stored there')
  return new Uint8Array(await object.arrayBuffer())
}

const objects = async () => (await ctx.media.list({ prefix: workspaceId })).objects.length

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'taken',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )

const text = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

/** A clip that goes on for some megabytes: the real one, followed by free space. */
function longClip(bytes: number): Uint8Array<ArrayBuffer> {
  const clip = fileOf('clip')
  const long = new Uint8Array(bytes)
  long.set(clip)
  const view = new DataView(long.buffer)
  view.setUint32(clip.byteLength, bytes - clip.byteLength)
  long.set(new TextEncoder().encode('free'), clip.byteLength + 4)
  return long
}

describe('a file that is stored', () => {
  it.each([
    ['png', 'image/png', 48, 32],
    ['jpeg', 'image/jpeg', 48, 32],
    ['turned', 'image/jpeg', 32, 48],
    ['webp', 'image/webp', 48, 32],
    ['gif', 'image/gif', 48, 32],
    ['avif', 'image/avif', 48, 32],
  ])('is known by its bytes: %s', async (name, type, width, height) => {
    const bytes = fileOf(name)
    const file = await save(bytes)
    expect(file).toMatchObject({ type, width, height, durationMs: null, bytes: bytes.byteLength })
    expect(file.sha256).toBe(await sha256(bytes))
    expect(await stored(file.id)).toEqual(bytes)
  })

  it('is measured in time when it is a clip', async () => {
    const file = await save(fileOf('clip'))
    expect(file).toMatchObject({ type: 'video/mp4', width: 64, height: 48, durationMs: 1000 })
  })

  it('is kept once a workspace, also when two arrive at once', async () => {
    const [one, two] = await Promise.all([save(fileOf('png')), save(fileOf('png'))])
    expect(one).toEqual(two)
    expect(await objects()).toBe(1)
    expect(await save(fileOf('png'))).toEqual(one)
    expect(await stored(one.id)).toEqual(fileOf('png'))
  })

  it.each([8 * megabyte - 1, 8 * megabyte, 8 * megabyte + 1, 17 * megabyte])(
    'may be larger than what is held in memory: %i bytes',
    async (size) => {
      const bytes = longClip(size)
      const file = await save(bytes, { bytes: null })
      expect(file).toMatchObject({ bytes: size, width: 64, durationMs: 1000 })
      expect(file.sha256).toBe(await sha256(bytes))
      expect((await stored(file.id)).byteLength).toBe(size)
    },
  )

  it.each([
    ['says it is too large', 'too-large', { bytes: 26 * megabyte }],
    ['turns out too large', 'too-large', { bytes: null, maxBytes: 100 }],
    ['is a picture where a clip was asked for', 'wrong-type', { kind: 'video' as const }],
  ])('is refused when it %s', async (_, code, wish) => {
    expect(await codeOf(save(fileOf('png'), wish))).toBe(code)
    expect(await objects()).toBe(0)
  })

  it.each([
    ['nothing at all', new Uint8Array(0)],
    ['a page', new TextEncoder().encode('<html><body>Not a picture</body></html>')],
    [
      'a drawing that can carry script',
      new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['a picture cut off in its header', fileOf('png').slice(0, 12)],
    ['a clip cut off in its index', fileOf('clip').slice(0, 40)],
    ...['png', 'jpeg', 'webp', 'gif', 'avif', 'clip'].map((name): [string, Uint8Array<ArrayBuffer>] => [
      `half a file (${name})`,
      half(name),
    ]),
  ])('is refused when it is %s', async (_, bytes) => {
    expect(await codeOf(save(new Uint8Array(bytes)))).toBe('wrong-type')
    expect(await objects()).toBe(0)
  })

  it.each([
    ['30,000 x 30,000', 30_000, 30_000],
    ['one side beyond all measure', 16_385, 1],
    ['too many pixels, each side allowed', 16_000, 16_000],
    ['the largest number there is', 2 ** 31 - 1, 2 ** 31 - 1],
  ])('is refused for its pixels before it is unpacked: %s', async (_, width, height) => {
    expect(await codeOf(save(pngOf(width, height)))).toBe('too-large')
    expect(await objects()).toBe(0)
  })

  it('remembers that a picture moves', async () => {
    expect(await save(movingGif())).toMatchObject({ animated: true })
    expect(await save(fileOf('gif'))).toMatchObject({ animated: false })
  })

  it('leaves nothing when the sender goes away in the middle', async () => {
    const clip = longClip(9 * megabyte)
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(clip)
        controller.error(new Error('gone'))
      },
    })
    expect(await codeOf(save(clip, { body }))).toContain('gone')
    expect(await objects()).toBe(0)
  })
})

describe('what a model made', () => {
  it.each(['png', 'jpeg', 'webp', 'clip'])('says so, and is hashed as it is handed out: %s', async (name) => {
    const file = await save(fileOf(name), { aiMark: true })
    const bytes = await stored(file.id)
    expect(text(bytes)).toContain(source)
    expect(file).toMatchObject({ sha256: await sha256(bytes), bytes: bytes.byteLength })
  })

  it('is the same file when it is marked a second time', async () => {
    const once = await save(fileOf('clip'), { aiMark: true })
    expect(await save(await stored(once.id), { aiMark: true })).toEqual(once)
  })

  it('still plays, with its sound', async () => {
    const file = await save(longClip(9 * megabyte), { aiMark: true })
    using input = new Input({ source: new BufferSource(await stored(file.id)), formats: ALL_FORMATS })
    expect(await input.getPrimaryAudioTrack()).not.toBeNull()
    expect(await input.computeDuration()).toBe(1)
  })

  it('has no sound track when it is to be silent, and the same pictures', async () => {
    const file = await save(fileOf('clip'), { aiMark: true, silent: true })
    const bytes = await stored(file.id)
    using input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
    expect(await input.getPrimaryAudioTrack()).toBeNull()
    const track = await input.getPrimaryVideoTrack()
    expect(track?.codec).toBe('avc')
    expect((await track?.computePacketStats())?.packetCount).toBe(12)
    expect(file).toMatchObject({ width: 64, height: 48, durationMs: 1000 })
    expect(text(bytes)).toContain(source)
  })
})
