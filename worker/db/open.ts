import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import { metered } from './meter.ts'
import * as schema from './schema.ts'

export type Db = DrizzleD1Database<typeof schema>

/** The native D1 binding is the client; drizzle only writes the SQL, and rows are counted. */
export const openDb = (d1: D1Database): Db => drizzle(metered(d1), { schema })
