import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import * as schema from './schema.ts'

export type Db = DrizzleD1Database<typeof schema>

/** The native D1 binding is the client; drizzle only writes the SQL. */
export const openDb = (d1: D1Database): Db => drizzle(d1, { schema })
