import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Account } from '../../shared/api.ts'
import type { PublicModel } from '../../shared/model.ts'
import { priceTag } from './price-tag.ts'

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

describe('the button', () => {
  it('shows verb and price, and what is left beside it', () => {
    expect(priceTag(model, values, 2, who(12))).toMatchObject({
      words: 'Create · 2 images',
      price: { unit: 'image', amount: 2 },
      left: '12 left',
      blocked: null,
    })
    expect(priceTag(video, clip, 1, who(12)).words).toBe('Animate · 1 video')
  })

  it('says beforehand when little is left', () => {
    expect(priceTag(model, values, 2, who(12)).warning).toBeNull()
    expect(priceTag(model, values, 2, who(5))).toMatchObject({
      warning: 'After this you have 3 images left.',
      blocked: null,
    })
  })

  it('can be pressed exactly when there is enough', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 8 }), (count, available) => {
        const tag = priceTag(model, values, count, who(available))
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
    const tag = priceTag(asked, given, count, who(3))
    expect(tag.blocked).toBe(sentence)
    expect(tag.refused).toBe(refused)
  })

  it('waits for the account before it judges the money', () =>
    expect(priceTag(model, values, 4, null)).toMatchObject({ left: null, blocked: null }))
})
