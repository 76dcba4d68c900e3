import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import type { FileLimit, Model } from '../../shared/model.ts'
import { addUpload } from '../assets/add.ts'
import { measurePicture } from '../assets/measure.ts'
import { sniff } from '../assets/sniff.ts'
import { modelById } from '../models/index.ts'
import type { InputFile } from '../providers/provider.ts'
import { fileOf, streamOf } from '../test/files.ts'
import { openWorld, type Person, type World } from '../test/world.ts'
import { fitFiles } from './fitted.ts'
import { preflight } from './preflight.ts'

const erase = modelById('stability/erase')!

const bytesOf = async (file: InputFile | undefined) =>
  new Uint8Array(await new Response(await file!.open()).arrayBuffer())

function given(name: string): InputFile {
  const bytes = fileOf(name)
  const { width, height } = measurePicture(bytes)
  return {
    ...{ type: sniff(bytes)!, bytes: bytes.byteLength, width, height, name },
    open: async () => streamOf(bytes),
  }
}

const limited = (image: FileLimit, more: Partial<Model['wire']> = {}): Model => ({
  ...erase,
  limits: { image },
  wire: { ...erase.wire, ...more },
})

describe('what goes in', () => {
  it('goes as it is where it suits', async () => {
    const { ctx } = await openWorld()
    const files = { image: given('square') }
    expect(await fitFiles(ctx, limited({ side: [64, 1000] }), files)).toEqual(files)
  })

  it('is made smaller, keeps its shape, type and what is transparent; its mask with it', async () => {
    const { ctx } = await openWorld()
    const files = { image: given('large'), mask: given('square') }
    const { image, mask } = await fitFiles(ctx, limited({ side: [64, 1000] }), files)
    for (const file of [image, mask]) {
      expect(file).toMatchObject({ type: 'image/png', width: 1000, height: 600 })
      const bytes = await bytesOf(file)
      expect(bytes.byteLength).toBe(file!.bytes)
      expect(measurePicture(bytes)).toMatchObject({ width: 1000, height: 600 })
    }
    const { data, channels } = decode(await bytesOf(image))
    expect(channels).toBe(4)
    expect(data[3]).toBeGreaterThan(120)
    expect(data[3]).toBeLessThan(135)
  })

  it.each(['avif', 'gif'])('of another type (%s) is sent as one that is taken', async (name) => {
    const { ctx } = await openWorld()
    const types = ['image/jpeg', 'image/webp'] as const
    const { image } = await fitFiles(ctx, limited({ types }), { image: given(name) })
    expect(image).toMatchObject({ type: 'image/webp', width: 48, height: 32 })
    expect(sniff(await bytesOf(image))).toBe('image/webp')
  })

  it('of too many bytes is packed more tightly, and made smaller when that is not enough', async () => {
    const { ctx } = await openWorld()
    const { image } = await fitFiles(ctx, limited({ bytes: 4000 }), { image: given('large') })
    expect(image!.bytes).toBeLessThanOrEqual(4000)
    expect(image!.width! / image!.height!).toBeCloseTo(5 / 3, 1)
  })

  it('as a mask is turned for a vendor that reads what is transparent', async () => {
    const { ctx } = await openWorld()
    const files = { image: given('square'), mask: given('square') }
    const { mask } = await fitFiles(ctx, limited({}, { mask: 'transparent' }), files)
    const { data } = decode(await bytesOf(mask))
    const white = ((200 + 90 + 40) / 3) * 0.5
    expect(Math.abs(data[3]! - (255 - white))).toBeLessThan(3)
  })

  it('is refused when it says that it is a picture and cannot be decoded', async () => {
    const { ctx } = await openWorld()
    const broken: InputFile = { ...given('large'), open: async () => streamOf(Uint8Array.of(1, 2, 3)) }
    await expect(fitFiles(ctx, limited({ side: [64, 1000] }), { image: broken })).rejects.toThrow()
  })
})

describe('beforehand, and before anything is held,', () => {
  async function ask(world: World, who: Person, model: string, input: Record<string, string | number>) {
    const given: typeof input = {}
    for (const [name, value] of Object.entries(input)) {
      const [, file] = /^file (\w+)$/.exec(String(value)) ?? []
      const bytes = file ? fileOf(file) : null
      given[name] = bytes
        ? await addUpload(world.ctx, who.workspaceId, streamOf(bytes), bytes.byteLength, {})
        : value
    }
    return preflight(world.ctx, who.workspaceId, { model, input: given, count: 1, consent: true })
  }

  it('a person is told what will be done to fit', async () => {
    const world = await openWorld()
    const who = await world.person()
    const input = { image: 'file large', prompt: 'a hill' }
    expect(await ask(world, who, 'stability/creative-upscale', input)).toMatchObject({
      allowed: true,
      notes: ['Your picture is made smaller for Stability Creative Upscale: 5,000 x 3,000 to 1,321 x 793.'],
    })
    expect(await ask(world, who, 'stability/sketch', { ...input, image: 'file square' })).toMatchObject({
      ...{ allowed: true, notes: [] },
    })
  })

  it.each([
    [
      'too small',
      'stability/erase',
      { image: 'file png', mask: 'file png' },
      'has 48 x 32 pixels',
      '96 x 64',
    ],
    ['too long', 'stability/sketch', { image: 'file strip', prompt: 'a' }, '6.0 times', '250 x 100'],
    [
      'a mask of another shape',
      'stability/erase',
      { image: 'file large', mask: 'file square' },
      'a mask',
      '5,000',
    ],
  ])('%s is refused, with the limit and the nearest allowed', async (_, model, input, is, nearest) => {
    const world = await openWorld()
    const { allowed, refusal, notes } = await ask(world, await world.person(), model, input)
    expect({ allowed, notes }).toEqual({ allowed: false, notes: [] })
    expect(refusal).toMatchObject({ code: 'bad-input', detail: expect.stringContaining(is) })
    expect(refusal?.remedy).toContain(nearest)
    expect(refusal?.remedy).toContain('Nothing was charged.')
  })
})
