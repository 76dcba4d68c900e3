import type { Wish } from '../../shared/api.ts'
import type { Price } from '../../shared/money.ts'
import type { Chance } from './chance.ts'
import type { Somebody } from './people.ts'

/** What somebody presses for in a schedule. */
export interface Press {
  key: string
  workspaceId: string
  prompt: string
  wish: Wish
  count: number
  price: Price
  /** The price it was shown is not today's. */
  stale: boolean
  tries: number
  answer: 'none' | 'order' | string
}

type Kind = Pick<Wish, 'model'> & { each: Price; input(prompt: string, picture: string): Wish['input'] }

/** Each way a vendor is asked and answers: with and without files, at once and later. */
const kinds: Record<'picture' | 'clip' | 'core' | 'variation' | 'enlargement', Kind> = {
  picture: {
    model: 'wavespeed/qwen-image',
    each: { unit: 'image', amount: 1 },
    input: (prompt) => ({ prompt, ratio: '1:1' }),
  },
  clip: {
    model: 'wavespeed/wan-2.5-i2v',
    each: { unit: 'video', amount: 1 },
    input: (prompt, image) => ({ prompt, image, resolution: '480p' }),
  },
  core: {
    model: 'stability/core',
    each: { unit: 'image', amount: 1 },
    input: (prompt) => ({ prompt }),
  },
  variation: {
    model: 'stability/sd3.5-large-variation',
    each: { unit: 'image', amount: 1 },
    input: (prompt, image) => ({ prompt, image }),
  },
  enlargement: {
    model: 'stability/creative-upscale',
    each: { unit: 'usd', amount: 600_000 },
    input: (prompt, image) => ({ prompt, image }),
  },
}

/** One to three presses, some of them at a price that is not today's. */
export const wishesOf = (chance: Chance, people: readonly Somebody[]): Press[] =>
  Array.from({ length: 1 + chance.below(3) }, (_, n) => {
    const count = chance.pick([1, 1, 1, 2])
    const stale = chance.yes(0.1)
    const { workspaceId, picture } = chance.pick(people)
    const name = chance.pick([
      'picture',
      'picture',
      'picture',
      'clip',
      'core',
      'variation',
      'enlargement',
    ] as const)
    const { model, each, input } = kinds[name]
    const prompt = `${name === 'clip' ? 'clip' : 'picture'} ${chance.below(4)}`
    return {
      key: `key-${n}`,
      ...{ workspaceId, prompt, count, stale },
      wish: { model, input: input(prompt, picture), count },
      price: { unit: each.unit, amount: each.amount * count + (stale ? 1 : 0) },
      tries: 0,
      answer: 'none',
    }
  })
