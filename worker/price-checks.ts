import { and, eq } from 'drizzle-orm'
import type { Values } from '../shared/fields.ts'
import type { Model } from '../shared/model.ts'
import { dollars, type Micros } from '../shared/money.ts'
import { offeredModels } from './catalogue.ts'
import { chargedFor } from './charged.ts'
import type { Context } from './context.ts'
import { priceChecks } from './db/stops.ts'
import { wordsOf } from './log.ts'
import { providers, vendorOf } from './providers/index.ts'
import { providerNet, vendorReady } from './providers/net.ts'

/** Each price is asked for again after six hours, a few at a time: it costs nothing, but it is a call. */
const everyMs = 6 * 3600_000
const perTick = 10

/** One price as it is charged now, and when it was last held against the vendor's. */
interface Asked {
  model: Model
  values: Values
  /** As they stand in the row. */
  options: string
  ourMicros: Micros
  last: typeof priceChecks.$inferSelect | undefined
}

/** Every price there is now; what is no longer charged is forgotten. */
async function allPrices(ctx: Context): Promise<Asked[]> {
  const known = await ctx.db.select().from(priceChecks)
  const models = (await offeredModels(ctx)).filter((model) => askable(ctx, model))
  const all = models.flatMap((model) =>
    chargedFor(model).map(({ options: chosen, ...charged }): Asked => {
      const options = JSON.stringify(chosen)
      const last = known.find((row) => row.model === model.id && row.options === options)
      return { model, options, ...charged, last }
    }),
  )
  for (const row of known.filter((row) => !all.some(({ last }) => last === row)))
    await ctx.db
      .delete(priceChecks)
      .where(and(eq(priceChecks.model, row.model), eq(priceChecks.options, row.options)))
  return all
}

/**
 * Asks vendors what they would bill, and keeps the answer beside our price. Repeating it asks only what is due:
 * what was asked long ago, and what we have repriced since. A price of ours below the vendor's is an alert: each one
 * sold is a loss.
 */
export async function checkPrices(ctx: Context): Promise<void> {
  const now = ctx.now()
  const due = (await allPrices(ctx)).filter(
    ({ last, ourMicros }) => !last || last.ourMicros !== ourMicros || now - last.checkedAt >= everyMs,
  )
  for (const { model, values, options, ourMicros, last } of due.slice(0, perTick)) {
    // A vendor that is silent for once has not taken its last word back.
    const vendorMicros = (await askVendor(ctx, model, values)) ?? last?.vendorMicros ?? null
    const row = { ourMicros, vendorMicros, checkedAt: now }
    await ctx.db
      .insert(priceChecks)
      .values({ model: model.id, options, ...row })
      .onConflictDoUpdate({ target: [priceChecks.model, priceChecks.options], set: row })
    if (vendorMicros === null || vendorMicros === ourMicros) continue
    const tooLow = vendorMicros > ourMicros
    const prices = { ours: dollars(ourMicros), theirs: dollars(vendorMicros) }
    const what = tooLow ? 'price-too-low' : 'price-differs'
    ctx.log(tooLow ? 'alert' : 'price', { what, model: model.id, options, ...prices })
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
    return (
      (await providers[vendor].price?.(
        { jobId: 'price', model, input, prepared: {} },
        providerNet(ctx, vendor),
      )) ?? null
    )
  } catch (error) {
    ctx.log('price-unknown', { model: model.id, error: wordsOf(error) })
    return null
  }
}
