import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valuesSchema, type Fields } from '../../shared/fields.ts'
import { blank, takeOver, valuesFor } from './form.ts'

const fields: Fields = {
  prompt: { kind: 'text', label: 'Prompt', required: true, max: 20 },
  ratio: { kind: 'choice', label: 'Shape', options: ['1:1', '16:9'], default: '1:1' },
  seed: { kind: 'number', label: 'Seed', min: -1, max: 10, step: 1 },
  not: { kind: 'text', label: 'What not', max: 10 },
  silent: { kind: 'switch', label: 'Silent', default: false },
}
const anything = fc.dictionary(
  fc.constantFrom(...Object.keys(fields), 'other'),
  fc.oneof(fc.string({ maxLength: 12 }), fc.integer({ min: -3, max: 12 }), fc.boolean()),
)

describe('the values of a form', () => {
  it('always fit the model, whatever was chosen for another one', () => {
    fc.assert(
      fc.property(anything, (chosen) => {
        const values = valuesFor(fields, { ...chosen, prompt: 'a hill' })
        const parsed = valuesSchema(fields).safeParse(values)
        const odd = typeof chosen['not'] === 'string' && /[\u0000-\u001f\u007f]/.test(chosen['not'])
        if (!odd) expect(parsed.success).toBe(true)
      }),
    )
  })

  it('keep what fits and fall back to the default where it does not', () => {
    expect(valuesFor(fields, { ratio: '16:9', seed: 99, silent: true, not: '  ' })).toEqual({
      ratio: '16:9',
      silent: true,
    })
    expect(valuesFor(fields, { ratio: '21:9' })).toMatchObject({ ratio: '1:1' })
  })
})

describe('the composer’s own words', () => {
  it('become the prompt where there is none', () =>
    expect(takeOver(blank, ' A hill at dawn ', 100).values['prompt']).toBe('A hill at dawn'))

  it('follow the composer while nobody has changed them here', () => {
    const once = takeOver(blank, 'A hill', 100)
    expect(takeOver(once, 'A hill at dawn', 100).values['prompt']).toBe('A hill at dawn')
  })

  it('never replace what the person has written', () => {
    const own = { ...blank, values: { prompt: 'my own' } }
    expect(takeOver(own, 'A hill', 100)).toBe(own)
  })

  it('do not come back once they were removed', () => {
    const once = takeOver(blank, 'A hill', 100)
    const removed = { ...once, values: { prompt: '' } }
    expect(takeOver(removed, 'A hill', 100)).toBe(removed)
  })

  it('are cut to what a prompt may hold', () =>
    expect(takeOver(blank, 'abcdef', 3).values['prompt']).toBe('abc'))
})
