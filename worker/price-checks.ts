import { fieldsOf, type Model } from '../shared/model.ts'
import { defaultsOf, type Values } from '../shared/fields.ts'
import { costOf } from '../shared/price.ts'
import { dollars } from '../shared/money.ts'
import { offeredModels } from './catalogue.ts'
import type { Context } from './context.ts'
import { priceChecks } from './db/stops.ts'
import { wordsOf } from './log.ts'
import { providers, vendorOf } from './providers/index.ts'
import { providerNet, vendorReady } from './providers/net.ts'

/** Each price is asked for again after six hours, a few at a time: it costs nothing, but it is a call. */
const everyMs = 6 * 3600_000
const perTick = 10

/** Every set of options that may change the price: the choices its cost looks at. */
function pricedOptions(model: Model): Record<string, string>[] {
  const { by = [], of } = model.cost
  const fields = fieldsOf(model)
  return (of ? [...by, of] : by).reduce<Record<string, string>[]>(
    (all, name) => {
      const field = fields[name]
      if (field?.kind !== 'choice') return all
      return all.flatMap((options) => field.options.map((option) => ({ ...options, [name]: option })))
    },
    [{}],
  )
}

/**
 * Asks vendors what they would bill, and keeps the answer beside our price. Repeating it asks only what is due.
 * A price of ours below the vendor's is an alert: each one sold is a loss.
 */
export async function checkPrices(ctx: Context): Promise<void> {
  const now = ctx.now()
  const known = await ctx.db.select().from(priceChecks)
  const due = (await offeredModels(ctx))
    .flatMap((model) =>
      pricedOptions(model).map((options) => ({ model, options, text: JSON.stringify(options) })),
    )
    .filter(({ model, text }) => {
      const last = known.find((one) => one.model === model.id && one.options === text)
      return askable(ctx, model) && (last === undefined || now - last.checkedAt >= everyMs)
    })
  for (const { model, options, text } of due.slice(0, perTick)) {
    const values: Values = { ...defaultsOf(fieldsOf(model)), ...options }
    const ourMicros = costOf(model.cost, values)
    const vendorMicros = await askVendor(ctx, model, values)
    const row = { ourMicros, vendorMicros, checkedAt: now }
    await ctx.db
      .insert(priceChecks)
      .values({ model: model.id, options: text, ...row })
      .onConflictDoUpdate({ target: [priceChecks.model, priceChecks.options], set: row })
    if (vendorMicros === null || vendorMicros === ourMicros) continue
    const what = vendorMicros > ourMicros ? 'price-too-low' : 'price-differs'
    const [ours, theirs] = [dollars(ourMicros), dollars(vendorMicros)]
    ctx.log(what === 'price-too-low' ? 'alert' : 'price', {
      what,
      model: model.id,
      options: text,
      ours,
      theirs,
    })
  }
}

function askable(ctx: Context, model: Model): boolean {
  const vendor = vendorOf(model.id)
  return vendor !== null && providers[vendor].price !== undefined && vendorReady(ctx, vendor)
}

async function askVendor(ctx: Context, model: Model, input: Values): Promise<number | null> {
  const vendor = vendorOf(model.id)
  if (vendor === null) return null
  try {
    return (await providers[vendor].price?.({ model, input, prepared: {} }, providerNet(ctx, vendor))) ?? null
  } catch (error) {
    ctx.log('price-unknown', { model: model.id, error: wordsOf(error) })
    return null
  }
}
