import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Signed lists of what is switched off at sites; the highest version holds. Written by `npm run switches` alone. */
export const switchLists = sqliteTable('switch_lists', {
  version: integer('version').primaryKey(),
  /** The text that was signed. */
  list: text('list').notNull(),
  signature: text('signature').notNull(),
})
