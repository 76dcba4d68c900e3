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

  const everything = valuesSchema({
    ...fields,
    steps: { kind: 'number', label: 'Steps', min: 1, max: 50, step: 1 },
    strength: { kind: 'number', label: 'Strength', min: 0, max: 1, step: 0.05 },
    shape: { kind: 'choice', label: 'Shape', options: ['1:1', '4:3', '16:9', '21:9'], default: '1:1' },
    seconds: { kind: 'choice', label: 'Length', options: ['5', '10'], default: '5' },
    resolution: { kind: 'choice', label: 'Resolution', options: ['480p', '720p', '1080p'], default: '720p' },
    sort: { kind: 'choice', label: 'Kind', options: ['Auto', 'General', 'Realistic'], default: 'Auto' },
    voice: {
      kind: 'voice',
      label: 'Voice',
      options: ['Calm_Woman', 'Deep_Voice_Man'],
      default: 'Calm_Woman',
    },
    pictures: { kind: 'images', label: 'Pictures', min: 1, max: 2 },
    face: { kind: 'image', label: 'Face' },
    names: { kind: 'words', label: 'Names', max: 2, each: 5 },
  })
  const asset = makeId('asset', 0, new Uint8Array(16))

  it.each([
    [{ prompt: undefined }, 'Prompt is missing'],
    [{ prompt: 7 }, 'Prompt takes text'],
    [{ prompt: 'x'.repeat(1023) }, 'Prompt is longer than 20 characters: shorten it by 1,003'],
    [{ steps: 500 }, 'Steps takes a whole number from 1 to 50; the nearest to 500 is 50'],
    [{ steps: 7.6 }, 'Steps takes a whole number from 1 to 50; the nearest to 7.6 is 8'],
    [{ steps: '5' }, 'Steps takes a whole number from 1 to 50'],
    [{ strength: -0.5 }, 'Strength takes a number from 0 to 1; the nearest to -0.5 is 0'],
    [{ shape: '2:1' }, 'Shape takes one of 1:1, 4:3, 16:9, 21:9; the nearest to “2:1” is 16:9'],
    [{ seconds: 7 }, 'Length takes one of 5, 10; the nearest to “7” is 5'],
    [{ seconds: '12' }, 'Length takes one of 5, 10; the nearest to “12” is 10'],
    [{ resolution: '900p' }, 'Resolution takes one of 480p, 720p, 1080p; the nearest to “900p” is 1080p'],
    [
      { sort: 'realstic' },
      'Kind takes one of Auto, General, Realistic; the nearest to “realstic” is Realistic',
    ],
    [
      { voice: 'Calm_Man' },
      'Voice takes one of Calm_Woman, Deep_Voice_Man, or the id of a voice of your own; the nearest to “Calm_Man” is Calm_Woman',
    ],
    [{ pictures: [asset, asset, asset] }, 'Pictures: at most 2; these are 3, leave out 1'],
    [{ pictures: [] }, 'Pictures: at least 1; these are 0'],
    [{ face: 'https://a.example/b.png' }, 'Face takes the id of something in your library'],
    [{ silent: 'true' }, 'Silent takes true or false'],
    [{ names: ['Atelier'] }, 'Names: one is longer than 5 characters: shorten it by 2'],
    [{ promt: 'x' }, 'There is no field “promt” here; the nearest is “prompt”'],
  ])('that do not fit name the field, what it takes, and the nearest: %j', (values, words) => {
    const { error } = everything.safeParse({ prompt: 'x', ...values })
    expect(error?.issues.map(({ message }) => message)).toEqual([words])
  })

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

describe('a required field that hangs on another', () => {
  const schema = valuesSchema({
    kind: { kind: 'choice', label: 'Kind', options: ['text', 'logo'], default: 'text' },
    text: { kind: 'text', label: 'Words', required: true, max: 20, when: { field: 'kind', is: ['text'] } },
  })

  it('is required while it is asked for', () => {
    expect(schema.safeParse({ text: 'a' }).success).toBe(true)
    expect(schema.safeParse({ kind: 'logo' }).success).toBe(true)
    const missing = schema.safeParse({})
    expect(missing.error?.issues.map(({ path }) => path)).toEqual([['text']])
  })
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
