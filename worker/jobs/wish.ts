import type { Wish } from '../../shared/api.ts'
import type { Values } from '../../shared/fields.ts'
import { inputSchema, type Model } from '../../shared/model.ts'
import type { Price } from '../../shared/money.ts'
import { quote, type Quote } from '../../shared/price.ts'
import { modelById } from '../models/index.ts'
import { Refusal } from '../problem.ts'

/** A wish after its own model has judged it: every value present, known and in range. */
export interface ParsedWish {
  model: Model
  input: Values
  count: number
  /** Of one of the variations. */
  each: Quote
}

/** Throws Refusal `bad-input`, with the path of each value that is wrong. */
export function parseWish(wish: Wish): ParsedWish {
  const model = modelById(wish.model)
  if (!model)
    throw new Refusal(
      'bad-input',
      `There is no model called ${wish.model}.`,
      'Choose one of the list of models.',
      {
        fields: [{ path: 'model', message: 'unknown model' }],
      },
    )
  const parsed = inputSchema(model).safeParse(wish.input)
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => ({
      path: ['input', ...issue.path].join('.'),
      message: issue.message,
    }))
    throw new Refusal(
      'bad-input',
      `${model.title} cannot be asked for that: ${fields[0]?.message ?? 'something is wrong'}.`,
      'Correct the marked values and press again. Nothing was charged.',
      { fields },
    )
  }
  return { model, input: parsed.data, count: wish.count, each: quote(model, parsed.data) }
}

/** The same price so many times. */
export const times = (price: Price, count: number): Price => ({
  unit: price.unit,
  amount: price.amount * count,
})

export const totalOf = ({ each, count }: ParsedWish): Price => times(each.price, count)
