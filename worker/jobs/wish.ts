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
import { nearest } from '../../shared/nearest.ts'
import { Refusal, wrongPlaces } from '../problem.ts'

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
  /** The same for other models, each once, to compare them. */
  beside: readonly ParsedWish[]
  consent: boolean
  fallback: boolean
}

/** All that is ordered with one press: for each model its own part. */
export const partsOf = (parsed: ParsedWish): readonly ParsedWish[] => [parsed, ...parsed.beside]

/**
 * Throws Refusal `bad-input`, with the path of each value that is wrong, and `unavailable` for a model that is
 * switched off, or whose vendor has no key here.
 */
export async function parseWish(ctx: Context, workspaceId: string, wish: Wish): Promise<ParsedWish> {
  const offered = await offeredModels(ctx)
  const model = modelOf(ctx, offered, wish.model, 'model')
  const parsed = inputSchema(model).safeParse(wish.input)
  if (!parsed.success) {
    const fields = wrongPlaces(parsed.error.issues, ['input'])
    throw new Refusal(
      'bad-input',
      `${model.title} cannot be asked for that: ${fields[0]?.message ?? 'something is wrong'}.`,
      'Correct the marked values and press again. Nothing was charged.',
      { fields },
    )
  }
  const input = parsed.data
  const lengths = await lengthsOf(ctx, workspaceId, model, input)
  const whole = { offered, lengths, consent: wish.consent ?? false, fallback: wish.fallback ?? false }
  const main = { ...whole, model, input, count: wish.count, each: quote(model, input, lengths), beside: [] }
  return wish.beside ? { ...main, beside: besides(ctx, main, wish.beside) } : main
}

/** Refuses what is no model, or none that may be ordered now. */
function modelOf(ctx: Context, offered: readonly Model[], id: string, path: string): Model {
  const known = modelById(id)
  if (!known)
    throw new Refusal('bad-input', `There is no model called ${id}.`, 'Choose one of the list of models.', {
      fields: [{ path, message: 'unknown model' }],
    })
  const model = offered.find((one) => one.id === id)
  if (model) return model
  throw new Refusal(
    'unavailable',
    isCarried(ctx, known)
      ? `${known.title} is switched off at the moment.`
      : `${known.title} is not available: its vendor is not set up here.`,
    'Choose another model. Nothing was charged.',
  )
}

/** The same values for each of the others, as near as it can come. */
function besides(ctx: Context, main: ParsedWish, ids: readonly string[]): ParsedWish[] {
  const refuse = (n: number, message: string, remedy: string) =>
    new Refusal('bad-input', message, `${remedy} Nothing was charged.`, {
      fields: [{ path: `beside.${n}`, message }],
    })
  if (main.count !== 1) throw refuse(0, 'To compare models each makes one.', 'Ask for one of each.')
  return ids.map((id, n) => {
    const model = modelOf(ctx, main.offered, id, `beside.${n}`)
    if (id === main.model.id || ids.indexOf(id) !== n)
      throw refuse(n, `${model.title} is named twice.`, 'Name each model once.')
    if (model.task !== main.model.task)
      throw refuse(
        n,
        `${model.title} does something else than ${main.model.title}.`,
        'Compare models of one task.',
      )
    const input = nearest(model, main.input)
    if (!input)
      throw refuse(n, `${model.title} needs something that was not given.`, 'Leave it out of the comparison.')
    return { ...main, model, input, each: quote(model, input, main.lengths) }
  })
}

/** The length of each sound that goes in, from the stored file. Refuses `bad-input` for what is no sound of theirs. */
export async function lengthsOf(
  ctx: Context,
  workspaceId: string,
  model: Model,
  input: Values,
): Promise<Lengths> {
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

/** What the whole press costs; all its parts are of one task, and so of one unit. */
export const totalOf = (parsed: ParsedWish): Price => ({
  unit: parsed.each.price.unit,
  amount: partsOf(parsed).reduce((sum, { each, count }) => sum + each.price.amount * count, 0),
})
