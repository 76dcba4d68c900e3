import type { Preference } from '../../shared/api.ts'
import type { Values } from '../../shared/fields.ts'
import type { Model, Strength } from '../../shared/model.ts'
import type { Micros } from '../../shared/money.ts'

/** What is wanted, as far as it is known. */
export interface Want {
  prefer: Preference
  /** It should not take long. */
  soon: boolean
  input: Values
}

export interface Pick {
  model: Model
  /** Why it stands where it stands, in a few words. */
  reason: string
}

/** What words betray of a picture's needs; quoted words are to be read in it. */
const signs: readonly [Strength, RegExp, string][] = [
  [
    'words-in-picture',
    /["“„«][^"”“»]{2,}["”“»]|\b(?:sign|label|poster|headline|lettering|typography|logo|caption|says?|reads)\b/i,
    'writes words in pictures well',
  ],
  [
    'people',
    /\b(?:people|person|portrait|man|woman|men|women|child|children|face|team|crowd|girl|boy|couple)\b/i,
    'draws people well',
  ],
  [
    'products',
    /\b(?:product|bottle|package|packaging|shoe|sneaker|jar|watch|mug|cosmetics?|furniture)\b/i,
    'shows products well',
  ],
]

const tiers: Readonly<Record<Preference, readonly Model['tier'][]>> = {
  budget: ['draft', 'standard', 'premium'],
  balanced: ['standard', 'draft', 'premium'],
  quality: ['premium', 'standard', 'draft'],
}

/** The lowest price a run can have: enough to tell the cheap from the dear. */
const leastOf = ({ cost }: Model): Micros =>
  (typeof cost.micros === 'number' ? cost.micros : Math.min(...Object.values(cost.micros))) *
  Math.max(1, cost.min ?? 1)

/** The needs that what is asked betrays, with the words for a model that meets them. */
function needsOf(input: Values): [Strength, string][] {
  const words = [input['prompt'], input['search']].filter((value) => typeof value === 'string').join(' ')
  const needs = signs.flatMap(([strength, sign, say]): [Strength, string][] =>
    sign.test(words) ? [[strength, say]] : [],
  )
  const several = Object.values(input).some((value) => Array.isArray(value) && value.length > 1)
  return several ? [...needs, ['many-pictures', 'takes several pictures']] : needs
}

/**
 * Models in the order they are recommended: those that meet more of what is asked for first, then the fast ones if it
 * should not take long, then by preference. The same question gives the same answer.
 */
export function rank(models: readonly Model[], { prefer, soon, input }: Want): Pick[] {
  const needs = needsOf(input)
  const met = ({ strengths = [] }: Model) => needs.filter(([need]) => strengths.includes(need))
  const tierOf = ({ tier }: Model) => tiers[prefer].indexOf(tier)
  const byPreference = (a: Model, b: Model) =>
    prefer === 'budget'
      ? leastOf(a) - leastOf(b) || tierOf(a) - tierOf(b)
      : tierOf(a) - tierOf(b) || (prefer === 'quality' ? leastOf(b) - leastOf(a) : leastOf(a) - leastOf(b))
  const sorted = models.toSorted(
    (a, b) =>
      met(b).length - met(a).length ||
      (soon ? a.typicalSeconds - b.typicalSeconds : 0) ||
      byPreference(a, b) ||
      a.typicalSeconds - b.typicalSeconds,
  )
  const cheapest = Math.min(...models.map(leastOf))
  const fastest = Math.min(...models.map(({ typicalSeconds }) => typicalSeconds))
  return sorted.map((model, place) => ({ model, reason: reasonOf(model, place) }))

  function reasonOf(model: Model, place: number): string {
    const said = met(model).map(([, say]) => say)
    const several = models.length > 1
    if (leastOf(model) === 0) said.push('free, on your own machine')
    else if (several && leastOf(model) === cheapest) said.push('the cheapest')
    if (several && model.typicalSeconds === fastest) said.push('the fastest')
    if (said.length === 0 || (place === 0 && prefer === 'quality' && model.tier === 'premium'))
      said.push(
        { premium: 'the finest result', standard: 'good at a fair price', draft: 'a quick draft' }[
          model.tier
        ],
      )
    const words = said.join(', ')
    return words.charAt(0).toUpperCase() + words.slice(1)
  }
}
