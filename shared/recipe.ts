import type { Values } from './fields.ts'
import { balanceOf, exposureOf, levelsOf, saturationOf, type Thumbnail } from './measure.ts'
import type { Look, Measured } from './tools/enhance.ts'
import { applied } from './tone.ts'

/**
 * One change of a picture's light, colour or sharpness. `by` is a factor, 1 leaves it as it is, and means what it means
 * to Cloudflare's Images, which makes the same changes for the API: `brightness` multiplies what is stored,
 * `contrast` spreads it around the middle, `gamma` bends it between black and white, `saturation` draws it away from
 * its grey. An `amount` goes from 0 (or -1) to 1, `gains` are of red, green and blue in linear light, `stops` double it.
 */
export type Adjustment =
  | { do: 'denoise' | 'sharpen' | 'vignette'; amount: number }
  | { do: 'balance'; gains: readonly [number, number, number] }
  | { do: 'exposure'; stops: number }
  | { do: 'highlights' | 'shadows' | 'vibrance'; amount: number }
  | { do: 'brightness' | 'contrast' | 'gamma' | 'saturation'; by: number }
  | { do: 'look'; look: Exclude<Look, 'none'>; amount: number }

/** What is done to a picture, in this order: without the last one it is the step before. */
export type Recipe = readonly Adjustment[]

/**
 * What the values of the enhance tool (shared/tools/enhance.ts) do to this picture. Only what is to be measured looks
 * at the thumbnail: with nothing to measure the recipe is the same for every picture of a feed.
 */
export function recipeOf(values: Values, thumbnail: Thumbnail): Recipe {
  const auto = (Array.isArray(values['auto']) ? values['auto'] : []) as readonly Measured[]
  const share = (name: string) => Number(values[name] ?? 0) / 100
  const strength = Number(values['strength'] ?? 100) / 100
  const look = (values['filter'] ?? 'none') as Look
  const asked: Recipe = [
    ...balanceBy(share('temperature'), share('tint')),
    ...some({ do: 'exposure', stops: Number(values['exposure'] ?? 0) }),
    ...some({ do: 'shadows', amount: share('shadows') }),
    ...some({ do: 'highlights', amount: share('highlights') }),
    ...some({ do: 'brightness', by: 1 + share('brightness') }),
    ...some({ do: 'contrast', by: 1 + share('contrast') }),
    ...some({ do: 'gamma', by: 2 ** share('gamma') }),
    ...some({ do: 'saturation', by: 1 + share('saturation') }),
    ...some({ do: 'vibrance', amount: share('vibrance') }),
    ...(look === 'none' ? [] : some({ do: 'look', look, amount: strength })),
    ...some({ do: 'vignette', amount: share('vignette') }),
    ...some({ do: 'sharpen', amount: share('sharpen') }),
  ]
  return [...some({ do: 'denoise', amount: share('denoise') }), ...measuredIn(thumbnail, auto), ...asked]
}

/** Each thing is measured in the picture as the one before has left it. */
function measuredIn(thumbnail: Thumbnail, auto: readonly Measured[]): Recipe {
  const ways = [
    ['white-balance', balanceOf],
    ['contrast', levelsOf],
    ['exposure', exposureOf],
    ['saturation', saturationOf],
  ] as const
  const recipe: Adjustment[] = []
  for (const [name, measure] of ways)
    if (auto.includes(name)) recipe.push(...measure(applied(recipe, thumbnail)).flatMap(some))
  return recipe
}

/** The adjustment in a list; none where it would change nothing. */
function some(one: Adjustment): Recipe {
  if ('by' in one) return Math.abs(one.by - 1) < 0.005 ? [] : [one]
  if ('gains' in one) return one.gains.every((gain) => Math.abs(gain - 1) < 0.005) ? [] : [one]
  return ('stops' in one ? one.stops : one.amount) === 0 ? [] : [one]
}

/** Warmer is more red and less blue, pinker is less green: in the same light as before. */
function balanceBy(temperature: number, tint: number): Recipe {
  const [red, green, blue] = [
    2 ** (0.4 * temperature + 0.1 * tint),
    2 ** (-0.25 * tint),
    2 ** (-0.4 * temperature + 0.1 * tint),
  ]
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return some({ do: 'balance', gains: [red / light, green / light, blue / light] })
}
