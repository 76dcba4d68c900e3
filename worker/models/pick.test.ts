import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Preference } from '../../shared/api.ts'
import type { Model } from '../../shared/model.ts'
import { models } from './index.ts'
import { rank, type Want } from './pick.ts'

const create = models.filter(({ task }) => task === 'create-image')
const want = (more: Partial<Want> & { prompt?: string } = {}): Want => ({
  prefer: 'balanced',
  soon: false,
  input: { prompt: more.prompt ?? 'a hill' },
  ...more,
})
const priceOf = ({ cost }: Model) =>
  typeof cost.micros === 'number' ? cost.micros : Math.min(...Object.values(cost.micros))

describe('the recommendation', () => {
  it('is the cheapest for a small budget, and says so', () => {
    const [first] = rank(create, want({ prefer: 'budget' }))
    expect(priceOf(first!.model)).toBe(Math.min(...create.map(priceOf)))
    expect(first!.reason).toMatch(/cheapest|free/i)
  })

  it('is a premium model where quality counts, as far as there is one', () => {
    const best = ['premium', 'standard', 'draft'].find((tier) => create.some((model) => model.tier === tier))
    expect(rank(create, want({ prefer: 'quality' }))[0]!.model.tier).toBe(best)
  })

  it('writes words well when words are asked for, whatever is preferred', () => {
    for (const prompt of ['a poster', 'a shop front, the sign says "Lamps"', 'a logo'])
      for (const prefer of Preference.options)
        expect(rank(create, want({ prompt, prefer }))[0]!.model.strengths).toContain('words-in-picture')
  })

  it('is a fast one when it should not take long', () => {
    const [first] = rank(create, want({ soon: true }))
    expect(first!.model.typicalSeconds).toBe(Math.min(...create.map(({ typicalSeconds }) => typicalSeconds)))
  })

  it('names every model once, each with a reason, and always the same', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(...Preference.options),
        fc.boolean(),
        (prompt, prefer, soon) => {
          const picks = rank(models, want({ prompt, prefer, soon }))
          expect(picks.map(({ model }) => model.id).sort()).toEqual(models.map(({ id }) => id).sort())
          for (const { reason } of picks) expect(reason).toMatch(/^[A-Z]/)
          expect(
            rank(models.toReversed(), want({ prompt, prefer, soon }))
              .map(({ reason }) => reason)
              .sort(),
          ).toEqual(picks.map(({ reason }) => reason).sort())
        },
      ),
      { numRuns: 30 },
    )
  })
})
