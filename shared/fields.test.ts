import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultsOf, valuesSchema, type Fields } from './fields.ts'
import { makeId, idOf } from './ids.ts'
import { fieldsOf } from './model.ts'

const fields: Fields = {
  prompt: { kind: 'text', label: 'Prompt', required: true, max: 20 },
  ratio: { kind: 'choice', label: 'Shape', options: ['1:1', '16:9'], default: '1:1' },
  seed: { kind: 'number', label: 'Seed', min: -1, max: 10, step: 1 },
  silent: { kind: 'switch', label: 'Silent', default: false },
}
const schema = valuesSchema(fields)

describe('the values of a form', () => {
  it('are filled with the defaults', () =>
    expect(schema.parse({ prompt: ' a hill ' })).toEqual({ prompt: 'a hill', ratio: '1:1', silent: false }))

  it.each([
    ['an unknown field', { prompt: 'x', colour: 'red' }],
    ['an empty prompt', { prompt: '   ' }],
    ['too long a prompt', { prompt: 'x'.repeat(21) }],
    ['control characters', { prompt: 'a\u0000b' }],
    ['a turned direction', { prompt: 'a\u202eb' }],
    ['half a character', { prompt: 'a\ud800b' }],
    ['an option that is not offered', { prompt: 'x', ratio: '2:1' }],
    ['a number as text', { prompt: 'x', seed: '3' }],
    ['half a seed', { prompt: 'x', seed: 1.5 }],
    ['a seed out of range', { prompt: 'x', seed: 11 }],
    ['not a number', { prompt: 'x', seed: Number.NaN }],
  ])('refuse %s', (_, values) => expect(schema.safeParse(values).success).toBe(false))

  it('are stable: parsing what was parsed changes nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 20 }),
        fc.integer({ min: -1, max: 10 }),
        (prompt, seed) => {
          const first = schema.safeParse({ prompt, seed })
          if (first.success) expect(schema.parse(first.data)).toEqual(first.data)
        },
      ),
    )
  })

  it('start as the fields say', () => expect(defaultsOf(fields)).toEqual({ ratio: '1:1', silent: false }))
})

describe('the form of a model', () => {
  const model = {
    task: 'image-to-video' as const,
    without: ['prompt', 'silent'],
    only: { resolution: ['480p', '1080p'] },
    extras: { move: { kind: 'choice', label: 'Move', options: ['in', 'out'], default: 'in' } } as Fields,
  }

  it('is the task’s, narrowed and extended', () =>
    expect(Object.keys(fieldsOf(model))).toEqual(['image', 'seconds', 'resolution', 'move']))

  it('never defaults to an option it does not offer', () =>
    expect(fieldsOf(model)['resolution']).toMatchObject({ options: ['480p', '1080p'], default: '480p' }))
})

describe('an id', () => {
  const random = (byte: number) => new Uint8Array(16).fill(byte)

  it('says what it names', () => {
    expect(idOf('job').safeParse(makeId('job', 1_700_000_000_000, random(7))).success).toBe(true)
    expect(idOf('asset').safeParse(makeId('job', 1_700_000_000_000, random(7))).success).toBe(false)
  })

  it('sorts by its time', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 44), fc.nat(2 ** 44), (a, b) => {
        if (a < b) expect(makeId('job', a, random(255)) < makeId('job', b, random(0))).toBe(true)
      }),
    )
  })
})
