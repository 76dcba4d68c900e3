import type { Wish } from '../../shared/api.ts'
import { assetIdsOf, type Values } from '../../shared/fields.ts'
import { fieldsOf, inputSchema, type Model } from '../../shared/model.ts'
import type { Price } from '../../shared/money.ts'
import { quote, type Lengths, type Quote } from '../../shared/price.ts'
import { kindOf } from '../../shared/assets.ts'
import { openAsset } from '../assets/store.ts'
import { isCarried, offeredModels } from '../catalogue.ts'
import type { Context } from '../context.ts'
import { modelById } from '../models/index.ts'
import { Refusal } from '../problem.ts'

/** A wish after its own model has judged it: every value present, known and in range. */
export interface ParsedWish {
  model: Model
  /** All that could be asked for now, at today's prices. */
  offered: readonly Model[]
  input: Values
  count: number
  /** Of the sounds that go in, measured. */
  lengths: Lengths
  /** Of one of the variations. */
  each: Quote
}

/**
 * Throws Refusal `bad-input`, with the path of each value that is wrong, and `unavailable` for a model that is
 * switched off, or whose vendor has no key here.
 */
export async function parseWish(ctx: Context, workspaceId: string, wish: Wish): Promise<ParsedWish> {
  const known = modelById(wish.model)
  if (!known)
    throw new Refusal(
      'bad-input',
      `There is no model called ${wish.model}.`,
      'Choose one of the list of models.',
      {
        fields: [{ path: 'model', message: 'unknown model' }],
      },
    )
  const offered = await offeredModels(ctx)
  const model = offered.find(({ id }) => id === known.id)
  if (!model)
    throw new Refusal(
      'unavailable',
      isCarried(ctx, known)
        ? `${known.title} is switched off at the moment.`
        : `${known.title} is not available: its vendor is not set up here.`,
      'Choose another model. Nothing was charged.',
    )
  const parsed = inputSchema(known).safeParse(wish.input)
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
  const input = parsed.data
  const lengths = await lengthsOf(ctx, workspaceId, model, input)
  return { model, offered, input, count: wish.count, lengths, each: quote(model, input, lengths) }
}

/** The length of each sound that goes in, from the stored file. Refuses `bad-input` for what is no sound of theirs. */
async function lengthsOf(ctx: Context, workspaceId: string, model: Model, input: Values): Promise<Lengths> {
  const sounds = Object.entries(fieldsOf(model)).flatMap(([name, field]) =>
    field.kind === 'audio'
      ? assetIdsOf(field, input[name]).map((id) => ({ name, label: field.label, id }))
      : [],
  )
  const lengths: Record<string, number> = {}
  for (const { name, label, id } of sounds) {
    const sound = await openAsset(ctx, workspaceId, id)
    if (!sound?.file.durationMs || kindOf(sound.file.type) !== 'audio')
      throw new Refusal(
        'bad-input',
        `${label}: this is not a sound of your library.`,
        'Add the sound to your library first, then press again. Nothing was charged.',
        { fields: [{ path: `input.${name}`, message: 'not a sound of this library' }] },
      )
    lengths[name] = sound.file.durationMs / 1000
  }
  return lengths
}

/** The same price so many times. */
export const times = (price: Price, count: number): Price => ({
  unit: price.unit,
  amount: price.amount * count,
})

export const totalOf = ({ each, count }: ParsedWish): Price => times(each.price, count)
