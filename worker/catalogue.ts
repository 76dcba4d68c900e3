import { z } from 'zod'
import type { Cost, Model } from '../shared/model.ts'
import type { Context } from './context.ts'
import { modelRows } from './db/stops.ts'
import { models } from './models/index.ts'
import { vendorOf } from './providers/index.ts'
import { vendorReady } from './providers/net.ts'

// The models as they are offered now: the Worker's own data, and over it the rows that give one another price or
// take it away, without a release.

const Micros = z.union([z.int().min(1), z.record(z.string(), z.int().min(1))])

/** The same rates by the same names; null for anything else. */
function costWith(cost: Cost, raw: unknown): Cost | null {
  const parsed = Micros.safeParse(raw)
  if (!parsed.success) return null
  const names = (micros: Cost['micros']) =>
    typeof micros === 'number' ? null : Object.keys(micros).sort().join('/')
  return names(parsed.data) === names(cost.micros) ? { ...cost, micros: parsed.data } : null
}

/** Is there anybody behind it: the user's own machine, or a vendor with a key or a sandbox? */
export function isCarried(ctx: Context, model: Model): boolean {
  const vendor = vendorOf(model.id)
  return vendor === null || vendorReady(ctx, vendor)
}

/** Every model that may be ordered now, at today's price. A row that cannot be read switches its model off. */
export async function offeredModels(ctx: Context): Promise<readonly Model[]> {
  const rows = await ctx.db.select().from(modelRows)
  return models.flatMap((model) => {
    if (!isCarried(ctx, model)) return []
    const row = rows.find((one) => one.model === model.id)
    const listed = model.costBasis === 'unknown' ? [] : [model]
    if (!row) return listed
    if (row.off) return []
    if (row.micros === null) return listed
    const cost = costWith(model.cost, row.micros)
    if (cost) return [{ ...model, cost }]
    ctx.log('alert', { what: 'model-row-unreadable', model: model.id })
    return []
  })
}
