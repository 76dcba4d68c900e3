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

/** The vendor's price of one run. Throws when the values name no rate: inputs are parsed before they are priced. */
export function costOf(cost: Cost, values: Values): Micros {
  const key = cost.by?.map((name) => String(values[name])).join('/')
  const rate = typeof cost.micros === 'number' ? cost.micros : cost.micros[key ?? '']
  if (rate === undefined) throw new RangeError(`no price for ${key}`)
  const times = cost.per === 'second' ? Number(values[cost.of ?? 'seconds']) : 1
  if (!Number.isFinite(times) || times <= 0) throw new RangeError(`no length to price: ${times}`)
  return Math.ceil(rate * times)
}

/** The price of one run, the same on the button and in the Worker. A model of the user's own machine is free. */
export function quote(model: Pick<PublicModel, 'task' | 'cost'>, values: Values): Quote {
  const cost = costOf(model.cost, values)
  const { unit } = tasks[model.task]
  return { cost, price: { unit, amount: unit === 'usd' ? cost : Math.ceil(cost / creditWorth[unit]) } }
}
