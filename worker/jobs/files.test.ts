import { describe, expect, it } from 'vitest'
import { modelById } from '../models/index.ts'
import type { Made, Net } from '../providers/provider.ts'
import { fileOf } from '../test/files.ts'
import { glbOf, wavOf } from '../test/sounds.ts'
import { openWorld } from '../test/world.ts'
import { saveOutputs } from './files.ts'
import type { JobRow } from './read.ts'

const bytes: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>> = {
  png: () => fileOf('png'),
  webp: () => fileOf('webp'),
  glb: glbOf,
  half: () => glbOf().slice(0, 200),
  wav: () => wavOf(1),
}

/** The files of a vendor, by the ends of their addresses. */
const net: Net = {
  key: 'k',
  fetch: async (url) => new Response(bytes[url.split('.').at(-1)!]!()),
}

const at = (...endings: string[]): Made['outputs'] =>
  endings.map((ending, n) => ({ url: `https://d1.cloudfront.net/${n}.${ending}` }))

async function save(model: string, outputs: Made['outputs']): Promise<string[]> {
  const { ctx, person } = await openWorld()
  const { workspaceId } = await person()
  const job = { workspaceId, input: {}, made: { outputs } } as unknown as JobRow
  return (await saveOutputs(ctx, net, job, modelById(model)!)).map(({ type }) => type)
}

describe('what a vendor has made', () => {
  it('is taken in whatever kind it is, in its order', async () => {
    expect(await save('wavespeed/qwen-image', at('png', 'webp'))).toEqual(['image/png', 'image/webp'])
    expect(await save('wavespeed/minimax-speech-02-hd', at('wav'))).toEqual(['audio/wav'])
    expect(await save('wavespeed/image-captioner', [{ text: 'A red ball.' }])).toEqual(['text/plain'])
  })

  it('is the body, not the picture that lies beside it', async () =>
    expect(await save('wavespeed/rodin-v2', at('png', 'glb', 'webp'))).toEqual(['model/gltf-binary']))

  it.each([
    ['nothing', 'wavespeed/qwen-image', []],
    ['a picture alone where a body was asked for', 'wavespeed/rodin-v2', at('png')],
    ['half a body', 'wavespeed/rodin-v2', at('half')],
    ['words where a picture was asked for', 'wavespeed/qwen-image', [{ text: 'I cannot do that.' }]],
    ['a picture where words were asked for', 'wavespeed/image-captioner', at('png')],
    ['a sound beside the picture', 'wavespeed/qwen-image', at('png', 'wav')],
  ])('is no result when it is %s', async (_, model, outputs) =>
    expect(save(model, outputs)).rejects.toThrow(),
  )
})
