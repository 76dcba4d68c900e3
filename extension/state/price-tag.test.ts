import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Account } from '../../shared/api.ts'
import type { PublicModel } from '../../shared/model.ts'
import type { Values } from '../../shared/fields.ts'
import { costNow, priceTag, rateWords, type Wanted } from './price-tag.ts'

const model: PublicModel = {
  id: 'wavespeed/qwen-image',
  task: 'create-image',
  title: 'Qwen Image',
  bestFor: 'drafts',
  tier: 'draft',
  cost: { per: 'run', micros: 20_000 },
  typicalSeconds: 3,
}
const video: PublicModel = {
  ...model,
  id: 'wavespeed/wan-2.5-i2v',
  task: 'image-to-video',
  title: 'WAN 2.5',
  tier: 'standard',
  cost: {
    per: 'second',
    of: 'seconds',
    by: ['resolution'],
    micros: { '480p': 50_000, '720p': 100_000, '1080p': 150_000 },
  },
}
const who = (image: number, plan: 'free' | 'pro' = 'free'): Account => ({
  user: { id: 'u', name: 'Mira', email: 'mira@atelier.example' },
  workspace: { id: 'w', name: 'Mira', plan, planTitle: plan },
  balance: [
    { unit: 'image', available: image, lapsesAt: null },
    { unit: 'video', available: 2, lapsesAt: null },
  ],
  spent: [],
  vendorCostMicros: 0,
})
const values = { prompt: 'a hill', ratio: '1:1' }
const clip = {
  image: `ast_${'0'.repeat(25)}`,
  prompt: 'slowly',
  seconds: '5',
  resolution: '720p',
  silent: false,
}

const tagOf = (
  model: PublicModel,
  values: Values,
  count: number,
  who: Account | null,
  more: Partial<Wanted> = {},
) =>
  priceTag({ model, values, count, consent: false, lengths: {}, beside: [], fallback: false, ...more }, who)

describe('the button', () => {
  it('shows verb and price, and what is left beside it', () => {
    expect(tagOf(model, values, 2, who(12))).toMatchObject({
      words: 'Create · 2 images',
      price: { unit: 'image', amount: 2 },
      left: '12 left',
      blocked: null,
    })
    expect(tagOf(video, clip, 1, who(12)).words).toBe('Animate · 1 video')
  })

  it('says beforehand when little is left', () => {
    expect(tagOf(model, values, 2, who(12)).warning).toBeNull()
    expect(tagOf(model, values, 2, who(5))).toMatchObject({
      warning: 'After this you have 3 images left.',
      blocked: null,
    })
  })

  it('can be pressed exactly when there is enough', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 8 }), (count, available) => {
        const tag = tagOf(model, values, count, who(available))
        expect(tag.blocked === null).toBe(count <= available)
        expect(tag.refused).toBe(count > available)
      }),
    )
  })

  it.each([
    ['an empty prompt', model, { ratio: '1:1' }, 1, '“What should it show?” is still empty.', false],
    [
      'a prompt of spaces',
      model,
      { prompt: '  ', ratio: '1:1' },
      1,
      '“What should it show?” is still empty.',
      false,
    ],
    ['no picture', video, { ...clip, image: '' }, 1, 'Choose a picture first.', false],
    ['too little left', model, values, 4, 'This needs 4 images; you have 3 left.', true],
    ['more than the plan makes at once', model, values, 5, 'The Free plan makes at most 4 at once.', true],
    [
      'a size outside the plan',
      video,
      { ...clip, resolution: '1080p' },
      1,
      '1080p is not part of the Free plan.',
      true,
    ],
    [
      'a model outside the plan',
      { ...model, tier: 'premium' as const },
      values,
      1,
      'Qwen Image is not part of the Free plan.',
      true,
    ],
  ])('says why it cannot be pressed: %s', (_, asked, given, count, sentence, refused) => {
    const tag = tagOf(asked, given, count, who(3))
    expect(tag.blocked).toBe(sentence)
    expect(tag.refused).toBe(refused)
  })

  it('waits for the account before it judges the money', () =>
    expect(tagOf(model, values, 4, null)).toMatchObject({ left: null, blocked: null }))

  it('waits for the sentence of a task that needs one', () => {
    const swap = { ...model, task: 'face-swap' as const, cost: { per: 'run' as const, micros: 10_000 } }
    const faces = { image: clip.image, face: `ast_${'1'.repeat(25)}` }
    const rich = { ...who(0), balance: [{ unit: 'usd' as const, available: 50_000, lapsesAt: null }] }
    expect(tagOf(swap, faces, 1, rich).blocked).toBe('Affirm the sentence above first.')
    expect(tagOf(swap, faces, 1, rich, { consent: true })).toMatchObject({
      words: 'Swap · $0.01',
      blocked: null,
    })
    expect(tagOf(swap, { image: clip.image }, 1, rich).blocked).toBe('Choose a picture for “The new face”.')
  })

  it('counts a sound by its length, and says its rate until there is one', () => {
    const avatar: PublicModel = {
      ...model,
      task: 'make-avatar',
      cost: { per: 'second', of: 'audio', micros: 60_000, block: 5 },
    }
    const asked = { image: clip.image, audio: `ast_${'1'.repeat(25)}`, resolution: '480p' }
    expect(tagOf(avatar, { image: clip.image, resolution: '480p' }, 1, who(0))).toMatchObject({
      words: 'Make',
      price: null,
      blocked: 'Choose a sound first.',
    })
    expect(tagOf(avatar, asked, 1, who(0)).blocked).toBe('The length it is counted by is not known yet.')
    expect(tagOf(avatar, asked, 1, who(0), { consent: true, lengths: { audio: 31 } })).toMatchObject({
      words: 'Make · 2 videos',
      blocked: null,
    })
    expect(rateWords(avatar, asked, {})).toBe('from 1 video')
  })

  it('counts a text by its characters', () => {
    const speech: PublicModel = {
      ...model,
      task: 'speak',
      cost: { per: '1k-chars', of: 'text', micros: 50_000 },
    }
    expect(rateWords(speech, {}, {})).toBe('$0.05 per 1,000 characters')
    expect(rateWords(speech, { text: 'x'.repeat(200) }, {})).toBe('$0.01')
    expect(costNow(speech, {}, {})).toBe(50_000)
    expect(tagOf(speech, { voice: 'Abbess' }, 1, null).blocked).toBe('“What should be said?” is still empty.')
  })

  it('adds up the models that are compared, and holds each to the plan', () => {
    const dear = { ...model, title: 'Ultra', cost: { per: 'run' as const, micros: 210_000 } }
    const beside = [{ model: dear, values }]
    expect(tagOf(model, values, 1, who(9), { beside })).toMatchObject({
      words: 'Create · 4 images',
      blocked: null,
    })
    const premium = [{ model: { ...dear, tier: 'premium' as const }, values }]
    expect(tagOf(model, values, 1, who(9), { beside: premium }).blocked).toBe(
      'Ultra is not part of the Free plan.',
    )
  })
})
