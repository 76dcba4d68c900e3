import { env } from 'cloudflare:workers'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import { beforeEach, describe, expect, it } from 'vitest'
import { openContext, type Context } from '../context.ts'
import { workspaces } from '../db/schema.ts'
import { Refusal } from '../problem.ts'
import { fileOf, streamOf } from '../test/files.ts'
import { glbOf, mp3Of, recording, wavOf } from '../test/sounds.ts'
import { objectKey, saveFile, type FileToSave } from './store.ts'

const mark = 'digitalsourcetype/trainedAlgorithmicMedia'
const encoder = new TextEncoder()

let ctx: Context
let workspaceId: string

beforeEach(async () => {
  ctx = openContext(env)
  workspaceId = crypto.randomUUID()
  await ctx.db
    .insert(workspaces)
    .values({ id: workspaceId, name: 'Tests', slug: workspaceId, createdAt: new Date() })
})

const save = (bytes: Uint8Array<ArrayBuffer>, wish: Partial<FileToSave> = {}) =>
  saveFile(ctx, {
    workspaceId,
    body: streamOf(bytes),
    bytes: bytes.byteLength,
    maxBytes: 1e8,
    kind: null,
    aiMark: false,
    ...wish,
  })

const stored = async ({ id }: { id: string }) =>
  new Uint8Array(await (await ctx.media.get(objectKey(workspaceId, id)))!.arrayBuffer())

const textOf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'taken',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )

const secondsOf = (bytes: Uint8Array<ArrayBuffer>) =>
  new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS }).computeDuration()

const sounds: [string, string, number, () => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>][] = [
  ['a WAV', 'audio/wav', 1500, () => wavOf(1.5)],
  ['an MP3', 'audio/mpeg', 2612, () => mp3Of(100)],
  ['a recording in an MP4', 'audio/mp4', 1000, recording],
]

describe('a sound', () => {
  it.each(sounds)('is known and measured: %s', async (_, type, durationMs, bytes) => {
    const file = await save(await bytes())
    expect(file).toMatchObject({ type, width: null, height: null, text: null })
    expect(Math.abs(file.durationMs! - durationMs)).toBeLessThan(80)
  })

  it.each(sounds)(
    'says what made it, is as long as before, and is marked once: %s',
    async (_, type, __, make) => {
      const bytes = await make()
      const marked = await stored(await save(bytes, { kind: null, aiMark: true }))
      expect(textOf(marked)).toContain(mark)
      expect(Math.abs((await secondsOf(marked)) - (await secondsOf(bytes)))).toBeLessThan(0.03)
      if (type !== 'audio/mp4') expect(await stored(await save(marked, { aiMark: true }))).toEqual(marked)
    },
  )

  it.each([
    ['half a WAV', () => wavOf(2).slice(0, 20_000)],
    ['a WAV of no length', () => wavOf(0)],
    ['noise that begins like an MP3', () => encoder.encode('ID3 and nothing behind it that plays at all')],
  ])('is refused when it is %s', async (_, bytes) =>
    expect(await codeOf(save(Uint8Array.from(bytes())))).toBe('wrong-type'),
  )

  it('is refused where a picture is expected, and a picture where a sound is', async () => {
    expect(await codeOf(save(wavOf(1), { kind: 'image' }))).toBe('wrong-type')
    expect(await codeOf(save(fileOf('png'), { kind: 'audio' }))).toBe('wrong-type')
  })
})

describe('a body', () => {
  const solid = { kind: 'model3d' as const }
  const stl = (triangles: number): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(84 + 50 * triangles)
    new DataView(bytes.buffer).setUint32(80, triangles, true)
    return bytes
  }

  it.each([
    ['glTF', 'model/gltf-binary', glbOf],
    ['binary STL', 'model/stl', () => stl(3)],
    ['STL as text', 'model/stl', () => encoder.encode('solid a\nfacet normal 0 0 1\nendfacet\nendsolid a\n')],
    ['OBJ', 'model/obj', () => encoder.encode('# made\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n')],
    ['FBX', 'model/fbx', () => encoder.encode('Kaydara FBX Binary  \0\x1a\0')],
  ])('is known: %s', async (_, type, make) =>
    expect(await save(Uint8Array.from(make()), solid)).toMatchObject({ type, width: null, durationMs: null }),
  )

  it('of glTF says what made it, and still holds together', async () => {
    const marked = await stored(await save(glbOf(), { ...solid, aiMark: true }))
    const view = new DataView(marked.buffer)
    const length = view.getUint32(12, true)
    const scene = JSON.parse(textOf(marked.slice(20, 20 + length))) as Record<string, unknown>
    expect(view.getUint32(8, true)).toBe(marked.byteLength)
    expect(JSON.stringify(scene['extensions'])).toContain(mark)
    expect(scene['extensionsUsed']).toEqual(['KHR_xmp_json_ld'])
    expect(marked.slice(20 + length)).toEqual(glbOf().slice(-44))
    expect(await stored(await save(marked, { ...solid, aiMark: true }))).toEqual(marked)
  })

  it.each([
    ['half a glTF', () => glbOf().slice(0, 300)],
    ['half an STL', () => stl(3).slice(0, 150)],
    ['a page', () => encoder.encode(`<html>${' '.repeat(100)}</html>`)],
  ])('is refused when it is %s', async (_, make) =>
    expect(await codeOf(save(Uint8Array.from(make()), solid))).toBe('wrong-type'),
  )

  it('is nothing a person adds', async () => expect(await codeOf(save(glbOf()))).toBe('wrong-type'))
})

describe('words', () => {
  it('are kept as a file and as they are', async () => {
    const text = 'A lighthouse at dusk – größer als das Meer.'
    const file = await save(Uint8Array.from(encoder.encode(text)), { kind: 'text' })
    expect(file).toMatchObject({ type: 'text/plain', text, width: null })
    expect(new TextDecoder().decode(await stored(file))).toBe(text)
  })

  it('must be words', async () =>
    expect(await codeOf(save(Uint8Array.of(0xff, 0xfe, 0xfd), { kind: 'text' }))).toBe('wrong-type'))
})
