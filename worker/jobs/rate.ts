import { sql } from 'drizzle-orm'

// The rate of an account as a leaky bucket (the generic cell rate algorithm): starts are evenly spaced, and a tenth of
// a minute's may go ahead of their time. However the vendor lays its minutes, none of them holds more than it grants.

/** A minute, and what the way to the vendor may take more or less, in milliseconds. */
const minuteMs = 62_000

/** Of a row of `vendors`: starts that may go at once. */
const burst = sql`max(1, per_minute / 10)`

/** Milliseconds between two starts, rounded up; nothing where the account may start none. */
export const spacing = sql`((${minuteMs} + per_minute - ${burst}) / (per_minute - ${burst} + 1))`

/** The time from which on the next start may go (UTC milliseconds). */
export const freeAt = sql`coalesce(next_at - (${burst} - 1) * ${spacing}, 9e15)`
