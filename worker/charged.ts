import { defaultsOf, type Values } from '../shared/fields.ts'
import { fieldsOf, type Model } from '../shared/model.ts'
import type { Micros } from '../shared/money.ts'
import { costOf } from '../shared/price.ts'

/** One price as we charge it: of these options, among all that a model has. */
export interface Charged {
  /** What changes the price. */
  options: Readonly<Record<string, string>>
  /** The options, and the defaults beside them. */
  values: Values
  ourMicros: Micros
}

/** What is counted by a sound or a text has no price before there is one; and a vendor asked without names its least. */
function isListed(model: Model): boolean {
  const { per, of } = model.cost
  const counted = of === undefined ? undefined : fieldsOf(model)[of]
  return per !== '1k-chars' && (counted === undefined || counted.kind === 'choice')
}

/** Every price of a model that a vendor can be asked for; none where it hangs on a file or a text. */
export function chargedFor(model: Model): Charged[] {
  if (!isListed(model)) return []
  const { by = [], of } = model.cost
  const fields = fieldsOf(model)
  const all = (of ? [...by, of] : by).reduce<Record<string, string>[]>(
    (all, name) => {
      const field = fields[name]
      if (field?.kind !== 'choice') return all
      return all.flatMap((options) => field.options.map((option) => ({ ...options, [name]: option })))
    },
    [{}],
  )
  return all.map((options) => {
    const values = { ...defaultsOf(fields), ...options }
    return { options, values, ourMicros: costOf(model.cost, values) }
  })
}
