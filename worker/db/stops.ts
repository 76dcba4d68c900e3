import { sql } from 'drizzle-orm'
import { check, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// Settings that are changed by a row, without a release, and what is counted against them.

/** What may be spent with vendors a day (UTC): a row sets it, without a release. `scope` is a vendor, or `all`. */
export const stops = sqliteTable(
  'stops',
  { scope: text('scope').primaryKey(), dailyMicros: integer('daily_micros').notNull() },
  (t) => [check('stops_daily', sql`${t.dailyMicros} >= 0`)],
)

/** What the jobs of a day (UTC, "2026-11-21") cost or may cost us. The check is the stop: no race passes it. */
export const vendorDays = sqliteTable(
  'vendor_days',
  {
    scope: text('scope').notNull(),
    day: text('day').notNull(),
    micros: integer('micros').notNull(),
    /** The stop when a job was last added. */
    stopMicros: integer('stop_micros').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.scope, t.day] }),
    check('vendor_days_stop', sql`${t.micros} between 0 and ${t.stopMicros}`),
  ],
)

/** Another price for a model, or its end, without a release. The Worker's data stands wherever there is no row. */
export const modelRows = sqliteTable('model_rows', {
  model: text('model').primaryKey(),
  /** Offered to nobody; what was ordered before goes on. */
  off: integer('off', { mode: 'boolean' }).notNull().default(false),
  /** In place of the `micros` of its cost, of the same shape; null leaves the price alone. */
  micros: text('micros', { mode: 'json' }),
  /** Why, for whoever reads it later. */
  note: text('note').notNull().default(''),
})

/** Our prices beside the vendor's own, by model and what was asked. */
export const priceChecks = sqliteTable(
  'price_checks',
  {
    model: text('model').notNull(),
    /** The options it was asked with, as JSON. */
    options: text('options').notNull(),
    ourMicros: integer('our_micros').notNull(),
    /** Null when the vendor did not say. */
    vendorMicros: integer('vendor_micros'),
    checkedAt: integer('checked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.model, t.options] })],
)
