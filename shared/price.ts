import type { Values } from './fields.ts'
import type { Cost, PublicModel } from './model.ts'
import { creditWorth, type Micros, type Price } from './money.ts'
import { tasks } from './task.ts'

/** What one run costs, for the person and for us. */
export interface Quote {
  price: Price
  /** The vendor's price for these inputs, rounded up to a micro-dollar. */
  cost: Micros
}

/** Length of the sounds that go in, in seconds, by field; measured from the stored files. */
export type Lengths = Readonly<Record<string, number>>

/** How many units of the price this run takes: runs, seconds or thousands of characters. */
function amountOf({ per, of, block = 0, min = 0, max = Infinity }: Cost, values: Values, lengths: Lengths) {
  if (per === 'run') return 1
  const name = of ?? (per === 'second' ? 'seconds' : 'text')
  const given = per === 'second' ? (lengths[name] ?? Number(values[name])) : String(values[name] ?? '').length
  if (!Number.isFinite(given) || given <= 0) throw new RangeError(`no length to price: ${given}`)
  const counted = Math.min(Math.max(given, min), max)
  const whole = block > 0 ? Math.ceil(counted / block) * block : counted
  return per === 'second' ? whole : whole / 1000
}

/** The vendor's price of one run. Throws when the values name no rate: inputs are parsed before they are priced. */
export function costOf(cost: Cost, values: Values, lengths: Lengths = {}): Micros {
  const key = cost.by?.map((name) => String(values[name])).join('/')
  const rate = typeof cost.micros === 'number' ? cost.micros : cost.micros[key ?? '']
  if (rate === undefined) throw new RangeError(`no price for ${key}`)
  // Tenths of a micro-dollar are the noise of the multiplication, not money.
  return Math.ceil(Math.max(0, rate * amountOf(cost, values, lengths) - 1e-6))
}

/** The price of one run, the same on the button and in the Worker. A model of the user's own machine is free. */
export function quote(
  model: Pick<PublicModel, 'task' | 'cost'>,
  values: Values,
  lengths: Lengths = {},
): Quote {
  const cost = costOf(model.cost, values, lengths)
  const { unit } = tasks[model.task]
  return { cost, price: { unit, amount: unit === 'usd' ? cost : Math.ceil(cost / creditWorth[unit]) } }
}
