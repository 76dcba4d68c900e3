import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { UploadQuery } from '../../shared/api.ts'
import { workspaceId } from './schema.ts'

/** A large file on its way to R2, in parts; thrown away when it has not arrived in time. */
export const uploads = sqliteTable(
  'uploads',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    /** What R2 knows it by. */
    multipart: text('multipart').notNull(),
    bytes: integer('bytes').notNull(),
    /** What it said of itself: name, model, source. */
    query: text('query', { mode: 'json' }).$type<UploadQuery>().notNull(),
    /** The entry of the library it became; null until then. */
    assetId: text('asset_id'),
    expiresAt: integer('expires_at').notNull(),
  },
  (t) => [
    index('uploads_by_workspace').on(t.workspaceId, t.expiresAt),
    index('uploads_stale').on(t.expiresAt),
  ],
)

/** The parts of an upload that have arrived; a part sent again takes the place of the first. */
export const uploadParts = sqliteTable(
  'upload_parts',
  {
    uploadId: text('upload_id')
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    n: integer('n').notNull(),
    etag: text('etag').notNull(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.n] })],
)
